import { randomStream } from '@tenbin/contracts';
import { describe, expect, it } from 'vitest';
import { valueAt } from '../../domain.ts';
import type { Domain } from '../../domain.ts';
import type { SearchSpace } from '../../space.ts';
import { normalBelow, normalDraw } from './normal.ts';
import { parzenOf } from './parzen.ts';

const always = (): boolean => true;
const rate: Domain = { kind: 'range', min: 1e-4, max: 1, scale: 'log' };
const layers: Domain = { kind: 'range', min: 1, max: 7, scale: 'linear', step: 1 };
const sizes: Domain = { kind: 'choice', values: [16, 32, 64, 128] };
const optimizer: Domain = { kind: 'choice', values: ['sgd', 'adam', 'eve'] };
const domains = [
  { domain: rate, observed: [1e-3, 1e-3, 0.9, 1] },
  { domain: layers, observed: [1, 2, 2, 7] },
  { domain: sizes, observed: [64, 64, 128] },
  { domain: optimizer, observed: ['adam', 'adam', 'eve'] },
];

describe.each(domains)('the density of $observed', ({ domain, observed }) => {
  const space: SearchSpace = [{ name: 'x', domain, exists: always }];
  const parzen = parzenOf(
    space,
    observed.map((x) => ({ x })),
    observed.map((_, at) => 1 + at),
  );
  const middles = Array.from({ length: 8400 }, (_, at) => (at + 0.5) / 8400);
  const densities = middles.map((place) => Math.exp(parzen.logDensity(Float64Array.of(place))));

  it('is 1 on the whole', () => {
    expect(densities.reduce((sum, density) => sum + density, 0) / 8400).toBeCloseTo(1, 3);
  });

  it('is that of what it draws', () => {
    const random = randomStream(1, 'test');
    const drawn = Array.from({ length: 4000 }, () => parzen.draw(random));
    // Seven parts of equal length; both share their edges with no cell of 3, 4 or 7 but those of 7.
    const parts = domain.kind === 'choice' ? domain.values.length : 7;
    for (let part = 0; part < parts; part += 1) {
      const isInside = (place: number): boolean => Math.floor(place * parts) === part;
      const share = drawn.filter(({ places }) => isInside(places[0] ?? 0)).length / 4000;
      const mass =
        densities.filter((_, at) => isInside(middles[at] ?? 0)).reduce((sum, d) => sum + d, 0) / 8400;
      expect(Math.abs(share - mass)).toBeLessThan(0.03);
    }
    for (const { setting, places } of drawn.slice(0, 50)) {
      expect(setting.x).toBe(valueAt(domain, places[0] ?? 0));
    }
  });
});

describe('the density of settings with different dimensions', () => {
  const space: SearchSpace = [
    { name: 'optimizer', domain: { kind: 'choice', values: ['sgd', 'momentum'] }, exists: always },
    {
      name: 'momentum',
      domain: { kind: 'range', min: 0, max: 1, scale: 'linear' },
      exists: (before) => before.optimizer === 'momentum',
    },
  ];
  const settings = [
    { optimizer: 'sgd' },
    ...Array.from({ length: 6 }, () => ({ optimizer: 'momentum', momentum: 0.9 })),
  ];
  const parzen = parzenOf(
    space,
    settings,
    settings.map(() => 1),
  );

  it('is 1 over all of them together', () => {
    const places = Array.from({ length: 500 }, (_, at) => (at + 0.5) / 500);
    const density = (...at: number[]): number => Math.exp(parzen.logDensity(Float64Array.from(at)));
    const withMomentum = places.reduce((sum, place) => sum + density(0.75, place), 0) / 500;
    // Each optimizer is half of its axis.
    expect(density(0.25, NaN) / 2 + withMomentum / 2).toBeCloseTo(1, 3);
  });

  it('knows a dimension from those settings alone that have it', () => {
    const random = randomStream(2, 'test');
    const drawn = Array.from({ length: 400 }, () => parzen.draw(random).setting);
    const momenta = drawn.flatMap(({ momentum }) => (momentum === undefined ? [] : [Number(momentum)]));
    expect(drawn.every((setting) => (setting.optimizer === 'momentum') === 'momentum' in setting)).toBe(true);
    expect(momenta.length).toBeGreaterThan(250);
    expect(momenta.filter((momentum) => momentum > 0.5).length / momenta.length).toBeGreaterThan(0.8);
  });
});

describe('the normal distribution', () => {
  it('has the shares of the tables', () => {
    for (const [x, share] of [
      [0, 0.5],
      [1, 0.8413447],
      [-1.96, 0.0249979],
      [3, 0.9986501],
    ] as const) {
      expect(normalBelow(x)).toBeCloseTo(share, 6);
    }
  });

  it('is drawn with mean 0 and variance 1', () => {
    const random = randomStream(3, 'test');
    const drawn = Array.from({ length: 10_000 }, () => normalDraw(random));
    const mean = drawn.reduce((sum, x) => sum + x, 0) / 10_000;
    expect(Math.abs(mean)).toBeLessThan(0.04);
    expect(drawn.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 10_000).toBeCloseTo(1, 1);
  });
});
