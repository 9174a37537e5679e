import type { History } from '@tenbin/contracts';
import { bestEpochOf } from '@tenbin/metrics';
import type { CureReport, FlaggedSetting } from '@tenbin/metrics';
import { counted } from '../../progress/format.ts';
import { sparkline, textCurve } from '../charts/sparkline.ts';
import { missing, signed, signedPercent } from '../figures.ts';
import { cell } from './report-document.ts';
import type { Cell, Section, Table } from './report-document.ts';

/** Settings of which a run overfits, the widest gap first. */
export function flaggedSection(
  flagged: FlaggedSetting[],
  curves: Map<number, History>,
  cures: CureReport[],
): Section[] {
  if (flagged.length === 0) return [];
  const table: Table = {
    columns: [
      { title: 'setting', align: 'left' },
      { title: 'flagged', align: 'left' },
      { title: 'val_loss', align: 'left' },
      { title: 'onset', align: 'right' },
      { title: 'rise', align: 'right' },
      { title: 'gap', align: 'right' },
      { title: 'likely cause', align: 'left' },
      { title: 'cure', align: 'left' },
    ],
    rows: flagged.map((setting) => rowOf(setting, curves.get(setting.worstRunId), cures)),
  };
  return [
    {
      title: 'Flagged settings',
      note: 'the widest gap first',
      width: 'whole',
      blocks: [{ kind: 'table', table }],
    },
  ];
}

function rowOf(setting: FlaggedSetting, history: History | undefined, cures: CureReport[]): Cell[] {
  const { name, flagged, runs, onsetEpoch, rise, gap, cause } = setting;
  return [
    cell(name, 'strong'),
    cell(`${flagged} of ${runs}`, 'overfitting'),
    history === undefined
      ? cell('')
      : { text: textCurve(history.val_loss), picture: sparkline(history, bestEpochOf(history)) },
    cell(onsetEpoch === null ? missing : String(onsetEpoch)),
    cell(signedPercent(rise)),
    cell(signed(gap, 2)),
    cell(cause, 'faint'),
    cell(cureWords(setting, cures)),
  ];
}

function cureWords({ cureIds, worstRunId }: FlaggedSetting, cures: CureReport[]): string {
  if (cureIds.length === 0) return `overfit cure ${worstRunId}`;
  const own = cures.filter(({ sweepId }) => cureIds.includes(sweepId));
  const ended = own.filter(({ finished }) => finished);
  const done = ended.filter(isComparable).length;
  const [failed, open] = [ended.length - done, cureIds.length - ended.length];
  return [
    ...(done > 0 ? [`${counted(done, 'cure')} done`] : []),
    ...(failed > 0 ? [`${counted(failed, 'cure')} failed`] : []),
    ...(open > 0 ? [`${open} to end`] : []),
  ].join(', ');
}

/** Whether a follow-up has runs of the baseline and of another case. */
export function isComparable({ outcomes }: CureReport): boolean {
  const [baseline, ...others] = outcomes;
  return baseline !== undefined && baseline.runs > 0 && others.some(({ runs }) => runs > 0);
}
