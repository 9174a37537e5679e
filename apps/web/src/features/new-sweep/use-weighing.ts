import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { beyond, costsOf } from '../../sweeps/costs.ts';
import type { Cost, ImageFacts } from '../../sweeps/costs.ts';
import { useTRPC } from '../../trpc/client.ts';
import { failureOf } from '../../trpc/failure.ts';
import { useSettled } from '../../ui/settled.ts';
import type { SweepDraft } from './use-sweep-draft.ts';

/** What a sweep takes, as far as can be told before it runs. */
export interface Weighing {
  costs: Cost[];
  /** Those that do not fit in memory. */
  tooLarge: Cost[];
  /** Of the machine that the server runs on; null until it has said so. */
  memoryBytes: number | null;
  /** Where relative paths start; null until the server has said so. */
  folder: string | null;
  /** What the data set looks like; null while it is looked at. */
  images: ImageFacts | null;
  /** Why the data set cannot be had. */
  datasetProblem: string | undefined;
}

/** Milliseconds without a key after which a path is looked up. */
const settleMs = 300;

const nothingKnown: ImageFacts = { side: null, classes: null };

/** Weighs a sweep against the machine and looks at its data set. */
export function useWeighing({ draft: { dataset }, weighed: spec }: SweepDraft): Weighing {
  const trpc = useTRPC();
  const { data: machine } = useQuery(trpc.sweeps.machine.queryOptions());
  const { source, path, name } = useSettled(dataset, settleMs);
  const input = source === 'path' ? { path } : { name };
  const images = useQuery(
    trpc.sweeps.images.queryOptions(input, {
      enabled: source === 'name' || path !== '',
      refetchInterval: false,
    }),
  );
  const facts = images.data ?? null;
  const weighed = useDeferredValue(spec);
  const costs = useMemo(() => (weighed ? costsOf(weighed, facts ?? nothingKnown) : []), [weighed, facts]);
  const memoryBytes = machine?.memoryBytes ?? null;
  return {
    costs,
    tooLarge: facts && memoryBytes !== null ? beyond(costs, memoryBytes) : [],
    memoryBytes,
    folder: machine?.folder ?? null,
    images: facts,
    datasetProblem: images.error ? failureOf(images.error).message : undefined,
  };
}
