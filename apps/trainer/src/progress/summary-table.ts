import type { Goal, TrialRow } from '@tenbin/contracts';
import { formatLoss, formatSeconds, formatShare } from './format.ts';
import { textTable } from './text-table.ts';
import type { Column, Page } from './text-table.ts';
import { verdictWords } from './verdict-words.ts';

/** Runs by their goal's metric at their best epoch, the best first, of equals the lower val_loss; those without come last. */
export function bestFirst(runs: TrialRow[], { metric, direction }: Goal): TrialRow[] {
  const worst = direction === 'maximize' ? -Infinity : Infinity;
  const sign = direction === 'maximize' ? -1 : 1;
  const score = ({ best }: TrialRow): number => {
    const value = best?.[metric] ?? worst;
    return Number.isNaN(value) ? worst : value;
  };
  const loss = ({ best }: TrialRow): number => best?.val_loss ?? Infinity;
  const compare = (a: number, b: number): number => (a === b ? 0 : a - b);
  return runs.toSorted(
    (a, b) => sign * compare(score(a), score(b)) || compare(loss(a), loss(b)) || a.trial - b.trial,
  );
}

const columns: Column<TrialRow>[] = [
  { title: '#', align: 'right', rank: 0, cell: ({ trial }) => [{ text: String(trial), style: 'dim' }] },
  { title: 'trial', align: 'left', rank: 0, shrinks: true, cell: ({ name }) => [{ text: name }] },
  { title: 'best epoch', align: 'right', rank: 2, cell: bestEpochCell },
  {
    title: 'val_loss',
    align: 'right',
    rank: 0,
    cell: ({ best }) => [{ text: best === null ? '' : formatLoss(best.val_loss) }],
  },
  {
    title: 'val_acc',
    align: 'right',
    rank: 0,
    cell: ({ best }) => [{ text: best === null ? '' : formatShare(best.val_accuracy) }],
  },
  { title: 'verdict', align: 'left', rank: 0, cell: verdictWords },
  { title: 'time', align: 'right', rank: 1, cell: timeCell },
];

/** The runs of a sweep at the epoch of their lowest val_loss, best first, and a sentence for each that is not well. */
export function summaryTable(runs: TrialRow[], goal: Goal, page: Page): string[] {
  const order = bestFirst(runs, goal);
  const sentences = order.flatMap(({ trial, error, verdict, status }) => {
    const sentence = error?.message ?? (verdict?.state === 'healthy' ? undefined : verdict?.reasons[0]);
    return sentence === undefined || (status === 'finished' && verdict === null)
      ? []
      : [`${page.paint('dim', `trial ${trial}:`)} ${sentence}`];
  });
  return [...textTable(columns, order, page), ...(sentences.length > 0 ? ['', ...sentences] : [])];
}

function bestEpochCell({ best, config }: TrialRow) {
  return [{ text: best === null ? '' : `${best.epoch}/${config.parameters.epochs}` }];
}

function timeCell({ startedAt, endedAt }: TrialRow) {
  return [
    { text: endedAt === null ? '' : formatSeconds((endedAt - startedAt) / 1000), style: 'dim' as const },
  ];
}
