import stringWidth from 'string-width';
import type { EpochMetricKey, TrialRow, SweepRow } from '@tenbin/contracts';
import { barOf, counted, formatLoss, formatSeconds, formatShare } from './format.ts';
import { cutTo, joined, textTable } from './text-table.ts';
import type { Column, Page } from './text-table.ts';
import { secondsLeft, sweepSecondsLeft } from './time-left.ts';
import { verdictWords } from './verdict-words.ts';

export interface SweepView {
  sweep: SweepRow;
  runs: TrialRow[];
  /** Milliseconds since 1970. */
  now: number;
}

/** Characters of a trial's progress bar. */
const barWidth = 10;
/** Characters that the name of the sweep has at the least. */
const leastTitle = 10;

/**
 * A sweep while it runs: a line for the whole and one for each trial, at most `lines` of them; running trials are
 * never left out for ended ones.
 */
export function sweepTable(view: SweepView, page: Page, lines: number): string[] {
  const order = view.runs.toSorted((a, b) => a.trial - b.trial);
  const running = order.filter(({ status }) => status === 'running');
  const ended = order.filter(({ status }) => status !== 'running');
  const room = Math.max(1, lines - 3);
  const shown = [...ended.slice(-Math.max(1, room - running.length)), ...running]
    .slice(-room)
    .toSorted((a, b) => a.trial - b.trial);
  const hidden = view.runs.length - shown.length;
  return [
    headline(view, page),
    ...(shown.length > 0 ? textTable(columnsAt(view.now), shown, page) : []),
    ...(hidden > 0 ? [page.paint('dim', `… and ${counted(hidden, 'trial')} that ended before`)] : []),
  ];
}

function headline({ sweep, runs, now }: SweepView, { width, paint }: Page): string {
  const { counts, total, name } = sweep;
  const ended = total - counts.queued - counts.running - counts.paused;
  const unwell = counts.failed + counts.crashed + counts.canceled;
  const parts = [
    `${ended}/${counted(total, 'trial')}`,
    timeWords(sweepSecondsLeft(sweep, runs, now), sweep),
    sweep.status === 'running' || sweep.status === 'finished' ? '' : sweep.status,
    counts.running > 0 ? `${counts.running} running` : '',
    counts.pruned > 0 ? `${counts.pruned} stopped early` : '',
    unwell > 0 ? `${unwell} not finished` : '',
    sweep.overfitting > 0 ? `${sweep.overfitting} overfitting` : '',
  ].filter((part) => part !== '');
  const words = parts.reduce((line, part) => {
    const longer = `${line} · ${part}`;
    return leastTitle + stringWidth(longer) <= width ? longer : line;
  }, '');
  return joined(cutTo([{ text: name, style: 'bold' }], width - stringWidth(words)), paint) + words;
}

function timeWords(seconds: number, { status }: SweepRow): string {
  return status === 'finished' || Number.isNaN(seconds) ? '' : `${formatSeconds(seconds)} left`;
}

function columnsAt(now: number): Column<TrialRow>[] {
  const metric = (title: string, key: EpochMetricKey, format: (value: number) => string, rank: number) => ({
    title,
    align: 'right' as const,
    rank,
    least: 6,
    cell: ({ last }: TrialRow) => [{ text: last === null ? '' : format(last[key]) }],
  });
  return [
    { title: '#', align: 'right', rank: 0, cell: ({ trial }) => [{ text: String(trial), style: 'dim' }] },
    { title: 'trial', align: 'left', rank: 0, shrinks: true, cell: ({ name }) => [{ text: name }] },
    { title: '', align: 'left', rank: 3, cell: barCell },
    { title: 'epoch', align: 'right', rank: 1, cell: epochCell },
    metric('loss', 'loss', formatLoss, 4),
    metric('val_loss', 'val_loss', formatLoss, 0),
    metric('val_acc', 'val_accuracy', formatShare, 1),
    { title: 'verdict', align: 'left', rank: 0, least: 15, cell: verdictWords },
    {
      title: 'left',
      align: 'right',
      rank: 2,
      least: 6,
      cell: (run) => [{ text: formatSeconds(secondsLeft(run, now)), style: 'dim' }],
    },
  ];
}

function barCell(run: TrialRow) {
  const { done, rest } = barOf(run.epoch / run.config.parameters.epochs, barWidth);
  const style = run.status === 'running' ? ('cyan' as const) : ('green' as const);
  return [
    { text: done, style },
    { text: rest, style: 'dim' as const },
  ];
}

function epochCell({ epoch, config }: TrialRow) {
  return [{ text: `${epoch}/${config.parameters.epochs}` }];
}
