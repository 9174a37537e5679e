import type { ParameterValue } from '@tenbin/contracts';
import fc from 'fast-check';
import type { Domain } from './domain.ts';
import type { Dimension, SearchSpace, Setting } from './space.ts';
import type { StudyTrial } from './study-trial.ts';

/** Text, switches, and numbers; now and then a single one. */
const anyChoice: fc.Arbitrary<Domain> = fc
  .oneof(
    fc.uniqueArray(fc.constantFrom('sgd', 'adam', 'eve', 'lion'), { minLength: 1 }),
    fc.constant<ParameterValue[]>([true, false]),
    fc.uniqueArray(fc.integer({ min: 1, max: 512 }), { minLength: 1, maxLength: 5 }),
  )
  .map((values: readonly ParameterValue[]) => ({ kind: 'choice', values }));

/** All but the last between two numbers on some scale, from a thousandth to a thousand wide. */
const anyRange: fc.Arbitrary<Domain> = fc
  .record({
    min: fc.double({ min: 0.001, max: 10, noNaN: true }),
    width: fc.double({ min: 0.001, max: 1000, noNaN: true }),
    scale: fc.constantFrom('linear', 'log'),
  })
  .map(({ min, width, scale }) => ({ kind: 'range', min, max: min + width, scale }));

const anyWhole: fc.Arbitrary<Domain> = fc
  .record({
    min: fc.integer({ min: 1, max: 100 }),
    width: fc.integer({ min: 1, max: 300 }),
    scale: fc.constantFrom('linear', 'log'),
  })
  .map(({ min, width, scale }) => ({ kind: 'range', min, max: min + width, scale, step: 1 }));

/** A step that need not meet the end of the range; few enough values for a grid of some. */
const anyStepped: fc.Arbitrary<Domain> = fc
  .record({
    min: fc.constantFrom(-1, 0, 0.1, 5),
    width: fc.constantFrom(0.5, 1, 4),
    step: fc.constantFrom(0.1, 0.25, 0.3, 0.5),
  })
  .filter(({ width, step }) => width / step < 9)
  .map(({ min, width, step }) => ({ kind: 'range', min, max: min + width, scale: 'linear', step }));

/** Domains that a grid can count. */
export const anyCountable = fc.oneof(anyChoice, anyStepped);
export const anyDomain = fc.oneof(anyChoice, anyRange, anyWhole, anyStepped);

/** A space of 1 to `maxLength` dimensions, of which some exist beside one value of the first only. */
export function anySpace(domain: fc.Arbitrary<Domain> = anyDomain, maxLength = 6): fc.Arbitrary<SearchSpace> {
  const hangs = fc.boolean();
  return fc
    .tuple(anyChoice, fc.array(fc.record({ domain, hangs }), { maxLength: maxLength - 1 }))
    .map(([chooser, others]) => {
      const wanted = chooser.kind === 'choice' ? chooser.values[0] : undefined;
      return [
        { name: 'chooser', domain: chooser, exists: always },
        ...others.map((other, at): Dimension => {
          const exists = other.hangs ? (before: Setting) => before.chooser === wanted : always;
          return { name: `d${at}`, domain: other.domain, exists };
        }),
      ];
    });
}

const always = (): boolean => true;

/** How a trial went. */
export type End = Pick<StudyTrial, 'state' | 'values' | 'reports'>;

/** Mostly a number, now and then everything that can go wrong. */
export const anyEnd: fc.Arbitrary<End> = fc.oneof(
  { weight: 6, arbitrary: numbers().map((value): End => complete(value)) },
  numbers().map((value): End => ({ state: 'pruned', values: [value], reports: [NaN, value] })),
  fc.constant<End>({ state: 'pruned', values: [NaN], reports: [] }),
  fc
    .constantFrom('running' as const, 'failed' as const)
    .map((state): End => ({ state, values: [], reports: [] })),
  fc.constantFrom(NaN, Infinity, -Infinity, 0).map((value): End => complete(value)),
);

function complete(value: number): End {
  return { state: 'complete', values: [value], reports: [value] };
}

function numbers(): fc.Arbitrary<number> {
  return fc.double({ min: -1e6, max: 1e6, noNaN: true });
}
