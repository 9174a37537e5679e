import { buffer } from 'node:stream/consumers';
import { AppError } from '@tenbin/contracts';
import { openPromise } from 'yauzl';
import type { FileTree, SourceFile } from './file-tree.ts';

export interface ZippedFile extends SourceFile {
  /** The first bytes, some thousands at the least where there are as many: a header, without unpacking the rest. */
  head(): Promise<Buffer>;
}

export interface ZipTree extends FileTree {
  files: ZippedFile[];
}

/**
 * Every file and folder of the zip at `path`. Nothing is written to disk, so an entry's name can do no harm.
 * @throws AppError `dataset_invalid` when it is no zip, is cut, or is encrypted
 */
export async function openZip(path: string): Promise<ZipTree> {
  try {
    const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
    const files: ZippedFile[] = [];
    const folders: string[] = [];
    try {
      for await (const entry of zip.eachEntry()) {
        if (entry.fileName.endsWith('/')) {
          folders.push(entry.fileName.slice(0, -1));
          continue;
        }
        if (entry.isEncrypted()) throw new Error(`${entry.fileName} is encrypted`);
        files.push({
          path: entry.fileName,
          size: entry.uncompressedSize,
          stamp: String(entry.crc32),
          read: async () => buffer(await zip.openReadStreamPromise(entry)),
          head: async () => headOf(await zip.openReadStreamPromise(entry)),
        });
      }
    } catch (error) {
      zip.close();
      throw error;
    }
    return {
      files,
      folders,
      [Symbol.asyncDispose]: async () => {
        zip.close();
      },
    };
  } catch (cause) {
    throw new AppError({
      code: 'dataset_invalid',
      message: `${path} cannot be read as a zip: ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: 'Give a folder, or a zip that is whole and without a password; other archives have to be unpacked first.',
      cause,
    });
  }
}

/** What comes before 16 KiB are reached, to the end of that chunk. Leaving the loop ends the stream. */
async function headOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= 2 ** 14) break;
  }
  return Buffer.concat(chunks);
}
