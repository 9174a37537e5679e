import { createHash } from 'node:crypto';
import { z } from 'zod';
import { datasetFacts } from '@tenbin/contracts';
import type { DecodedSet } from '../dataset.ts';
import { readEntry, writeEntry } from './entries.ts';

/** To be raised when decoding, or what is told from pixels, changes. */
const version = 2;
/** What all entries may take together: 4 GiB. */
const defaultMostBytes = 4 * 2 ** 30;

export interface CacheRequest {
  folder: string;
  /** Path or name of the data set, and the stamp of its files. */
  source: string[];
  mostBytes?: number;
}

const counts = z.array(z.int().nonnegative());
const decodedFacts = z.strictObject({
  classes: z.array(z.string()),
  shape: z.tuple([z.int(), z.int(), z.int()]),
  files: z.array(z.string()),
  labels: counts,
  sides: counts,
  sharpness: z.array(z.number()),
  deviation: z.array(z.number()),
  testFrom: z.int(),
  copies: z.array(counts),
  exact: z.array(counts),
  skipped: datasetFacts.shape.skipped,
  notes: z.array(z.string()),
  hash: z.string(),
});

/** The decoded images of a source in a shape, if they were kept whole. */
export async function readDecoded(
  { folder, source }: CacheRequest,
  shape: [number, number, number],
): Promise<DecodedSet | undefined> {
  const entry = await readEntry(folder, keyOf(['images', ...source, shape.join('x')]));
  const facts = decodedFacts.safeParse(entry?.facts);
  if (entry === undefined || !facts.success) return undefined;
  const size = shape[0] * shape[1] * shape[2];
  if (entry.bytes.length !== facts.data.files.length * size) return undefined;
  return { ...facts.data, pixels: entry.bytes };
}

export async function writeDecoded(
  { folder, source, mostBytes = defaultMostBytes }: CacheRequest,
  { pixels, ...facts }: DecodedSet,
): Promise<void> {
  const key = keyOf(['images', ...source, facts.shape.join('x')]);
  await writeEntry(folder, key, { facts, bytes: pixels, mostBytes });
}

/** The native side of a source, if it is known from an earlier time. */
export async function readSide({ folder, source }: CacheRequest): Promise<number | undefined> {
  const entry = await readEntry(folder, keyOf(['side', ...source]));
  return z.int().positive().safeParse(entry?.facts).data;
}

export async function writeSide(
  { folder, source, mostBytes = defaultMostBytes }: CacheRequest,
  side: number,
): Promise<void> {
  await writeEntry(folder, keyOf(['side', ...source]), { facts: side, bytes: new Uint8Array(), mostBytes });
}

function keyOf(parts: string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([version, ...parts]))
    .digest('hex')
    .slice(0, 32);
}
