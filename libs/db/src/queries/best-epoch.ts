import { Prisma } from '../generated/client.ts';

/** Joins a run to its best epoch: `lowest.min_step`, that of the lowest finite val_loss. */
export const lowestValLoss = Prisma.sql`
  left join metric_summary lowest on lowest.run_id = run.id
    and lowest.key_id = (select id from metric_key where name = 'val_loss')`;

/** The value of one metric at one epoch: the newest when it was logged twice, NULL when never. */
export const valueAt = (key: string | Prisma.Sql, epoch: Prisma.Sql) => Prisma.sql`
  (select u.value
   from metric_chunk chunk, unnest(chunk.steps, chunk.values) with ordinality as u(step, value, ord)
   where chunk.run_id = run.id and chunk.key_id = (select id from metric_key where name = ${key})
     and chunk.last_step >= ${epoch} and chunk.first_step <= ${epoch} and u.step = ${epoch}
   order by chunk.last_step, chunk.seq desc, u.ord desc limit 1)`;
