import { eitherWay } from './augmentation.ts';
import type { ImageAugmentation } from './augmentation.ts';

/** Adds up to the strength, a share of white, to every byte. */
export const brightness: ImageAugmentation = {
  of: 'image',
  summary: 'made brighter or darker',
  draws: 1,
  add(change, share, draw) {
    change.lift += eitherWay(draw[0], share) * 255;
  },
  words: (share, draw) => more(eitherWay(draw[0], share), 'brighter', 'darker'),
};

/**
 * Spreads the bytes about the middle grey by 1 ± up to the strength. The middle, and not the image's own mean, because
 * then it is known before the image is read.
 */
export const contrast: ImageAugmentation = {
  of: 'image',
  summary: 'with more or less contrast',
  draws: 1,
  add(change, share, draw) {
    const factor = 1 + eitherWay(draw[0], share);
    change.gain *= factor;
    change.lift = change.lift * factor + 127.5 * (1 - factor);
  },
  words: (share, draw) => more(eitherWay(draw[0], share), 'more contrast', 'less contrast'),
};

/** Moves each pixel away from its grey by 1 ± up to the strength; has no effect unless there are three channels. */
export const saturation: ImageAugmentation = {
  of: 'image',
  summary: 'with stronger or paler colours',
  draws: 1,
  add(change, share, draw) {
    if (change.shape[2] === 3) change.saturation *= 1 + eitherWay(draw[0], share);
  },
  words: (share, draw, [, , channels]) =>
    channels === 3 ? more(eitherWay(draw[0], share), 'more colour', 'less colour') : '',
};

function more(amount: number, above: string, below: string): string {
  const percent = Math.round(100 * Math.abs(amount));
  return percent === 0 ? '' : `${percent} % ${amount > 0 ? above : below}`;
}
