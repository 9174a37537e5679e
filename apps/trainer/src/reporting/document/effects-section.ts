import type { ParameterValue } from '@tenbin/contracts';
import type { Importance, OverfitReport, ParameterEffect } from '@tenbin/metrics';
import { whiskerChart } from '../charts/whisker-chart.ts';
import { accuracyInterval, duration, percent, percentInterval, signedInterval } from '../figures.ts';
import { cell } from './report-document.ts';
import type { Section, Table } from './report-document.ts';

/** Pairs of parameters explain little each: more than this many shares are no longer read. */
const mostShares = 8;

/** How often runs overfit by the value of each parameter that varies. */
export function effectsSection({ effects, basis }: Pick<OverfitReport, 'effects' | 'basis'>): Section[] {
  if (effects.length === 0) return [];
  const groups = effects.map(({ name, share, values }) => ({
    title: share === null ? name : `${name} · ${percent(share)} of the gap`,
    rows: values.map(({ value, overfit, runs, rate }) => ({
      label: valueWords(value),
      interval: rate,
      figure: String(overfit),
      rest: `of ${runs}`,
    })),
  }));
  const label = `Share of runs that overfit by ${effects.map(({ name }) => name).join(', ')}`;
  const chart = whiskerChart({ label, groups, domain: [0, 1], ink: 'overfitting' });
  const blocks: Section['blocks'] = [
    { kind: 'picture', chart, table: tableOf(effects) },
    ...(basis === undefined ? [] : [{ kind: 'words' as const, text: basis, tone: 'faint' as const }]),
  ];
  return [{ title: 'Which settings cause it', note: 'overfit rate, 90 % interval', width: 'half', blocks }];
}

/** Which parameters the gap between training and validation comes from. */
export function importanceSection(importance: Importance | null): Section[] {
  if (importance === null || importance.shares.length === 0) return [];
  const shares = importance.shares.slice(0, mostShares);
  const rows = shares.map(({ names, share }) => ({
    label: names.join(' × '),
    interval: share,
    figure: percent(share.value),
    rest: '',
  }));
  const label = `Share of the variance of the gap: ${shares.map(({ names, share }) => `${names.join(' × ')} ${percent(share.value)}`).join(', ')}`;
  const chart = whiskerChart({ label, groups: [{ title: '', rows }], domain: [0, 1], ink: 'accent' });
  const table: Table = {
    columns: [
      { title: 'parameter', align: 'left' },
      { title: 'share of the variance', align: 'right' },
    ],
    rows: shares.map(({ names, share }) => [cell(names.join(' × '), 'strong'), cell(percentInterval(share))]),
  };
  return [
    {
      title: 'What drives the gap',
      note: `${importance.method} over ${importance.runs} runs${explainedWords(importance)}`,
      width: 'half',
      blocks: [{ kind: 'picture', chart, table }],
    },
  ];
}

/** How far its model can be believed. */
function explainedWords({ explained }: Importance): string {
  return explained === undefined || Number.isNaN(explained)
    ? ''
    : `, which explains ${percent(explained)} of runs that it has not seen`;
}

function tableOf(effects: ParameterEffect[]): Table {
  return {
    columns: [
      { title: 'parameter', align: 'left' },
      { title: 'value', align: 'left' },
      { title: 'overfit', align: 'right' },
      { title: 'rate (90 %)', align: 'right' },
      { title: 'gap (90 %)', align: 'right' },
      { title: 'val_accuracy (90 %)', align: 'right' },
      { title: 'time a run', align: 'right' },
    ],
    rows: effects.flatMap(({ name, values }) =>
      values.map(({ value, runs, overfit, rate, gap, accuracy, seconds }, index) => [
        cell(index === 0 ? name : '', 'strong'),
        cell(valueWords(value)),
        cell(`${overfit} of ${runs}`),
        cell(percentInterval(rate)),
        cell(signedInterval(gap)),
        cell(accuracyInterval(accuracy)),
        cell(duration(seconds), 'faint'),
      ]),
    ),
  };
}

function valueWords(value: ParameterValue | null): string {
  return value === null ? 'not used' : String(value);
}
