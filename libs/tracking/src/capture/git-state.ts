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
    return { commit, branch: branch === 'HEAD' ? null : branch, diff: stored(await difference(git)) };
  } catch {
    return null;
  }
}

/** What is not as the commit has it; of new files the names. */
async function difference(git: (...words: string[]) => Promise<string>): Promise<string> {
  try {
    const changed = await git('diff', '--no-ext-diff', 'HEAD');
    const added = await git('ls-files', '--others', '--exclude-standard');
    return changed + added.replaceAll(/^(?=.)/gm, 'new file: ');
  } catch (error) {
    return `The difference could not be read: ${error instanceof Error ? error.message : String(error)}\n`;
  }
}

/** As the database takes it: without NUL, and no character in halves. */
function stored(diff: string): string | null {
  if (diff === '') return null;
  const text = diff.length <= longestDiff ? diff : diff.slice(0, longestDiff);
  const note = diff.length <= longestDiff ? '' : `\n… cut: the difference has ${diff.length} characters\n`;
  return text.replaceAll('\0', '').toWellFormed() + note;
}
