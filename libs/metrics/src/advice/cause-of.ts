import { datasetTitle, dependent } from '@tenbin/contracts';
import type { TrialRow, TrialParameters, VerdictState } from '@tenbin/contracts';
import { networkSizes } from './network-sizes.ts';
import { isAugmented } from './rules/augmentation.ts';

/** A likely cause, in words short enough for a table, and whether a run's parameters have it. */
interface Cause {
  words: string;
  holds(parameters: TrialParameters, run: TrialRow): boolean;
}

/** How many causes a table has room for. */
const shown = 2;
/** Siblings on either side from which they can speak against a cause. */
const enough = 2;

const usualRate = ({ optimizer }: TrialParameters) => dependent.learningRate.by[optimizer];

const highRate: Cause = {
  words: 'high rate',
  holds: (parameters) => parameters.learningRate >= usualRate(parameters),
};
const lowRate: Cause = {
  words: 'low rate',
  holds: (parameters) => parameters.learningRate < usualRate(parameters),
};

/** In the order in which they are named where siblings say nothing. */
const causes: Record<VerdictState, readonly Cause[]> = {
  overfitting: [
    { words: 'small batch', holds: ({ batchSize }) => batchSize <= 16 },
    { words: 'no augmentation', holds: (parameters) => !isAugmented(parameters) },
    { words: 'part of the images', holds: ({ trainShare }) => trainShare <= 0.5 },
    { words: 'large network', holds: ({ model }) => networkSizes[model].parameters >= 10_000_000 },
    { words: 'no dropout', holds: ({ dropout }) => dropout === 0 },
    { words: 'many epochs', holds: (_, { best, epoch }) => best !== null && best.epoch <= epoch / 3 },
    { words: 'no weight decay', holds: ({ weightDecay, l2 }) => weightDecay === 0 && l2 === 0 },
  ],
  underfitting: [
    { words: 'few epochs', holds: ({ epochs }) => epochs <= 10 },
    lowRate,
    { words: 'strong augmentation', holds: ({ augmentation }) => augmentation === 'strong' },
    { words: 'small network', holds: ({ model }) => networkSizes[model].parameters < 100_000 },
    { words: 'large batch', holds: ({ batchSize }) => batchSize >= 256 },
    { words: 'dropout', holds: ({ dropout }) => dropout > 0 },
  ],
  plateau: [lowRate, highRate, { words: 'dropout', holds: ({ dropout }) => dropout > 0 }],
  diverged: [highRate, { words: 'no clipping', holds: ({ clipNorm }) => clipNorm === undefined }],
  healthy: [],
  unclear: [],
};

/**
 * What probably made the run as it is, as in `small batch, no augmentation`: at most two causes that its parameters
 * have. Siblings on the same data put first what sets apart those of the same verdict, and strike out what does not.
 * Empty where there is nothing to explain, or nothing that explains it.
 */
export function causeOf(run: TrialRow, siblings: readonly TrialRow[] = []): string {
  const state = run.verdict?.state ?? 'unclear';
  const title = datasetTitle(run.config.dataset);
  const peers = siblings.filter(
    (sibling) =>
      sibling.id !== run.id &&
      sibling.verdict !== null &&
      sibling.verdict.state !== 'unclear' &&
      datasetTitle(sibling.config.dataset) === title,
  );
  const found = causes[state]
    .filter((cause) => cause.holds(run.config.parameters, run))
    .map((cause) => ({ words: cause.words, effect: effectOf(cause, state, [run, ...peers]) }));
  const likely = found.filter(({ effect }) => effect === null || effect > 0);
  return (likely.length > 0 ? likely : found)
    .toSorted((left, right) => (right.effect ?? 0) - (left.effect ?? 0))
    .slice(0, shown)
    .map(({ words }) => words)
    .join(', ');
}

/** Share of that verdict among runs with the cause less that among those without; null where too few were either. */
function effectOf(cause: Cause, state: VerdictState, runs: readonly TrialRow[]): number | null {
  const sides = Map.groupBy(runs, (run) => cause.holds(run.config.parameters, run));
  const [having, free] = [sides.get(true) ?? [], sides.get(false) ?? []];
  if (having.length < enough || free.length < enough) return null;
  const share = (side: readonly TrialRow[]) =>
    side.filter(({ verdict }) => verdict?.state === state).length / side.length;
  return share(having) - share(free);
}
