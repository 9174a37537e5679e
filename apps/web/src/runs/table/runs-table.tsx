'use client';

import type { RunRow } from '@tenbin/contracts';
import { useMemo } from 'react';
import { usePhone } from '../../ui/media.ts';
import { useNow } from '../../ui/now.ts';
import { settingOf } from '../facts.ts';
import { sparklineTop } from '../sparkline.tsx';
import { RunsGrid } from './runs-grid.tsx';
import { RunsList } from './runs-list.tsx';
import type { RunsTableProps, TableFacts } from './table-props.ts';

/** Runs, a row each, only those in sight rendered: a table, or two-line rows on a phone. */
export function RunsTable(props: RunsTableProps) {
  const { runs } = props;
  const phone = usePhone();
  const now = useNow(1000);
  const facts = useMemo(() => factsOf(runs), [runs]);
  const all = useMemo(() => ({ ...facts, now }), [facts, now]);
  return phone ? <RunsList {...props} facts={all} /> : <RunsGrid {...props} facts={all} />;
}

function factsOf(runs: RunRow[]): Omit<TableFacts, 'now'> {
  const bests = runs.flatMap(({ best }) => (best ? [best] : []));
  const accuracies = bests.map((best) => best.val_accuracy).filter((value) => Number.isFinite(value));
  const losses = bests.map((best) => best.val_loss).filter((value) => Number.isFinite(value));
  return {
    top: sparklineTop(losses),
    bestAccuracy: accuracies.reduce<number | null>((a, b) => (a === null ? b : Math.max(a, b)), null),
    bestLoss: losses.reduce<number | null>((a, b) => (a === null ? b : Math.min(a, b)), null),
    showSeeds: new Set(runs.map((run) => settingOf(run, 'seed'))).size > 1,
  };
}
