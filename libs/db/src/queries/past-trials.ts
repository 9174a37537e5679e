import type { SweepSpec } from '@tenbin/contracts';
import { Prisma } from '../generated/client.ts';
import { lowestValLoss, valueAt } from './best-epoch.ts';

/** The sum over all epochs of one metric of a run; NULL when it has none. */
const total = (key: string) => Prisma.sql`
  (select sum(u.value) from metric_chunk chunk, unnest(chunk.values) as u(value)
   where chunk.run_id = run.id and chunk.key_id = (select id from metric_key where name = ${key}))`;

/** What each cost of a sweep is read from. */
const costs = {
  seconds: total('system/epoch_seconds'),
  parameters: Prisma.sql`run.parameter_count::float8`,
  memory: Prisma.sql`
    (select max_value from metric_summary where run_id = run.id
     and key_id = (select id from metric_key where name = 'system/memory_bytes'))`,
} satisfies Record<SweepSpec['against'][number], Prisma.Sql>;

/** A run's goal metric as pairs of epoch and value, in the order of the epochs; the later of two of one epoch counts. */
const reports = (metric: string) => Prisma.sql`
  (select array_agg(last.value order by last.step) from (
     select distinct on (u.step) u.step, u.value
     from metric_chunk chunk, unnest(chunk.steps, chunk.values) with ordinality as u(step, value, ord)
     where chunk.run_id = run.id and chunk.key_id = (select id from metric_key where name = ${metric})
     order by u.step, chunk.seq desc, u.ord desc
   ) last)`;

/** How much a study has to know of the trials before: their places, what they came to, and their curves. */
export const details = ['places', 'values', 'curves'] as const;
export type Detail = (typeof details)[number];

/** The parameters of a run that its sweep names, and its epochs. */
const chosen = ({ parameters, cases = {} }: SweepSpec) => {
  const names = [parameters, ...Object.values(cases)].flatMap((each) => Object.keys(each));
  return Prisma.sql`
    (select jsonb_object_agg(key, value) from jsonb_each(run.config -> 'parameters')
     where key = any(${[...new Set([...names, 'epochs'])]}::text[]))`;
};

/** Every trial of a sweep with as much as its study has to know of it. */
export function pastTrials(sweepId: number, spec: SweepSpec, detail: Detail): Prisma.Sql {
  const { goal, against } = spec;
  const values = Prisma.sql`array[${Prisma.join([
    valueAt(goal.metric, Prisma.sql`lowest.min_step`),
    ...against.map((cost) => costs[cost]),
  ])}]::float8[]`;
  const none = Prisma.sql`null::float8[]`;
  return Prisma.sql`
    select run.trial_number as number, ${chosen(spec)} as parameters, run.seed, run.status::text as status, run.epoch,
      ${detail === 'places' ? none : values} as values,
      ${detail === 'curves' ? reports(goal.metric) : none} as reports
    from run ${detail === 'places' ? Prisma.empty : lowestValLoss}
    where run.sweep_id = ${sweepId}::int
    order by run.trial_number`;
}
