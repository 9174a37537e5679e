import type { EarlyTermination } from '@tenbin/contracts';
import { asha } from './asha.ts';
import { hyperband } from './hyperband.ts';
import { median } from './median.ts';
import { overfit } from './overfit.ts';
import { percentile } from './percentile.ts';
import type { Pruner, PruneRequest } from './pruner.ts';

type RuleOf<Type extends EarlyTermination['type']> = Extract<EarlyTermination, { type: Type }>;

/** How each rule decides. */
const pruners: { [Type in EarlyTermination['type']]: Pruner<RuleOf<Type>> } = {
  none: () => null,
  median,
  percentile,
  asha,
  hyperband,
  overfit,
};

/** Why the rule of a study ends a trial before its time; null when it goes on. */
export function pruneReason<Type extends EarlyTermination['type']>(
  request: PruneRequest<RuleOf<Type>> & { rule: { type: Type } },
): string | null {
  if (request.own.losses.length >= request.epochs) return null;
  return pruners[request.rule.type](request);
}
