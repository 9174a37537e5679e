import { imagesOf, medianOf } from './check.ts';
import type { Check } from './check.ts';
import { flatBelow } from './constant.ts';

/**
 * An image with less than this share of the data set's median sharpness is blurred. The variance of the Laplacian has
 * no scale of its own (drawings have a hundred times that of photographs), so it is set against its like; a Gaussian
 * blur of three pixels takes 99 % of it, and images of one sort seldom differ by more than ten times.
 */
const shareBelow = 0.02;

/** Images with next to no edges, those of one colour aside. */
export const blurred: Check = ({ decoded: { sharpness, deviation } }) => {
  const seen = [...sharpness.keys()].filter((image) => (deviation[image] ?? 0) >= flatBelow);
  const median = medianOf(seen.map((image) => sharpness[image] ?? 0));
  const found = seen
    .filter((image) => (sharpness[image] ?? 0) < median * shareBelow)
    .toSorted((left, right) => (sharpness[left] ?? 0) - (sharpness[right] ?? 0));
  if (found.length === 0) return null;
  return {
    message: `${imagesOf(found.length)} of ${sharpness.length} look blurred: less than ${shareBelow * 100} % of the sharpness that half of the images have (variance of the Laplacian ${median.toFixed(0)}).`,
    count: found.length,
    shown: found.map((image) => ({ image, caption: `sharpness ${(sharpness[image] ?? 0).toFixed(1)}` })),
  };
};
