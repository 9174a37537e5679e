import type { SamplerName } from '@tenbin/contracts';
import { samplerNames } from '@tenbin/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCountable, anyDomain, anyEnd, anySpace } from '../any-space.fixture.ts';
import type { End } from '../any-space.fixture.ts';
import type { Domain } from '../domain.ts';
import { gridTreeOf } from '../grid-tree.ts';
import type { SearchSpace, Setting } from '../space.ts';
import { createStudy } from '../study.ts';
import type { StoredTrial, StudyTrial } from '../study-trial.ts';
import { throughJson } from '../through-json.fixture.ts';
import { samplers } from './samplers.ts';

/** What every sampler owes, whatever is in the space and however the trials went. */
describe.each(samplerNames)('%s', (method) => {
  const domain = method === 'grid' ? anyCountable : anyDomain;
  const size = method === 'grid' ? 4 : 6;

  it('gives every dimension that exists a value of its domain, and no other dimension one', () => {
    fc.assert(
      fc.property(anySpace(domain, size), anyPast(16), (space, past) => {
        for (const { params } of asked(space, { method, past })) assertBelongs(space, params);
      }),
      { numRuns: 40 },
    );
  });

  it('has one answer to one request', () => {
    fc.assert(
      fc.property(anySpace(domain, size), anyPast(14), fc.nat({ max: 1000 }), (space, past, seed) => {
        const trials = asked(space, { method, past });
        if (trials.length < past.length) return;
        const request = { space, trials, index: trials.length, directions: ['minimize'], seed } as const;
        const end = method === 'grid' ? gridTreeOf(space).size : Infinity;
        if (request.index >= end) return;
        const [first, again] = [samplers[method](request), samplers[method](structuredRequest(request))];
        expect(again).toEqual(first);
      }),
      { numRuns: 25 },
    );
  });

  it('goes on with the same questions in a study that was made again from the trials of another', () => {
    fc.assert(
      fc.property(anySpace(domain, size), anyPast(15), fc.nat({ max: 14 }), (space, past, stop) => {
        const whole = asked(space, { method, past });
        const saved = asked(space, { method, past: past.slice(0, stop) });
        const resumed = asked(space, { method, past: past.slice(stop), begun: throughJson(saved) });
        expect(resumed.map(({ id, params }) => ({ id, params }))).toEqual(
          whole.map(({ id, params }) => ({ id, params })),
        );
      }),
      { numRuns: 25 },
    );
  });

  it('goes on when no trial ever gives a number, and when all give the same one', () => {
    const space = unitSpace(method);
    const ends = { running: [], failed: [], complete: [NaN], pruned: [0.5] } as const;
    for (const state of ['running', 'failed', 'complete', 'pruned'] as const) {
      const end = { state, values: ends[state], reports: [] };
      for (const { params } of asked(space, { method, past: times(14, end) })) {
        assertBelongs(space, params);
      }
    }
    const same = { state: 'complete', values: [1], reports: [] } as const;
    const settings = asked(space, { method, past: times(16, same) }).map(({ params }) => params);
    expect(new Set(settings.map((setting) => JSON.stringify(setting))).size).toBeGreaterThan(8);
  });

  it('asks for other settings while trials run than the one that it has asked already', () => {
    const space = unitSpace(method);
    const known = { state: 'complete', values: [1], reports: [] } as const;
    const open = { state: 'running', values: [], reports: [] } as const;
    const past = [...times(12, known), ...times(4, open)];
    const settings = asked(space, { method, past })
      .slice(12)
      .map(({ params }) => JSON.stringify(params));
    expect(new Set(settings).size).toBe(4);
  });

  it('takes the only value of a space that has one', () => {
    const space: SearchSpace = [
      { name: 'only', domain: { kind: 'choice', values: ['one'] }, exists: () => true },
    ];
    const complete = { state: 'complete', values: [1], reports: [] } as const;
    const past = times(method === 'grid' ? 1 : 13, complete);
    for (const { params } of asked(space, { method, past })) expect(params).toEqual({ only: 'one' });
  });
});

describe.each(samplerNames.filter((name) => name !== 'grid'))('%s', (method) => {
  it('asks other questions of another seed, and reaches all of a dimension', () => {
    const space = unitSpace(method);
    const complete = { state: 'complete', values: [1], reports: [] } as const;
    const past = times(10, complete);
    const [one, other] = [1, 2].map((seed) => asked(space, { method, past, seed }));
    expect(one).not.toEqual(other);
    const places = asked(space, { method, past }).map(({ params }) => Number(params.a));
    expect(Math.min(...places)).toBeLessThan(0.35);
    expect(Math.max(...places)).toBeGreaterThan(0.65);
  });
});

