import { promisify } from 'node:util';
import { gunzip, zstdDecompress } from 'node:zlib';
import { AppError } from '@tenbin/contracts';

const unzip = {
  gzip: promisify<Buffer, object, Buffer>(gunzip),
  zstd: promisify<Buffer, object, Buffer>(zstdDecompress),
};

export interface BodyLimits {
  /** Bytes as they come. */
  packed: number;
  /** Bytes when they are unpacked. */
  plain: number;
}

/**
 * The body of a request, unpacked. What is too large is left in the middle, on its way and while it is unpacked.
 * @throws AppError `too_large`; `bad_input` when it is packed in a way that nobody knows, or broken
 */
export async function readBody(request: Request, { packed, plain }: BodyLimits): Promise<Buffer> {
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  const bytes = await bounded(request, packed);
  if (encoding === 'identity') return bytes;
  if (encoding !== 'gzip' && encoding !== 'zstd') throw unknownEncoding(encoding);
  try {
    return await unzip[encoding](bytes, { maxOutputLength: plain });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(plain, 'unpacked');
    throw broken(encoding, error);
  }
}

/**
 * A body of JSON.
 * @throws AppError as `readBody`, and `bad_input` when it is no JSON
 */
export async function readJsonText(request: Request, limits: BodyLimits): Promise<string> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('application/json')) throw noJson(`its content-type is "${type}"`);
  return (await readBody(request, limits)).toString('utf8');
}

/** @throws AppError `bad_input` */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw noJson(error instanceof Error ? error.message : 'it cannot be read');
  }
}

async function bounded(request: Request, most: number): Promise<Buffer> {
  if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLarge(most, 'sent');
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body?.getReader();
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    bytes += piece.value.length;
    if (bytes > most) {
      await reader?.cancel();
      throw tooLarge(most, 'sent');
    }
    pieces.push(piece.value);
  }
  return Buffer.concat(pieces);
}

function tooLarge(most: number, how: string): AppError {
  return new AppError({
    code: 'too_large',
    message: `The body is larger than ${String(most)} bytes ${how}.`,
    hint: 'Send less at once.',
  });
}

function unknownEncoding(encoding: string): AppError {
  return new AppError({
    code: 'bad_input',
    message: `A body in the encoding "${encoding}" cannot be read.`,
    hint: 'Send it as it is, or packed as gzip or zstd.',
  });
}

function broken(encoding: string, cause: unknown): AppError {
  return new AppError({
    code: 'bad_input',
    message: `The body is no whole ${encoding}.`,
    hint: 'Send it again.',
    cause,
  });
}

function noJson(why: string): AppError {
  return new AppError({
    code: 'bad_input',
    message: `The body is no JSON: ${why}.`,
    hint: 'Send application/json.',
  });
}
