import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { SweepProvenance } from '@tenbin/contracts';

const run = promisify(execFile);

/** Longest difference that is kept, in characters. */
const longestDiff = 256 * 1024;
/** How long git may take, in milliseconds, before a sweep does without it. */
const patienceMs = 10_000;

/** The git repository that a folder lies in, and what differs from its commit; null outside of one, or without git. */
export async function gitState(folder: string): Promise<SweepProvenance['git']> {
  const git = async (...words: string[]): Promise<string> => {
    const options = { cwd: folder, timeout: patienceMs, maxBuffer: 64 * 1024 ** 2 };
    return (await run('git', words, options)).stdout;
  };
  try {
    const commit = (await git('rev-parse', 'HEAD')).trim();
    const branch = (await git('rev-parse', '--abbrev-ref', 'HEAD')).trim();
    const diff = await git('diff', '--no-ext-diff', 'HEAD').catch(() => '');
    return { commit, branch: branch === 'HEAD' ? null : branch, diff: cut(diff) };
  } catch {
    return null;
  }
}

function cut(diff: string): string | null {
  if (diff === '') return null;
  if (diff.length <= longestDiff) return diff;
  return `${diff.slice(0, longestDiff)}\n… cut: the difference has ${diff.length} characters\n`;
}
