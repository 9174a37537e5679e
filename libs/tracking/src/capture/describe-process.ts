import { readFile } from 'node:fs/promises';
import { cpus, hostname } from 'node:os';
import { join } from 'node:path';
import type { RunProvenance } from '@tenbin/contracts';
import { z } from 'zod';
import { gitState } from './git-state.ts';

const manifest = z.object({
  name: z.string().optional(),
  version: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
});

/** Packages of which the versions are kept. */
const mostPackages = 200;

/** What this process is: its machine, what runs it, its packages, its command, and the state of the code beside it. */
export async function describeProcess({ git = true }: { git?: boolean } = {}): Promise<RunProvenance> {
  const state = git ? await gitState(process.cwd()) : null;
  return {
    host: hostname(),
    platform: `${process.platform} ${process.arch}`,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    node: runtime(),
    packages: await packagesIn(process.cwd()),
    commit: state === null ? null : `${state.commit}${state.diff === null ? '' : '+'}`,
    command: process.argv.map(quoted).join(' '),
    git: state,
  };
}

/** `24.21.0` of Node itself, else as in `bun 1.3.0`. */
function runtime(): string {
  const { bun, deno, node } = process.versions;
  if (bun !== undefined) return `bun ${bun}`;
  return deno === undefined ? node : `deno ${deno}`;
}

/** The project in the working folder and what it depends on, as installed. */
async function packagesIn(folder: string): Promise<Record<string, string>> {
  const own = await manifestIn(folder);
  if (own === null) return {};
  const packages: Record<string, string> = {};
  if (own.name !== undefined && own.version !== undefined) packages[own.name] = own.version;
  for (const name of Object.keys(own.dependencies ?? {}).slice(0, mostPackages)) {
    const installed = await manifestIn(join(folder, 'node_modules', name));
    if (installed?.version !== undefined) packages[name] = installed.version;
  }
  return packages;
}

async function manifestIn(folder: string): Promise<z.infer<typeof manifest> | null> {
  try {
    return manifest.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
  } catch {
    return null;
  }
}

function quoted(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
