import type { Problem } from './sweep-file-text.ts';
import type { WandbFile } from './wandb-file.ts';

/** One run in this many goes on, where the file does not say. */
const usualEta = 3;

/**
 * W&B's hyperband asks every run at the same iterations whether it is among the best of all that have come so far, which
 * is one bracket of asynchronous successive halving: Li et al., "A System for Massively Parallel Hyperparameter Tuning".
 */
export function stopRule({ early_terminate: rule }: WandbFile): { value: unknown; note?: string } {
  if (rule === undefined) return { value: undefined };
  const { min_iter: first, max_iter: last = 1, s = 1, eta = usualEta, strict } = rule;
  const minEpochs = first ?? Math.max(1, Math.round(last / eta ** s));
  const halving = `early_terminate: hyperband is asha from epoch ${minEpochs} on, where one in ${eta} goes on`;
  const note = `${halving}; an iteration is an epoch${strict === undefined ? '' : '; strict is left out'}`;
  return { value: { type: 'asha', minEpochs, reduction: eta }, note };
}

/** What is missing for a first bracket. */
export function stopProblems({ early_terminate: rule }: WandbFile): Problem[] {
  if (rule === undefined || rule.min_iter !== undefined) return [];
  if (rule.max_iter === undefined) return missing('needs min_iter, or max_iter and s');
  return rule.s === undefined ? missing('needs s beside max_iter: how many brackets there are') : [];
}

function missing(what: string): Problem[] {
  return [{ path: ['early_terminate'], text: `early_terminate ${what}` }];
}
