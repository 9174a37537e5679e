import { augmentationNames, randomStream } from '@tenbin/contracts';
import type { AugmentationName, RandomStream } from '@tenbin/contracts';
import { applyChange } from './apply-change.ts';
import type { Passage } from './apply-change.ts';
import { augmentations } from './augmentations.ts';
import type { Augmentation, ImageAugmentation, Strengths } from './augmentation.ts';
import { clear, noChange } from './change.ts';

/** What decides all chance in image `index` of the training set in `epoch`: no batch, order or thread has a say. */
export function imageStream(seed: number, epoch: number, index: number): RandomStream {
  return randomStream(seed, `augment/${epoch}/${index}`);
}

/**
 * A function that writes an image of `shape` `[height, width, channels]` with all of the changes that `random` draws
 * for it. It keeps what it works with from image to image: make one for each thread.
 */
export function imageAugmenter(
  shape: readonly [number, number, number],
  strengths: Strengths,
): (passage: Passage, random: RandomStream) => void {
  const change = noChange(shape);
  const steps = stepsOf(strengths);
  return (passage, random) => {
    clear(change);
    for (const { augmentation, strength, draw } of steps) {
      fill(draw, random);
      if (strength > 0) augmentation.add(change, strength, draw);
    }
    applyChange(passage, change);
  };
}

/** What the augmenter does to an image for which `random` draws, in words; empty when it does nothing. */
export function changesOf(
  shape: readonly [number, number, number],
  strengths: Strengths,
  random: RandomStream,
): string[] {
  return stepsOf(strengths).flatMap(({ augmentation, strength, draw }) => {
    fill(draw, random);
    const words = strength > 0 ? augmentation.words(strength, draw, shape) : '';
    return words === '' ? [] : [words];
  });
}

interface Step {
  augmentation: ImageAugmentation;
  strength: number;
  /** Holds the numbers of one image. */
  draw: Float64Array;
}

function stepsOf(strengths: Strengths): Step[] {
  const table: Record<AugmentationName, Augmentation> = augmentations;
  return augmentationNames.flatMap((name) => {
    const augmentation = table[name];
    if (augmentation.of !== 'image') return [];
    return { augmentation, strength: strengths[name], draw: new Float64Array(augmentation.draws) };
  });
}

function fill(draw: Float64Array, random: RandomStream): void {
  for (let at = 0; at < draw.length; at += 1) draw[at] = random.next();
}
