import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AppError } from './errors.ts';
import { readSweepFile } from './sweep-file.ts';
import { sweepSpec } from './sweep-spec.ts';
import { wandbDistributions } from './wandb-file.ts';

const words =
  'name dataset method goal seeds budget earlyTermination parameters cases trials type batchSize optimizer batch_size lr value values min max step scale when metric early_terminate run_cap distribution q toString constructor __proto__';
const word = fc.constantFrom('', ...words.split(' '));
const scalar = fc.oneof(
  fc.constantFrom(
    'grid',
    'tpe',
    'bayes',
    'adam',
    'SGD',
    'asha',
    'hyperband',
    'log',
    'log_uniform',
    null,
    true,
  ),
  fc.integer({ min: -2, max: 70 }),
  fc.double({ min: -1, max: 1e6 }),
);
const { anything } = fc.letrec<{ anything: unknown }>((tie) => ({
  anything: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('anything'), { maxLength: 3 }),
    fc.dictionary(word, tie('anything'), { maxKeys: 5 }),
  ),
}));
const number = fc.oneof(fc.integer({ min: -5, max: 300 }), fc.double({ min: -10, max: 10, noNaN: true }));
const parameter = fc.record(
  {
    distribution: fc.constantFrom(...wandbDistributions),
    value: scalar,
    values: fc.array(scalar, { maxLength: 4 }),
    min: number,
    max: number,
    mu: number,
    sigma: number,
    q: number,
  },
  { requiredKeys: [] },
);
const wandb = fc.record(
  {
    method: fc.constantFrom('grid', 'random', 'bayes'),
    run_cap: fc.integer({ min: 1, max: 20 }),
    metric: fc.record({ name: fc.constantFrom('val_loss', 'acc', 'f1') }),
    early_terminate: fc.record({ type: fc.constant('hyperband'), max_iter: number, s: number, eta: number }),
    parameters: fc.dictionary(
      fc.constantFrom(
        'lr',
        'batch_size',
        'dropout',
        'optimizer',
        'momentum',
        'epochs',
        'arch',
        'seed',
        'dataset',
      ),
      parameter,
    ),
  },
  { requiredKeys: ['method', 'parameters'] },
);

/** What becomes of a file of that: a sweep, and what it parses to once more; or the lines of its refusal. */
function outcome(value: unknown) {
  try {
    const { spec } = readSweepFile(JSON.stringify(value), 'any.json', { dataset: 'mnist' });
    return {
      code: 'sweep_invalid',
      lines: [],
      spec,
      again: sweepSpec.parse(JSON.parse(JSON.stringify(spec))),
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { code: error.code, lines: error.message.split('\n'), spec: null, again: null };
  }
}

/** Fails for a sweep that does not parse to itself, and for a mistake that is not told where it is, or is told twice. */
function survives(value: unknown): void {
  const { code, lines, spec, again } = outcome(value);
  expect(again).toEqual(spec);
  expect(code).toBe('sweep_invalid');
  expect(lines).toEqual([...new Set(lines)]);
  for (const line of lines) {
    expect(line).toMatch(/^any\.json:1:\d+: \S/);
    expect(line).not.toMatch(/undefined|\[object|Invalid/);
  }
}

it('is a sweep or a list of mistakes, whatever it holds', () => {
  fc.assert(fc.property(fc.oneof(anything, fc.dictionary(word, anything)), survives), { numRuns: 400 });
});

it('of W&B is a sweep or a list of mistakes, whatever its parameters are', () => {
  fc.assert(fc.property(wandb, survives), { numRuns: 400 });
});

const setting = fc.dictionary(
  fc.constantFrom('optimizer', 'momentum', 'decay', 'schedule', 'epochs', 'fold', 'lr'),
  scalar,
  { maxKeys: 3 },
);

it('with cases is a sweep or a list of mistakes, whatever its cases are', () => {
  const choice = fc.record({ value: scalar, when: setting }, { requiredKeys: ['value'] });
  const sweep = fc.record({
    name: fc.constant('x'),
    dataset: fc.constantFrom({ path: 'd' }, { path: 'd', folds: 3 }),
    budget: fc.constantFrom({}, { epochs: 4 }),
    parameters: fc.dictionary(fc.constantFrom('optimizer', 'momentum', 'schedule', 'epochs'), choice, {
      maxKeys: 3,
    }),
    cases: fc.dictionary(fc.constantFrom('a', 'b', ' c', '', 'd.e'), fc.oneof(setting, scalar), {
      maxKeys: 3,
    }),
  });
  fc.assert(fc.property(sweep, survives), { numRuns: 400 });
});
