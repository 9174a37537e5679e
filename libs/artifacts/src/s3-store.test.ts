import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { keys, startS3Server } from '../fixtures/s3-server.ts';
import { hashOf } from './content-hash.ts';
import { collectGarbage, getFiles, openBlobStore, putFiles, verifyBlobs } from './index.ts';

const server = await startS3Server();
if (typeof server === 'string') console.log(`skipped, not tested: ${server}`);
const { skip, endpoint } =
  typeof server === 'string' ? { skip: true, endpoint: '' } : { skip: false, endpoint: server.endpoint };

let folder: string;
beforeAll(async () => {
  for (const [name, value] of Object.entries(keys)) vi.stubEnv(name, value);
  folder = await mkdtemp(join(tmpdir(), 'tenbin-s3-store-'));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
  if (typeof server !== 'string') await server[Symbol.asyncDispose]();
});

/** A new bucket, and its address with a folder in it. */
async function bucket(name: string): Promise<string> {
  if (typeof server !== 'string') await server.makeBucket(name);
  return `s3://${name}/files/of/runs?endpoint=${endpoint}`;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test.skipIf(skip)('an artifact goes to a bucket and comes back, and its parts are stored once', async () => {
  const store = await openBlobStore(await bucket('whole'));
  const content = Buffer.alloc(9_000_000, 'a picture of a cat, ');
  await writeFile(join(folder, 'model.bin'), content);
  const first = await putFiles(store, join(folder, 'model.bin'));
  const again = await putFiles(store, join(folder, 'model.bin'));
  expect(again).toEqual(first);
  await getFiles(store, first.manifest, join(folder, 'back'));
  expect(content.equals(await readFile(join(folder, 'back', 'model.bin')))).toBe(true);
  const named = { manifests: [first.manifest], blobs: [] };
  expect(await verifyBlobs(store, named, { read: true })).toMatchObject({ missing: [], broken: [] });
});

test.skipIf(skip)('what a bucket lacks, or holds wrongly, is told', async () => {
  const address = await bucket('spoilt');
  const store = await openBlobStore(address);
  const [gone, turned, good] = ['gone', 'turned', 'good'].map((text) => bytes(text));
  const hashes = [gone, turned, good].map((content) => hashOf(content ?? bytes('')));
  for (const [index, content] of [gone, turned, good].entries())
    await store.put(hashes[index] ?? '', content ?? bytes(''));
  const client = new S3Client({ region: 'us-east-1', endpoint, forcePathStyle: true });
  const at = (hash = '') => ({ Bucket: 'spoilt', Key: `files/of/runs/${hash.slice(0, 2)}/${hash}` });
  await client.send(new DeleteObjectCommand(at(hashes[0])));
  await client.send(new PutObjectCommand({ ...at(hashes[1]), Body: 'something else' }));
  expect(await verifyBlobs(store, { manifests: [], blobs: hashes }, { read: true })).toEqual({
    blobs: 3,
    missing: [hashes[0]],
    broken: [hashes[1]],
  });
  await expect(store.get(hashes[0] ?? '')).rejects.toMatchObject({ code: 'not_found' });
  await expect(store.get(hashes[1] ?? '')).rejects.toMatchObject({ code: 'internal' });
  await expect(store.put(hashes[2] ?? '', bytes('other'))).rejects.toMatchObject({ code: 'bad_input' });
});

test.skipIf(skip)('garbage of more than one page is collected, and what is named stays', async () => {
  const store = await openBlobStore(await bucket('garbage'));
  const contents = Array.from({ length: 1100 }, (_, index) => bytes(`blob ${String(index)}`));
  for (let from = 0; from < contents.length; from += 50)
    await Promise.all(contents.slice(from, from + 50).map((content) => store.put(hashOf(content), content)));
  const kept = hashOf(contents[7] ?? bytes(''));
  const tomorrow = new Date(Date.now() + 86_400_000);
  const collected = await collectGarbage(store, { manifests: [], blobs: [kept], olderThan: tomorrow });
  expect(collected).toMatchObject({ kept: 1, removed: 1099 });
  const left: string[] = [];
  for await (const { hash } of store.list()) left.push(hash);
  expect(left).toEqual([kept]);
});

test.skipIf(skip)('a bucket that is not there and a wrong key are plain errors', async () => {
  const store = await openBlobStore(`s3://not-there?endpoint=${endpoint}`);
  await expect(store.put(hashOf(bytes('x')), bytes('x'))).rejects.toMatchObject({ code: 'internal' });
  const address = await bucket('closed');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'wrong');
  const closed = await openBlobStore(address);
  await expect(closed.put(hashOf(bytes('x')), bytes('x'))).rejects.toThrow(
    'The bucket closed cannot be used',
  );
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', keys.AWS_SECRET_ACCESS_KEY);
});

test('an address that is none is refused', async () => {
  await expect(openBlobStore('s3:')).rejects.toMatchObject({ code: 'bad_input' });
});
