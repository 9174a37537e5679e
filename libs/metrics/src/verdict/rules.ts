import type { VerdictState } from '@tenbin/contracts';
import type { Signs } from './signs.ts';

/** Below this many epochs no trend can be told from noise: the moving mean alone spans five. */
const fewestEpochs = 6;
/** A change smaller than this share is none that anyone would act on: of val_loss upwards, of loss downwards. */
const harm = 0.05;
/** Training loss above this share of its first epoch's means that little has been learnt. */
const unlearnt = 0.5;
/** A change of val_loss within this share counts as standing still. */
const still = 0.02;

export interface Finding {
  onsetEpoch: number | null;
  reasons: string[];
}

/** One rule: what it finds in the signs, or null when they are not its case. */
type Rule = (signs: Signs) => Finding | null;

/** The rules in the order in which they are asked; the first that finds something decides. */
export const rules = {
  diverged({ brokenAt, firstLoss, lastLoss, lastValLoss, epochs }) {
    if (brokenAt !== null) {
      return {
        onsetEpoch: brokenAt,
        reasons: [`Diverged at epoch ${brokenAt}. The loss is no longer a number.`],
      };
    }
    if (epochs < 3 || lastLoss < 2 * firstLoss) return null;
    const rise = `loss rose from ${show(firstLoss)} to ${show(lastLoss)}, val_loss is ${show(lastValLoss)}`;
    return { onsetEpoch: null, reasons: [`Diverged. ${rise}.`, 'A smaller learningRate is the usual cure.'] };
  },

  overfitting(signs) {
    const { turn, lastValLoss, lastLoss, leftBandAt, band, lossBand, epochs } = signs;
    if (epochs < fewestEpochs || leftBandAt === null) return null;
    const rise = lastValLoss - turn.valLoss;
    const fall = turn.loss - lastLoss;
    if (rise < Math.max(band, harm * turn.valLoss) || fall < Math.max(lossBand, harm * turn.loss))
      return null;
    const percent = Math.round((100 * rise) / turn.valLoss);
    return {
      onsetEpoch: leftBandAt,
      reasons: [
        `Overfitting from epoch ${leftBandAt}. val_loss rose ${percent} % from its low of ${show(turn.valLoss)} ` +
          `around epoch ${turn.epoch}, while loss fell from ${show(turn.loss)} to ${show(lastLoss)}.`,
        `Its own noise explains a rise of ${show(band)}; it rose ${show(rise)}.`,
      ],
    };
  },

  underfitting({ epochs, firstLoss, lastLoss, recentValChange, window }) {
    if (epochs < fewestEpochs || lastLoss < unlearnt * firstLoss || recentValChange > -still) return null;
    return {
      onsetEpoch: null,
      reasons: [
        `Underfitting. loss is still ${show(lastLoss)} and val_loss fell ${percentOf(recentValChange)} % ` +
          `in the last ${window} epochs; train longer or raise learningRate.`,
      ],
    };
  },

  plateau({ epochs, firstLoss, lastLoss, lastValLoss, recentValChange, window }) {
    const stands = Math.abs(recentValChange) <= still;
    if (epochs < fewestEpochs || lastLoss < unlearnt * firstLoss || !stands) return null;
    return {
      onsetEpoch: null,
      reasons: [
        `Plateau. val_loss moved ${percentOf(recentValChange)} % in ${window} epochs at ${show(lastValLoss)}, ` +
          `and loss is still ${show(lastLoss)}.`,
      ],
    };
  },

  unclear({ epochs, turn, lastValLoss, band }) {
    if (epochs < fewestEpochs) {
      const count = epochs === 1 ? '1 epoch is' : `${epochs} epochs are`;
      return { onsetEpoch: null, reasons: [`Unclear. ${count} too few; ${fewestEpochs} would tell.`] };
    }
    const rise = lastValLoss - turn.valLoss;
    if (rise < harm * turn.valLoss) return null;
    const doubt =
      rise < band
        ? `its own noise explains ${show(band)}; more epochs or more validation images would tell`
        : 'loss has not fallen since, so it is not memorising; a smaller learningRate would tell';
    return {
      onsetEpoch: null,
      reasons: [`Unclear. val_loss is ${show(rise)} above its low of ${show(turn.valLoss)}, but ${doubt}.`],
    };
  },

  healthy({ turn, lastValLoss, lastLoss }) {
    const above = Math.max(0, Math.round(100 * (lastValLoss / turn.valLoss - 1)));
    return {
      onsetEpoch: null,
      reasons: [`Healthy. val_loss is within ${above} % of its best, loss is ${show(lastLoss)}.`],
    };
  },
} satisfies Record<VerdictState, Rule>;

function show(value: number): string {
  return value !== 0 && Math.abs(value) < 0.001 ? value.toExponential(1) : value.toFixed(4);
}

function percentOf(share: number): number {
  return Math.round(Math.abs(100 * share));
}
