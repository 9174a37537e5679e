import { parameterNames } from '@tenbin/contracts';
import type { ParameterSetting } from '@tenbin/contracts';
import type { CureOutcome, CureReport } from '@tenbin/metrics';
import { cureChart } from '../charts/cure-chart.ts';
import { change, meanStd, missing } from '../figures.ts';
import { cell } from './report-document.ts';
import type { Block, Cell, Section, Table } from './report-document.ts';

/** What a follow-up brought: each case against the run as it was. */
export function cureSection(cure: CureReport): Section {
  return {
    title: 'What the cure brought',
    note: `${cure.name} (sweep ${cure.sweepId})${cure.finished ? '' : ', still running'}`,
    width: 'whole',
    blocks: cureBlocks(cure),
  };
}

/** The sentence of a cure, and its numbers beside each other and against the run as it was. */
export function cureBlocks({ name, sentence, outcomes }: CureReport): Block[] {
  const words: Block = { kind: 'words', text: sentence };
  if (outcomes.every(({ bestValLoss }) => Number.isNaN(bestValLoss.mean))) return [words];
  const changed = outcomes.filter(({ change: found }) => found !== null);
  return [
    words,
    { kind: 'picture', chart: cureChart(name, outcomes), table: outcomeTable(outcomes) },
    ...(changed.length === 0 ? [] : changeBlocks(changed)),
  ];
}

/** `augmentation light, dropout 0.3`. */
export function settingWords(setting: ParameterSetting): string {
  return parameterNames
    .flatMap((name) => (setting[name] === undefined ? [] : [`${name} ${String(setting[name])}`]))
    .join(', ');
}

function outcomeTable(outcomes: CureOutcome[]): Table {
  return {
    columns: [
      { title: 'case', align: 'left' },
      { title: 'sets', align: 'left' },
      { title: 'overfit', align: 'right' },
      { title: 'best val_loss', align: 'right' },
      { title: 'last val_loss', align: 'right' },
      { title: 'gap', align: 'right' },
      { title: 'val_accuracy', align: 'right' },
    ],
    rows: outcomes.map(({ name, kind, patch, overfit, runs, ...values }) => [
      cell(name, 'strong'),
      cell(kind === 'baseline' ? 'as it was' : settingWords(patch), 'faint'),
      overfit > 0 ? cell(`${overfit} of ${runs}`, 'overfitting') : cell(`${overfit} of ${runs}`),
      cell(meanStd(values.bestValLoss)),
      cell(meanStd(values.lastValLoss)),
      cell(meanStd(values.gap)),
      cell(meanStd(values.accuracy)),
    ]),
  };
}

function changeBlocks(changed: CureOutcome[]): Block[] {
  return [
    { kind: 'table', table: changeTable(changed) },
    {
      kind: 'words',
      text: 'Mean ± standard deviation of the differences; p by a paired t-test, each by itself.',
      tone: 'faint',
    },
  ];
}

/** Differences of the same seeds, with a paired t-test. */
function changeTable(outcomes: CureOutcome[]): Table {
  const differences = (found: CureOutcome['change']): Cell[] =>
    found === null
      ? []
      : [found.bestValLoss, found.gap, found.accuracy].map((difference) => cell(change(difference)));
  return {
    columns: [
      { title: 'against the baseline', align: 'left' },
      { title: 'pairs', align: 'right' },
      { title: 'best val_loss', align: 'right' },
      { title: 'gap', align: 'right' },
      { title: 'val_accuracy', align: 'right' },
    ],
    rows: outcomes.map(({ name, change: found }) => [
      cell(name, 'strong'),
      cell(found === null ? missing : String(found.gap.pairs), 'faint'),
      ...differences(found),
    ]),
  };
}
