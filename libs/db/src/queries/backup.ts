import pg from 'pg';

const { escapeIdentifier } = pg;

/** Everything that is read sees the same moment. */
export const begin = 'begin isolation level repeatable read read only';

/**
 * Our tables and their columns. Left out: workers, who live for a moment; and which transaction changed a row, which
 * means something to its own server alone.
 */
export const tables = `
  select table_name as name, array_agg(column_name::text order by ordinal_position) as columns
  from information_schema.columns join information_schema.tables using (table_schema, table_name)
  where table_schema = current_schema() and table_type = 'BASE TABLE'
    and table_name not in ('_prisma_migrations', 'worker') and column_name <> 'changed_in'
  group by table_name order by table_name`;

/** Trials that are still to be run, and those that are running: whoever takes them up goes on from their checkpoint. */
export const jobs = `
  select id, (data ->> 'sweepId')::int as "sweepId", priority
  from queue.job where name = 'trial' and state <= 'active' order by created_on, id`;

export const migrations = `
  select migration_name as name, checksum from _prisma_migrations
  where rolled_back_at is null and finished_at is not null order by migration_name`;

const columnsOf = (table: string, columns: readonly string[]): string =>
  `${escapeIdentifier(table)} (${columns.map((column) => escapeIdentifier(column)).join(', ')})`;

export const copyOut = (table: string, columns: readonly string[]): string =>
  `copy ${columnsOf(table, columns)} to stdout`;

export const copyIn = (table: string, columns: readonly string[]): string =>
  `copy ${columnsOf(table, columns)} from stdin`;

/** Rows refer to each other in circles: the references are looked at once all are there. */
export const references = `
  select conrelid::regclass::text as "table", quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
  from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace`;

export const dropReference = (table: string, name: string): string =>
  `alter table ${table} drop constraint ${name}`;

export const addReference = (table: string, name: string, definition: string): string =>
  `alter table ${table} add constraint ${name} ${definition}`;

/** What our triggers make of a row was saved with the row. */
export const triggers = (table: string, word: 'enable' | 'disable'): string =>
  `alter table ${escapeIdentifier(table)} ${word} trigger user`;

/** The next row of each table gets a number that none has. */
export const sequences = `
  select format('select setval(%L, (select coalesce(max(%I), 0) + 1 from %I), false)',
    pg_get_serial_sequence(quote_ident(table_name), column_name), column_name, table_name) as sql
  from information_schema.columns
  where table_schema = current_schema() and pg_get_serial_sequence(quote_ident(table_name), column_name) is not null`;

export const rename = (from: string, to: string): string =>
  `alter database ${escapeIdentifier(from)} rename to ${escapeIdentifier(to)}`;

export const drop = (name: string): string =>
  `drop database if exists ${escapeIdentifier(name)} with (force)`;
