import type { VerdictPattern, VerdictState } from '@tenbin/contracts';
import { percent, show } from './figures.ts';
import { fewestEpochs, harm } from './rules.ts';
import type { Finding } from './rules.ts';
import type { Signs } from './signs.ts';

/** A finding in sentences with their numbers, the most important first. */
export function reasonsFor({ state, pattern }: Finding, signs: Signs, known: Known): string[] {
  const sentences = sayings[state](signs, known);
  const more = state === 'healthy' ? healthyAs[pattern]?.(signs) : undefined;
  const error = 'Judged by the errors, 1 − accuracy, as val_loss is not known.';
  return [...sentences, ...(more === undefined ? [] : [more]), ...(signs.basis === 'error' ? [error] : [])];
}

/** What the two curves are called. */
const words = {
  loss: { train: 'loss', validation: 'val_loss' },
  error: { train: 'training error', validation: 'validation error' },
} satisfies Record<Signs['basis'], object>;

/** What the sentences need beside the signs. */
interface Known {
  onsetEpoch: number | null;
  detectedAtEpoch: number | null;
  validationImages: number | undefined;
}

type Saying = (signs: Signs, known: Known) => string[];

const sayings = {
  diverged({ basis, brokenAt, firstLoss, lastLoss, lastValLoss }) {
    if (brokenAt !== null) return [`Diverged at epoch ${brokenAt}. The loss is no longer a number.`];
    const { train, validation } = words[basis];
    const rise = `${train} rose from ${show(firstLoss)} to ${show(lastLoss)}, ${validation} is ${show(lastValLoss)}`;
    return [`Diverged. ${rise}.`, 'A smaller learningRate is the usual cure.'];
  },

  overfitting(signs, { onsetEpoch, detectedAtEpoch }) {
    const { basis, turn, lastValLoss, lastLoss, trained } = signs;
    const { train, validation } = words[basis];
    const rise = lastValLoss - turn.valLoss;
    const fell = trained ? `, while ${train} fell from ${show(turn.loss)} to ${show(lastLoss)}` : '';
    const sentence =
      `Overfitting from epoch ${onsetEpoch}. ${validation} rose ${riseInWords(rise / turn.valLoss)} from its low of ` +
      `${show(turn.valLoss)} around epoch ${turn.epoch}${fell}.`;
    return [sentence, evidenceFor(signs, rise), ...firstLook(signs, detectedAtEpoch)];
  },

  underfitting({ basis, lastLoss, recentValChange, window }) {
    const { train, validation } = words[basis];
    return [
      `Underfitting. ${train} is still ${show(lastLoss)} and ${validation} fell ${percent(recentValChange)} % ` +
        `in the last ${window} epochs; train longer or raise learningRate.`,
    ];
  },

  plateau({ basis, lastLoss, lastValLoss, recentValChange, window }) {
    const { train, validation } = words[basis];
    return [
      `Plateau. ${validation} moved ${percent(recentValChange)} % in ${window} epochs at ${show(lastValLoss)}, ` +
        `and ${train} is still ${show(lastLoss)}.`,
    ];
  },

  unclear(signs, { validationImages }) {
    const { basis, epochs, known, turn, lastValLoss, band, fall, trained } = signs;
    const { train, validation } = words[basis];
    if (known === 0 && epochs > 0) {
      const count = epochs === 1 ? '1 epoch has' : `${epochs} epochs have`;
      return [`Unclear. ${count} no val_loss and no val_accuracy; either would tell.`];
    }
    if (known < fewestEpochs) {
      const count = known === 1 ? '1 epoch is' : `${known} epochs are`;
      return [`Unclear. ${count} too few; ${fewestEpochs} would tell.`];
    }
    const rise = lastValLoss - turn.valLoss;
    const images = validationImages === undefined ? 'more' : `more than ${validationImages}`;
    const longer = `more epochs or ${images} validation images would tell`;
    const doubt =
      rise <= band
        ? `its own noise explains ${show(band)}; ${longer}`
        : trained && fall <= 0
          ? `${train} has not fallen since, so it is not memorising; a smaller learningRate would tell`
          : `that is not enough to tell it from chance; ${longer}`;
    return [`Unclear. ${validation} is ${show(rise)} above its low of ${show(turn.valLoss)}, but ${doubt}.`];
  },

  healthy({ basis, turn, lastValLoss, lastLoss }) {
    const { train, validation } = words[basis];
    const above = Math.max(0, Math.round(100 * (lastValLoss / turn.valLoss - 1)) || 0);
    const loss = Number.isFinite(lastLoss) ? `, ${train} is ${show(lastLoss)}` : '';
    const level = above === 0 ? 'at its lowest' : `within ${above} % of its lowest`;
    return [`Healthy. ${validation} is ${level}, its jitter apart${loss}.`];
  },
} satisfies Record<VerdictState, Saying>;

/** What a healthy history may be taken for, and why it is not that. */
const healthyAs: { [pattern in VerdictPattern]?: (signs: Signs) => string | undefined } = {
  doubleDescent({ basis, wave }) {
    if (wave === null) return undefined;
    const { lowEpoch, peakEpoch, backEpoch } = wave;
    return (
      `${words[basis].validation} rose from epoch ${lowEpoch} to ${peakEpoch}, and was below that low again at epoch ${backEpoch}: ` +
      'epoch-wise double descent. To stop at the first rise would have cost the better epochs.'
    );
  },
  noise: ({ basis, band, turn }) =>
    `Its own noise is large: a rise of ${show(band)}, ${percent(band / turn.valLoss)} % of ${words[basis].validation}, would be none.`,
  constantGap: ({ basis, lastLoss, lastValLoss }) =>
    `${words[basis].validation} stays ${show(lastValLoss - lastLoss)} above ${words[basis].train} and does not grow: such a gap does no harm.`,
};

/** A rise may be the jitter of the weights, which no number of pictures takes out. */
function firstLook({ epochs }: Signs, detectedAtEpoch: number | null): string[] {
  return detectedAtEpoch === epochs
    ? ['It shows in the last epoch for the first time: a few more would tell whether it stays.']
    : [];
}

function evidenceFor(signs: Signs, rise: number): string {
  const pictures = signs.pictures();
  if (pictures === null) {
    return `Its own noise explains a rise of ${show(signs.band)}; it rose ${show(rise)}.`;
  }
  const { pictures: count, mean, error, risen } = pictures;
  return (
    `Picture by picture, over ${count} validation images, their loss rose ${show(mean)} ± ${show(error)}: for ` +
    `${percent(risen)} % of them it rose.`
  );
}

function riseInWords(share: number): string {
  if (!Number.isFinite(share)) return 'beyond measure';
  if (share < harm) return `${(100 * share).toFixed(1)} %`;
  return share < 100 ? `${percent(share)} %` : `${share.toPrecision(2)}-fold`;
}
