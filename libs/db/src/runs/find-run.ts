import { AppError } from '@tenbin/contracts';
import type { RunHandle } from '@tenbin/contracts';
import type { Database } from '../database.ts';
import * as queries from '../queries/sessions.ts';

const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const idForm = /^[1-9]\d{0,8}$/;

/**
 * A run by its number or its uuid.
 * @throws AppError `not_found`
 */
export async function findRun(db: Database, idOrUuid: string): Promise<Omit<RunHandle, 'url'>> {
  const id = idForm.test(idOrUuid) ? Number(idOrUuid) : null;
  const uuid = uuidForm.test(idOrUuid) ? idOrUuid : null;
  const [run] = await db.prisma.$queryRaw<Omit<RunHandle, 'url'>[]>(queries.find(id, uuid));
  if (run) return run;
  throw new AppError({
    code: 'not_found',
    message: `There is no run ${idOrUuid}.`,
    hint: 'Name a run by its number or its uuid; it may have been deleted.',
  });
}
