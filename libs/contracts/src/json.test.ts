import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromJson, toJson } from './json.ts';

const anyLeaf = fc.oneof(
  fc.double(),
  fc.constantFrom(NaN, Infinity, -Infinity),
  fc.string(),
  fc.boolean(),
  fc.constant(null),
);
const anyData = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    anyLeaf,
    fc.array(tie('value')),
    fc.dictionary(fc.string(), tie('value'), { noNullPrototype: true }),
  ),
})).value;

describe('JSON with every number', () => {
  it('comes back as it went, NaN and infinities included', () => {
    fc.assert(
      fc.property(anyData, (value) => {
        expect(fromJson(JSON.parse(JSON.stringify(toJson(value))))).toStrictEqual(value);
      }),
    );
  });

  it('drops fields that are undefined and refuses what is no data', () => {
    expect(toJson({ a: undefined, b: 1 })).toEqual({ b: 1 });
    expect(() => toJson({ f: () => 1 })).toThrow('a function cannot be written as JSON');
  });
});
