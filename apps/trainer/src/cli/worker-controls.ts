import { z } from 'zod';
import { workerControls } from '@tenbin/contracts';
import type { WorkerControl } from '@tenbin/contracts';
import { defineCommand, jsonOption } from './command.ts';

const summaries: Record<WorkerControl, string> = {
  pause: 'let a worker end what it trains and take nothing new',
  resume: 'let a paused worker take trials again',
  stop: 'end a worker, wherever it is; its trials go on elsewhere',
};

const list = defineCommand({
  name: 'worker ls',
  summary: 'list the workers that live',
  arguments: [],
  input: z.strictObject({ json: jsonOption }),
  async run(_, context) {
    const { listWorkersOnce } = await import('../controlling/list-workers.ts');
    await listWorkersOnce(context);
  },
});

const controls = workerControls.map((control) =>
  defineCommand({
    name: `worker ${control}`,
    summary: summaries[control],
    arguments: ['worker'],
    input: z.strictObject({
      worker: z.string().min(1).describe('id of a worker, as `tenbin worker ls` lists it'),
      json: jsonOption,
    }),
    async run({ worker }, context) {
      const { controlWorkerById } = await import('../controlling/control.ts');
      await controlWorkerById(worker, control, context);
    },
  }),
);

/** Commands for workers that run already. */
export const workerCommands = [list, ...controls];
