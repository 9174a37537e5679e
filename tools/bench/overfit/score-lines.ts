import type { Score } from './score.ts';

const columns: { head: string; cell: (score: Score) => string }[] = [
  { head: 'P', cell: ({ precision }) => precision.toFixed(3) },
  { head: 'R', cell: ({ recall }) => recall.toFixed(3) },
  { head: 'F1', cell: ({ f1 }) => f1.toFixed(3) },
  { head: 'FPR', cell: ({ falsePositives }) => percent(falsePositives) },
  { head: 'onset±', cell: ({ onsetError }) => onsetError.mean.toFixed(2) },
  { head: 'median', cell: ({ onsetError }) => onsetError.median.toFixed(1) },
  { head: 'delay', cell: ({ delay }) => delay.toFixed(1) },
  { head: 'early', cell: ({ early }) => percent(early) },
  { head: 'regret', cell: ({ regret }) => percent(regret) },
  { head: 'saved', cell: ({ saved }) => percent(saved) },
  { head: 'lost', cell: ({ lost }) => percent(lost) },
  { head: 'tp/fp/fn/tn', cell: ({ counts: { tp, fp, fn, tn } }) => [tp, fp, fn, tn].join('/') },
];

/** All figures of each detector, a line each, under the title and a head. */
export function scoreLines(title: string, scores: Record<string, Score>): string[] {
  const width = Math.max(title.length, ...Object.keys(scores).map(({ length }) => length));
  const line = (name: string, cells: readonly string[]): string =>
    [name.padEnd(width), ...cells.map((cell) => cell.padStart(7))].join(' ');
  return [
    line(
      title,
      columns.map(({ head }) => head),
    ),
    ...Object.entries(scores).map(([name, score]) =>
      line(
        name,
        columns.map(({ cell }) => cell(score)),
      ),
    ),
    '',
  ];
}

function percent(share: number): string {
  return (100 * share).toFixed(1);
}
