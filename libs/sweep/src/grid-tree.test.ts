import type { ParameterValue } from '@tenbin/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCountable, anySpace } from './any-space.fixture.ts';
import { gridTreeOf, settingAt } from './grid-tree.ts';
import { product, valuesIn } from './grid.ts';
import type { SearchSpace, Setting } from './space.ts';

function settingsOf(space: SearchSpace): Setting[] {
  const tree = gridTreeOf(space);
  return Array.from({ length: tree.size }, (_, index) => settingAt(tree, index));
}

const keyOf = (setting: Setting): string =>
  JSON.stringify(Object.entries(setting).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** Dimensions that always exist, with 1 to 7 values each, at most a few hundred settings. */
const fullGrid = fc
  .array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 })
  .filter((sizes) => sizes.reduce((product_, size) => product_ * size, 1) <= 500)
  .map((sizes) => sizes.map((size, at) => dimension(`d${at}`, numbers(size))));

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function dimension(name: string, values: ParameterValue[]): SearchSpace[number] {
  return { name, domain: { kind: 'choice', values }, exists: () => true };
}

describe('the order of a grid', () => {
  it('has every setting of the product once, under any conditions', () => {
    fc.assert(
      fc.property(anySpace(anyCountable, 4), (space) => {
        const all = [...product(space, ({ domain }) => valuesIn(domain))];
        fc.pre(all.length <= 3000);
        expect(settingsOf(space).map(keyOf).toSorted()).toEqual(all.map(keyOf).toSorted());
      }),
      { numRuns: 60 },
    );
  });

  it('has had every value of a dimension equally often at any time, give or take one for each before it', () => {
    fc.assert(
      fc.property(fullGrid, (space) => {
        const counts = space.map(({ domain }) => new Map(valuesIn(domain).map((value) => [value, 0])));
        for (const setting of settingsOf(space)) {
          for (const [at, { name }] of space.entries()) {
            const value = setting[name] ?? '';
            counts[at]?.set(value, (counts[at].get(value) ?? 0) + 1);
            const all = [...(counts[at]?.values() ?? [])];
            expect(Math.max(...all) - Math.min(...all)).toBeLessThanOrEqual(Math.max(1, at));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('leaves no half of two dimensions empty for long', () => {
    const space = [dimension('a', numbers(10)), dimension('b', numbers(10)), dimension('c', numbers(10))];
    for (const [one, other] of [
      ['a', 'b'],
      ['a', 'c'],
      ['b', 'c'],
    ] as const) {
      const quarters = settingsOf(space)
        .slice(0, 12)
        .map((setting) => `${Number(setting[one]) < 5}/${Number(setting[other]) < 5}`);
      expect(new Set(quarters).size).toBe(4);
    }
  });

  it('goes through the branches of a condition in the share of their sizes', () => {
    const space: SearchSpace = [
      dimension('optimizer', ['momentum', 'sgd']),
      { ...dimension('momentum', numbers(9)), exists: ({ optimizer }) => optimizer === 'momentum' },
    ];
    const settings = settingsOf(space);
    expect(settings).toHaveLength(10);
    for (const half of [settings.slice(0, 5), settings.slice(5)]) {
      const momenta = half.filter(({ optimizer }) => optimizer === 'momentum');
      expect(momenta.length).toBeGreaterThanOrEqual(4);
    }
  });

  it('gives the branches their turns as if each time the one took it that has had the least of its own', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(sizes, (each) => {
        const space: SearchSpace = [
          dimension(
            'branch',
            each.map((_, at) => `b${at}`),
          ),
          ...each.map((size, at) => ({
            ...dimension(`d${at}`, numbers(size)),
            exists: ({ branch }: Setting) => branch === `b${at}`,
          })),
        ];
        fc.pre(new Set(each).size > 1);
        const had = each.map(() => 0);
        const turns = settingsOf(space).map(() => {
          const shares = each.map((size, at) => ((had[at] ?? 0) + 0.5) / size);
          const least = shares.indexOf(Math.min(...shares));
          had[least] = (had[least] ?? 0) + 1;
          return `b${least}`;
        });
        expect(settingsOf(space).map(({ branch }) => branch)).toEqual(turns);
      }),
      { numRuns: 40 },
    );
  });

  it('is the same with parameters of one value around those that vary', () => {
    const fixed = Array.from({ length: 31 }, (_, at) => dimension(`fixed${at}`, [at]));
    fc.assert(
      fc.property(fullGrid, fc.nat({ max: 31 }), (space, before) => {
        const among = [
          ...fixed.slice(0, before),
          ...space.slice(0, 1),
          ...fixed.slice(before),
          ...space.slice(1),
        ];
        const varying = settingsOf(among).map((setting) => space.map(({ name }) => setting[name]));
        expect(varying).toEqual(settingsOf(space).map((setting) => space.map(({ name }) => setting[name])));
      }),
      { numRuns: 30 },
    );
  });

  it('begins in the middle of a range, and is the same for the same space', () => {
    const space: SearchSpace = [
      {
        name: 'a',
        domain: { kind: 'range', min: 0, max: 1, scale: 'linear', step: 0.1 },
        exists: () => true,
      },
    ];
    const order = settingsOf(space).map(({ a }) => a);
    expect(order[0]).toBe(0.5);
    expect(settingsOf(space.slice()).map(({ a }) => a)).toEqual(order);
  });

  it('of ten million settings is refused before they are made, in words that say the limit', () => {
    const space = Array.from({ length: 7 }, (_, at) => dimension(`d${at}`, numbers(10)));
    expect(() => gridTreeOf(space)).toThrow('the grid has more than 10,000 trials');
  });
});
