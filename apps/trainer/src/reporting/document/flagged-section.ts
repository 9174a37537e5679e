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
  const done = own.filter(({ finished }) => finished).length;
  return done === cureIds.length
    ? `${counted(done, 'cure')} done`
    : `${done} of ${counted(cureIds.length, 'cure')} done`;
}
