import { z } from 'zod';
import { defineCommand, jsonOption } from './command.ts';

const keyName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .describe('what to call the key, as the machine that uses it');

const create = defineCommand({
  name: 'key create',
  summary: 'make a key that lets a program on another machine log runs here',
  arguments: ['name'],
  input: z.strictObject({ name: keyName, json: jsonOption }),
  async run({ name }, context) {
    const { createKey } = await import('../controlling/keys.ts');
    await createKey(name, context);
  },
});

const list = defineCommand({
  name: 'key ls',
  summary: 'list the keys, and when each was used last',
  arguments: [],
  input: z.strictObject({ json: jsonOption }),
  async run(_, context) {
    const { listKeys } = await import('../controlling/keys.ts');
    await listKeys(context);
  },
});

const revoke = defineCommand({
  name: 'key revoke',
  summary: 'shut out whoever uses a key, within seconds',
  arguments: ['name'],
  input: z.strictObject({ name: keyName, json: jsonOption }),
  async run({ name }, context) {
    const { revokeKey } = await import('../controlling/keys.ts');
    await revokeKey(name, context);
  },
});

/** Commands for the keys of the HTTP door. */
export const keyCommands = [create, list, revoke];
