import { imagesOf } from './check.ts';
import type { Check } from './check.ts';

/** Standard deviation, of 0–127.5, below which nothing can be seen: one grey level of noise. */
export const flatBelow = 1;

/** Images of one colour: a black frame, an empty scan. */
export const constant: Check = ({ decoded: { deviation } }) => {
  const found = [...deviation.keys()].filter((image) => (deviation[image] ?? 0) < flatBelow);
  if (found.length === 0) return null;
  return {
    message: `${imagesOf(found.length)} of ${deviation.length} show nothing: all of their pixels have one colour.`,
    count: found.length,
    shown: found.map((image) => ({ image, caption: `deviation ${(deviation[image] ?? 0).toFixed(1)}` })),
  };
};
