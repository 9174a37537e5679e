import { z } from 'zod';
import { defineCommand, jsonOption } from './command.ts';

const kind = z.enum(['run', 'sweep', 'project']).describe('run, sweep or project');
const which = z.string().min(1).describe('id of the run or sweep, or name of the project');

const list = defineCommand({
  name: 'trash ls',
  summary: 'list what was deleted and can be brought back',
  arguments: [],
  input: z.strictObject({ json: jsonOption }),
  async run(_, context) {
    const { listTrash } = await import('../controlling/trash.ts');
    await listTrash(context);
  },
});

const restore = defineCommand({
  name: 'trash restore',
  summary: 'bring back what was deleted',
  arguments: ['kind', 'which'],
  input: z.strictObject({ kind, which, json: jsonOption }),
  async run(what, context) {
    const { restoreFromTrash } = await import('../controlling/trash.ts');
    await restoreFromTrash(what, context);
  },
});

const remove = defineCommand({
  name: 'rm',
  summary: 'delete a run, a sweep or a project, so that it can be brought back for 30 days',
  arguments: ['kind', 'which'],
  input: z.strictObject({ kind, which, json: jsonOption }),
  async run(what, context) {
    const { moveToTrash } = await import('../controlling/trash.ts');
    await moveToTrash(what, context);
  },
});

/** Commands for what is deleted. */
export const trashCommands = [remove, list, restore];
