import { describe, expect, it } from 'vitest';
import { transformer } from './transformer.ts';

describe('the wire', () => {
  it('carries NaN, infinities and nothing at all', () => {
    const data = { values: [1, NaN, Infinity, -Infinity], missing: null };
    const wire: unknown = JSON.parse(JSON.stringify(transformer.serialize(data)));
    expect(transformer.deserialize(wire)).toEqual(data);
    expect(transformer.serialize(undefined)).toBeUndefined();
  });
});
