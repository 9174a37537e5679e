import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { repository } from '../cli/env.ts';
import { fine } from './finding.ts';
import type { Finding } from './finding.ts';

const manifest = z.object({ version: z.string() });

/** Versions of what everything runs on. This very process proves that Node is new enough. */
export async function checkVersions(): Promise<Finding[]> {
  return [
    fine('Node', `${process.version} (${process.platform} ${process.arch})`),
    fine('tfjs', await versionOf('@tensorflow/tfjs')),
    fine('tfjs-node-gpu', await versionOf('@tensorflow/tfjs-node-gpu')),
  ];
}

async function versionOf(name: string): Promise<string> {
  const text = await readFile(join(repository, 'node_modules', name, 'package.json'), 'utf8');
  return manifest.parse(JSON.parse(text)).version;
}
