import { AppError } from '@tenbin/contracts';
import type { AttemptWriter, RecordBatch, SessionWriter, Sink } from '@tenbin/contracts';
import type { Prisma } from '../generated/client.ts';
import { databaseFailure } from '../connection-failure.ts';
import type { Database } from '../database.ts';
import { compact } from '../queries/compact.ts';
import * as sessions from '../queries/sessions.ts';
import * as queries from '../queries/store.ts';
import { columnsOf, keysOf } from './batch-columns.ts';
import { changeNotices } from './notices.ts';

/** Batches of a run after which its small chunks are joined. */
const compactEvery = 200;

/**
 * Stores records in Postgres, each batch in one statement. Sending the same records again changes nothing,
 * numbers survive bit for bit, NaN and ±Infinity too. The first record of a session makes its run.
 * @throws AppError from `send`: `run_fenced` when a newer attempt at the run has begun, `not_found` when the run
 *   was deleted, `bad_input` when records between the stored ones and the batch are missing
 */
export function postgresSink(db: Database): Sink {
  const keyIds = new Map<string, number>();
  const known = new Set<string>();
  const tell = changeNotices(db);
  const batches = new Map<number, number>();

  /** A slow logger sends points one by one: joined they take a fifth of the room, and are read as fast. */
  async function compactNow(runId: number, ended: boolean): Promise<void> {
    const count = (batches.get(runId) ?? 0) + 1;
    batches.set(runId, count);
    if (!ended && count < compactEvery) return;
    batches.delete(runId);
    // What is stored is stored: room can be made another time.
    await ask(db, compact(runId)).catch(() => {});
  }

  async function learnKeys(batch: RecordBatch): Promise<void> {
    const unknown = [...keysOf(batch)].filter((name) => !keyIds.has(name));
    if (unknown.length === 0) return;
    await ask(db, queries.addKeys(unknown));
    const rows = await ask<{ id: number; name: string }>(db, queries.keyIds(unknown));
    for (const { id, name } of rows) keyIds.set(name, id);
  }

  async function learnSession({ writer, records }: RecordBatch): Promise<void> {
    if (!('session' in writer) || known.has(writer.session)) return;
    const first = records[0]?.record;
    if (first?.kind !== 'start') return;
    const { project, name = null, parent, at } = first;
    await ask(db, sessions.addProject(project));
    await ask(db, sessions.open({ ...writer, project, name, parent, at }));
    if (known.size > 10_000) known.clear();
    known.add(writer.session);
  }

  return {
    async send(batch) {
      await learnKeys(batch);
      await learnSession(batch);
      const [row] = await ask<{ id: number; stored: number }>(db, queries.store(columnsOf(batch, keyIds)));
      if (!row) throw await refusal(db, batch);
      await tell();
      await compactNow(row.id, batch.records.at(-1)?.record.kind === 'end');
      return row.stored;
    },
  };
}

/** Past Prisma: with arrays of thousands of values the driver alone takes half the time. */
async function ask<Row extends object>(db: Database, { text, values }: Prisma.Sql): Promise<Row[]> {
  try {
    return (await db.pool.query<Row>(text, values)).rows;
  } catch (error) {
    throw databaseFailure(db.url, error);
  }
}

async function refusal(db: Database, { writer, records }: RecordBatch): Promise<AppError> {
  const first = records[0]?.seq ?? 1;
  return 'runId' in writer ? attemptRefusal(db, writer, first) : sessionRefusal(db, writer, first);
}

async function attemptRefusal(db: Database, writer: AttemptWriter, first: number): Promise<AppError> {
  const [run] = await ask<{ attempt: number; stored: number }>(db, queries.standingOfAttempt(writer.runId));
  const who = `run ${String(writer.runId)}`;
  if (!run) return deleted(who);
  if (run.attempt !== writer.attempt) {
    return new AppError({
      code: 'run_fenced',
      message: `Attempt ${String(writer.attempt)} of ${who} may not write: attempt ${String(run.attempt)} is the current one.`,
      hint: 'Stop this process: another one has taken the run over.',
    });
  }
  return gap(who, first, run.stored);
}

async function sessionRefusal(
  db: Database,
  { run, session }: SessionWriter,
  first: number,
): Promise<AppError> {
  const [standing] = await ask<{ deleted: boolean; stored: number }>(db, queries.standingOfSession(session));
  const who = `run ${run}`;
  if (standing?.deleted === true) return deleted(who);
  return gap(who, first, standing?.stored ?? 0);
}

function deleted(who: string): AppError {
  return new AppError({
    code: 'not_found',
    message: `There is no ${who}: it was deleted.`,
    hint: 'Stop sending its records.',
  });
}

function gap(who: string, first: number, stored: number): AppError {
  return new AppError({
    code: 'bad_input',
    message: `A batch of ${who} starts with record ${String(first)}, but only ${String(stored)} are stored: those between are missing.`,
    hint: 'Send the records in order, from the first that was not acknowledged.',
  });
}
