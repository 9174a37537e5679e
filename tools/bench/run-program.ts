import type { z } from 'zod';
import { lastLine, run } from '../engine/command.mjs';
import { threadsAsVariables } from './run-contender.ts';

/**
 * Runs one of our TypeScript programs, which takes one JSON argument and prints one JSON line.
 * @param script absolute path
 * @throws Error with its last words when it fails
 */
export async function runProgram<Answer>(
  script: string,
  given: { argument: object; threads: number; answer: z.ZodType<Answer> },
): Promise<Answer> {
  const ended = await run([process.execPath, script, JSON.stringify(given.argument)], {
    env: { ...process.env, ...threadsAsVariables(given.threads) },
  });
  if (ended.status !== 'done') throw new Error(`${script} failed: ${ended.stderr || lastLine(ended)}`);
  return given.answer.parse(JSON.parse(lastLine({ ...ended, stderr: '' })));
}
