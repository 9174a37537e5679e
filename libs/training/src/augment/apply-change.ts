import { staysInPlace } from './change.ts';
import type { Change } from './change.ts';
import { cover } from './cutout.ts';
import { recolour } from './recolour.ts';
import { resample } from './resample.ts';

/** Where images lie: the one at byte `from` of `source` is written, changed, to byte `at` of `target`. */
export interface Passage {
  source: Uint8Array;
  from: number;
  target: Uint8Array;
  at: number;
}

/** Writes one image with everything that `change` says: its geometry, then its colours, then the grey square. */
export function applyChange({ source, from, target, at }: Passage, change: Change): void {
  const [height, width, channels] = change.shape;
  const size = height * width * channels;
  if (staysInPlace(change)) target.set(source.subarray(from, from + size), at);
  else resample(source, target, { from, at, change });
  recolour(new Uint8ClampedArray(target.buffer, target.byteOffset + at, size), 0, change);
  cover(target, at, change);
}
