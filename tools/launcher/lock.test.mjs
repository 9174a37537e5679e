import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeLock, waitForLock } from './lock.mjs';
import { temporaryDirectory } from './temporary.mjs';

/** @param {string} file */
function taken(file) {
  const result = takeLock(file);
  if ('holder' in result) throw new Error(`held by ${result.holder.pid}`);
  return result.held;
}

/**
 * What another process gets when it tries.
 * @param {string} file
 * @returns {unknown}
 */
function elsewhere(file) {
  const script = `import { takeLock } from ${JSON.stringify(new URL('./lock.mjs', import.meta.url).href)};
    console.log(JSON.stringify(takeLock(process.argv[1]).holder ?? 'held'));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script, file], {
    encoding: 'utf8',
  });
  return JSON.parse(stdout);
}

describe('takeLock', () => {
  it('tells a second process who holds it, and where the dashboard is once that is known', () => {
    const file = path.join(temporaryDirectory(), 'lock');
    const lock = taken(file);
    expect(elsewhere(file)).toEqual({ pid: process.pid });
    lock.publish('http://127.0.0.1:3000');
    expect(elsewhere(file)).toEqual({ pid: process.pid, url: 'http://127.0.0.1:3000' });
    lock.release();
    expect(existsSync(file)).toBe(false);
  });

  it('is free again when its process died without releasing it', () => {
    const file = path.join(temporaryDirectory(), 'lock');
    expect(elsewhere(file)).toBe('held');
    expect(existsSync(file)).toBe(true);
    expect(() => taken(file).release()).not.toThrow();
  });

  it('is free when the file was cut off', () => {
    const file = path.join(temporaryDirectory(), 'lock');
    writeFileSync(file, '{"pid":');
    expect(() => taken(file).release()).not.toThrow();
  });
});

describe('waitForLock', () => {
  it('waits until the holder lets go, and says so once', async () => {
    const file = path.join(temporaryDirectory(), 'lock');
    writeFileSync(file, JSON.stringify({ pid: process.ppid }));
    /** @type {number[]} */
    const waits = [];
    setTimeout(() => writeFileSync(file, ''), 700);
    const lock = await waitForLock(file, { onWait: ({ pid }) => waits.push(pid), check: () => {} });
    expect(waits).toEqual([process.ppid]);
    lock.release();
  });

  it('gives up when its caller is stopped', async () => {
    const file = path.join(temporaryDirectory(), 'lock');
    writeFileSync(file, JSON.stringify({ pid: process.ppid }));
    const check = () => {
      throw new Error('stopped');
    };
    await expect(waitForLock(file, { onWait: () => {}, check })).rejects.toThrow('stopped');
  });
});
