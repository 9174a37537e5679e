'use client';

import type { CureReport, FlaggedSetting } from '@tenbin/metrics';
import Link from 'next/link';
import { LaunchCureLink } from '../../cures/launch-cure-link.tsx';
import { curesText } from '../../cures/words.ts';
import { missing, signed } from '../../format/number.ts';
import { Balance } from '../../runs/balance.tsx';
import type { RunCurves } from '../../runs/curves.ts';
import { Sparkline } from '../../runs/sparkline.tsx';
import { StandingBadge } from '../../runs/verdict-badge.tsx';
import { Cell, RowHead } from '../../ui/plain-table.tsx';

interface FlaggedProps {
  setting: FlaggedSetting;
  /** Those of one of its runs. */
  cures: CureReport[];
  /** Of the run that stands for it. */
  curves: RunCurves | undefined;
  /** The loss at the top of its curve. */
  top: number;
}

/** A flagged setting in a table. */
export function FlaggedRow({ setting, cures, ...drawn }: FlaggedProps) {
  return (
    <tr className="hover:bg-hover">
      <RowHead>
        <Name setting={setting} />
      </RowHead>
      <Cell>
        <Seeds setting={setting} />
      </Cell>
      <Cell>
        <Curve {...drawn} />
      </Cell>
      <Cell numeric>{setting.onsetEpoch ?? missing}</Cell>
      <Cell numeric>{riseText(setting)}</Cell>
      <Cell numeric>
        <Balance gap={setting.gap} />
      </Cell>
      <Cell className="pl-6! text-text-2">{causeText(setting)}</Cell>
      <Cell>
        <CureOf setting={setting} cures={cures} />
      </Cell>
    </tr>
  );
}

/** A flagged setting on a phone: the same in four lines. */
export function FlaggedCard({ setting, cures, ...drawn }: FlaggedProps) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1 py-3 not-first:border-t not-first:border-line">
      <Name setting={setting} />
      <span className="justify-self-end">
        <Seeds setting={setting} />
      </span>
      <Curve {...drawn} />
      <span className="justify-self-end">
        <span className="text-text-3">onset</span> {setting.onsetEpoch ?? missing}
      </span>
      <span>
        <span className="text-text-3">rise</span> {riseText(setting)}
      </span>
      <span className="justify-self-end">
        <span className="text-text-3">gap</span> <Balance gap={setting.gap} />
      </span>
      <span className="self-center text-text-2">{causeText(setting)}</span>
      <span className="justify-self-end">
        <CureOf setting={setting} cures={cures} />
      </span>
    </li>
  );
}

function Name({ setting: { name, worstRunId } }: { setting: FlaggedSetting }) {
  return (
    <Link href={`/runs/${worstRunId}`} className="font-name hover:underline">
      {name}
    </Link>
  );
}

function Seeds({ setting: { flagged, runs } }: { setting: FlaggedSetting }) {
  return (
    <StandingBadge standing="overfitting">
      {flagged} of {runs}
    </StandingBadge>
  );
}

function Curve({ curves, top }: Pick<FlaggedProps, 'curves' | 'top'>) {
  const { steps = [], values = [] } = curves?.val_loss ?? {};
  const lowest = values.reduce((least, value) => (value < least ? value : least), Infinity);
  const best = steps[values.indexOf(lowest)] ?? null;
  return (
    <Sparkline
      curves={curves}
      color="var(--overfitting)"
      epochs={steps.at(-1) ?? 1}
      top={top}
      bestEpoch={best}
      width={84}
    />
  );
}

/** What was done about it already, or the way to do it. */
function CureOf({ setting, cures }: Pick<FlaggedProps, 'setting' | 'cures'>) {
  const [latest] = cures;
  if (latest) {
    const place = cures.length === 1 ? `/sweeps/${latest.sweepId}` : `/runs/${setting.worstRunId}`;
    return (
      <Link href={place} className="text-accent-text hover:underline">
        {curesText(cures)}
      </Link>
    );
  }
  if (!setting.advice.some(({ patch }) => patch !== null)) {
    return <span className="text-text-3">{missing}</span>;
  }
  return <LaunchCureLink runId={setting.worstRunId} name={setting.name} />;
}

function riseText({ rise }: FlaggedSetting): string {
  return Number.isFinite(rise) ? `${signed(100 * rise, 0)} %` : missing;
}

function causeText({ cause }: FlaggedSetting): string {
  return cause === '' ? missing : cause;
}
