import { join } from 'node:path';
import { expect, it } from 'vitest';
import { objectOf, readObject } from '../launcher/json.mjs';
import { completed } from './complete-lock.mjs';

it('adds the platform packages that somebody wants and the lock lacks', () => {
  const packages = {
    'node_modules/tool': {
      dev: true,
      optionalDependencies: { 'tool-linux-x64-musl': '1.0.0', 'tool-win32-arm64': '1.0.0' },
    },
    'node_modules/tool-win32-arm64': { dev: true },
  };
  expect(completed(packages)).toEqual({
    ...packages,
    'node_modules/tool-linux-x64-musl': {
      version: '1.0.0',
      dev: true,
      optional: true,
      cpu: ['x64'],
      libc: ['musl'],
      os: ['linux'],
    },
  });
});

it('has nothing to add to the lock of this repository', () => {
  const packages = objectOf(readObject(join(import.meta.dirname, '../../package-lock.json')).packages);
  expect(Object.keys(completed(packages))).toHaveLength(Object.keys(packages).length);
});
