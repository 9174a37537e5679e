import { imagesOf } from './check.ts';
import type { Check } from './check.ts';

/** Images that have the same pixels: each counts as one in what a network can learn, and as many in what it is judged by. */
export const exactDuplicates: Check = ({ decoded: { exact, labels } }) => {
  if (exact.length === 0) return null;
  const extra = exact.reduce((sum, group) => sum + group.length - 1, 0);
  const torn = exact.filter((group) => new Set(group.map((image) => labels[image])).size > 1).length;
  const labelled =
    torn === 0 ? '' : `; ${torn} of those pictures ${torn === 1 ? 'has' : 'have'} several labels`;
  const pictures = exact.length === 1 ? 'one picture' : `${exact.length} pictures`;
  return {
    message: `${imagesOf(extra)} of ${labels.length} repeat ${pictures} pixel for pixel${labelled}.`,
    count: extra,
    shown: exact.flatMap((group, at) => group.map((image) => ({ image, caption: `picture ${at + 1}` }))),
  };
};
