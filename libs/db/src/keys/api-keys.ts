import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '@tenbin/contracts';
import type { Database } from '../database.ts';

/** A key as a list shows it. Times are milliseconds since 1970. */
export interface ApiKeyRow {
  id: number;
  name: string;
  /** Its first characters, to tell it by. */
  prefix: string;
  createdAt: number;
  /** About: it is written down once a minute at most. */
  lastUsedAt: number | null;
}

/** Every key begins so: programs that look for leaked secrets know it by that. */
const beginning = 'tb_';
const prefixLength = 9;
const rememberMs = 60_000;

/**
 * Makes a key under a name. It is told this once: what is kept is its SHA-256.
 * @throws AppError `bad_input` when there is a key of that name
 */
export async function createApiKey(db: Database, name: string): Promise<{ id: number; key: string }> {
  const key = beginning + randomBytes(32).toString('base64url');
  const { id } = await db.transaction(
    async (tx) => {
      // Two keys of one name are never made at once.
      await tx.$executeRaw`lock table api_key in share row exclusive mode`;
      if (await tx.apiKey.findFirst({ where: { name, revokedAt: null } })) throw nameTaken(name);
      return tx.apiKey.create({ data: { name, prefix: key.slice(0, prefixLength), hash: hashOf(key) } });
    },
    { timeoutMs: 10_000 },
  );
  return { id, key };
}

/** Whose key it is; null when it is nobody's, or was revoked. */
export async function checkApiKey(db: Database, key: string): Promise<{ id: number; name: string } | null> {
  if (!key.startsWith(beginning)) return null;
  // Looked up by its hash: how long that takes says nothing of the key.
  const found = await db.prisma.apiKey.findUnique({ where: { hash: hashOf(key) } });
  if (found === null || found.revokedAt !== null) return null;
  const { id, name, lastUsedAt } = found;
  if (lastUsedAt === null || Date.now() - lastUsedAt.getTime() > rememberMs)
    await db.prisma.apiKey.updateMany({ where: { id }, data: { lastUsedAt: new Date() } });
  return { id, name };
}

/** The keys that open, by name. */
export async function listApiKeys(db: Database): Promise<ApiKeyRow[]> {
  const rows = await db.prisma.apiKey.findMany({ where: { revokedAt: null }, orderBy: { name: 'asc' } });
  return rows.map(({ id, name, prefix, createdAt, lastUsedAt }) => ({
    id,
    name,
    prefix,
    createdAt: createdAt.getTime(),
    lastUsedAt: lastUsedAt?.getTime() ?? null,
  }));
}

/** @throws AppError `not_found` when no key of that name opens */
export async function revokeApiKey(db: Database, name: string): Promise<void> {
  const { count } = await db.prisma.apiKey.updateMany({
    where: { name, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  if (count > 0) return;
  throw new AppError({
    code: 'not_found',
    message: `There is no key named "${name}".`,
    hint: '`tenbin key ls` lists those that there are.',
  });
}

function hashOf(key: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(key).digest());
}

function nameTaken(name: string): AppError {
  return new AppError({
    code: 'bad_input',
    message: `There is a key named "${name}" already.`,
    hint: 'Take another name, or revoke that one: `tenbin key revoke`.',
  });
}
