import { readFileSync, rmSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { hostname, uptime } from 'node:os';
import { dirname } from 'node:path';
import { z } from 'zod';

const lock = z.object({ pid: z.int(), host: z.string(), booted: z.number(), started: z.string().nullable() });
type Lock = z.infer<typeof lock>;

/** Seconds by which two looks at when a machine started may differ. */
const bootToleranceSeconds = 60;

/** Says that the spool belongs to this process. Where that cannot be written, no spool can be either. */
export async function lockSpool(path: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.lock`, JSON.stringify(ours()));
  } catch {
    // The spool itself says so, to whoever has to know.
  }
}

export function unlockSpool(path: string): void {
  rmSync(`${path}.lock`, { force: true });
}

/** Whether a living process has the spool; of another machine, whose folder this is too, it is taken to live. */
export async function isLocked(path: string): Promise<boolean> {
  const text = await readFile(`${path}.lock`, 'utf8').catch(() => '');
  const held = lock.safeParse(jsonOf(text)).data;
  return held !== undefined && lives(held);
}

function lives({ pid, host, booted, started }: Lock): boolean {
  const here = ours();
  if (host !== here.host) return true;
  if (Math.abs(booted - here.booted) > bootToleranceSeconds) return false;
  // After a while the number of a dead process is another one's.
  return isAlive(pid) && (started === null || started === startOf(pid));
}

function ours(): Lock {
  const booted = Math.round(Date.now() / 1000 - uptime());
  return { pid: process.pid, host: hostname(), booted, started: startOf(process.pid) };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** When a process began, in ticks since the machine did; null where the system does not say (proc(5), field 22). */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
