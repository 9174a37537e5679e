import { eitherWay } from './augmentation.ts';
import type { ImageAugmentation } from './augmentation.ts';
import { move } from './change.ts';

/** Scales the image about its centre by 1 ± up to the strength, both sides alike. */
export const zoom: ImageAugmentation = {
  of: 'image',
  summary: 'made larger or smaller',
  draws: 1,
  add(change, share, draw) {
    const scale = 1 + eitherWay(draw[0], share);
    move(change, [1 / scale, 0, 0, 0, 1 / scale, 0]);
  },
  words(share, draw) {
    const percent = Math.round(100 * eitherWay(draw[0], share));
    return percent === 0 ? '' : `zoomed ${percent > 0 ? 'in' : 'out'} ${Math.abs(percent)} %`;
  },
};
