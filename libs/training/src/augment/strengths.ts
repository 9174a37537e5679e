import { augmentationNames, recordOf } from '@tenbin/contracts';
import type { AugmentationName, AugmentationPreset, TrialParameters } from '@tenbin/contracts';
import type { Strengths } from './augmentation.ts';

/** The hyperparameters that say how training images are changed. */
export type AugmentationParameters = Pick<TrialParameters, 'augmentation' | AugmentationName>;

const none: Strengths = recordOf(augmentationNames, () => 0);

/**
 * `light` is what nearly every paper on small photos does, mirroring and a move by an eighth of the side (4 of 32
 * pixels: He et al. 2015, arXiv 1512.03385, section 4.2), and a little light. `strong` adds what a hand-held camera
 * does to a view, as far as a person still names the object at 32 pixels; cutout's square is the one that its paper
 * found best where a class has few images (8 of 32 pixels for CIFAR-100, arXiv 1708.04552, section 4.2), and α of
 * mixup is from the 0.1–0.4 that its paper recommends (arXiv 1710.09412, section 3.1): more made it underfit.
 */
export const presets: Record<AugmentationPreset, Strengths> = {
  none,
  light: { ...none, flip: 0.5, shift: 0.125, brightness: 0.1 },
  strong: {
    flip: 0.5,
    shift: 0.125,
    rotate: 15,
    zoom: 0.2,
    shear: 10,
    perspective: 0.1,
    brightness: 0.2,
    contrast: 0.3,
    saturation: 0.3,
    cutout: 0.25,
    mixup: 0.2,
    noise: 0.02,
  },
};

/** The strengths of the preset, but for those that were set one by one. */
export function strengthsOf(parameters: AugmentationParameters): Strengths {
  const preset = presets[parameters.augmentation];
  return recordOf(augmentationNames, (name) => parameters[name] ?? preset[name]);
}

/** Whether training images are changed at all. */
export function isAugmented(strengths: Strengths): boolean {
  return augmentationNames.some((name) => strengths[name] > 0);
}
