import { eitherWay } from './augmentation.ts';
import type { ImageAugmentation } from './augmentation.ts';
import { move } from './change.ts';

/** Turns the image about its centre by up to the strength, in degrees; to the right when the draw is above a half. */
export const rotate: ImageAugmentation = {
  of: 'image',
  summary: 'turned about the centre',
  draws: 1,
  add(change, degrees, draw) {
    const angle = (eitherWay(draw[0], degrees) * Math.PI) / 180;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    move(change, [cos, sin, 0, -sin, cos, 0]);
  },
  words(degrees, draw) {
    const angle = Math.round(eitherWay(draw[0], degrees));
    return angle === 0 ? '' : `turned ${Math.abs(angle)}° ${angle > 0 ? 'right' : 'left'}`;
  },
};
