import { AppError, contentHash } from '@tenbin/contracts';

export function noBlob(hash: string): AppError {
  return new AppError({
    code: 'not_found',
    message: `There is no blob ${hash}.`,
    hint: 'What it belonged to may have been deleted for good.',
  });
}

export function brokenBlob(hash: string): AppError {
  return new AppError({
    code: 'internal',
    message: `The blob ${hash} is not what was stored: its checksum differs.`,
    hint: 'The disk may be failing. Storing the same content again mends it.',
  });
}

export function wrongHash(hash: string): AppError {
  return new AppError({
    code: 'bad_input',
    message: `The content does not have the hash ${hash}.`,
    hint: 'Send it again: it may have been changed on its way.',
  });
}

/** @throws AppError `bad_input` when it is no SHA-256 in lower-case hexadecimal */
export function checkHash(hash: string): void {
  if (contentHash.safeParse(hash).success) return;
  throw new AppError({
    code: 'bad_input',
    message: `"${hash.slice(0, 100)}" is no SHA-256 in lower-case hexadecimal.`,
    hint: 'Blobs are named by the hash of their content.',
  });
}

/** A full disk as an `AppError`; anything else as it is. */
export function diskFailure(error: unknown, path: string): unknown {
  if (!(error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EFBIG')))
    return error;
  return new AppError({
    code: 'disk_full',
    message: `There is no room for files in ${path}.`,
    hint: 'Free some space on that disk, or prune what was deleted: tenbin db prune.',
    cause: error,
  });
}
