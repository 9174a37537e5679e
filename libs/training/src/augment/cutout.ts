import type { ImageAugmentation } from './augmentation.ts';
import type { Change } from './change.ts';

/**
 * Greys out a square whose side is the strength, a share of the shorter side. Its centre may be any pixel, so that it
 * hangs over the edge at times: without that it works worse.
 * DeVries and Taylor 2017, arXiv 1708.04552, section 3.
 */
export const cutout: ImageAugmentation = {
  of: 'image',
  summary: 'with a square greyed out',
  draws: 2,
  add(change, share, draw) {
    const [height, width] = change.shape;
    change.side = Math.round(share * Math.min(height, width));
    change.left = Math.floor((draw[0] ?? 0) * width) - Math.floor(change.side / 2);
    change.top = Math.floor((draw[1] ?? 0) * height) - Math.floor(change.side / 2);
  },
  words: () => 'a square cut out',
};

/** The middle of the range: what a network that sees bytes as 0–1 learns least from. */
const grey = 128;

/** Writes the square of `change` into the image that begins at byte `at`. */
export function cover(image: Uint8Array, at: number, { shape, top, left, side }: Change): void {
  const [height, width, channels] = shape;
  const [firstX, endX] = [Math.max(0, left), Math.min(width, left + side)];
  for (let y = Math.max(0, top); y < Math.min(height, top + side); y += 1) {
    const row = at + y * width * channels;
    image.fill(grey, row + firstX * channels, row + Math.max(firstX, endX) * channels);
  }
}
