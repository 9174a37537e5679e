import { optimizerNames, scheduleNames, trialParameters } from '@tenbin/contracts';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import eveGolden from './eve.golden.json' with { type: 'json' };
import { farFrom } from './golden.fixture.ts';
import golden from './optimizers.golden.json' with { type: 'json' };
import { optimizers } from './optimizers.ts';
import { rateOf } from './schedules.ts';
import { startProblem } from './small-problem.fixture.ts';
import { tensorArithmetic } from './tensor-arithmetic.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test('the golden file has every optimizer through every schedule', () => {
  const pairs = new Set(
    golden.cases.map(({ parameters }) => `${parameters.optimizer} ${parameters.schedule}`),
  );
  for (const optimizer of optimizerNames) {
    for (const schedule of scheduleNames) expect(pairs).toContain(`${optimizer} ${schedule}`);
  }
});

test.each(golden.cases)('ten steps of $title are those of the reference', (given) => {
  const parameters = trialParameters.parse(given.parameters);
  const rate = rateOf({ parameters, stepsPerEpoch: given.stepsPerEpoch });
  const problem = startProblem(parameters, { kernel: golden.kernel.flat(), bias: golden.bias });
  const taken = golden.gradients.map(({ kernel, bias }, step) => {
    const learningRate = rate.rateAt(step);
    const loss = golden.losses[step] ?? Number.NaN;
    const { norm, weights } = problem.take({ kernel: kernel.flat(), bias, loss, learningRate });
    if (given.stepsPerEpoch === 1) rate.tell(golden.validationLosses[step] ?? Number.NaN);
    return { learningRate, norm, weights };
  });
  const rates = taken.map(({ learningRate }) => learningRate);
  const norms = taken.map(({ norm }) => norm);
  const weights = taken.flatMap((each) => each.weights);
  expect(farFrom(rates, given.rates)).toEqual([]);
  expect(farFrom(norms, given.norms)).toEqual([]);
  expect(farFrom(weights, given.weights.flat())).toEqual([]);
});

describe('eve', () => {
  test("takes the paper's steps, with the d that another reader of the paper found", () => {
    const { lowerBound } = eveGolden.settings;
    const parameters = trialParameters.parse({ optimizer: 'eve', lowerBound });
    const problem = startProblem(parameters, { kernel: eveGolden.initial, bias: [] });
    const taken = eveGolden.steps.map(({ gradient, loss, learningRate }) =>
      problem.take({ kernel: gradient, bias: [], loss, learningRate }),
    );
    const divisors = taken.map(({ scalars }) => scalars[0] ?? Number.NaN);
    const weights = taken.flatMap((each) => each.weights);
    const expected = eveGolden.steps.flatMap(({ weight }) => weight);
    expect(
      farFrom(
        divisors,
        eveGolden.steps.map(({ d }) => d),
      ),
    ).toEqual([]);
    expect(farFrom(weights, expected)).toEqual([]);
  });

  test('keeps d within 1/c and c for any losses, its lower bound reached and crossed too', () => {
    const losses = fc.array(fc.double({ min: -1, max: 50, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(losses, (values) => {
        let scalars: tf.Tensor[] = optimizers.eve.scalars.map(({ initial }) => tf.scalar(initial));
        const settings = { momentum: 0, lowerBound: 0 };
        for (const [at, loss] of [...values, 0, 0].entries()) {
          const input = { loss: tf.scalar(loss), scalars, first: tf.scalar(Number(at === 0)), settings };
          scalars = optimizers.eve.observe(tensorArithmetic, input);
          const d = scalars[0]?.dataSync()[0];
          expect(d).toBeGreaterThanOrEqual(0.1);
          expect(d).toBeLessThanOrEqual(10);
        }
      }),
      { numRuns: 50 },
    );
  });
});

test('a gradient that is not finite leaves no weight behind that looks sound', () => {
  const parameters = trialParameters.parse({ optimizer: 'sgd', clipNorm: 1 });
  const problem = startProblem(parameters, { kernel: [1, 2], bias: [3] });
  const { weights } = problem.take({ kernel: [Number.NaN, 0], bias: [0], loss: 1, learningRate: 0.1 });
  expect(weights).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});
