import { z } from 'zod';
import { defineCommand, jsonOption } from './command.ts';

export const doctor = defineCommand({
  name: 'doctor',
  summary: 'check engine, Postgres, disk and browser, and say what cures each fault',
  arguments: [],
  input: z.strictObject({ json: jsonOption }),
  async run(_, context) {
    const { runDoctor } = await import('../doctor/run-doctor.ts');
    await runDoctor(context);
  },
});
