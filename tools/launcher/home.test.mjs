import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Failure } from './failure.mjs';
import { assertRoom, assertWritable, homeOf } from './home.mjs';
import { temporaryDirectory } from './temporary.mjs';

/** @param {() => void} work */
function failureOf(work) {
  try {
    work();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

describe('homeOf', () => {
  it.each([
    [{}, '/clone/.tenbin'],
    [{ TENBIN_HOME: '' }, '/clone/.tenbin'],
    [{ TENBIN_HOME: '/data/tenbin' }, '/data/tenbin'],
    [{ TENBIN_HOME: '../data' }, '/data'],
  ])('of %o is %s', (env, home) => expect(homeOf(env, '/clone')).toBe(home));
});

describe('assertRoom', () => {
  it('says what is free and what is needed', () => {
    const { message, hint } = failureOf(() => assertRoom('/data', 4e9, 1.23e9));
    expect(message).toBe('The disk of /data is full: 1.2 GB free of the 4.0 GB that this needs.');
    expect(hint).toContain('TENBIN_HOME');
  });

  it('is content with a real disk that has a byte', () => {
    expect(() => assertRoom(temporaryDirectory(), 1)).not.toThrow();
  });
});

describe('assertWritable', () => {
  it('makes a missing directory and leaves nothing in it', () => {
    const directory = path.join(temporaryDirectory(), 'deep', 'home');
    assertWritable(directory, '');
    expect(() => writeFileSync(path.join(directory, 'x'), '')).not.toThrow();
  });

  it('names the directory, the reason and the cure', () => {
    const file = path.join(temporaryDirectory(), 'file');
    writeFileSync(file, '');
    const { message, hint } = failureOf(() => assertWritable(path.join(file, 'home'), 'Choose another.'));
    expect([message, hint]).toEqual([
      `${path.join(file, 'home')} cannot be written (ENOTDIR).`,
      'Choose another.',
    ]);
  });
});
