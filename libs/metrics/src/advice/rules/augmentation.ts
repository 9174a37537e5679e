import { augmentationNames, augmentationPresets, datasetTitle } from '@tenbin/contracts';
import type { AugmentationPreset, ParameterSetting, TrialParameters } from '@tenbin/contracts';
import { count } from '../figures.ts';
import type { Option, Patient, Rule } from '../rule.ts';

/** What the preset `light` changes: whoever set all of it by hand has nothing to gain from it. */
const ofLight = ['flip', 'shift', 'brightness'] as const;
/** Below this many training images augmentation is worth more than anywhere. */
const few = 10_000;

/**
 * Augmentation comes first for photos, and more so where they are few: of all that the surveys compare it lowers the
 * test error of small image sets most (Shorten & Khoshgoftaar 2019, Journal of Big Data 6:60; Perez & Wang 2017, arXiv
 * 1712.04621). What underfits is given less of it.
 */
export const augmentation: Rule = {
  prior: { overfitting: 0.12, underfitting: 0.05, plateau: 0.03 },
  names: ['augmentation', ...augmentationNames],
  measure: 'val_loss',

  options(patient) {
    const { parameters, verdict } = patient;
    if (verdict.state !== 'overfitting') return weaker(parameters);
    const at = augmentationPresets.indexOf(parameters.augmentation);
    const byHand = ofLight.every((name) => (parameters[name] ?? 0) > 0);
    return augmentationPresets
      .slice(at + 1)
      .filter((preset) => !(preset === 'light' && byHand))
      .map((preset) => stronger(patient, preset));
  },

  like({ parameters, verdict }, sibling) {
    const step = augmentationPresets.indexOf(sibling.augmentation);
    const own = augmentationPresets.indexOf(parameters.augmentation);
    const more = step > own || (step === own && !isAugmented(parameters) && isAugmented(sibling));
    if (verdict.state !== 'overfitting' || !more) return null;
    return { change: changeTo(sibling.augmentation), because: [] };
  },

  words: (parameters) =>
    parameters.augmentation === 'none'
      ? isAugmented(parameters)
        ? 'augmentation of its own'
        : 'no augmentation'
      : `augmentation ${parameters.augmentation}`,
};

/** Whether training images are changed in any way. */
export function isAugmented(parameters: TrialParameters): boolean {
  return parameters.augmentation !== 'none' || augmentationNames.some((name) => (parameters[name] ?? 0) > 0);
}

function stronger(patient: Patient, preset: AugmentationPreset): Option {
  const { parameters, images, run } = patient;
  const bare = !isAugmented(parameters);
  const seen = images === null ? 'every image' : `the same ${count(images)} images`;
  const unchanged = `It sees ${seen} unchanged in each of its ${run.epoch} epochs.`;
  const setting: ParameterSetting = { augmentation: preset, ...keptUpright(patient) };
  return {
    setting,
    change: changeTo(preset),
    because: bare ? [unchanged] : [`It overfits with ${augmentation.words(parameters)}.`],
    weight: (bare && preset === 'light' ? 1 : 0.6) * (images !== null && images < few ? 1.25 : 1),
  };
}

/** A mirrored digit is none. */
function keptUpright({ run, parameters }: Patient): ParameterSetting {
  const isDigits = datasetTitle(run.config.dataset) === 'mnist';
  return isDigits && parameters.flip === undefined ? { flip: 0 } : {};
}

function weaker(parameters: TrialParameters): Option[] {
  const at = augmentationPresets.indexOf(parameters.augmentation);
  return augmentationPresets.slice(0, at).map((preset) => ({
    setting: { augmentation: preset },
    change: preset === 'none' ? 'Leave the images as they are' : 'Augment less',
    because: [`It learns little from images with augmentation ${parameters.augmentation}.`],
    weight: preset === 'none' ? 0.6 : 1,
  }));
}

function changeTo(preset: AugmentationPreset): string {
  return { none: 'Augment as a sibling does', light: 'Augment lightly', strong: 'Augment strongly' }[preset];
}
