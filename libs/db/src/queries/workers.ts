import { Prisma } from '../generated/client.ts';

export const register = (worker: {
  id: string;
  host: string;
  concurrency: number;
  cores: number;
  memoryBytes: number;
  engine: string;
}) => Prisma.sql`
  insert into worker (id, host, concurrency, cores, memory, engine)
  values (${worker.id}, ${worker.host}, ${worker.concurrency}::int, ${worker.cores}::int,
    ${worker.memoryBytes}::float8::bigint, ${worker.engine})
  on conflict (id) do update set host = excluded.host, concurrency = excluded.concurrency, cores = excluded.cores,
    memory = excluded.memory, engine = excluded.engine, heartbeat_at = now()`;

/** Says that the worker lives, and reads what people ask of it. */
export const beat = (id: string) => Prisma.sql`
  update worker set heartbeat_at = now() where id = ${id} returning state::text as state`;

export const remove = (id: string) => Prisma.sql`delete from worker where id = ${id}`;

/** Heard of lately, by the server's clock: those of the workers' machines may differ. */
export const list = (withinSeconds: number) => Prisma.sql`
  select id, host, concurrency, cores, memory::float8 as "memoryBytes", engine, state::text as state,
    (select count(*) from run where run.worker_id = worker.id and run.status = 'running')::int as running,
    extract(epoch from started_at)::float8 * 1000 as "startedAt",
    extract(epoch from heartbeat_at)::float8 * 1000 as "heartbeatAt"
  from worker where heartbeat_at > now() - make_interval(secs => ${withinSeconds}::float8)
  order by started_at, id`;
