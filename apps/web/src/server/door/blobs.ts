import { join } from 'node:path';
import { openBlobStore } from '@tenbin/artifacts';
import { contentHash } from '@tenbin/contracts';
import type { OwnedBlobStore } from '@tenbin/contracts';
import { z } from 'zod';
import { readEnv } from '../env.ts';
import { AppError } from '@tenbin/contracts';

declare global {
  var tenbinBlobs: Promise<OwnedBlobStore> | undefined;
}

/**
 * Where the files of runs are kept: TENBIN_ARTIFACTS, or `artifacts` in Tenbin's folder.
 * @throws AppError `bad_input` when neither is known, or the address is none
 */
export function blobStore(): Promise<OwnedBlobStore> {
  const { TENBIN_ARTIFACTS, TENBIN_HOME } = readEnv();
  const address = TENBIN_ARTIFACTS ?? (TENBIN_HOME === undefined ? null : join(TENBIN_HOME, 'artifacts'));
  if (address === null) return Promise.reject(noPlace());
  globalThis.tenbinBlobs ??= openBlobStore(address).catch((error: unknown) => {
    globalThis.tenbinBlobs = undefined;
    throw error;
  });
  return globalThis.tenbinBlobs;
}

/** The body of `POST /api/v1/blobs/missing`. */
export const hashesAsked = z.strictObject({ hashes: z.array(contentHash).max(1000) });

function noPlace(): AppError {
  return new AppError({
    code: 'bad_input',
    message: 'This server does not know where to keep files.',
    hint: 'Start it with TENBIN_ARTIFACTS, a folder or s3://bucket/prefix.',
  });
}
