import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

/** What one validation pass says of each picture. */
export interface PicturesAt {
  losses: Float32Array;
  /** 1 where the most probable class was the right one. */
  correct: Uint8Array;
}

/**
 * Losses are kept as whole numbers of `fineness × asinh(loss / floor)`: to a third of a percent of a loss above the
 * floor, and to 0.00003 below it, where no test can tell them apart.
 */
const [fineness, floor] = [300, 0.01];

/** Each value as its change since the epoch before, one plane for each byte of it: what hardly changes packs well. */
export function packPictures(epochs: readonly PicturesAt[]): string {
  const pictures = epochs[0]?.losses.length ?? 0;
  const codes = epochs.map(({ losses }) => Uint16Array.from(losses, codeOf));
  const values = codes.flatMap((now, epoch) =>
    Array.from(now, (code, at) => zigzag(code - (codes[epoch - 1]?.[at] ?? 0))),
  );
  const flags = epochs.flatMap(({ correct }, epoch) =>
    Array.from(correct, (flag, at) => flag ^ (epochs[epoch - 1]?.correct[at] ?? 0)),
  );
  const bytes = Uint8Array.from([
    ...values.map((value) => value & 255),
    ...values.map((value) => value >> 8),
  ]);
  const all = Buffer.concat([bytes, Uint8Array.from(flags)]);
  if (all.length !== 3 * epochs.length * pictures)
    throw new RangeError('every epoch needs the same pictures');
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  return brotliCompressSync(all, { params }).toString('base64');
}

/** @throws RangeError when `packed` is not of a whole number of epochs of so many pictures */
export function unpackPictures(packed: string, pictures: number): PicturesAt[] {
  const all = brotliDecompressSync(Buffer.from(packed, 'base64'));
  const count = all.length / 3;
  if (!Number.isInteger(count / pictures)) throw new RangeError(`no losses of ${pictures} pictures`);
  const codes = new Uint16Array(pictures);
  const flags = new Uint8Array(pictures);
  return Array.from({ length: count / pictures }, (_, epoch) => {
    for (let at = 0; at < pictures; at += 1) {
      const place = epoch * pictures + at;
      const change = unzigzag((all[place] ?? 0) + 256 * (all[count + place] ?? 0));
      codes[at] = (codes[at] ?? 0) + change;
      flags[at] = (flags[at] ?? 0) ^ (all[2 * count + place] ?? 0);
    }
    return { losses: Float32Array.from(codes, lossOf), correct: flags.slice() };
  });
}

function codeOf(loss: number): number {
  return Math.round(fineness * Math.asinh(Math.max(0, loss) / floor));
}

function lossOf(code: number): number {
  return floor * Math.sinh(code / fineness);
}

/** Whole numbers as whole numbers from 0, the small ones small. */
function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
