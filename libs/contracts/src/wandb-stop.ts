import type { Problem } from './sweep-file-text.ts';
import type { WandbFile } from './wandb-file.ts';

/** One run in this many goes on, where the file does not say. */
const usualEta = 3;

type Rule = NonNullable<WandbFile['early_terminate']>;

/**
 * W&B's hyperband asks every run at the same iterations whether it is among the best of all that have come so far, which
 * is one bracket of asynchronous successive halving: Li et al., "A System for Massively Parallel Hyperparameter Tuning".
 * Its rungs are those of hyperband_stopping.py in github.com/wandb/sweeps.
 */
export function stopRule({ early_terminate: rule }: WandbFile): { value: unknown; note?: string } {
  if (rule === undefined) return { value: undefined };
  const { eta = usualEta, min_iter: begin = 1 } = rule;
  const rungs = rungsBeforeEnd(rule);
  const minEpochs = rungs === null ? begin : (rungs[0] ?? 1);
  const ours = [...(rungs ?? []), 0].map((_, k) => Math.ceil(minEpochs * eta ** k));
  const unused = Object.keys(rule).filter((key) => isUnused(key, rule));
  const notes = [
    `hyperband is asha from epoch ${minEpochs} on, where one in ${eta} goes on`,
    'an iteration is an epoch',
    rungs === null ? [] : [`W&B stops at ${rungs.join(', ')} only, asha at ${ours.join(', ')}, …`],
    unused.length === 0 ? [] : [`left out: ${unused.join(', ')}`],
  ].flat();
  return {
    value: { type: 'asha', minEpochs, reduction: eta },
    note: `early_terminate: ${notes.join('; ')}`,
  };
}

/** The key that says where the first rung is: W&B looks at max_iter first, which is without meaning unless s is there. */
export function firstRungKey({ max_iter: last, s }: Rule): 'max_iter' | 'min_iter' {
  return last !== undefined && s !== undefined ? 'max_iter' : 'min_iter';
}

function isUnused(key: string, rule: Rule): boolean {
  if (key === 'strict') return true;
  const counted = firstRungKey(rule) === 'max_iter';
  return counted ? key === 'min_iter' : key === 'max_iter' || key === 's';
}

/** Rungs that are counted from the end: whole epochs of max_iter / eta^k for k up to s, as long as there is one. */
function rungsBeforeEnd(rule: Rule): number[] | null {
  const { max_iter: last = 1, s = 1, eta = usualEta } = rule;
  if (firstRungKey(rule) === 'min_iter') return null;
  const rungs: number[] = [];
  for (let band = last / eta; band >= 1 && rungs.length < s; band /= eta) rungs.unshift(Math.floor(band));
  return rungs;
}

/** What is missing for a first rung. */
export function stopProblems({ early_terminate: rule }: WandbFile): Problem[] {
  if (rule === undefined) return [];
  if (rungsBeforeEnd(rule)?.length === 0) {
    const { max_iter: last, eta = usualEta } = rule;
    return [fault(['max_iter'], `is ${last}, which has no epoch left once it is divided by eta ${eta}`)];
  }
  if (rule.min_iter !== undefined || (rule.s !== undefined && rule.max_iter !== undefined)) return [];
  if (rule.max_iter === undefined) return [fault([], 'needs min_iter, or max_iter and s')];
  return [fault([], 'needs s beside max_iter: how many rungs there are')];
}

function fault(keys: string[], what: string): Problem {
  const path = ['early_terminate', ...keys];
  return { path, text: `${path.join('.')} ${what}` };
}
