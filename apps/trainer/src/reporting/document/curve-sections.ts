import type { EpochMetricKey, History, TrialDetail } from '@tenbin/contracts';
import { lineChart } from '../charts/line-chart.ts';
import { textCurve } from '../charts/sparkline.ts';
import { metric } from '../figures.ts';
import { cell } from './report-document.ts';
import type { Section } from './report-document.ts';

type Run = Pick<TrialDetail, 'best' | 'verdict'>;

/** loss and accuracy by epoch, with the best epoch and the onset marked. */
export function curveSections(run: Run, history: History): Section[] {
  if (history.loss.length === 0 && history.val_loss.length === 0) return [];
  return [
    pairOf(run, history, ['loss', 'val_loss']),
    ...(history.val_accuracy.length === 0 ? [] : [pairOf(run, history, ['accuracy', 'val_accuracy'])]),
  ];
}

function pairOf(
  { best, verdict }: Run,
  history: History,
  [train, validation]: [EpochMetricKey, EpochMetricKey],
): Section {
  const bestEpoch = best?.epoch ?? null;
  const onsetEpoch = verdict?.onsetEpoch ?? null;
  const epochs = Math.max(history[train].length, history[validation].length);
  const marks = [
    ...(bestEpoch === null ? [] : [`best epoch ${bestEpoch}`]),
    ...(onsetEpoch === null ? [] : [`onset of overfitting ${onsetEpoch}`]),
  ];
  const chart = lineChart({
    label: `${train} and ${validation} by epoch: at the end ${metric(history[train].at(-1))} and ${metric(history[validation].at(-1))}${marks.map((mark) => `; ${mark}`).join('')}`,
    lines: [
      { name: train, values: history[train], ink: 'train' },
      { name: validation, values: history[validation], ink: 'run' },
    ],
    bestEpoch,
    onsetEpoch,
  });
  const table = {
    columns: ['epoch', train, validation].map((title) => ({ title, align: 'right' as const })),
    rows: Array.from({ length: epochs }, (_, index) => [
      cell(String(index + 1), 'faint'),
      cell(metric(history[train][index])),
      cell(metric(history[validation][index]), index + 1 === bestEpoch ? 'strong' : undefined),
    ]),
  };
  const lines = [train, validation].map(
    (key) =>
      `${key.padEnd(validation.length)}  ${textCurve(history[key])}  ${metric(history[key][0])} → ${metric(history[key].at(-1))}`,
  );
  const note = marks.join(', ');
  return {
    title: `${train} and ${validation}`,
    note,
    width: 'half',
    blocks: [{ kind: 'picture', chart, table, lines }],
  };
}
