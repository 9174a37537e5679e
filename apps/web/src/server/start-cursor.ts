import { changesSince } from '@tenbin/db';
import { cache } from 'react';
import { connection } from './database.ts';

/** A page must not wait for a database that does not answer. */
const patienceMs = 1000;

/**
 * Where the database stands now: a browser that follows from here misses nothing of what it reads later.
 * '' when it cannot be told. The same for all that one page asks.
 */
export const startCursor = cache((): Promise<string> => Promise.race([read(), timeout()]).catch(() => ''));

async function read(): Promise<string> {
  const { database } = await connection();
  const { cursor } = await changesSince(database, { cursor: '' });
  return cursor;
}

function timeout(): Promise<string> {
  return new Promise((done) => setTimeout(() => done(''), patienceMs));
}
