import { z } from 'zod';
import { sweepControls } from '@tenbin/contracts';
import type { SweepControl } from '@tenbin/contracts';
import { defineCommand, jsonOption } from './command.ts';

const runId = z.coerce.number().int().min(1);

const summaries: Record<SweepControl, string> = {
  pause: 'let a run end its epoch and wait at its checkpoint',
  resume: 'let a run go on that was paused or stopped, or try one again that died',
  stop: 'end a run after its epoch, or, asked a second time, at once',
};

const again = defineCommand({
  name: 'run',
  summary: 'train what a run trained once more, alone and with the same history',
  arguments: [],
  input: z.strictObject({
    again: runId.describe('id of the run to repeat'),
    detach: z.boolean().default(false).describe('queue it, print the id of its sweep, and end'),
    json: jsonOption,
  }),
  async run({ again: run, detach }, context) {
    const { repeatRun } = await import('../controlling/repeat-run.ts');
    await repeatRun(run, detach, context);
  },
});

const controls = sweepControls.map((control) =>
  defineCommand({
    name: `run ${control}`,
    summary: summaries[control],
    arguments: ['run'],
    input: z.strictObject({ run: runId.describe('id of a run'), json: jsonOption }),
    async run({ run }, context) {
      const { controlRunById } = await import('../controlling/control.ts');
      await controlRunById(run, control, context);
    },
  }),
);

/** Commands for single runs. */
export const runCommands = [again, ...controls];
