import type { PictureSheet } from '@tenbin/contracts';
import { likelyWrongLabels, pictureOf } from '@tenbin/data';
import type { Dataset } from '@tenbin/data';

/** Pictures on the sheet: as many as people look at. */
const shownAtMost = 24;

/**
 * The validation images whose labels are most likely wrong, the likeliest first, with what they look like.
 * @param probabilities `[validation count, classes]`, of weights that were not trained on these images
 */
export async function suspectsSheet(
  { facts: { classes }, validation: { images, labels, files }, inputShape }: Dataset,
  probabilities: Float32Array,
): Promise<PictureSheet> {
  const size = images.length / labels.length;
  const suspects = likelyWrongLabels({ probabilities, labels, classes }).slice(0, shownAtMost);
  const pictures = suspects.map(async ({ index, given, suggested, confidence }) => ({
    file: files[index] ?? '',
    label: classes[given] ?? '',
    caption: `looks like ${classes[suggested] ?? ''} (${confidence.toFixed(2)})`,
    image: await pictureOf(images.subarray(index * size, (index + 1) * size), inputShape),
  }));
  return { name: 'suspects', pictures: await Promise.all(pictures) };
}
