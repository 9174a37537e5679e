import { eitherWay } from './augmentation.ts';
import type { ImageAugmentation } from './augmentation.ts';
import { view } from './change.ts';

/**
 * Shows the image as a camera that stands aside and above or below it would. A corner moves outward by at most the
 * strength, a share of the side, and inward by less. It is the last of the geometry, so that what it divides by stays
 * above a half over the whole picture, whatever came before.
 */
export const perspective: ImageAugmentation = {
  of: 'image',
  summary: 'seen from the side and from above or below',
  draws: 2,
  add(change, share, draw) {
    const [height, width] = change.shape;
    const [across, down] = slants(share, draw);
    view(change, across / (width / 2), down / (height / 2));
  },
  words(share, draw) {
    const [across, down] = slants(share, draw);
    const places = [across > 0 ? 'the right' : 'the left', down > 0 ? 'below' : 'above'];
    return `seen from ${Math.abs(across) > Math.abs(down) ? places[0] : places[1]}`;
  },
};

/**
 * Growth of the divisor from the centre to the edge. At a corner it is 1 − t at least; with 1 / (1 − t) − 1 = 2 share
 * the corner goes out by `share` of the side, which is 2 from edge to edge.
 */
function slants(share: number, draw: ArrayLike<number>): [number, number] {
  const most = (2 * share) / (1 + 2 * share);
  return [eitherWay(draw[0], most / 2), eitherWay(draw[1], most / 2)];
}
