import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { AppError } from '@tenbin/contracts';
import type { OwnedBlobStore } from '@tenbin/contracts';
import { brokenBlob, checkHash, noBlob, wrongHash } from './blob-failure.ts';
import { hashOf } from './content-hash.ts';

/** Requests at the same time while looking for what is missing. */
const atOnce = 16;

/**
 * Blobs as objects of a bucket, `prefix/ab/abcdef…`. The store itself writes an object whole or not at all.
 * @throws AppError `bad_input` when the address is none
 */
export function s3Store(address: string): OwnedBlobStore {
  const { bucket, prefix, client } = clientFor(address);
  const keyOf = (hash: string): string => `${prefix}${hash.slice(0, 2)}/${hash}`;
  const at = (hash: string) => ({ Bucket: bucket, Key: keyOf(hash) });

  async function isThere(hash: string): Promise<boolean> {
    try {
      await client.send(new HeadObjectCommand(at(hash)));
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw s3Failure(error, bucket);
    }
  }

  return {
    async missing(hashes) {
      hashes.forEach(checkHash);
      const missing: string[] = [];
      for (let from = 0; from < hashes.length; from += atOnce) {
        const some = hashes.slice(from, from + atOnce);
        const there = await Promise.all(some.map(isThere));
        missing.push(...some.filter((_, index) => there[index] === false));
      }
      return missing;
    },
    async put(hash, content) {
      checkHash(hash);
      if (hashOf(content) !== hash) throw wrongHash(hash);
      await client
        .send(new PutObjectCommand({ ...at(hash), Body: content, ContentLength: content.length }))
        .catch((error: unknown) => {
          throw s3Failure(error, bucket);
        });
    },
    async get(hash) {
      checkHash(hash);
      const content = await client
        .send(new GetObjectCommand(at(hash)))
        .then(({ Body }) => Body?.transformToByteArray())
        .catch((error: unknown) => {
          throw isMissing(error) ? noBlob(hash) : s3Failure(error, bucket);
        });
      if (content === undefined || hashOf(content) !== hash) throw brokenBlob(hash);
      return content;
    },
    async *list() {
      for (let token: string | undefined; ;) {
        const page = await client
          .send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token }))
          .catch((error: unknown) => {
            throw s3Failure(error, bucket);
          });
        for (const { Key = '', Size = 0, LastModified } of page.Contents ?? []) {
          const hash = Key.slice(-64);
          if (/^[0-9a-f]{64}$/.test(hash))
            yield { hash, bytes: Size, at: LastModified?.getTime() ?? Date.now() };
        }
        token = page.NextContinuationToken;
        if (token === undefined) return;
      }
    },
    async remove(hash) {
      checkHash(hash);
      await client.send(new DeleteObjectCommand(at(hash))).catch((error: unknown) => {
        throw s3Failure(error, bucket);
      });
    },
  };
}

function clientFor(address: string): { bucket: string; prefix: string; client: S3Client } {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || url.hostname === '') throw noAddress(address);
  const path = url.pathname.replace(/^\/+|\/+$/g, '');
  const endpoint = url.searchParams.get('endpoint') ?? undefined;
  const region = url.searchParams.get('region') ?? process.env['AWS_REGION'] ?? 'us-east-1';
  const client = new S3Client({
    region,
    // A bucket in the host name is Amazon's habit; servers of one's own seldom have names for that.
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
  });
  return { bucket: url.hostname, prefix: path === '' ? '' : `${path}/`, client };
}

function isMissing(error: unknown): boolean {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404;
}

function s3Failure(error: unknown, bucket: string): AppError {
  const why = error instanceof Error ? error.message || error.name : String(error);
  return new AppError({
    code: 'internal',
    message: `The bucket ${bucket} cannot be used: ${why}`,
    hint: 'Check its address, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and whether it can be reached from here.',
    cause: error,
  });
}

function noAddress(address: string): AppError {
  return new AppError({
    code: 'bad_input',
    message: `"${address}" is no address of a bucket.`,
    hint: 'Write s3://bucket/prefix, with ?endpoint=… for a server that is not Amazon.',
  });
}
