import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datasetCalled } from './dataset-spec.ts';
import { prunerNames } from './early-termination.ts';
import { samplerNames } from './sweep-fields.ts';
import { seedsOf, sweepSpec } from './sweep-spec.ts';
import type { SweepSpec } from './sweep-spec.ts';

const plain = { name: 'x', dataset: { path: 'd' }, parameters: { epochs: { value: 3 } } };

function messages(over: object): string[] {
  const { error } = sweepSpec.safeParse({ ...plain, ...over });
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`);
}

const range = fc
  .record({
    min: fc.integer({ min: 1, max: 100 }),
    more: fc.integer({ min: 2, max: 100 }),
    scale: fc.constantFrom('log', 'linear', undefined),
    step: fc.constantFrom(1, 2, undefined),
    when: fc.constantFrom(
      undefined,
      { optimizer: 'adam' },
      { optimizer: ['sgd', 'eve'], model: 'resnet-18' },
    ),
  })
  .map(({ min, more, ...rest }) => ({ min, max: min + more, ...rest }));

const written = fc.record({
  name: fc.constantFrom('a', ' b '),
  dataset: fc.constantFrom({ name: 'mnist' }, { path: 'd', test: 0.1, groups: '^(.*)-' }),
  method: fc.constantFrom(...samplerNames.filter((name) => name !== 'grid')),
  seeds: fc.constantFrom(1, 3, [0, 7]),
  budget: fc.record({ trials: fc.integer({ min: 1, max: 100 }), hours: fc.constantFrom(undefined, 0.5) }),
  earlyTermination: fc.constantFrom({ type: 'asha' }, { type: 'median', minTrials: 2 }, { type: 'overfit' }),
  parameters: fc.record({
    batchSize: range,
    epochs: fc.oneof(range, fc.constant({ value: 4 }), fc.constant({ values: [1, 2] })),
    model: fc.constant({ values: ['resnet-18', 'mlp'] }),
    optimizer: fc.constant({ values: ['sgd', 'adam'] }),
    zeroInit: fc.constant({ values: [true, false], when: { model: 'resnet-18' } }),
  }),
});

describe('a sweep', () => {
  it('parses to itself once it is parsed, also through JSON: that is how it is stored', () => {
    fc.assert(
      fc.property(written, (sweep) => {
        const spec: SweepSpec = sweepSpec.parse(sweep);
        expect(sweepSpec.parse(JSON.parse(JSON.stringify(spec)))).toEqual(spec);
      }),
    );
  });

  it('that was stored before there were methods is a grid without a budget', () => {
    const old = {
      name: 'old',
      dataset: { path: '/d', validation: 0.3, test: 0, stratify: true },
      method: 'grid',
      goal: { metric: 'val_accuracy', direction: 'maximize' },
      seeds: 2,
      parameters: { momentum: { values: [0.8], when: { optimizer: 'momentum' } } },
    };
    expect(sweepSpec.parse(old)).toMatchObject({ ...old, budget: {}, earlyTermination: { type: 'none' } });
  });

  it.each(samplerNames)(
    'with the method %s needs a number of trials unless it counts them itself',
    (method) => {
      expect(messages({ method, budget: { trials: 10 } })).toEqual([]);
      const told = messages({ method });
      expect(told).toHaveLength(method === 'grid' ? 0 : 1);
      for (const line of told) expect(line).toContain(`method is ${method}, which has no end of its own`);
    },
  );

  it('goes through a range as a grid only by a step, and not by a million of them', () => {
    const dropout = (step?: number) => ({ parameters: { dropout: { min: 0, max: 0.5, step } } });
    expect(messages(dropout())[0]).toContain('parameters.dropout is a range without a step');
    expect(messages(dropout(1e-6))[0]).toContain('parameters.dropout has 500,001 values');
    expect(messages(dropout(0.1))).toEqual([]);
  });

  it.each(samplerNames)('is weighed against costs by the method %s if that can', (method) => {
    const told = messages({ against: ['seconds'], budget: { trials: 10 }, method });
    expect(told).toHaveLength(method === 'tpe' ? 1 : 0);
    for (const line of told) expect(line).toContain('against is not weighed by the method tpe');
  });

  it.each(prunerNames)('with costs is stopped by %s only if that is by its own course', (type) => {
    const told = messages({ against: ['seconds'], earlyTermination: { type } });
    const refused = [
      expect.stringContaining(`earlyTermination.type is ${type}, which looks at the goal only`),
    ];
    expect(told).toEqual(['none', 'overfit'].includes(type) ? [] : refused);
    expect(messages({ earlyTermination: { type } })).toEqual([]);
  });

  it('names a cost once', () => {
    expect(messages({ against: ['memory', 'memory'] })[0]).toContain('names the same cost twice');
  });

  it.each([
    [{ epochs: { values: [8, 5, 9] } }, 5],
    [{ epochs: { min: 4, max: 9, step: 2 } }, 4],
    [{ batchSize: { value: 8 } }, 30],
    [{ epochs: { value: 40, when: { optimizer: 'adam' } }, optimizer: { values: ['adam', 'sgd'] } }, 30],
  ])('with %j has a budget of epochs for a trial of %i', (parameters, least) => {
    expect(messages({ parameters, budget: { epochs: least } })).toEqual([]);
    const [told] = messages({ parameters, budget: { epochs: least - 1 } });
    expect(told).toContain(
      `budget.epochs is ${least - 1}, which is over before a trial has its ${least} epochs`,
    );
  });

  it.each([
    ['a range that steps over its end', { min: 1, max: 4, step: 2 }],
    ['a range', { min: 1, max: 3 }],
  ])('trains on the folds that %s comes to', (_, fold) => {
    const sweep = { dataset: { path: 'd', folds: 3 }, method: 'random', budget: { trials: 3 } };
    expect(messages({ ...sweep, parameters: { fold } })).toEqual([]);
    expect(messages({ ...sweep, parameters: { fold: { ...fold, max: 5 } } })).toEqual([
      'parameters.fold names fold 5 of 3',
    ]);
  });

  it('has its seeds from 1 on, or those that it lists', () => {
    expect(seedsOf({ seeds: 3 })).toEqual([1, 2, 3]);
    expect(seedsOf({ seeds: [7, 0] })).toEqual([7, 0]);
  });
});

it('a data set is called by the name that Tenbin knows, or by its path', () => {
  expect(datasetCalled('mnist')).toMatchObject({ name: 'mnist' });
  expect(datasetCalled('./mnist')).toMatchObject({ path: './mnist' });
});
