import { isDeepStrictEqual } from 'node:util';
import { getCurves, getRun, listTrials } from '@tenbin/db';
import type { Database } from '@tenbin/db';

const keys = ['loss', 'val_loss', 'accuracy', 'val_accuracy', 'learning_rate', 'gradient_norm'];

/** What the trials of a sweep came to, apart from how long they took and how often they were tried: by their place. */
export async function historiesOf(db: Database, sweepId: number): Promise<Map<number, object>> {
  const histories = new Map<number, object>();
  for (const { id, trial, status } of await listTrials(db, { sweepId })) {
    const curves = await getCurves(db, { runIds: [id], keys, buckets: 100_000 });
    const { verdict, confusion } = await getRun(db, id, { pictures: false });
    const points = curves.map(({ key, steps, values }) => ({ key, steps, values }));
    histories.set(trial, { status, points, verdict, confusion });
  }
  return histories;
}

/** Places of the trials whose histories are not the same to the last bit, or that are missing on either side. */
export function differing(one: Map<number, object>, other: Map<number, object>): number[] {
  const places = new Set([...one.keys(), ...other.keys()]);
  return [...places].filter((place) => !isDeepStrictEqual(one.get(place), other.get(place)));
}
