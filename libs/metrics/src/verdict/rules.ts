import type { VerdictPattern, VerdictState } from '@tenbin/contracts';
import { memorising } from './memorising.ts';
import type { Signs } from './signs.ts';

/** Below this many epochs there is no trend: a turn, and two epochs after it. */
export const fewestEpochs = 4;
/** Below this many epochs nobody can say that too little is learnt, or that nothing moves. */
const fewestToRest = 6;
/** A change smaller than this share of val_loss is none that anyone would act on. */
export const harm = 0.05;
/** Training loss above this share of its first epoch's means that little has been learnt. */
const unlearnt = 0.5;
/** A change of val_loss within this share counts as standing still. */
const still = 0.02;
/** A gap wider than this share of val_loss is worth a word, though it does no harm. */
const wide = 0.2;

export interface Finding {
  state: VerdictState;
  pattern: VerdictPattern;
}

/** One rule: what it finds in the signs, or null when they are not its case. */
type Rule = (signs: Signs) => VerdictPattern | null;

/** The rules in the order in which they are asked; the first that finds something decides. */
const rules = {
  diverged({ brokenAt, firstLoss, lastLoss, known }) {
    if (brokenAt !== null) return 'exploded';
    return known >= 3 && lastLoss >= 2 * firstLoss ? 'exploded' : null;
  },

  overfitting(signs) {
    const { known, since, turn, lastValLoss, band, fall, trained } = signs;
    if (known < fewestEpochs || since < 1 || (trained && fall <= 0)) return null;
    // Compared picture by picture a rise brings its own measure of chance along; a curve has but its jitter.
    const chance = signs.pictures() === null ? band : 0;
    if (lastValLoss - turn.valLoss <= chance) return null;
    return memorising(signs) > 0.5 ? 'rising' : null;
  },

  underfitting({ known, firstLoss, lastLoss, recentValChange }) {
    if (known < fewestToRest || !(lastLoss >= unlearnt * firstLoss)) return null;
    return recentValChange < -still ? 'falling' : null;
  },

  plateau({ known, firstLoss, lastLoss, recentValChange }) {
    if (known < fewestToRest || !(lastLoss >= unlearnt * firstLoss)) return null;
    return Math.abs(recentValChange) <= still ? 'flat' : null;
  },

  unclear({ known, turn, lastValLoss }) {
    if (known < fewestEpochs) return 'tooShort';
    return lastValLoss - turn.valLoss >= harm * turn.valLoss ? 'noise' : null;
  },

  healthy({ wave, band, turn, lastValLoss, lastLoss, recentValChange }) {
    if (wave !== null && turn.epoch >= wave.backEpoch) return 'doubleDescent';
    if (band > harm * turn.valLoss) return 'noise';
    if (recentValChange < -still) return 'falling';
    return lastValLoss - lastLoss > wide * lastValLoss ? 'constantGap' : 'steady';
  },
} satisfies Record<VerdictState, Rule>;

const order = ['diverged', 'overfitting', 'underfitting', 'plateau', 'unclear', 'healthy'] as const;

export function decide(signs: Signs): Finding {
  for (const state of order) {
    const pattern = rules[state](signs);
    if (pattern !== null) return { state, pattern };
  }
  return { state: 'healthy', pattern: 'steady' };
}
