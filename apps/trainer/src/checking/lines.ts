import type { Readable, Writable } from 'node:stream';

/** The lines of a text stream, one at a time, without what ends them; the stream is closed afterwards. */
export async function* linesIn(stream: Readable): AsyncGenerator<string> {
  stream.setEncoding('utf8');
  const chunks: AsyncIterable<unknown> = stream;
  // Pieces of a line that has not ended: joined once, since a line may be hundreds of megabytes.
  let pieces: string[] = [];
  for await (const chunk of chunks) {
    const [first = '', ...others] = String(chunk).split('\n');
    pieces.push(first);
    for (const next of others) {
      yield withoutReturn(pieces.join(''));
      pieces = [next];
    }
  }
  const last = pieces.join('');
  if (last !== '') yield last;
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

/** Writes lines to a stream no faster than they are read, as long as somebody reads them. */
export class LineWriter {
  readonly #stream: Writable;
  #closed = false;

  constructor(stream: Writable) {
    this.#stream = stream;
    stream.once('error', () => {
      this.#closed = true;
    });
  }

  /** Whether nobody reads the stream any more, as after `| head`. */
  get closed(): boolean {
    return this.#closed;
  }

  async write(line: string): Promise<void> {
    const stream = this.#stream;
    if (this.#closed || stream.write(`${line}\n`)) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        for (const event of ['drain', 'error', 'close']) stream.off(event, done);
        resolve();
      };
      for (const event of ['drain', 'error', 'close']) stream.on(event, done);
    });
  }
}
