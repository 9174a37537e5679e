import { describe, expect, it } from 'vitest';
import type { Dimension, SearchSpace, Setting } from '../space.ts';
import type { StudyTrial } from '../study-trial.ts';
import { bayes } from './bayes.ts';
import { random } from './random.ts';
import type { Sampler } from './sampler.ts';

const always = () => true;

function range(name: string, min: number, max: number): Dimension {
  return { name, domain: { kind: 'range', min, max, scale: 'linear' }, exists: always };
}

interface Problem {
  space: SearchSpace;
  loss: (setting: Setting) => number;
}

/** Least 0.398. */
const branin: Problem = {
  space: [range('x', -5, 10), range('y', 0, 15)],
  loss: (setting) => {
    const [x, y] = [Number(setting.x), Number(setting.y)];
    const valley = y - (5.1 / (4 * Math.PI ** 2)) * x ** 2 + (5 / Math.PI) * x - 6;
    return valley ** 2 + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
  },
};

/** From 0 to hundreds of thousands, in a narrow valley. */
const rosenbrock: Problem = {
  space: [range('x', -5, 10), range('y', -5, 10), range('z', -5, 10)],
  loss: ({ x, y, z }) => {
    const valley = (a: number, b: number) => 100 * (b - a ** 2) ** 2 + (1 - a) ** 2;
    return valley(Number(x), Number(y)) + valley(Number(y), Number(z));
  },
};

/** Least 0 for momentum 0.9 of sgd, rate 0.01; adam has a `decay` in place of the momentum and 0.1 at least. */
const optimizers: Problem = {
  space: [
    { name: 'optimizer', domain: { kind: 'choice', values: ['adam', 'lion', 'sgd'] }, exists: always },
    { ...range('momentum', 0, 1), exists: ({ optimizer }) => optimizer === 'sgd' },
    { ...range('decay', 0, 1), exists: ({ optimizer }) => optimizer === 'adam' },
    { name: 'rate', domain: { kind: 'range', min: 1e-5, max: 1, scale: 'log' }, exists: always },
    { name: 'layers', domain: { kind: 'range', min: 1, max: 9, scale: 'linear', step: 1 }, exists: always },
  ],
  loss: ({ optimizer, momentum, decay, rate, layers }) => {
    const off = (Math.log10(Number(rate)) + 2) ** 2 / 4 + (Number(layers) - 6) ** 2 / 20;
    if (optimizer === 'sgd') return off + 3 * (Number(momentum) - 0.9) ** 2;
    return off + (optimizer === 'adam' ? 0.1 + (Number(decay) - 0.4) ** 2 : 0.3);
  },
};

interface Play {
  trials: number;
  seed: number;
  /** Trials that run at once; an answer comes after that many questions. */
  workers?: number;
}

function play(sampler: Sampler, { space, loss }: Problem, { trials, seed, workers = 1 }: Play): StudyTrial[] {
  const past: StudyTrial[] = [];
  const answer = (trial: StudyTrial): StudyTrial => ({
    ...trial,
    state: 'complete',
    values: [loss(trial.params)],
  });
  for (let index = 0; index < trials; index += 1) {
    const params = sampler({ space, trials: past, index, directions: ['minimize'], seed });
    past.push({ id: index + 1, params, state: 'running', values: [], reports: [] });
    const done = past[index - workers + 1];
    if (done !== undefined) past[index - workers + 1] = answer(done);
  }
  return past.map(answer);
}

/** For tests that fit some hundred models: seconds where nothing else runs, more where much does. */
const patient = { timeout: 30_000 };

function leastOf(trials: readonly StudyTrial[]): number {
  return Math.min(...trials.flatMap(({ values }) => values));
}

/** The median over three seeds of the least loss. */
function medianLeast(sampler: Sampler, problem: Problem, options: Omit<Play, 'seed'>): number {
  const least = [1, 2, 3].map((seed) => leastOf(play(sampler, problem, { ...options, seed })));
  return least.toSorted((a, b) => a - b)[1] ?? Infinity;
}

