import { countsOf } from '../splitting/classes-of-groups.ts';
import type { Check } from './check.ts';

/** From this ratio of the largest to the smallest class on, always answering the former begins to pay. */
const ratioFrom = 3;

/** Classes of very different sizes. */
export const imbalance: Check = ({ decoded: { classes, labels, testFrom } }) => {
  const counts = countsOf(Array.from({ length: testFrom }).keys(), labels, classes.length);
  const [most, least] = [Math.max(...counts), Math.min(...counts)];
  if (least === 0 || most / least < ratioFrom) return null;
  const [largest, smallest] = [counts.indexOf(most), counts.indexOf(least)];
  const share = ((most / testFrom) * 100).toFixed(0);
  return {
    message: `The class ${classes[largest]} has ${most} images, ${(most / least).toFixed(1)} times the ${least} of ${classes[smallest]}: always answering ${classes[largest]} is right in ${share} % of all images.`,
    count: most,
    shown: [...labels.keys()]
      .filter((image) => image < testFrom && labels[image] === smallest)
      .map((image) => ({ image, caption: `one of ${least}` })),
  };
};
