import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { createApiKey, findRun, getCurves, listRuns, revokeApiKey } from '@tenbin/db';
import type { Database } from '@tenbin/db';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { GET as nowhere } from '../../app/api/v1/[...unknown]/route.ts';
import { GET as getBlob, PUT as putBlob } from '../../app/api/v1/blobs/[hash]/route.ts';
import { POST as missingBlobs } from '../../app/api/v1/blobs/missing/route.ts';
import { OPTIONS, POST as postRecords } from '../../app/api/v1/records/route.ts';
import { GET as getRun } from '../../app/api/v1/runs/[id]/route.ts';
import { connection } from '../database.ts';
import { freshDatabase } from '../fresh-database.fixture.ts';

const requestsASecond = 40;
const stack = new AsyncDisposableStack();
let database: Database;
let key: string;

beforeAll(async () => {
  database = await freshDatabase(stack);
  const files = await mkdtemp(join(tmpdir(), 'tenbin-door-'));
  stack.defer(() => rm(files, { recursive: true, force: true }));
  vi.stubEnv('DATABASE_URL', database.url);
  vi.stubEnv('TENBIN_ARTIFACTS', files);
  vi.stubEnv('TENBIN_ALLOWED_ORIGINS', 'https://lab.example');
  vi.stubEnv('TENBIN_RATE_LIMIT_REQUESTS', String(requestsASecond));
  ({ key } = await createApiKey(database, 'door'));
}, 60_000);

afterAll(async () => {
  const { database: opened, feed } = await connection();
  feed[Symbol.dispose]();
  await opened[Symbol.asyncDispose]();
  vi.unstubAllEnvs();
  await stack.disposeAsync();
});

interface Sent {
  body?: BodyInit | Buffer;
  headers?: Record<string, string>;
  method?: string;
  key?: string | null;
}

function request({ body, headers = {}, method = 'POST', key: shown = key }: Sent = {}): Request {
  const authorization = shown === null ? {} : { authorization: `Bearer ${shown}` };
  return new Request('http://127.0.0.1/api/v1/records', {
    method,
    headers: { 'content-type': 'application/json', ...authorization, ...headers },
    ...(body === undefined
      ? {}
      : { body: Buffer.isBuffer(body) ? new Uint8Array(body) : body, duplex: 'half' }),
  });
}

const refusal = z.object({ error: z.object({ code: z.string(), message: z.string(), hint: z.string() }) });

/** Status, code and words of an answer that refuses. */
async function refused(
  response: Promise<Response>,
): Promise<{ status: number; code: string; words: string }> {
  const { status, ...answer } = {
    status: (await response).status,
    ...refusal.parse(await (await response).json()),
  };
  return { status, code: answer.error.code, words: `${answer.error.message} ${answer.error.hint}` };
}

function batch(values: Record<string, unknown>, writer = { run: randomUUID(), session: randomUUID() }) {
  const start = { kind: 'start', project: 'door', params: {}, parent: null, directions: {}, at: 0 };
  const records = [start, { kind: 'metrics', step: 1, at: 1, values }];
  const numbered = records.map((record, index) => ({ seq: index + 1, record }));
  return { writer, live: true, records: numbered };
}

const send = (said: unknown, more: Sent = {}) =>
  postRecords(request({ body: JSON.stringify(said), ...more }));
const context = <Params>(params: Params) => ({ params: Promise.resolve(params) });

describe('a batch', () => {
  it('is stored once however often it comes, with every number that there is', async () => {
    const values = {
      loss: { $number: 'NaN' },
      up: { $number: 'Infinity' },
      down: { $number: '-Infinity' },
      tiny: 5e-324,
    };
    const said = batch(values);
    expect(await (await send(said)).json()).toEqual({ acknowledged: 2 });
    expect(await (await send(said)).json()).toEqual({ acknowledged: 2 });
    const { id } = await findRun(database, said.writer.run);
    const curves = await getCurves(database, { runIds: [id], keys: ['loss', 'up', 'down', 'tiny'] });
    const found = Object.fromEntries(curves.map(({ key: name, values: stored }) => [name, stored]));
    expect(found).toEqual({ loss: [NaN], up: [Infinity], down: [-Infinity], tiny: [5e-324] });
  });

  it.each([
    ['gzip', gzipSync],
    ['zstd', zstdCompressSync],
  ] as const)('may be packed as %s', async (encoding, pack) => {
    const body = pack(JSON.stringify(batch({ loss: 1 })));
    const response = await postRecords(request({ body, headers: { 'content-encoding': encoding } }));
    expect(response.status).toBe(200);
  });

  it.each([
    ['gzip', gzipSync],
    ['zstd', zstdCompressSync],
  ] as const)('that is a bomb of %s is given up while it is unpacked', async (encoding, pack) => {
    const body = pack(Buffer.alloc(200 * 2 ** 20));
    expect(body.length).toBeLessThan(2 ** 20);
    const before = process.memoryUsage().rss;
    const answer = await refused(postRecords(request({ body, headers: { 'content-encoding': encoding } })));
    expect(answer).toMatchObject({ status: 413, code: 'too_large' });
    expect(process.memoryUsage().rss - before).toBeLessThan(180 * 2 ** 20);
  });

  it('that is too long is given up on its way, whether it says its length or not', async () => {
    const headers = { 'content-length': String(9 * 2 ** 20) };
    expect(await refused(postRecords(request({ body: '{}', headers })))).toMatchObject({ status: 413 });
    let given = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        given += 1;
        controller.enqueue(new Uint8Array(2 ** 20));
      },
    });
    expect(await refused(postRecords(request({ body: endless })))).toMatchObject({ status: 413 });
    expect(given).toBeLessThan(20);
  });

  it.each([
    ['{"writer":', {}, 'no JSON'],
    ['{}', { 'content-type': 'text/plain' }, 'content-type is "text/plain"'],
    ['{}', { 'content-encoding': 'gzip' }, 'no whole gzip'],
    ['{}', { 'content-encoding': 'br' }, 'encoding "br"'],
    ['{"live":true}', {}, 'writer: '],
  ])('%s with %o is refused with what is wrong', async (body, headers, words) => {
    const answer = await refused(postRecords(request({ body, headers })));
    expect(answer).toMatchObject({ status: 400, code: 'bad_input' });
    expect(answer.words).toContain(words);
  });

  it('with one wrong value is refused as a whole, and names it', async () => {
    const before = (await listRuns(database, {})).length;
    const answer = await refused(send(batch({ loss: 'low' })));
    expect(answer.words).toContain('records.1.record');
    expect(await listRuns(database, {})).toHaveLength(before);
  });
});

