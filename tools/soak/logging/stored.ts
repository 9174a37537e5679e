import type { Database } from '@tenbin/db';
import { z } from 'zod';
import { valuesAt } from './values.ts';

const points = z.array(
  z.object({ key: z.string(), steps: z.array(z.coerce.number()), values: z.array(z.number()) }),
);

/** What a run of the soak came to in the database. */
export interface Stored {
  /** Up to which all is there. */
  steps: number;
  /** Points that are there twice, behind a gap, or with another value than was logged. */
  wrong: number;
}

/** Of a run, by its uuid; nothing of a run that is not known. */
export async function storedOf(db: Database, run: string): Promise<Stored> {
  const { rows } = await db.pool.query(
    `select metric_key.name as key, array_agg(point.step order by point.step) as steps,
       array_agg(point.value order by point.step) as values
     from run join metric_chunk on run_id = run.id join metric_key on metric_key.id = key_id,
       lateral unnest(metric_chunk.steps, metric_chunk.values) as point (step, value)
     where run.uuid = $1 group by metric_key.name`,
    [run],
  );
  const curves = points.parse(rows);
  const lengths = Object.keys(valuesAt(1)).map(
    (key) => curves.find((one) => one.key === key)?.steps.length ?? 0,
  );
  const steps = Math.min(...lengths);
  const wrong = curves.flatMap(({ key, steps: at, values }) =>
    at.filter((step, index) => step !== index + 1 || values[index] !== valuesAt(step)[key]),
  );
  return { steps, wrong: wrong.length + lengths.filter((length) => length !== steps).length };
}
