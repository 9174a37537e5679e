import pg from 'pg';
import { codeOf, connectionFailure } from '../connection-failure.ts';

const noSuchDatabase = '3D000';
/** It exists; or another process makes it at this moment. */
const databaseExists = ['42P04', '23505'];

/**
 * A connection to the database of this address, which is made when the server has none of that name.
 * @throws AppError `database_unavailable`
 */
export async function connectOrCreate(url: string): Promise<pg.Client> {
  try {
    return await connect(url);
  } catch (error) {
    if (codeOf(error) !== noSuchDatabase) throw connectionFailure(url, error);
  }
  try {
    await createDatabase(url);
    return await connect(url);
  } catch (error) {
    throw connectionFailure(url, error);
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {}); // the query that meets it reports it
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

async function createDatabase(url: string): Promise<void> {
  const address = new URL(url);
  const name = decodeURIComponent(address.pathname.slice(1));
  address.pathname = '/postgres';
  const client = await connect(address.toString());
  try {
    await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } catch (error) {
    if (!databaseExists.includes(codeOf(error))) throw error;
  } finally {
    await client.end();
  }
}
