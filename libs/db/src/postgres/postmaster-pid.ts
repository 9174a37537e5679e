import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** The postmaster's process id as the data folder tells it, null when it tells none. */
export function postmasterPid(data: string): number | null {
  try {
    const [line] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(line);
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

/**
 * Removes a `postmaster.pid` that a killed server left behind, when its process id now belongs to a zombie or
 * to another program: Postgres itself would take it for a living server and refuse to start.
 */
export function clearStalePid(data: string): void {
  const pid = postmasterPid(data);
  if (pid === null || process.platform !== 'linux') return;
  try {
    const state = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    const command = readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8');
    const zombie = state.slice(state.lastIndexOf(')') + 2).startsWith('Z');
    if (!zombie && command.includes('postgres')) return;
  } catch {
    return; // the process is gone: Postgres sees that too
  }
  rmSync(join(data, 'postmaster.pid'), { force: true });
}
