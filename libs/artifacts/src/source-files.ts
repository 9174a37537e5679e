import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '@tenbin/contracts';

/** A file to keep: its path in the artifact, and what is in it. */
export interface SourceFile {
  path: string;
  read: () => AsyncIterable<Uint8Array>;
}

/** What can be kept: a path of a file or folder, or contents by name: bytes, or text, which becomes UTF-8. */
export type Source = string | Contents;

type Contents = Readonly<Record<string, Uint8Array | string>>;

/**
 * The files of a source, by path. Links are not followed: what they lead to may lie anywhere.
 * @throws AppError `bad_input` when there is nothing, or something that is no file
 */
export async function filesOf(source: Source): Promise<SourceFile[]> {
  const files = typeof source === 'string' ? await filesAt(source) : contentsOf(source);
  if (files.length === 0) throw refused(`there is no file in ${typeof source === 'string' ? source : 'it'}`);
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path } of sorted) checkPath(path);
  return sorted;
}

/** @throws AppError `bad_input` when the path of a file in an artifact leads out of it, or means something else elsewhere */
export function checkPath(path: string): void {
  const parts = path.split('/');
  const odd = parts.some((part) => part === '' || part === '.' || part === '..');
  if (odd || path.includes('\0') || path.includes('\\') || /^[a-z]:/i.test(path))
    throw refused(`"${path}" is no path within it`);
}

function contentsOf(contents: Contents): SourceFile[] {
  return Object.entries(contents).map(([path, content]) => {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    // Who calls from JavaScript may hand in anything.
    if (!(bytes instanceof Uint8Array)) throw refused(`"${path}" holds neither bytes nor text`);
    return {
      path,
      async *read() {
        yield bytes;
      },
    };
  });
}

async function filesAt(root: string): Promise<SourceFile[]> {
  const kind = await lstat(root).catch((error: unknown) => {
    throw refused(`${root} cannot be read`, error);
  });
  if (kind.isFile()) return [fileAt(root, basename(root))];
  if (!kind.isDirectory()) throw refused(`${root} is no file and no folder`);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries.flatMap((entry) => {
    const full = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) return [];
    if (!entry.isFile()) throw refused(`${full} is a link or no ordinary file`);
    return [fileAt(full, full.slice(root.length).replaceAll('\\', '/').replace(/^\/+/, ''))];
  });
}

/** @throws AppError from its reading, when the file was changed meanwhile */
function fileAt(full: string, path: string): SourceFile {
  return {
    path,
    async *read() {
      const before = await lstat(full);
      yield* createReadStream(full, { highWaterMark: 1024 * 1024 });
      const after = await lstat(full);
      if (before.mtimeMs !== after.mtimeMs || before.size !== after.size)
        throw refused(`${full} was changed while it was read`);
    },
  };
}

function refused(why: string, cause?: unknown): AppError {
  return new AppError({
    code: 'bad_input',
    message: `The artifact cannot be kept: ${why}.`,
    hint: 'Give the path of a file or folder, or contents by name.',
    ...(cause === undefined ? {} : { cause }),
  });
}
