import { imagesOf } from './check.ts';
import type { Check } from './check.ts';

/** Pictures that are saved twice: scaled, packed again, or a little brighter. */
export const nearDuplicates: Check = ({ decoded: { copies, exact, labels } }) => {
  const firstOf = new Map(exact.flatMap(([first, ...others]) => others.map((other) => [other, first])));
  // Of exact copies one stands for all.
  const groups = copies
    .map((group) => group.filter((image) => !firstOf.has(image)))
    .filter((group) => group.length > 1);
  if (groups.length === 0) return null;
  const extra = groups.reduce((sum, group) => sum + group.length - 1, 0);
  const pictures = groups.length === 1 ? 'one other' : `${groups.length} others`;
  return {
    message: `${imagesOf(extra)} of ${labels.length} look the same as ${pictures} of the class, not pixel for pixel.`,
    count: extra,
    shown: groups.flatMap((group, at) => group.map((image) => ({ image, caption: `picture ${at + 1}` }))),
  };
};