describe.each(['tpe', 'bayes', 'nsga2'] as const)('%s', (method) => {
  it('goes through a finite space without a repeat as long as something is left to ask', () => {
    const small = anySpace(anyCountable, 3).filter((space) => settingsIn(space) <= 40);
    fc.assert(
      fc.property(small, fc.array(anyEnd, { minLength: 40, maxLength: 40 }), (space, ends) => {
        const size = settingsIn(space);
        const settings = asked(space, { method, past: ends.slice(0, size) });
        expect(new Set(settings.map(({ params }) => JSON.stringify(params))).size).toBe(size);
      }),
      { numRuns: 15 },
    );
  });

  it('repeats nothing in a space of more settings than can be looked through', () => {
    const space: SearchSpace = [
      { name: 'n', domain: { kind: 'range', min: 1, max: 1e9, scale: 'log', step: 1 }, exists: () => true },
    ];
    const trials: StudyTrial[] = [];
    for (let index = 0; index < 40; index += 1) {
      const params = samplers[method]({ space, trials, index, directions: ['minimize'], seed: 1 });
      trials.push({ id: index + 1, params, state: 'complete', values: [Number(params.n)], reports: [] });
    }
    expect(new Set(trials.map(({ params }) => params.n)).size).toBe(40);
  });
});

/** The adaptive ones must be worth their time: a bowl of two dimensions, and a choice that costs. */
describe.each([
  { method: 'tpe', trials: 60 },
  { method: 'bayes', trials: 24 },
  { method: 'nsga2', trials: 100 },
] as const)('$method', ({ method, trials }) => {
  it.each(['minimize', 'maximize'] as const)(
    'ends nearer to the best setting than it began: %s',
    (direction) => {
      const space: SearchSpace = [
        ...unitSpace(method),
        { name: 'c', domain: { kind: 'choice', values: ['good', 'bad'] }, exists: () => true },
      ];
      const loss = ({ a, b, c }: Setting): number =>
        (Number(a) - 0.8) ** 2 + (Number(b) - 0.3) ** 2 + (c === 'bad' ? 0.5 : 0);
      const study = createStudy({ space, method, directions: [direction], seed: 3 });
      const losses: number[] = [];
      for (let count = 0; count < trials; count += 1) {
        const question = study.ask();
        if (question === null) break;
        losses.push(loss(question.params));
        study.tell(question.id, [direction === 'minimize' ? loss(question.params) : -loss(question.params)]);
      }
      const mean = (part: number[]): number => part.reduce((sum, value) => sum + value, 0) / part.length;
      expect(mean(losses.slice(-trials / 5))).toBeLessThan(mean(losses.slice(0, 10)) / 2);
    },
  );
});

function settingsIn(space: SearchSpace): number {
  return gridTreeOf(space).size;
}

function times(count: number, end: End): End[] {
  return Array.from({ length: count }, () => end);
}

function anyPast(maxLength: number): fc.Arbitrary<End[]> {
  return fc.array(anyEnd, { minLength: 1, maxLength });
}

interface Asked {
  method: SamplerName;
  past: readonly End[];
  seed?: number;
  begun?: readonly StoredTrial[];
}

/** The trials of a study whose questions end as `past` says, in turn; fewer where a grid is through. */
function asked(space: SearchSpace, { method, past, seed = 1, begun = [] }: Asked): StudyTrial[] {
  const trials = createStudy({ space, method, directions: ['minimize'], seed, trials: begun }).trials();
  for (const end of past) {
    const study = createStudy({ space, method, directions: ['minimize'], seed, trials });
    const question = study.ask();
    if (question === null) break;
    trials.push({ ...question, ...end });
  }
  return trials;
}

/** The same request, of which nothing is the same object but the conditions. */
function structuredRequest<Request extends { trials: readonly StudyTrial[]; space: SearchSpace }>(
  request: Request,
): Request {
  return {
    ...request,
    trials: structuredClone(request.trials),
    space: request.space.map((each) => ({ ...each })),
  };
}

function assertBelongs(space: SearchSpace, setting: Setting): void {
  const existing = space.filter(({ exists }) => exists(setting)).map(({ name }) => name);
  expect(Object.keys(setting).toSorted()).toEqual(existing.toSorted());
  const wrong = space.filter(
    ({ name, domain }) => setting[name] !== undefined && !isIn(domain, setting[name]),
  );
  expect(wrong).toEqual([]);
}

function isIn(domain: Domain, value: unknown): boolean {
  if (domain.kind === 'choice') return domain.values.some((each) => each === value);
  if (typeof value !== 'number' || value < domain.min || value > domain.max) return false;
  const steps = (value - domain.min) / (domain.step ?? 1);
  return domain.step === undefined || Math.abs(steps - Math.round(steps)) < 1e-6;
}

/** Two dimensions from 0 to 1, in hundredths for a grid. */
function unitSpace(method: SamplerName): SearchSpace {
  const step = method === 'grid' ? { step: 0.05 } : {};
  return ['a', 'b'].map((name) => ({
    name,
    domain: { kind: 'range', min: 0, max: 1, scale: 'linear', ...step },
    exists: () => true,
  }));
}
