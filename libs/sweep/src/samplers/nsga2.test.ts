import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dimension, SearchSpace, Setting } from '../space.ts';
import type { StudyTrial } from '../study-trial.ts';
import { nsga2 } from './nsga2.ts';
import { survivorsOf } from './nsga2/survivors.ts';
import { random } from './random.ts';
import type { Sampler } from './sampler.ts';

function float(name: string): Dimension {
  return { name, domain: { kind: 'range', min: 0, max: 1, scale: 'linear' }, exists: () => true };
}

function whole(name: string, most: number): Dimension {
  return { name, domain: { kind: 'range', min: 0, max: most, scale: 'linear', step: 1 }, exists: () => true };
}

interface Problem {
  space: SearchSpace;
  losses: (setting: Setting) => [number, number];
  reference: [number, number];
}

/** ZDT1 of Zitzler, Deb & Thiele 2000, of six dimensions. */
const zdt1: Problem = {
  space: Array.from({ length: 6 }, (_, at) => float(`x${at}`)),
  losses: (setting) => {
    const [first = 0, ...others] = Object.values(setting).map(Number);
    const g = 1 + (9 * others.reduce((sum, x) => sum + x, 0)) / others.length;
    return [first, g * (1 - Math.sqrt(first / g))];
  },
  reference: [1.1, 7],
};

/** A loss against seconds: deeper and wider is better and slower, and one optimizer is the right one. */
const network: Problem = {
  space: [
    whole('layers', 7),
    whole('width', 15),
    {
      name: 'optimizer',
      domain: { kind: 'choice', values: ['a', 'b', 'c', 'd', 'e'] },
      exists: () => true,
    },
    { ...whole('rate', 9), exists: ({ optimizer }) => optimizer === 'c' },
  ],
  losses: ({ layers, width, optimizer, rate = 0 }) => {
    const seconds = (1 + Number(layers)) * (1 + Number(width));
    const wrong = optimizer === 'c' ? (Number(rate) - 6) ** 2 / 36 : 2;
    return [4 / Math.sqrt(seconds) + wrong, Math.log2(seconds)];
  },
  reference: [7, 7.1],
};

function play(sampler: Sampler, { space, losses }: Problem, { trials, seed }: Record<string, number>) {
  const past: StudyTrial[] = [];
  for (let index = 0; index < (trials ?? 0); index += 1) {
    const directions = ['minimize', 'minimize'] as const;
    const params = sampler({ space, trials: past, index, directions, seed: seed ?? 0 });
    past.push({ id: index + 1, params, state: 'complete', values: losses(params), reports: [] });
  }
  return past;
}

/** The area between two objectives and a reference that both should beat. */
function hypervolume(trials: readonly StudyTrial[], [right, top]: [number, number]): number {
  let [area, above] = [0, top];
  const points = trials.map(({ values: [a = Infinity, b = Infinity] }) => ({ a, b }));
  for (const { a, b } of points.toSorted((one, other) => one.a - other.a)) {
    if (a >= right || b >= above) continue;
    area += (right - a) * (above - b);
    above = b;
  }
  return area;
}

function medianVolume(sampler: Sampler, problem: Problem, trials: number): number {
  const volumes = [1, 2, 3, 4, 5].map((seed) =>
    hypervolume(play(sampler, problem, { trials, seed }), problem.reference),
  );
  return volumes.toSorted((a, b) => a - b)[2] ?? 0;
}

describe('NSGA-II', () => {
  it.each([
    ['ZDT1', zdt1, 150],
    ['a network of choices, whole numbers and a condition', network, 100],
  ])('covers more of the front of %s than chance does', (_, problem, trials) => {
    const [ours, chance] = [medianVolume(nsga2, problem, trials), medianVolume(random, problem, trials)];
    expect(ours).toBeGreaterThan(1.1 * chance);
  });

  it('asks for no setting twice where there is another one', () => {
    const space = [whole('a', 4), whole('b', 9)];
    const trials = play(
      nsga2,
      { ...network, space, losses: ({ a, b }) => [Number(a), Number(b)] },
      { trials: 40, seed: 3 },
    );
    const settings = trials.slice(10).map(({ params }) => JSON.stringify(params));
    expect(new Set(settings).size).toBe(30);
  });

  it('has no children of trials that failed, have no number, or were stopped and cheap for it', () => {
    const trials = play(nsga2, zdt1, { trials: 30, seed: 1 });
    const request = { space: zdt1.space, index: 40, directions: ['minimize', 'minimize'] as const, seed: 1 };
    const spoilt = trials.map((trial) => ({ ...trial, id: trial.id + 30, params: { x0: 1, x1: 1 } }));
    const failed = spoilt.map((trial) => ({ ...trial, state: 'failed' as const, values: [-1, -1] }));
    const nameless = spoilt.map((trial) => ({ ...trial, values: [NaN, -1] }));
    const stopped = spoilt.map((trial) => ({ ...trial, state: 'pruned' as const, values: [-1, -1] }));
    const without = nsga2({ ...request, trials });
    expect(nsga2({ ...request, trials: [...trials, ...failed] })).toEqual(without);
    expect(nsga2({ ...request, trials: [...trials, ...nameless] })).toEqual(without);
    expect(nsga2({ ...request, trials: [...trials, ...stopped] })).toEqual(without);
  });
});

describe('the survivors', () => {
  it('are whole fronts, then the loneliest of the next', () => {
    const front = [[0, 4], [1, 3], [1.1, 2.9], [3, 1], [4, 0]]; // prettier-ignore
    const behind = [[1, 5], [5, 1], [3, 3]]; // prettier-ignore
    const survivors = survivorsOf([...behind, ...front], 7);
    expect(survivors.slice(0, 5).map(({ rank }) => rank)).toEqual([0, 0, 0, 0, 0]);
    expect(new Set(survivors.slice(5).map(({ index }) => index))).toEqual(new Set([0, 1]));
    expect(survivorsOf(front, 4).map(({ index }) => index)).not.toContain(1);
  });

  it('are no worse than what is left behind', () => {
    const losses = fc.integer({ min: 1, max: 3 }).chain((objectives) => {
      const point = fc.array(fc.nat(9), { minLength: objectives, maxLength: objectives });
      return fc.array(point, { minLength: 1, maxLength: 40 });
    });
    fc.assert(
      fc.property(losses, fc.integer({ min: 1, max: 40 }), (points, size) => {
        const kept = survivorsOf(points, size).map(({ index }) => index);
        expect(new Set(kept).size).toBe(Math.min(size, points.length));
        const left = points.filter((_, index) => !kept.includes(index));
        const dominated = kept.filter((index) =>
          left.some((other) => {
            const own = points[index] ?? [];
            return (
              other.every((loss, k) => loss <= (own[k] ?? 0)) && other.some((loss, k) => loss < (own[k] ?? 0))
            );
          }),
        );
        expect(dominated).toEqual([]);
      }),
    );
  });
});
