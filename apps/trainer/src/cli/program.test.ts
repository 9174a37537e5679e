import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineCommand } from './command.ts';
import { createProgram } from './program.ts';
import type { Call } from './program.ts';

const command = (name: string) =>
  defineCommand({
    name,
    summary: `does ${name}`,
    arguments: ['file'],
    input: z.strictObject({
      file: z.string(),
      size: z.coerce.number().optional(),
      dryRun: z.boolean().default(false),
      page: z.union([z.boolean(), z.string().min(1)]).default(false),
    }),
    run: async () => undefined,
  });

async function callOf(...words: string[]) {
  const calls: Call[] = [];
  const names = ['data check', 'sweep', 'sweep ls', 'data preview'];
  const program = createProgram(names.map(command), async (call) => void calls.push(call));
  await program.parseAsync(['node', 'tenbin', ...words]);
  return calls.map(({ command: { name }, input }) => ({ name, input }));
}

test('a command of two words goes beside others of the same first word', async () => {
  expect(await callOf('data', 'check', 'a.zip', '--size', '9')).toEqual([
    { name: 'data check', input: { file: 'a.zip', size: '9' } },
  ]);
  expect(await callOf('data', 'preview', 'b')).toEqual([{ name: 'data preview', input: { file: 'b' } }]);
  expect(await callOf('sweep', 'c')).toEqual([{ name: 'sweep', input: { file: 'c' } }]);
});

test('a command may stand alone and before another word, and each has its own options', async () => {
  expect(await callOf('sweep', 'c', '--size', '1', '--dry-run')).toEqual([
    { name: 'sweep', input: { file: 'c', size: '1', dryRun: true } },
  ]);
  expect(await callOf('sweep', 'ls', 'c', '--size', '2')).toEqual([
    { name: 'sweep ls', input: { file: 'c', size: '2' } },
  ]);
});

test('an argument that is a list takes all that is left, or nothing', async () => {
  const calls: unknown[] = [];
  const many = defineCommand({
    name: 'many',
    summary: 'takes many',
    arguments: ['files'],
    input: z.strictObject({ files: z.array(z.string()).default([]) }),
    run: async () => undefined,
  });
  const program = createProgram([many], async ({ input }) => void calls.push(input['files']));
  await program.parseAsync(['node', 'tenbin', 'many', 'a', 'b']);
  await program.parseAsync(['node', 'tenbin', 'many']);
  expect(calls).toEqual([['a', 'b'], []]);
});

test('an option whose value may be left out stands alone or has one', async () => {
  expect(await callOf('sweep', 'c', '--page')).toEqual([{ name: 'sweep', input: { file: 'c', page: true } }]);
  expect(await callOf('sweep', 'c', '--page', 'a.md')).toEqual([
    { name: 'sweep', input: { file: 'c', page: 'a.md' } },
  ]);
});
