import { epochMetricKeys, recordOf } from '@tenbin/contracts';
import type { Curve, EpochMetricKey, History } from '@tenbin/contracts';
import type { Readable } from '../client.ts';
import * as queries from '../queries/curves.ts';

/** The curves of some runs with every epoch, in one statement; a run without any has an empty history. */
export async function historiesOf(db: Readable, runIds: number[]): Promise<Map<number, History>> {
  const histories = new Map(runIds.map((id) => [id, recordOf(epochMetricKeys, (): number[] => [])]));
  if (runIds.length === 0) return histories;
  const keys: string[] = [...epochMetricKeys];
  const curves = await db.prisma.$queryRaw<Curve[]>(queries.points({ runIds, sweepId: null, keys }));
  for (const curve of curves) {
    const history = histories.get(curve.runId);
    if (history && isEpochMetric(curve.key)) history[curve.key] = byEpoch(curve);
  }
  return histories;
}

/** Index 0 is epoch 1; an epoch without a value is NaN. */
function byEpoch({ steps, values }: Curve): number[] {
  const epochs = Array.from({ length: steps.at(-1) ?? 0 }, () => NaN);
  for (const [index, step] of steps.entries()) {
    if (step > 0) epochs[step - 1] = values[index] ?? NaN;
  }
  return epochs;
}

function isEpochMetric(key: string): key is EpochMetricKey {
  return epochMetricKeys.some((each) => each === key);
}
