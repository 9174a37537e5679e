import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { openDatabase } from '../src/index.ts';
import type { Database } from '../src/index.ts';

/** The migrated database that others are copies of. */
export const template = 'template_of_tests';

/** The address of a database of that name on the server of this test run. */
export function addressOf(name: string): string {
  const url = new URL(inject('serverUrl'));
  url.pathname = `/${name}`;
  return url.toString();
}

/** Runs SQL on the server itself, outside any database of ours. */
export async function administer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: addressOf('postgres') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** The address of a new, empty, migrated database. */
export async function freshAddress(): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(`create database ${name} template ${template}`);
  return addressOf(name);
}

/** A new, empty, migrated database, opened. */
export async function freshDatabase(): Promise<Database> {
  return openDatabase(await freshAddress());
}
