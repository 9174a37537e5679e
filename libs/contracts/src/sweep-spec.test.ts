import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datasetCalled, samplerNames, seedsOf, sweepSpec } from './sweep-spec.ts';
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
    when: fc.constantFrom(undefined, { optimizer: 'adam' }, { optimizer: ['sgd', 'eve'], model: 'mlp' }),
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

  it('weighs costs with a method that can', () => {
    const against = ['seconds'];
    const budget = { trials: 10 };
    expect(messages({ against, budget, method: 'tpe' })[0]).toContain(
      'against is not weighed by the method tpe',
    );
    expect(messages({ against, budget, method: 'nsga2' })).toEqual([]);
    expect(messages({ against: ['memory', 'memory'] })[0]).toContain('names the same cost twice');
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
