import { createReadStream } from 'node:fs';
import { addAbortSignal } from 'node:stream';
import { z } from 'zod';
import { epochMetricKeys, recordOf } from '@tenbin/contracts';
import type { EpochValues } from '@tenbin/metrics';
import { linesIn } from './lines.ts';
import { unreadable } from './source.ts';
import type { FoundHistory, Reading } from './source.ts';

/** Numbers that JSON has no word for, as trainers write them; null is what `JSON.stringify` makes of them. */
const numbers = new Map<unknown, number>([
  [null, NaN],
  ['NaN', NaN],
  ['nan', NaN],
  ['Infinity', Infinity],
  ['inf', Infinity],
  ['-Infinity', -Infinity],
  ['-inf', -Infinity],
]);
/** Such words where Python writes them bare, and strings, which are left as they are. */
const bareWords = /"(?:[^"\\]|\\.)*"|NaN|-?Infinity/g;

const value = z.unknown().transform((given, context) => {
  const number = typeof given === 'number' ? given : numbers.get(given);
  if (number !== undefined) return number;
  context.addIssue('must be a number, null, "NaN" or "Infinity"');
  return z.NEVER;
});
const validationImages = z.int().positive().nullish();
/** Beyond that JSON's numbers lose digits, and two ids may become one. */
const idOfLine = z.custom<string | number>(
  (given) =>
    typeof given === 'string' || (typeof given === 'number' && Math.abs(given) <= Number.MAX_SAFE_INTEGER),
  'must be a text, or a number below 2^53',
);
const line = z.object({
  id: idOfLine,
  epochs: z.array(z.object(recordOf(epochMetricKeys, () => value.optional()))),
  n_val: validationImages,
  meta: z.object({ n_val: validationImages }).nullish().catch(null),
});

/** Reads a history a line: `{ id, epochs: [{ loss, val_loss, accuracy, val_accuracy }], n_val? }`. */
export async function* readHistories(
  place: string,
  { problem, note, stop }: Reading,
): AsyncGenerator<FoundHistory> {
  const stream = addAbortSignal(stop, place === '-' ? process.stdin : createReadStream(place));
  const where = place === '-' ? '' : `${place}: `;
  let count = 0;
  try {
    for await (const text of linesIn(stream)) {
      count += 1;
      if (text.trim() === '') continue;
      const found = historyIn(count === 1 ? text.replace(/^\uFEFF/, '') : text);
      if (typeof found === 'string') problem(`${where}line ${count}: ${found}`);
      else {
        if (found.epochs.length > 0 && found.epochs.every(isEmpty))
          note(`${where}line ${count}: no epoch has loss, val_loss, accuracy or val_accuracy`);
        yield found;
      }
    }
  } catch (error) {
    if (stop.aborted) throw stop.reason;
    throw error instanceof Error && 'code' in error ? unreadable(place, error) : error;
  }
}

function isEmpty(epoch: EpochValues): boolean {
  return Object.values(epoch).every((measured) => measured === undefined);
}

/** The history of one line, or what is wrong with it. */
export function historyIn(text: string): FoundHistory | string {
  let json: unknown;
  try {
    json = parse(text);
  } catch (error) {
    return `is no JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
  const parsed = line.safeParse(json);
  if (!parsed.success) return parsed.error.issues.slice(0, 1).map(said).join('');
  const { id, epochs, n_val: given, meta } = parsed.data;
  return { id, epochs, validationImages: given ?? meta?.n_val ?? null };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const quoted = text.replaceAll(bareWords, (word) => (word.startsWith('"') ? word : `"${word}"`));
    if (quoted === text) throw error;
    return JSON.parse(quoted);
  }
}

function said({ path, message }: z.core.$ZodIssue): string {
  const at = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  const rule = message.replace(/^Invalid input: /, '').replace(/, received undefined$/, ', got nothing');
  return `${at.replace(/^\./, '') || 'the line'}: ${rule}`;
}
