import type { ImageAugmentation } from './augmentation.ts';

/** Adds normal noise to every byte; the strength is its standard deviation, a share of white. */
export const noise: ImageAugmentation = {
  of: 'image',
  summary: 'with noise on every pixel',
  draws: 1,
  add(change, share, draw) {
    change.noise = share * 255;
    change.noiseSeed = Math.floor((draw[0] ?? 0) * 2 ** 32);
  },
  words: () => 'noise',
};
