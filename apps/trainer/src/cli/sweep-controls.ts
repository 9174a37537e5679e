import { z } from 'zod';
import { sweepControls } from '@tenbin/contracts';
import type { SweepControl } from '@tenbin/contracts';
import { defineCommand, jsonOption } from './command.ts';

const sweepId = z.coerce.number().int().min(1).describe('id of a sweep, as `tenbin sweep ls` lists it');
const limit = (unit: string) =>
  z
    .string()
    .regex(/^(none|\d+(\.\d+)?)$/, 'must be a number, or none')
    .transform((text) => (text === 'none' ? null : Number(text)))
    .optional()
    .describe(`${unit}; none takes the limit away`);

const summaries: Record<SweepControl, string> = {
  pause: 'let what trains end its epoch and wait, and begin nothing',
  resume: 'let a sweep go on that was paused or stopped',
  stop: 'end a sweep after the running epochs, or, asked a second time, at once',
};

const list = defineCommand({
  name: 'sweep ls',
  summary: 'list the sweeps and how they stand',
  arguments: [],
  input: z.strictObject({ json: jsonOption }),
  async run(_, context) {
    const { listSweepsOnce } = await import('../controlling/list-sweeps.ts');
    await listSweepsOnce(context);
  },
});

const show = defineCommand({
  name: 'sweep show',
  summary: 'show a sweep: its trials, best first, and its Pareto front',
  arguments: ['sweep'],
  input: z.strictObject({
    sweep: sweepId,
    follow: z.boolean().default(false).describe('show its progress until it is finished, whoever trains it'),
    json: jsonOption,
  }),
  async run({ sweep, follow }, context) {
    const { followSweepById, showSweep } = await import('../controlling/show-sweep.ts');
    await (follow ? followSweepById(sweep, context) : showSweep(sweep, context));
  },
});

const controls = sweepControls.map((control) =>
  defineCommand({
    name: `sweep ${control}`,
    summary: summaries[control],
    arguments: ['sweep'],
    input: z.strictObject({ sweep: sweepId, json: jsonOption }),
    async run({ sweep }, context) {
      const { controlSweepById } = await import('../controlling/control.ts');
      await controlSweepById(sweep, control, context);
    },
  }),
);

const set = defineCommand({
  name: 'sweep set',
  summary: 'change the budget, the trials at the same time or the priority of a sweep while it runs',
  arguments: ['sweep'],
  input: z.strictObject({
    sweep: sweepId,
    trials: z.coerce.number().int().min(1).optional().describe('trials in all (not of a grid)'),
    epochs: limit('epochs of all trials together'),
    hours: limit('hours after the first trial in which trials may begin'),
    concurrency: limit('trials at the same time, over all workers'),
    priority: z.coerce.number().int().optional().describe('the higher is taken first'),
    json: jsonOption,
  }),
  async run({ sweep, json: _json, ...change }, context) {
    const { changeSweepById } = await import('../controlling/control.ts');
    await changeSweepById(sweep, change, context);
  },
});

const remove = defineCommand({
  name: 'sweep rm',
  summary: 'delete a sweep and all of its runs',
  arguments: ['sweep'],
  input: z.strictObject({
    sweep: sweepId,
    yes: z.boolean().default(false).describe('do not ask'),
    json: jsonOption,
  }),
  async run({ sweep, yes }, context) {
    const { removeSweepById } = await import('../controlling/remove-sweep.ts');
    await removeSweepById(sweep, yes, context);
  },
});

/** Commands for sweeps that are queued already. */
export const sweepCommands = [list, show, ...controls, set, remove];
