import { createHash } from 'node:crypto';
import { classFolders } from './class-folders.ts';
import type { DatasetSource } from './source.ts';

/** What a folder or a zip holds. */
export interface FileTree extends AsyncDisposable {
  /** Every file, also those that are no images. */
  files: SourceFile[];
  /** Paths of the folders in it, with `/`, as far as the source names them; those without a file among them. */
  folders: string[];
}

export interface SourceFile {
  /** Path inside the source, with `/`. */
  path: string;
  /** Bytes, unpacked. */
  size: number;
  /** Another text when the content is another: time of the last change, or checksum. */
  stamp: string;
  read(): Promise<Buffer>;
}

/** A tree of class folders as a data set. @param place how messages call it */
export function treeSource(tree: FileTree, place: string): DatasetSource {
  const seen = {
    files: tree.files.filter(({ path }) => !isLitter(path)),
    folders: tree.folders.filter((path) => !isLitter(path)),
  };
  const marks = seen.files.map(({ path, size, stamp }) => `${path}\0${size}\0${stamp}`).toSorted();
  return {
    licence: null,
    stamp: createHash('sha256').update(marks.join('\n')).digest('hex'),
    contents: async () => classFolders(seen, place),
    [Symbol.asyncDispose]: () => tree[Symbol.asyncDispose](),
  };
}

/** Hidden files, and what systems leave behind in folders and zips. */
function isLitter(path: string): boolean {
  return path
    .split('/')
    .some((name) => name.startsWith('.') || ['__MACOSX', 'Thumbs.db', 'desktop.ini'].includes(name));
}
