import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { openPeer } from '../peers/python.ts';

const firstLine = z.tuple([z.string()]);
const told = z.object({ url: z.string(), experiment: z.string(), runs: z.array(z.string()) });

export interface MlflowServer extends AsyncDisposable {
  url: string;
  experiment: string;
  runs: string[];
}

/** An MLflow server with that many runs; a line of why not where it cannot be had. */
export async function startMlflow({
  place,
  home,
  runs,
  points,
  log,
}: {
  place: string;
  home: string;
  runs: number;
  points: number;
  log: (line: string) => void;
}): Promise<MlflowServer | string> {
  const { command, missing } = await openPeer('mlflow', { home, log });
  const [python] = command ?? [];
  if (python === undefined) return missing ?? 'MLflow cannot be had here';
  const script = join(import.meta.dirname, '../peers/mlflow_web.py');
  const task = { file: join(place, 'mlflow.db'), runs, points };
  const child = spawn(python, [script, JSON.stringify(task)], {
    stdio: ['pipe', 'pipe', 'ignore'],
    cwd: place,
  });
  const exited = once(child, 'exit');
  const died = exited.then(() => {
    throw new Error('MLflow ended before it answered');
  });
  const [line] = firstLine.parse(await Promise.race([once(createInterface(child.stdout), 'line'), died]));
  const server = told.parse(JSON.parse(line));
  return {
    ...server,
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      await exited;
    },
  };
}
