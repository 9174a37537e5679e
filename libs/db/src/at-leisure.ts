import pg from 'pg';
import { databaseFailure } from './connection-failure.ts';
import type { Database } from './database.ts';

/** Work over a connection that is not of the pool: it may take minutes, longer than a query of ours may. */
export async function atLeisure<Result>(
  { url }: Database,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url, keepAlive: true });
  client.on('error', () => {}); // the query that meets it reports it
  try {
    await client.connect();
    return await work(client);
  } catch (error) {
    throw databaseFailure(url, error);
  } finally {
    await client.end();
  }
}
