import type { ImageAugmentation } from './augmentation.ts';
import { move } from './change.ts';

/** Mirrors the image left to right with the probability that the strength gives. */
export const flip: ImageAugmentation = {
  of: 'image',
  summary: 'mirrored left to right',
  draws: 1,
  add(change, probability, draw) {
    if ((draw[0] ?? 0) < probability) move(change, [-1, 0, 0, 0, 1, 0]);
  },
  words: (probability, draw) => ((draw[0] ?? 0) < probability ? 'mirrored' : ''),
};