describe('the door', () => {
  it('is shut without a key, with a wrong one, and soon after a key was revoked', async () => {
    await sleep(1000); // an address that showed no key may only knock so often
    expect(await refused(send(batch({}), { key: null }))).toMatchObject({
      status: 401,
      code: 'unauthorized',
    });
    expect(await refused(send(batch({}), { key: 'tenbin_wrong' }))).toMatchObject({ status: 401 });
    const { key: lent } = await createApiKey(database, 'lent');
    expect((await send(batch({ loss: 1 }), { key: lent })).status).toBe(200);
    await revokeApiKey(database, 'lent');
    await expect
      .poll(async () => (await send(batch({ loss: 1 }), { key: lent })).status, {
        timeout: 6000,
        interval: 500,
      })
      .toBe(401);
  });

  it('lets somebody without a key knock only so often', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(batch({}), { key: null })));
    const late = answers.find(({ status }) => status === 429);
    expect(Number(late?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  });

  it('asks one key that comes too often to wait, and no other', async () => {
    const { key: busy } = await createApiKey(database, 'busy');
    const { key: calm } = await createApiKey(database, 'calm');
    const look = (shown: string) => getRun(request({ method: 'GET', key: shown }), context({ id: '1' }));
    const statuses = await Promise.all(
      Array.from({ length: requestsASecond + 10 }, async () => (await look(busy)).status),
    );
    expect(statuses).toContain(429);
    expect((await look(calm)).status).not.toBe(429);
  });

  it('tells who logs what the server calls the run, and of others that there are none', async () => {
    const said = batch({ loss: 1 });
    await send(said);
    const headers = { host: 'lab:3000' };
    const response = await getRun(request({ method: 'GET', headers }), context({ id: said.writer.run }));
    const { id } = await findRun(database, said.writer.run);
    expect(await response.json()).toMatchObject({ id, uuid: said.writer.run, lastStep: 1 });
    expect(await refused(getRun(request({ method: 'GET' }), context({ id: randomUUID() })))).toMatchObject({
      status: 404,
    });
    expect(await refused(Promise.resolve(nowhere(request({ method: 'GET' }))))).toMatchObject({
      status: 404,
    });
  });

  it('lets pages of the allowed origins in, and says nothing to others', () => {
    const asked = (origin: string) => OPTIONS(request({ method: 'OPTIONS', headers: { origin } })).headers;
    expect(asked('https://lab.example').get('access-control-allow-origin')).toBe('https://lab.example');
    expect(asked('https://other.example').get('access-control-allow-origin')).toBeNull();
  });
});

describe('a file', () => {
  const content = Buffer.from('weights');
  const hash = createHash('sha256').update(content).digest('hex');
  const put = (name: string, body: Buffer) =>
    putBlob(request({ method: 'PUT', body }), context({ hash: name }));

  it('is kept under its hash and given back', async () => {
    const ask = () => missingBlobs(request({ body: JSON.stringify({ hashes: [hash] }) }));
    expect(await (await ask()).json()).toEqual({ missing: [hash] });
    expect((await put(hash, content)).status).toBe(204);
    expect(await (await ask()).json()).toEqual({ missing: [] });
    const back = await getBlob(request({ method: 'GET' }), context({ hash }));
    expect(Buffer.from(await back.arrayBuffer()).equals(content)).toBe(true);
  });

  it.each([
    ['0'.repeat(64), 400],
    ['../../../etc/passwd', 400],
    ['..%2f..%2fpasswd', 400],
  ])('under the name %s is refused', async (name, status) => {
    expect(await refused(put(name, content))).toMatchObject({ status });
  });

  it('that is not there, or a question that is none, is said so', async () => {
    const other = createHash('sha256').update('other').digest('hex');
    expect(await refused(getBlob(request({ method: 'GET' }), context({ hash: other })))).toMatchObject({
      status: 404,
    });
    expect(await refused(missingBlobs(request({ body: '{"hashes":["x"]}' })))).toMatchObject({ status: 400 });
  });
});
