import { AppError, fromJson, sessionBatch } from '@tenbin/contracts';
import type { SessionWriter, Sink } from '@tenbin/contracts';
import { postgresSink } from '@tenbin/db';
import type { Database } from '@tenbin/db';
import { parseJson, readJsonText } from './read-body.ts';

/** Bytes of one batch. */
const limits = { packed: 8 * 2 ** 20, plain: 64 * 2 ** 20 };

const sinks = new WeakMap<Database, Sink<SessionWriter>>();

/**
 * Stores a batch of records. @returns up to which record its writer's are stored
 * @throws AppError `bad_input` that names the record and the field; `too_large`; what the sink throws
 */
export async function storeRecords(database: Database, request: Request): Promise<{ acknowledged: number }> {
  const text = await readJsonText(request, limits);
  const json = parseJson(text);
  // Only numbers that JSON has no word for are marked: most batches have none.
  const batch = sessionBatch.safeParse(text.includes('"$number"') ? fromJson(json) : json);
  if (!batch.success) throw malformed(batch.error.issues);
  return { acknowledged: await sinkOf(database).send(batch.data) };
}

function sinkOf(database: Database): Sink<SessionWriter> {
  const known = sinks.get(database);
  if (known) return known;
  const sink = postgresSink(database);
  sinks.set(database, sink);
  return sink;
}

function malformed(issues: { path: PropertyKey[]; message: string }[]): AppError {
  const told = issues.slice(0, 5).map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);
  const more = issues.length > told.length ? [`and ${String(issues.length - told.length)} more`] : [];
  return new AppError({
    code: 'bad_input',
    message: `The batch cannot be read.\n${[...told, ...more].join('\n')}`,
    hint: 'Nothing of it was stored. docs/http-api.md says what a batch is made of.',
  });
}
