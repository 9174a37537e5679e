/**
 * Sizes of chunks in bytes. Files that change a little share most chunks; a file below the least is one chunk.
 * @see Xia et al., FastCDC: a Fast and Efficient Content-Defined Chunking Approach, USENIX ATC 2016
 */
export const chunkSizes = { least: 256 * 1024, usual: 1024 * 1024, most: 4 * 1024 * 1024 } as const;

/** Of the rolling hash, the bits that must be zero at a cut: more before the usual size, fewer behind it. */
const masks = { before: maskOf(22), behind: maskOf(18) } as const;

/** 256 numbers that look random and never change: another table would cut all files anew. */
const gear = gearTable(0x7e4b1);

/** Cuts content where its own bytes say so, so that an insertion moves only the cuts beside it. Chunks are at most `most` long. */
export async function* chunksOf(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let waiting = new Uint8Array(0);
  for await (const piece of content) {
    waiting = joined(waiting, piece);
    let from = 0;
    while (waiting.length - from >= chunkSizes.most) {
      const length = cutIn(waiting.subarray(from, from + chunkSizes.most));
      yield waiting.slice(from, from + length);
      from += length;
    }
    waiting = waiting.slice(from);
  }
  for (let from = 0; from < waiting.length;) {
    const length = cutIn(waiting.subarray(from));
    yield waiting.slice(from, from + length);
    from += length;
  }
}

/** Length of the first chunk of these bytes. */
function cutIn(bytes: Uint8Array): number {
  const { least, usual, most } = chunkSizes;
  if (bytes.length <= least) return bytes.length;
  const end = Math.min(bytes.length, most);
  let hash = 0;
  for (let at = least; at < end; at += 1) {
    hash = ((hash << 1) + (gear[bytes[at] ?? 0] ?? 0)) | 0;
    if ((hash & (at < usual ? masks.before : masks.behind)) === 0) return at + 1;
  }
  return end;
}

/** The highest bits: those that hang on the most bytes. */
function maskOf(bits: number): number {
  return (0xffffffff << (32 - bits)) | 0;
}

/** Marsaglia's xorshift32. */
function gearTable(seed: number): Int32Array {
  let state = seed;
  return Int32Array.from({ length: 256 }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state;
  });
}

function joined(a: Uint8Array<ArrayBuffer>, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
