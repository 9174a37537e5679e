import { earlyTermination, samplerNames } from '@tenbin/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anySpace, anyCountable } from './any-space.fixture.ts';
import type { SearchSpace, Setting } from './space.ts';
import { createStudy } from './study.ts';
import type { Study, StudyOptions } from './study.ts';
import { throughJson } from './through-json.fixture.ts';

const unit = { kind: 'range', min: 0, max: 1, scale: 'linear', step: 0.05 } as const;
const space: SearchSpace = [
  { name: 'a', domain: unit, exists: () => true },
  { name: 'b', domain: unit, exists: () => true },
  { name: 'c', domain: { kind: 'choice', values: ['x', 'y'] }, exists: ({ a }) => Number(a) > 0.5 },
];
const options = { space, method: 'random', directions: ['minimize'], seed: 1 } as const;

/** A loss that every part of a setting has a say in. */
function lossOf(params: Setting): number {
  return Object.values(params).reduce<number>(
    (sum, value) => sum + (value === 'x' ? 0.3 : Number(value) || 0),
    0,
  );
}

function keyOf(params: Setting): string {
  return JSON.stringify(Object.entries(params).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** One thing that happens to a study; `pick` says which of its running trials it happens to. */
type Event = { kind: 'ask' | 'report' | 'complete' | 'pruned' | 'failed'; pick: number };

const anyEvents: fc.Arbitrary<Event[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<Event['kind'][]>(
      'ask',
      'ask',
      'report',
      'complete',
      'complete',
      'pruned',
      'failed',
    ),
    pick: fc.nat(),
  }),
  { minLength: 20, maxLength: 50 },
);

/** Lets an event happen, and says what the study answered. */
function happen(study: Study, { kind, pick }: Event): unknown {
  if (kind === 'ask') return study.ask();
  const running = study.trials().filter(({ state }) => state === 'running');
  const trial = running[pick % running.length];
  if (trial === undefined) return 'nobody runs';
  const { id, params, reports } = trial;
  const value = lossOf(params);
  if (kind === 'report') return study.report({ id, epoch: reports.length + 1, value, epochs: 5 });
  if (kind === 'failed') return study.tell(id, 'failed');
  return study.tell(id, [value], kind);
}

describe.each(samplerNames)('a study by %s', (method) => {
  it('answers the same after a restart at any moment, whatever was asked, reported and told before', () => {
    fc.assert(
      fc.property(anyEvents, fc.nat({ max: 49 }), (events, restart) => {
        const pruner = earlyTermination.parse({ type: 'median', minTrials: 2 });
        const given: StudyOptions = { ...options, method, pruner };
        const whole = createStudy(given);
        const begun = createStudy(given);
        const answers = events.map((event) => happen(whole, event));
        for (const event of events.slice(0, restart)) happen(begun, event);
        const trials = throughJson(begun.trials());
        const resumed = createStudy({ ...given, trials });
        expect(events.slice(restart).map((event) => happen(resumed, event))).toEqual(answers.slice(restart));
        expect(resumed.trials()).toEqual(whole.trials());
      }),
      { numRuns: 12 },
    );
  });

  it('numbers its questions from 1, and asks one that was lost again', () => {
    const study = createStudy({ ...options, method });
    const asked = [study.ask(), study.ask(), study.ask()];
    expect(asked.map((question) => question?.id)).toEqual([1, 2, 3]);
    const trials = study.trials().filter(({ id }) => id !== 2);
    expect(createStudy({ ...options, method, trials }).ask()?.id).toBe(2);
  });
});

describe('a study', () => {
  it('of a grid asks for every setting once and is then through', () => {
    fc.assert(
      fc.property(anySpace(anyCountable, 3), (grid) => {
        const study = createStudy({ ...options, space: grid, method: 'grid' });
        const seen = new Set<string>();
        for (let next = study.ask(); next !== null; next = study.ask()) {
          const key = keyOf(next.params);
          expect(seen).not.toContain(key);
          seen.add(key);
        }
        expect(study.ask()).toBeNull();
        expect(seen.size).toBe(study.trials().length);
      }),
      { numRuns: 20 },
    );
  });

  it('keeps what was reported, a missing epoch as NaN, and how each trial ended', () => {
    const study = createStudy({ ...options, directions: ['maximize', 'minimize'] });
    for (let count = 0; count < 3; count += 1) study.ask();
    study.report({ id: 1, epoch: 1, value: 0.5, epochs: 3 });
    study.report({ id: 1, epoch: 3, value: 0.7, epochs: 3 });
    study.tell(1, [0.7, 12]);
    study.tell(2, 'failed');
    study.tell(3, [0.1, 4], 'pruned');
    expect(study.trials()).toMatchObject([
      { id: 1, state: 'complete', values: [0.7, 12], reports: [0.5, NaN, 0.7] },
      { id: 2, state: 'failed', values: [] },
      { id: 3, state: 'pruned', values: [0.1, 4] },
    ]);
  });

  it('takes what was no number for no number when its trials come out of JSON', () => {
    const study = createStudy({ ...options, directions: ['maximize'] });
    study.ask();
    study.report({ id: 1, epoch: 2, value: 0.5, epochs: 3 });
    study.tell(1, [NaN]);
    const trials = throughJson(study.trials());
    expect(trials).toMatchObject([{ values: [null], reports: [null, 0.5] }]);
    expect(createStudy({ ...options, directions: ['maximize'], trials }).trials()).toEqual(study.trials());
  });

  it('prunes by its rule: the worst of many, never the best, and nobody without a rule', () => {
    const after = (pruner: object | undefined, value: number, direction: 'minimize' | 'maximize') => {
      const rule = pruner === undefined ? {} : { pruner: earlyTermination.parse(pruner) };
      const study = createStudy({ ...options, directions: [direction], ...rule });
      for (let id = 1; id <= 6; id += 1) {
        study.ask();
        for (let epoch = 1; epoch <= 4; epoch += 1) study.report({ id, epoch, value: id, epochs: 4 });
        study.tell(id, [id]);
      }
      study.ask();
      study.report({ id: 7, epoch: 1, value, epochs: 4 });
      return study.report({ id: 7, epoch: 2, value, epochs: 4 });
    };
    const median = { type: 'median', minTrials: 5 };
    expect(after(median, 99, 'minimize')).toEqual(expect.any(String));
    expect(after(median, 0, 'minimize')).toBeNull();
    expect(after(median, 0, 'maximize')).toEqual(expect.any(String));
    expect(after(median, 99, 'maximize')).toBeNull();
    expect(after(undefined, 99, 'minimize')).toBeNull();
  });

  it('refuses an answer to a question that it has not asked', () => {
    const study = createStudy(options);
    expect(() => study.tell(1, [1])).toThrow('has not asked for a trial 1');
    expect(() => study.report({ id: 4, epoch: 1, value: 1, epochs: 2 })).toThrow('a trial 4');
  });
});
