import { imagesOf } from './check.ts';
import type { Check } from './check.ts';

/** An image that is enlarged more than this many times is mostly made up. */
const enlargedBy = 4;

/** Images whose smaller side is less than a quarter of the side that the network sees. */
export const tiny: Check = ({ decoded: { sides, shape } }) => {
  const side = Math.min(shape[0], shape[1]);
  const found = [...sides.keys()]
    .filter((image) => (sides[image] ?? 0) * enlargedBy < side)
    .toSorted((left, right) => (sides[left] ?? 0) - (sides[right] ?? 0));
  if (found.length === 0) return null;
  const smallest = sides[found[0] ?? 0] ?? 0;
  return {
    message: `${imagesOf(found.length)} of ${sides.length} had to be enlarged more than ${enlargedBy} times for the network's ${side} pixels; the smallest has ${smallest}.`,
    count: found.length,
    shown: found.map((image) => ({ image, caption: `${sides[image] ?? 0} px` })),
  };
};
