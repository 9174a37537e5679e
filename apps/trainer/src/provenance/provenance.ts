import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { RunProvenance, SweepProvenance } from '@tenbin/contracts';
import { z } from 'zod';
import { repository } from '../cli/env.ts';
import { thisMachine } from '../worker/machine.ts';
import { gitState } from '@tenbin/tracking';

/** Packages whose code decides what a run comes to. */
const deciding = ['@tensorflow/tfjs', '@tensorflow/tfjs-node-gpu', 'sharp'];

/** Where a sweep comes from that is queued from this folder now. */
export async function provenanceOfSweep(command: string): Promise<SweepProvenance> {
  return { host: hostname(), command, git: await gitState(process.cwd()) };
}

/** What the runs of this worker are trained by. */
export async function provenanceOfRuns(): Promise<RunProvenance> {
  const git = await gitState(repository);
  const packages: Record<string, string> = {};
  const tenbin = await versionIn(join(repository, 'package.json'));
  if (tenbin !== null) packages['tenbin'] = tenbin;
  for (const name of deciding) {
    const version = await versionOf(name);
    if (version !== null) packages[name] = version;
  }
  return {
    host: hostname(),
    platform: `${process.platform} ${process.arch}`,
    processor: thisMachine().processor,
    node: process.versions.node,
    packages,
    commit: git === null ? null : `${git.commit}${git.diff === null ? '' : '+'}`,
  };
}

const manifest = z.object({ version: z.string() });

/** As the training library finds it; null when it is not there. */
async function versionOf(name: string): Promise<string | null> {
  const from = createRequire(join(repository, 'libs/training/package.json'));
  const folders = from.resolve.paths(name) ?? [];
  for (const folder of folders) {
    const version = await versionIn(join(folder, name, 'package.json'));
    if (version !== null) return version;
  }
  return null;
}

async function versionIn(file: string): Promise<string | null> {
  try {
    return manifest.parse(JSON.parse(await readFile(file, 'utf8'))).version;
  } catch {
    return null;
  }
}
