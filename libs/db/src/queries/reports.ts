import { Prisma } from '../generated/client.ts';

/** Other runs on the data set of a run: those whose file names the same path, or the same known name. */
export const siblings = (runId: number) => Prisma.sql`
  select other.id
  from run join run other on other.id <> run.id
    and other.config #>> '{dataset,path}' is not distinct from run.config #>> '{dataset,path}'
    and other.config #>> '{dataset,name}' is not distinct from run.config #>> '{dataset,name}'
  where run.id = ${runId}::int and other.deleted_at is null
  order by other.id`;
