import { notFound } from 'next/navigation';
import { z } from 'zod';
import type { Database } from '@tenbin/db';
import { connection } from './database.ts';
import { isAppError } from './errors.ts';

const idSchema = z.coerce.number().int().positive().max(2_147_483_647);

/**
 * The id that an address names, checked by reading its row; shows the not-found page when there is none.
 * When the database is away the page itself says so and waits for it.
 */
export async function existingId(
  text: string,
  read: (database: Database, id: number) => Promise<unknown>,
): Promise<number> {
  const id = idSchema.safeParse(text);
  if (!id.success) notFound();
  try {
    const { database } = await connection();
    await read(database, id.data);
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') notFound();
  }
  return id.data;
}