describe('Bayesian optimization', () => {
  it('finds the least value of Branin in 35 trials', patient, () => {
    expect(medianLeast(bayes, branin, { trials: 35 })).toBeLessThan(0.41);
  });

  it('is not misled by losses of hundreds of thousands', patient, () => {
    expect(medianLeast(bayes, rosenbrock, { trials: 50 })).toBeLessThan(5);
    expect(medianLeast(random, rosenbrock, { trials: 50 })).toBeGreaterThan(100);
  });

  it('finds the best of choices that have dimensions of their own', patient, () => {
    expect(medianLeast(bayes, optimizers, { trials: 40 })).toBeLessThan(0.02);
  });

  it('does nearly as well with 16 trials at once', patient, () => {
    expect(medianLeast(bayes, branin, { trials: 48, workers: 16 })).toBeLessThan(0.42);
  });

  it('keeps 16 questions apart as long as none of them has an answer', () => {
    const trials = play(bayes, branin, { trials: 12, seed: 4 });
    for (let index = 12; index < 28; index += 1) {
      const params = bayes({ space: branin.space, trials, index, directions: ['minimize'], seed: 4 });
      trials.push({ id: index + 1, params, state: 'running', values: [], reports: [] });
    }
    const open = trials.slice(12).map(({ params }) => [Number(params.x) / 15, Number(params.y) / 15]);
    const gaps = open.flatMap(([x = 0, y = 0], at) =>
      open.slice(at + 1).map(([u = 0, v = 0]) => Math.hypot(x - u, y - v)),
    );
    expect(Math.min(...gaps)).toBeGreaterThan(0.001);
  });

  it('asks for what is largest when more is better', () => {
    const trials = play(bayes, branin, { trials: 20, seed: 5 });
    const turned = trials.map((trial) => ({ ...trial, values: trial.values.map((value) => -value) }));
    const request = { space: branin.space, index: 20, seed: 5 };
    expect(bayes({ ...request, trials: turned, directions: ['maximize'] })).toEqual(
      bayes({ ...request, trials, directions: ['minimize'] }),
    );
  });

  it('keeps away from where trials fail', patient, () => {
    const space = [range('x', 0, 1), range('y', 0, 1)];
    const past: StudyTrial[] = [];
    for (let index = 0; index < 40; index += 1) {
      const params = bayes({ space, trials: past, index, directions: ['minimize'], seed: 2 });
      const [x, y] = [Number(params.x), Number(params.y)];
      const end =
        x < 0.5
          ? ({ state: 'failed', values: [] } as const)
          : ({ state: 'complete', values: [x + y] } as const);
      past.push({ id: index + 1, params, ...end, reports: [] });
    }
    const late = past.slice(20);
    expect(late.filter(({ state }) => state === 'failed').length).toBeLessThan(8);
    expect(leastOf(late)).toBeLessThan(0.6);
  });

  it('looks along the whole front of two objectives', patient, () => {
    const space = [range('x', 0, 1), range('y', 0, 1)];
    const past: StudyTrial[] = [];
    for (let index = 0; index < 40; index += 1) {
      const params = bayes({ space, trials: past, index, directions: ['minimize', 'maximize'], seed: 3 });
      const [x, y] = [Number(params.x), Number(params.y)];
      past.push({
        id: index + 1,
        params,
        state: 'complete',
        values: [x ** 2 + y, 1 - (1 - x) ** 2 - y],
        reports: [],
      });
    }
    const front = past.slice(12).filter(({ params }) => Number(params.y) < 0.02);
    expect(front.length).toBeGreaterThan(18);
    const parts = new Set(front.map(({ params }) => Math.floor(Number(params.x) * 4)));
    expect(parts.size).toBeGreaterThanOrEqual(4);
  });
});
