import { describe, expect, it } from 'vitest';
import { rootDirectory } from './home.mjs';
import { pinnedNode, rangeOf } from './node.mjs';
import { fitsRange } from './node-range.mjs';

describe('fitsRange', () => {
  const range = '^22.18 || ^24.11 || >=26';

  it.each(['22.18.0', 'v22.23.1', '24.11.0', '24.21.0', '26.0.0', '26.10.0', '27.1.0', '30.0.0'])(
    'takes %s',
    (version) => expect(fitsRange(version, range)).toBe(true),
  );

  it.each([
    '18.20.4',
    '20.20.2',
    '22.17.1',
    '23.11.0',
    '24.10.0',
    '25.9.0',
    '26.0.0-nightly2026',
    '',
    'next',
  ])('refuses %s', (version) => expect(fitsRange(version, range)).toBe(false));

  it('says which part of a range it does not understand', () => {
    expect(() => fitsRange('24.11.0', '^22.18 || ~24')).toThrow('"~24" is not understood');
  });
});

describe('rangeOf', () => {
  const range = rangeOf(rootDirectory);

  it('takes the Node that is fetched and the one that runs this test', () => {
    expect([pinnedNode, process.versions.node].map((version) => fitsRange(version, range))).toEqual([
      true,
      true,
    ]);
  });

  it('refuses a Node without type stripping', () => {
    expect(fitsRange('20.20.2', range)).toBe(false);
  });
});
