import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** @returns whether there was such a process to kill */
export function killProcess(pid: number): boolean {
  try {
    return pid > 1 && process.kill(pid, 'SIGKILL');
  } catch {
    return false; // it ended by itself in this moment
  }
}

/** Kills the Postgres of a home. @returns whether it was there */
export async function killPostgres(home: string): Promise<boolean> {
  const text = await readFile(join(home, 'postgres/postmaster.pid'), 'utf8').catch(() => '');
  return killProcess(Number(text.split('\n')[0]));
}
