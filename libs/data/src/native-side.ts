import { AppError } from '@tenbin/contracts';
import { nativeSide, readImage } from './decode.ts';
import type { LabelledImage } from './sources/source.ts';

/** Images that are looked at: more would change the median little. */
const looked = 200;

/**
 * The median of the smaller sides of up to 200 images, evenly chosen, in pixels.
 * @param title how messages call the source
 * @throws AppError `dataset_invalid` when none of them can be read
 */
export async function nativeSideOf(images: LabelledImage[], title: string): Promise<number> {
  const step = Math.max(1, images.length / looked);
  const chosen = Array.from({ length: Math.min(looked, images.length) }, (_, at) => Math.floor(at * step));
  const waiting = chosen.values();
  const sides: number[] = [];
  let fault: unknown;
  const work = async () => {
    for (const at of waiting) {
      const image = images[at];
      if (image === undefined) continue;
      try {
        sides.push(await nativeSide(await readImage(image)));
      } catch (error) {
        if (error instanceof AppError) throw error;
        fault = error;
      }
    }
  };
  await Promise.all([work(), work(), work(), work()]);
  const median = sides.toSorted((left, right) => left - right)[Math.floor(sides.length / 2)];
  if (median !== undefined) return median;
  throw new AppError({
    code: 'dataset_invalid',
    message: `${title} has no readable image among ${chosen.length}: ${fault instanceof Error ? fault.message : String(fault)}`,
    hint: 'Put JPEG, PNG or WebP images into each class folder.',
    cause: fault,
  });
}
