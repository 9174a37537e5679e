import { createWriteStream } from 'node:fs';
import { mkdir, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';

/** A log longer than this many bytes is put aside as `<name>.old` when it is opened again. */
const longestBytes = 8 * 1024 * 1024;

export interface LogFile extends AsyncDisposable {
  write(line: string): void;
}

/** Appends lines, each with its time, to a file; a disk that is full costs lines of the log and nothing else. */
export async function openLogFile(path: string): Promise<LogFile> {
  await mkdir(dirname(path), { recursive: true });
  const size = await stat(path).then(
    (file) => file.size,
    () => 0,
  );
  if (size > longestBytes) await rename(path, `${path}.old`);
  const stream = createWriteStream(path, { flags: 'a' });
  stream.on('error', () => {});
  return {
    write: (line) => void stream.write(`${new Date().toISOString()} ${line}\n`),
    async [Symbol.asyncDispose]() {
      stream.end();
      await finished(stream).catch(() => {});
    },
  };
}
