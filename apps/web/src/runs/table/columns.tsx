import type { RunRow } from '@tenbin/contracts';
import { clsx } from 'clsx';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { figure, metric } from '../../format/number.ts';
import { parameterText } from '../../format/parameter.ts';
import { duration } from '../../format/time.ts';
import { Balance } from '../balance.tsx';
import type { RunCurves } from '../curves.ts';
import { epochsOf, gapAtEnd, secondsOf, settingOf, spanOf } from '../facts.ts';
import { cssColour } from '../run-colours.ts';
import type { Paint } from '../run-colours.ts';
import { Sparkline } from '../sparkline.tsx';
import { standingOf } from '../standing.ts';
import { VerdictBadge } from '../verdict-badge.tsx';
import { RunSwatch } from './swatch.tsx';
import type { SortKey } from './sorting.ts';

/** What a row knows besides its run. */
export interface RowContext {
  paint: Paint | undefined;
  curves: RunCurves | undefined;
  /** Shared by all sparklines. */
  top: number;
  bestAccuracy: number | null;
  bestLoss: number | null;
  showSeeds: boolean;
  now: number;
}

export interface RunColumn {
  head: string;
  /** Null: it cannot be sorted by. */
  key: SortKey | null;
  numeric?: boolean;
  /** Width in px; the name takes what is left. */
  width?: number;
  hint?: string;
  /** Left out where there is no room for all columns. */
  spare?: boolean;
  cell: (run: RunRow, context: RowContext) => ReactNode;
}

/** What a column that can be spared wears. */
export const spareClass = 'max-[1439px]:hidden';

/** The columns of the runs table, from left to right. */
export const runColumns: readonly RunColumn[] = [
  { head: 'Run', key: 'name', cell: (run, context) => <NameCell run={run} context={context} /> },
  { head: 'Verdict', key: 'verdict', width: 160, cell: (run) => <VerdictCell run={run} /> },
  { head: 'Curve', key: null, width: 86, cell: (run, context) => <CurveCell run={run} context={context} /> },
  {
    head: 'val_accuracy',
    key: 'val_accuracy',
    numeric: true,
    width: 102,
    hint: 'At the epoch of the lowest val_loss',
    cell: ({ best }, { bestAccuracy }) => <BestOf value={best?.val_accuracy} best={bestAccuracy} />,
  },
  {
    head: 'val_loss',
    key: 'val_loss',
    numeric: true,
    width: 80,
    hint: 'The lowest',
    cell: ({ best }, { bestLoss }) => <BestOf value={best?.val_loss} best={bestLoss} />,
  },
  {
    head: 'at ep.',
    key: 'bestEpoch',
    numeric: true,
    width: 54,
    hint: 'The epoch of the lowest val_loss',
    cell: ({ best }) => <span className="text-text-2">{figure(best?.epoch)}</span>,
  },
  {
    head: 'gap',
    key: 'gap',
    numeric: true,
    width: 86,
    hint: 'val_loss − loss at the last epoch',
    cell: (run) => <Balance gap={gapAtEnd(run)} />,
  },
  { head: 'optimizer', key: 'optimizer', width: 88, cell: (run) => <Setting run={run} name="optimizer" /> },
  {
    head: 'batch',
    key: 'batchSize',
    numeric: true,
    width: 54,
    cell: (run) => <Setting run={run} name="batchSize" />,
  },
  { head: 'epochs', key: 'epochs', numeric: true, width: 62, cell: epochsOf },
  {
    head: 'lr',
    key: 'learningRate',
    numeric: true,
    width: 76,
    spare: true,
    hint: 'learningRate',
    cell: (run) => (
      <span className="text-text-3">
        <Setting run={run} name="learningRate" />
      </span>
    ),
  },
  {
    head: 'time',
    key: 'time',
    numeric: true,
    width: 86,
    cell: (run, { now }) => <span className="text-text-2">{duration(secondsOf(run, now))}</span>,
  },
];

/** A column of any setting that runs have. */
export function settingColumn(name: string): RunColumn {
  return {
    head: name,
    key: `params.${name}`,
    width: 104,
    hint: name,
    cell: (run) => <Setting run={run} name={name} />,
  };
}

/** A setting as the run has it; nothing when it has none. */
function Setting({ run, name }: { run: RunRow; name: string }) {
  const value = settingOf(run, name);
  return value === null ? null : parameterText(value);
}

/** Tags that a row has room for. */
const tagsShown = 2;

function NameCell({ run, context: { paint, showSeeds } }: { run: RunRow; context: RowContext }) {
  return (
    <span className="flex items-center gap-2">
      <RunSwatch paint={paint} />
      <Link href={`/runs/${run.id}`} prefetch={false} className="truncate font-name hover:underline">
        {run.name}
      </Link>
      {run.tags.length > 0 && (
        <span className="flex min-w-0 shrink-[99] gap-1 overflow-hidden" title={run.tags.join(', ')}>
          {run.tags.slice(0, tagsShown).map((tag) => (
            <span key={tag} className="truncate rounded-cell bg-hover px-1 text-micro text-text-2">
              {tag}
            </span>
          ))}
        </span>
      )}
      <span className="shrink-0 text-micro text-text-3">
        {showSeeds && settingOf(run, 'seed') !== null && (
          <span className="max-[1439px]:hidden">
            seed <Setting run={run} name="seed" />{' '}
          </span>
        )}
        #{run.id}
      </span>
    </span>
  );
}

function VerdictCell({ run }: { run: RunRow }) {
  const onset =
    run.status === 'finished' && run.verdict?.state === 'overfitting' ? run.verdict.onsetEpoch : null;
  return (
    <>
      <VerdictBadge run={run} />
      {standingOf(run) === 'running' && (
        <span className="ml-1.5 text-micro text-text-3">{epochsOf(run)}</span>
      )}
      {onset !== null && <span className="ml-1.5 text-micro text-text-3">ep. {onset}</span>}
    </>
  );
}

/** The sparkline of a row; the table fetches its curves when the row comes into sight. */
export function CurveCell({ run, context, width }: { run: RunRow; context: RowContext; width?: number }) {
  return (
    <Sparkline
      curves={context.curves}
      color={cssColour(context.paint)}
      epochs={spanOf(run)}
      top={context.top}
      bestEpoch={run.best?.epoch ?? null}
      {...(width === undefined ? {} : { width })}
    />
  );
}

/** A figure that is bold when it is the best of its column. */
export function BestOf({ value, best }: { value: number | undefined; best: number | null }) {
  return <span className={clsx(value !== undefined && value === best && 'font-bold')}>{metric(value)}</span>;
}
