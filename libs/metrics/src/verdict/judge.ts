import type { History, Verdict, VerdictState } from '@tenbin/contracts';
import { rules } from './rules.ts';
import type { Finding } from './rules.ts';
import { readSigns } from './signs.ts';
import type { Signs } from './signs.ts';

/**
 * What a history says about its run, as far as it goes: the same call serves a live run and a finished one.
 * Overfitting means that val_loss has risen above its low by more than the run's own noise, and by enough to
 * harm, while loss went on falling (Prechelt 1998, with a noise estimate in place of a fixed threshold).
 * @param previous the verdict one epoch earlier, when there is one: a live run then pays for one epoch, not for all
 */
export function judge(history: History, previous?: Verdict): Verdict {
  const signs = readSigns(history);
  const { state, finding } = decide(signs);
  const known = () =>
    previous ? knownSince(previous, state, signs.epochs) : firstKnown(history, state, signs.epochs);
  return {
    state,
    onsetEpoch: finding.onsetEpoch,
    detectedAtEpoch: state === 'unclear' || state === 'healthy' ? null : known(),
    bestEpoch: signs.best?.epoch ?? null,
    evidence: {
      epochs: signs.epochs,
      bestValLoss: signs.best?.valLoss ?? NaN,
      turnEpoch: signs.turn.epoch,
      turnValLoss: signs.turn.valLoss,
      turnLoss: signs.turn.loss,
      lastLoss: signs.lastLoss,
      lastValLoss: signs.lastValLoss,
      rise: signs.lastValLoss - signs.turn.valLoss,
      noiseBand: signs.band,
    },
    reasons: finding.reasons,
  };
}

/** Epoch (from 1) of the lowest finite val_loss, or null when there is none. */
export function bestEpochOf(history: History): number | null {
  return readSigns(history).best?.epoch ?? null;
}

function decide(signs: Signs): { state: VerdictState; finding: Finding } {
  for (const state of ['diverged', 'overfitting', 'underfitting', 'plateau', 'unclear'] as const) {
    const finding = signs.epochs === 0 && state !== 'unclear' ? null : rules[state](signs);
    if (finding !== null) return { state, finding };
  }
  return { state: 'healthy', finding: rules.healthy(signs) };
}

function knownSince(previous: Verdict, state: VerdictState, epochs: number): number {
  return previous.state === state && previous.detectedAtEpoch !== null ? previous.detectedAtEpoch : epochs;
}

/** First epoch from which on every judgement, made from the epochs up to it alone, is `state`. */
function firstKnown(history: History, state: VerdictState, epochs: number): number {
  let known = epochs;
  while (known > 1 && stateAfter(history, known - 1) === state) known -= 1;
  return known;
}

function stateAfter(history: History, epochs: number): VerdictState {
  const { loss, val_loss: valLoss } = history;
  return decide(readSigns({ ...history, loss: loss.slice(0, epochs), val_loss: valLoss.slice(0, epochs) }))
    .state;
}
