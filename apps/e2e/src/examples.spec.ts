import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from './processes.ts';
import { expect, root, test } from './stack.ts';

const example = join(root, 'examples/sdk/train-and-judge.ts');

test("the README's program trains and says a verdict after each epoch", async () => {
  const env = { ...process.env, FORCE_COLOR: '0' };
  const run = await finished(
    spawn(process.execPath, [example], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] }),
  );
  expect(run).toMatchObject({ status: 0 });
  expect(run.stdout).toMatch(/^1 \d\.\d{4} unclear Unclear\. 1 epoch is too few/m);
});

test('the README shows that program as it is', async () => {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  expect(readme).toContain(await readFile(example, 'utf8'));
});
