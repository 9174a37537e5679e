import { trialParameters } from '@tenbin/contracts';
import type { TrialParameters } from '@tenbin/contracts';
import { expect, test } from 'vitest';
import { rateOf } from './schedules.ts';

const parsed = (given: object): TrialParameters =>
  trialParameters.parse({ optimizer: 'sgd', learningRate: 1, ...given });

function rates(given: object, stepsPerEpoch: number, steps: number): number[] {
  const control = rateOf({ parameters: parsed(given), stepsPerEpoch });
  return Array.from({ length: steps }, (_, step) => control.rateAt(step));
}

test('stairs fall exactly at the end of decayEpochs, also where the product of floats is a bit off', () => {
  // 0.1 × 3 = 0.30000000000000004: step 3 is the tenth stair, and not the ninth.
  const tenths = rates({ schedule: 'step', decayRate: 0.5, decayEpochs: 0.1 }, 3, 4);
  expect(tenths[3]).toBeCloseTo(0.5 ** 10, 12);
  expect(rates({ schedule: 'step', decayRate: 0.5, decayEpochs: 2 }, 2, 9)).toEqual([
    1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25,
  ]);
});

test('the cosine begins at 0 with warm-up, peaks at its end and reaches 0 after the last step', () => {
  const given = { schedule: 'cosine', warmupEpochs: 1, epochs: 3 };
  const warm = rates(given, 4, 14);
  expect(warm.slice(0, 5)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(warm[8]).toBeCloseTo(0.5, 12);
  expect(warm.slice(12)).toEqual([0, 0]);
  expect(rates({ ...given, warmupEpochs: 0 }, 4, 1)).toEqual([1]);
});

test('a warm-up as long as the training only rises', () => {
  const warm = rates({ schedule: 'cosine', warmupEpochs: 5, epochs: 2 }, 2, 4);
  for (const [step, rate] of warm.entries()) expect(rate).toBeCloseTo(step / 10, 12);
});

const plateau = { schedule: 'plateau', decayRate: 0.1, patience: 2 };

test('a plateau goes on from its state as if it had never stopped', () => {
  const losses = [1, 0.9, 0.95, 0.92, 0.93, 0.5, 0.6, 0.7, 0.7];
  const whole = rateOf({ parameters: parsed(plateau), stepsPerEpoch: 1 });
  const expected = losses.map((loss) => (whole.tell(loss), whole.rateAt(0)));
  expect(new Set(expected).size).toBe(3);
  for (const cut of losses.keys()) {
    const before = rateOf({ parameters: parsed(plateau), stepsPerEpoch: 1 });
    for (const loss of losses.slice(0, cut)) before.tell(loss);
    const after = rateOf({ parameters: parsed(plateau), stepsPerEpoch: 1 });
    const state = before.state();
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    after.setState(state);
    const rest = losses.slice(cut).map((loss) => (after.tell(loss), after.rateAt(0)));
    expect(rest).toEqual(expected.slice(cut));
  }
});

test('a loss that is no finite number is never the better one', () => {
  const control = rateOf({ parameters: parsed(plateau), stepsPerEpoch: 1 });
  for (const loss of [Number.NaN, Infinity]) control.tell(loss);
  expect(control.state()).toEqual({ learningRate: 0.1, best: null, wait: 0 });
  control.tell(3);
  expect(control.state()?.best).toBe(3);
});

test('a state of another schedule is refused', () => {
  const constant = rateOf({ parameters: parsed({ schedule: 'constant' }), stepsPerEpoch: 1 });
  const falling = rateOf({ parameters: parsed(plateau), stepsPerEpoch: 1 });
  expect(() => constant.setState(falling.state())).toThrow(RangeError);
  expect(() => falling.setState(constant.state())).toThrow(RangeError);
});
