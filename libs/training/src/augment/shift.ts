import { eitherWay } from './augmentation.ts';
import type { ImageAugmentation } from './augmentation.ts';
import { move } from './change.ts';

/**
 * Moves the image by up to the strength, a share of its width and height. By whole pixels: alone or with flip it keeps
 * every pixel sharp, as the crop of a padded image does (He et al. 2015, arXiv 1512.03385, section 4.2).
 */
export const shift: ImageAugmentation = {
  of: 'image',
  summary: 'moved across and up or down',
  draws: 2,
  add(change, share, draw) {
    const [x, y] = pixels(share, draw, change.shape);
    move(change, [1, 0, -x, 0, 1, -y]);
  },
  words(share, draw, shape) {
    const [x, y] = pixels(share, draw, shape);
    const distance = Math.round(Math.hypot(x, y));
    return distance === 0 ? '' : `shifted ${distance} px`;
  },
};

/** How far to the right and down. */
function pixels(
  share: number,
  draw: ArrayLike<number>,
  [height, width]: readonly [number, number, number],
): [number, number] {
  return [Math.round(eitherWay(draw[0], share * width)), Math.round(eitherWay(draw[1], share * height))];
}
