import { createWriteStream } from 'node:fs';
import { access, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline, finished } from 'node:stream/promises';
import { AppError } from '@tenbin/contracts';
import type pg from 'pg';
import { to } from 'pg-copy-streams';
import { ZipFile } from 'yazl';
import { z } from 'zod';
import { atLeisure } from '../at-leisure.ts';
import type { Database } from '../database.ts';
import * as queries from '../queries/backup.ts';
import { fileOfTable, manifest, manifestName } from './archive.ts';
import type { Manifest } from './archive.ts';

export interface BackedUp {
  bytes: number;
  /** Of all tables. */
  rows: number;
  runs: number;
}

/** Counted in the time that it takes to save them: fast is better than small. */
const compressionLevel = 1;

const tableRows = z.array(z.object({ name: z.string(), columns: z.array(z.string()) }));

/**
 * Saves all that the database holds at one moment in a zip, which is there as a whole or not at all. Others go on
 * working meanwhile. Files that runs kept lie beside the database and are not in it.
 * @throws AppError `bad_input` when there is such a file already; `disk_full`
 */
export async function backUp(
  db: Database,
  path: string,
  { progress = () => {} }: { progress?: (table: string, rows: number) => void } = {},
): Promise<BackedUp> {
  await refuseExisting(path);
  const part = `${path}.part`;
  try {
    const saved = await atLeisure(db, (client) => writeZip(client, part, progress));
    await sync(part);
    await rename(part, path);
    await sync(dirname(path));
    return saved;
  } catch (error) {
    throw failureOf(path, error);
  } finally {
    await rm(part, { force: true });
  }
}

async function writeZip(
  client: pg.Client,
  path: string,
  progress: (table: string, rows: number) => void,
): Promise<BackedUp> {
  const zip = new ZipFile();
  const file = createWriteStream(path, { flags: 'w' });
  const written = pipeline(zip.outputStream, file);
  const failed = written.then(() => new Promise<never>(() => {}));
  failed.catch(() => {}); // `written` tells it
  await client.query(queries.begin);
  const { rows: names } = await client.query(queries.tables);
  const tables: Manifest['tables'] = [];
  for (const { name, columns } of tableRows.parse(names)) {
    const copy = client.query(to(queries.copyOut(name, columns)));
    zip.addReadStream(copy, fileOfTable(name), { compressionLevel });
    await Promise.race([finished(copy), failed]);
    const rows = copy.rowCount;
    tables.push({ name, columns, rows });
    progress(name, rows);
  }
  const { rows: jobs } = await client.query(queries.jobs);
  const { rows: migrations } = await client.query(queries.migrations);
  const told = manifest.parse({ format: 1, madeAt: new Date().toISOString(), migrations, tables, jobs });
  zip.addBuffer(Buffer.from(JSON.stringify(told, null, 2)), manifestName);
  zip.end();
  await written;
  return {
    bytes: file.bytesWritten,
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    runs: tables.find(({ name }) => name === 'run')?.rows ?? 0,
  };
}

async function refuseExisting(path: string): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  throw new AppError({
    code: 'bad_input',
    message: `${path} is there already.`,
    hint: 'Give the backup another name, or move that file away.',
  });
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  // A folder cannot be synced everywhere.
  await handle.sync().catch(() => {});
  await handle.close();
}

function failureOf(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOSPC')
    return new AppError({
      code: 'disk_full',
      message: `The disk of ${path} is full: there is no backup.`,
      hint: 'Free some space, or save to another disk.',
      cause: error,
    });
  if (code === 'ENOENT' || code === 'EACCES' || code === 'ENOTDIR')
    return new AppError({
      code: 'bad_input',
      message: `${path} cannot be written: ${code}.`,
      hint: 'Give a path in a folder that is there and that you may write to.',
      cause: error,
    });
  return error;
}
