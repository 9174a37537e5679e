import type { SweepSpec } from '@tenbin/contracts';

/** Why a sweep has as many trials as it has: `2 batchSize × 3 optimizer × 1 seed = 6 trials`. */
export function explainTrials({ parameters, seeds }: SweepSpec, total: number): string {
  const factors = Object.entries(parameters).flatMap(([name, choice]) => {
    if (choice === undefined || choice.values.length === 1) return [];
    const conditions = Object.entries(choice.when ?? {}).map(([key, value]) => `${key} is ${value}`);
    const when = conditions.length > 0 ? ` (when ${conditions.join(' and ')})` : '';
    return [`${choice.values.length} ${name}${when}`];
  });
  const repeats = `${seeds} seed${seeds === 1 ? '' : 's'}`;
  const trials = `${total.toLocaleString('en')} trial${total === 1 ? '' : 's'}`;
  return `${[...factors, repeats].join(' × ')} = ${trials}`;
}
