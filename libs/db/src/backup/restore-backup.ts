import { randomBytes } from 'node:crypto';
import { json } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { AppError } from '@tenbin/contracts';
import pg from 'pg';
import { from } from 'pg-copy-streams';
import { openPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { z } from 'zod';
import { codeOf, connectionFailure } from '../connection-failure.ts';
import { migrate } from '../migrate/migrate.ts';
import { migrationFiles, repositoryMigrations } from '../migrate/migration-files.ts';
import * as queries from '../queries/backup.ts';
import { restoreJobs } from '../queue/restore-jobs.ts';
import { fileOfTable, invalidBackup, manifest, manifestName } from './archive.ts';
import type { Manifest } from './archive.ts';

export interface Restored {
  rows: number;
  runs: number;
  /** When it was saved. */
  madeAt: string;
  /** Name of the database, on the same server, that was there before. */
  before: string;
}

const reference = z.array(z.object({ table: z.string(), name: z.string(), definition: z.string() }));
const statement = z.array(z.object({ sql: z.string() }));
const inUse = '55006';
/** Bytes of the old name that the new names begin with: Postgres takes 63 in all. */
const longestBase = 30;

/**
 * Puts what a backup holds in the place of what the database holds. It is read into a new database first, so a backup
 * that is broken changes nothing; the old one stays on the server under another name.
 * @param url of the database that is replaced; nobody else may use it
 * @throws AppError `backup_invalid`; `bad_input` when it was made by a later Tenbin or somebody uses the database
 */
export async function restoreBackup(
  url: string,
  path: string,
  { progress = () => {} }: { progress?: (table: string, rows: number) => void } = {},
): Promise<Restored> {
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  const stamp = `${new Date().toISOString().slice(0, 19).replace(/\D/g, '')}_${randomBytes(2).toString('hex')}`;
  // Postgres cuts a longer name without a word, and the new one could be that of the database itself.
  const base = Buffer.from(name).subarray(0, longestBase).toString();
  const [fresh, before] = [`${base}_restored_${stamp}`, `${base}_before_${stamp}`];
  const zip = await openBackup(path);
  try {
    requireKnown(zip.told, path);
    await load(databaseBeside(url, fresh), zip, { path, progress });
    await withServer(url, async (server) => {
      await server.query(queries.rename(name, before)).catch((error: unknown) => {
        throw codeOf(error) === inUse ? used(name) : error;
      });
      await server.query(queries.rename(fresh, name));
    });
  } catch (error) {
    await withServer(url, (server) => server.query(queries.drop(fresh))).catch(() => {});
    throw error;
  } finally {
    zip.file.close();
  }
  const { tables, madeAt } = zip.told;
  return {
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    runs: tables.find((table) => table.name === 'run')?.rows ?? 0,
    madeAt,
    before,
  };
}

interface Backup {
  file: ZipFile;
  entries: Map<string, Entry>;
  told: Manifest;
}

async function openBackup(path: string): Promise<Backup> {
  const file = await openPromise(path, { lazyEntries: true, autoClose: false }).catch((error: unknown) => {
    throw invalidBackup(path, messageOf(error), error);
  });
  try {
    const entries = new Map<string, Entry>();
    for await (const entry of file.eachEntry()) entries.set(entry.fileName, entry);
    const about = entries.get(manifestName);
    if (about === undefined) throw new Error(`it holds no ${manifestName}`);
    const told = manifest.parse(await json(contentOf(file, about)));
    const missing = told.tables.find(({ name }) => !entries.has(fileOfTable(name)));
    if (missing !== undefined) throw new Error(`it lacks ${fileOfTable(missing.name)}`);
    return { file, entries, told };
  } catch (error) {
    file.close();
    throw invalidBackup(path, messageOf(error), error);
  }
}

function requireKnown({ migrations }: Manifest, path: string): void {
  const known = new Set(migrationFiles(repositoryMigrations()).map(({ name }) => name));
  const unknown = migrations.filter(({ name }) => !known.has(name));
  if (unknown.length === 0) return;
  throw new AppError({
    code: 'bad_input',
    message: `${path} was made by another version of Tenbin: this one does not know ${unknown.map(({ name }) => name).join(', ')}.`,
    hint: 'Restore it with that version or a later one. Nothing was changed.',
  });
}

/** Makes the tables as they were when they were saved, fills them, and then brings them up to date. */
async function load(
  url: string,
  { file, entries, told }: Backup,
  { path, progress }: { path: string; progress: (table: string, rows: number) => void },
): Promise<void> {
  await migrate(url, { only: new Set(told.migrations.map(({ name }) => name)) });
  const client = new pg.Client({ connectionString: url, keepAlive: true });
  client.on('error', () => {}); // the query that meets it reports it
  await client.connect();
  try {
    await client.query('begin');
    const references = reference.parse((await client.query(queries.references)).rows);
    for (const { table, name } of references) await client.query(queries.dropReference(table, name));
    for (const { name, columns, rows } of told.tables) {
      const entry = entries.get(fileOfTable(name));
      if (entry === undefined) continue; // openBackup has seen it
      await client.query(queries.triggers(name, 'disable'));
      const copy = client.query(from(queries.copyIn(name, columns)));
      await pipeline(contentOf(file, entry), copy);
      if (copy.rowCount !== rows)
        throw new Error(`${fileOfTable(name)} has ${copy.rowCount} rows instead of ${rows}`);
      await client.query(queries.triggers(name, 'enable'));
      progress(name, rows);
    }
    for (const { table, name, definition } of references)
      await client.query(queries.addReference(table, name, definition));
    for (const { sql } of statement.parse((await client.query(queries.sequences)).rows))
      await client.query(sql);
    await restoreJobs(client, told.jobs);
    await client.query('commit');
    await client.query('analyze');
  } catch (error) {
    throw invalidBackup(path, messageOf(error), error);
  } finally {
    await client.end();
  }
  await migrate(url);
}

/** @throws Error when it is not what was saved */
async function* contentOf(file: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  let sum = 0;
  const content: AsyncIterable<Buffer> = await file.openReadStreamPromise(entry);
  for await (const bytes of content) {
    sum = crc32(bytes, sum);
    yield bytes;
  }
  if (sum !== entry.crc32) throw new Error(`${entry.fileName} is not as it was written`);
}

function databaseBeside(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${encodeURIComponent(name)}`;
  return address.toString();
}

async function withServer<Result>(
  url: string,
  work: (server: pg.Client) => Promise<Result>,
): Promise<Result> {
  const server = new pg.Client({ connectionString: databaseBeside(url, 'postgres') });
  try {
    await server.connect();
    return await work(server);
  } catch (error) {
    throw error instanceof AppError ? error : connectionFailure(url, error);
  } finally {
    await server.end();
  }
}

function used(name: string): AppError {
  return new AppError({
    code: 'bad_input',
    message: `The database ${name} is in use: it cannot be replaced.`,
    hint: 'Stop `tenbin up`, workers and whatever else is connected to it, and try again. Nothing was changed.',
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
