import { copyFile, link, open, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Checkpoint } from './checkpoint.ts';
import { partsOf } from './file-format.ts';

/**
 * Writes `checkpoint` as `path` and, without writing it a second time, as `alsoAs`. Whenever the process or the
 * machine stops, each of the two is whole: what it was, or what it is to be. All bytes go out in one call, so that
 * they do not wait for turns of a thread that trains.
 */
export async function writeCheckpoint(
  path: string,
  checkpoint: Checkpoint,
  alsoAs: string | null,
): Promise<void> {
  const temporary = `${path}.part`;
  {
    await using file = await open(temporary, 'w');
    await writeAll(file, partsOf(checkpoint));
    await file.sync();
  }
  if (alsoAs !== null) await linkOver(temporary, alsoAs);
  await rename(temporary, path);
  await using folder = await open(dirname(path));
  await folder.sync();
}

/** One call does it up to 2 GiB, the most that Linux takes at once. */
async function writeAll(file: FileHandle, parts: Uint8Array[]): Promise<void> {
  let left = parts;
  while (left.length > 0) {
    const { bytesWritten } = await file.writev(left);
    left = after(left, bytesWritten);
  }
}

/** What is left of `parts` when their first `bytes` are gone. */
function after(parts: Uint8Array[], bytes: number): Uint8Array[] {
  let gone = bytes;
  return parts.flatMap((part) => {
    const rest = part.subarray(Math.min(gone, part.length));
    gone -= part.length - rest.length;
    return rest.length === 0 ? [] : [rest];
  });
}

async function linkOver(path: string, other: string): Promise<void> {
  const temporary = `${other}.part`;
  await rm(temporary, { force: true });
  // Some file systems, like that of a USB stick, know no second name of a file.
  await link(path, temporary).catch(() => copyFile(path, temporary));
  await rename(temporary, other);
}
