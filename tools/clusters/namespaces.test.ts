import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { whyNoNamespaces } from './network.ts';

test(
  'a machine that is cut off loses its trial, and what it says later counts for nothing',
  {
    timeout: 300_000,
  },
  ({ skip }) => {
    const obstacle = whyNoNamespaces();
    if (obstacle !== null) skip(obstacle);
    const script = join(import.meta.dirname, 'namespaces.ts');
    const { status, stdout, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${stdout}${stderr}`);
    expect(stdout).toContain('every history is bit for bit that of the undisturbed sweep');
  },
);

test('without the right to make namespaces, the script says so and is content', () => {
  const script = join(import.meta.dirname, 'namespaces.ts');
  const env = { ...process.env, PATH: join(import.meta.dirname, 'nowhere') };
  const { status, stdout } = spawnSync(process.execPath, [script], { encoding: 'utf8', env });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^skipped: .*iproute2/);
});
