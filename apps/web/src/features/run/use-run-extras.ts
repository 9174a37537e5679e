import { queryOptions, useQuery } from '@tanstack/react-query';
import type { RunDetail } from '@tenbin/contracts';
import type { DrawnPoints } from '../../charts/figure-chart.ts';
import { noPoints } from '../../runs/curves.ts';
import type { Points } from '../../runs/curves.ts';
import { useTRPCClient } from '../../trpc/client.ts';

type FigureKey = 'learning_rate' | 'gradient_norm' | 'test_loss' | 'test_accuracy';
/** A figure of a run by epoch; no points when it was not logged. */
export type Figures = (key: FigureKey) => Points;

/** What a run logged by epoch besides the four metrics; read again with every epoch of a live run. */
export function useFigures({ id, attempt, epoch, status }: RunDetail): Figures {
  const client = useTRPCClient();
  const { data } = useQuery(
    kept(['figures', id, attempt, epoch, status], () => client.runs.figures.query({ id })),
  );
  return (key) => data?.find((curve) => curve.key === key) ?? noPoints;
}

/** Metrics of any name, read again as a live run goes on. */
export function useMetricCurves(
  { id, epoch, status, summary }: RunDetail,
  keys: readonly string[],
): (key: string) => DrawnPoints {
  const client = useTRPCClient();
  const counted = keys.map((key) => summary[key]?.count ?? 0);
  const { data } = useQuery({
    ...kept(['metrics', id, epoch, status, keys, counted], () =>
      client.runs.metrics.query({ id, keys: [...keys] }),
    ),
    enabled: keys.length > 0,
  });
  return (key) => data?.find((curve) => curve.key === key) ?? noPoints;
}

/** The sheets of pictures of a run: some are made when its data are read, some when it ends. */
export function useSheets({ id, attempt, dataset, epoch, status }: RunDetail) {
  const client = useTRPCClient();
  const moment = [attempt, dataset !== null, epoch > 0, status];
  const { data } = useQuery(kept(['sheets', id, ...moment], () => client.runs.sheets.query({ id })));
  return data ?? [];
}

/**
 * A query whose key changes whenever there may be something new: what was read last stays until it is there.
 * @param key what is read, of which run, and the moment
 */
function kept<Item>(key: readonly [string, number, ...unknown[]], read: () => Promise<Item[]>) {
  return queryOptions<Item[], Error, Item[], readonly [string, number, ...unknown[]]>({
    queryKey: key,
    queryFn: read,
    placeholderData: (previous, query) => (query?.queryKey[1] === key[1] ? previous : undefined),
  });
}
