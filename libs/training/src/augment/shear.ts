import { eitherWay } from './augmentation.ts';
import type { ImageAugmentation } from './augmentation.ts';
import { move } from './change.ts';

/** Slants the image: vertical lines lean by up to the strength, in degrees; horizontal ones stay. */
export const shear: ImageAugmentation = {
  of: 'image',
  summary: 'slanted sideways',
  draws: 1,
  add(change, degrees, draw) {
    move(change, [1, Math.tan((eitherWay(draw[0], degrees) * Math.PI) / 180), 0, 0, 1, 0]);
  },
  words(degrees, draw) {
    const angle = Math.round(eitherWay(draw[0], degrees));
    return angle === 0 ? '' : `slanted ${Math.abs(angle)}° ${angle > 0 ? 'left' : 'right'}`;
  },
};
