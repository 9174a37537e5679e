import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Stamps, fingerprintOf } from './stamps.mjs';
import { temporaryDirectory } from './temporary.mjs';

/** @param {Record<string, string>} files */
function tree(files) {
  const root = temporaryDirectory();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), content);
  }
  return root;
}

const files = { 'app/a.ts': 'a', 'app/deep/b.ts': 'b', 'app/.next/out.js': '1', lock: 'l' };
const ignore = /^\.next$/;
/** @param {Record<string, string>} content */
const print = (content) => fingerprintOf(tree(content), ['app', 'lock'], { ignore });

describe('fingerprintOf', () => {
  it('is the same for the same files in another place, whatever was built there', () => {
    expect(print({ ...files, 'app/.next/out.js': '2' })).toBe(print(files));
  });

  it.each([
    ['a content changes', { ...files, 'app/deep/b.ts': 'B' }],
    ['a file is added', { ...files, 'app/c.ts': '' }],
    ['a file is moved', { 'app/a.ts': 'a', 'app/b.ts': 'b', lock: 'l' }],
    ['a file outside the folders changes', { ...files, lock: 'L' }],
    ['text moves from one file to the next', { ...files, 'app/a.ts': 'ab', 'app/deep/b.ts': '' }],
  ])('changes when %s', (_, changed) => {
    expect(print(changed)).not.toBe(print(files));
  });

  it('changes with the salt', () => {
    const root = tree(files);
    expect(fingerprintOf(root, ['lock'], { salt: 'node 22' })).not.toBe(
      fingerprintOf(root, ['lock'], { salt: 'node 24' }),
    );
  });
});

describe('Stamps', () => {
  it('remember one fingerprint a step over processes', () => {
    const root = temporaryDirectory();
    new Stamps(root).set('packages', 'one');
    new Stamps(root).set('client', 'two');
    new Stamps(root).set('packages', 'three');
    const stamps = new Stamps(root);
    expect([stamps.matches('packages', 'three'), stamps.matches('client', 'two')]).toEqual([true, true]);
    expect([stamps.matches('packages', 'one'), stamps.matches('build', '')]).toEqual([false, false]);
  });

  it('count for nothing when the file was cut off', () => {
    const root = tree({ 'node_modules/.tenbin.json': '{ "packages": "on' });
    expect(new Stamps(root).matches('packages', 'one')).toBe(false);
    new Stamps(root).set('packages', 'one');
    expect(new Stamps(root).matches('packages', 'one')).toBe(true);
  });
});
