'use client';

import type { CureReport, FlaggedSetting } from '@tenbin/metrics';
import dynamic from 'next/dynamic';
import { useMemo, useState } from 'react';
import { counted } from '../../format/number.ts';
import { useCurves } from '../../runs/curve-query.tsx';
import { sparklineTop } from '../../runs/sparkline.tsx';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/card.tsx';
import { usePhone } from '../../ui/media.ts';
import { HeadCell, PlainTable } from '../../ui/plain-table.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { FlaggedCard, FlaggedRow } from './flagged-row.tsx';

// Popovers bring a positioning engine: the page does not wait for it.
const LaunchAllButton = dynamic(
  async () => (await import('../../cures/launch-all-button.tsx')).LaunchAllButton,
);

/** Settings in sight at first. */
const atFirst = 20;

/** The settings of which a run overfits, the widest gap first, each with what probably caused it and its cure. */
export function FlaggedPanel({
  flagged,
  cures,
}: {
  flagged: readonly FlaggedSetting[];
  /** By sweep id. */
  cures: ReadonlyMap<number, CureReport>;
}) {
  const phone = usePhone();
  const [all, setAll] = useState(false);
  const shown = useMemo(() => (all ? flagged : flagged.slice(0, atFirst)), [flagged, all]);
  const ids = useMemo(() => shown.map(({ worstRunId }) => worstRunId), [shown]);
  const { curves } = useCurves(ids);
  const lows = [...curves.values()].map(({ val_loss: { values } }) =>
    Math.min(...values.filter(Number.isFinite)),
  );
  const rows = shown.map((setting) => ({
    setting,
    cures: setting.cureIds.flatMap((id) => cures.get(id) ?? []),
    curves: curves.get(setting.worstRunId),
    top: sparklineTop(lows),
  }));
  const uncured = flagged
    .filter(({ cureIds, advice }) => cureIds.length === 0 && advice.some(({ patch }) => patch !== null))
    .map(({ worstRunId }) => worstRunId);
  return (
    <Panel
      title="Flagged settings"
      note={flagged.length === 0 ? undefined : `${counted(flagged.length, 'setting')}, worst gap first`}
      className="col-span-12 max-lg:col-span-1"
      actions={uncured.length > 1 && <LaunchAllButton runIds={uncured} />}
    >
      {flagged.length === 0 && <p className="py-2 text-text-3">No run overfits.</p>}
      {flagged.length > 0 && phone && (
        <ul>
          {rows.map((row) => (
            <FlaggedCard key={keyOf(row.setting)} {...row} />
          ))}
        </ul>
      )}
      {flagged.length > 0 && !phone && (
        <ScrollRegion label="Flagged settings">
          <PlainTable aria-label="Flagged settings">
            <thead>
              <tr>
                <HeadCell>Setting</HeadCell>
                <HeadCell>Seeds flagged</HeadCell>
                <HeadCell>Curve</HeadCell>
                <HeadCell numeric>onset</HeadCell>
                <HeadCell numeric>val_loss rise</HeadCell>
                <HeadCell numeric>gap</HeadCell>
                <HeadCell className="pl-6!">Likely cause</HeadCell>
                <HeadCell>Cure</HeadCell>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <FlaggedRow key={keyOf(row.setting)} {...row} />
              ))}
            </tbody>
          </PlainTable>
        </ScrollRegion>
      )}
      {flagged.length > atFirst && (
        <Button size="small" look="quiet" className="mt-2 -ml-2" onClick={() => setAll(!all)}>
          {all ? `Show the first ${atFirst}` : `Show all ${counted(flagged.length, 'setting')}`}
        </Button>
      )}
    </Panel>
  );
}

const keyOf = ({ sweepId, worstRunId }: FlaggedSetting): string => `${sweepId}/${worstRunId}`;
