import { z } from 'zod';
import { defineCommand, jsonOption } from './command.ts';

const backup = defineCommand({
  name: 'db backup',
  summary: 'save all that the database holds in one file, while everything goes on',
  arguments: ['file'],
  input: z.strictObject({ file: z.string().min(1).describe('a new zip'), json: jsonOption }),
  async run({ file }, context) {
    const { backUpTo } = await import('../controlling/backup.ts');
    await backUpTo(file, context);
  },
});

const restore = defineCommand({
  name: 'db restore',
  summary: 'put what a backup holds in the place of what the database holds; that stays beside it',
  arguments: ['file'],
  input: z.strictObject({
    file: z.string().min(1).describe('what `tenbin db backup` wrote'),
    json: jsonOption,
  }),
  async run({ file }, context) {
    const { restoreFrom } = await import('../controlling/backup.ts');
    await restoreFrom(file, context);
  },
});

const stats = defineCommand({
  name: 'db stats',
  summary: 'say how much the database holds, and in how many bytes',
  arguments: [],
  input: z.strictObject({ json: jsonOption }),
  async run(_, context) {
    const { tellStats } = await import('../controlling/inspect-database.ts');
    await tellStats(context);
  },
});

const check = defineCommand({
  name: 'db check',
  summary: 'look whether what is stored fits together, in the database and beside it',
  arguments: [],
  input: z.strictObject({
    files: z.boolean().default(false).describe('also read every file and compare it with its checksum'),
    json: jsonOption,
  }),
  async run(options, context) {
    const { checkAll } = await import('../controlling/inspect-database.ts');
    await checkAll(options, context);
  },
});

const prune = defineCommand({
  name: 'db prune',
  summary: 'delete for good what was deleted long ago, with its files',
  arguments: [],
  input: z.strictObject({
    days: z.coerce.number().min(0).default(30).describe('what was deleted less long ago stays'),
    full: z
      .boolean()
      .default(false)
      .describe('give the space back to the disk; the tables are locked meanwhile'),
    json: jsonOption,
  }),
  async run(options, context) {
    const { pruneNow } = await import('../controlling/prune.ts');
    await pruneNow(options, context);
  },
});

/** Commands for the database itself. */
export const databaseCommands = [backup, restore, stats, check, prune];
