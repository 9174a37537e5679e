import { AppError } from '@tenbin/contracts';
import type { RecordBatch, Sink } from '@tenbin/contracts';
import type { Database } from '../database.ts';
import * as queries from '../queries/sink.ts';
import { columnsOf, keysOf } from './batch-columns.ts';
import { changeNotices } from './notices.ts';

/**
 * Stores records in Postgres, each batch in one statement. Sending the same records again changes nothing,
 * numbers survive bit for bit, NaN and ±Infinity too.
 * @throws AppError `run_fenced` from `send` when a newer attempt at the run has begun, `not_found` when the run
 *   was deleted, `bad_input` when records between the stored ones and the batch are missing
 */
export function postgresSink(db: Database): Sink {
  const keyIds = new Map<string, number>();
  const tell = changeNotices(db);

  async function learnKeys(batch: RecordBatch): Promise<void> {
    const unknown = keysOf(batch).filter((name) => !keyIds.has(name));
    if (unknown.length === 0) return;
    await db.prisma.$executeRaw(queries.addKeys(unknown));
    const rows = await db.prisma.$queryRaw<{ id: number; name: string }[]>(queries.keyIds(unknown));
    for (const { id, name } of rows) keyIds.set(name, id);
  }

  return {
    async send(batch) {
      await learnKeys(batch);
      const [row] = await db.prisma.$queryRaw<{ stored: number }[]>(queries.store(columnsOf(batch, keyIds)));
      if (!row) throw await refusal(db, batch);
      await tell();
      return row.stored;
    },
  };
}

async function refusal(db: Database, batch: RecordBatch): Promise<AppError> {
  const [run] = await db.prisma.$queryRaw<{ attempt: number; stored: number }[]>(
    queries.standing(batch.runId),
  );
  const who = `run ${String(batch.runId)}`;
  if (!run) {
    return new AppError({
      code: 'not_found',
      message: `There is no ${who}: it was deleted.`,
      hint: 'Stop sending its records.',
    });
  }
  if (run.attempt !== batch.attempt) {
    return new AppError({
      code: 'run_fenced',
      message: `Attempt ${String(batch.attempt)} of ${who} may not write: attempt ${String(run.attempt)} is the current one.`,
      hint: 'Stop this process: another one has taken the run over.',
    });
  }
  return new AppError({
    code: 'bad_input',
    message: `A batch of ${who} starts with record ${String(batch.records[0]?.seq)}, but only ${String(run.stored)} are stored: those between are missing.`,
    hint: 'Send the records in order, from the first that was not acknowledged.',
  });
}
