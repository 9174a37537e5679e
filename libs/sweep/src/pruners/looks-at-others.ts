import type { EarlyTermination } from '@tenbin/contracts';

/**
 * Whether a rule looks at the other trials at all. One that does not, or looks at the trial's own verdict only, can be
 * asked without reading them.
 */
export function looksAtOthers({ type }: EarlyTermination): boolean {
  return type !== 'none' && type !== 'overfit';
}
