/** Prisma's own lock, so that we and `prisma migrate deploy` never migrate at once. */
export const lock = 'select pg_advisory_lock(72707369)';

/** Prisma's own table, so that either can go on where the other stopped. */
export const createTable = `
  create table if not exists _prisma_migrations (
    id varchar(36) primary key not null,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`;

export const applied = `
  select migration_name as name, checksum, finished_at is not null as finished
  from _prisma_migrations where rolled_back_at is null`;

export const record = `
  insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
  values (gen_random_uuid()::text, $1, $2, clock_timestamp(), 1)`;
