import { AppError, errorCodes, jsonText, runHandle } from '@tenbin/contracts';
import type { BlobStore, ErrorCode, RunHandle, SessionWriter, Sink } from '@tenbin/contracts';

export interface Door {
  /** Where Tenbin's dashboard is, as `https://tenbin.example.org`. */
  url: string;
  /** As `tenbin key create` says it; without one only a server that asks for none lets us in. */
  apiKey?: string | undefined;
  /** Packs a body; by default it goes as it is. */
  pack?: (text: string) => Promise<{ body: Uint8Array; encoding: 'gzip' | 'zstd' }>;
  /** Lets a request outlive a page that is being closed. */
  keepalive?: () => boolean;
}

/** A server, by its HTTP door. */
export interface Remote {
  records: Sink<SessionWriter>;
  blobs: BlobStore;
  /** @throws AppError `not_found` */
  find(idOrUuid: string | number): Promise<RunHandle>;
}

/** Milliseconds that a request may take. */
const patienceMs = 30_000;
/** The longest that a server's wish for a pause is followed, in milliseconds. */
const longestPauseMs = 60_000;
/** Smaller bodies go as they are. */
const packFrom = 1024;

/** Speaks with a server by `fetch` alone, so that it runs wherever there is one. */
export function httpRemote(door: Door): Remote {
  const ask = asker(door);
  return {
    records: {
      async send(batch) {
        const answer = await ask('records', { body: jsonText(batch) });
        const { acknowledged } = fieldsOf(await answer.json());
        if (typeof acknowledged === 'number') return acknowledged;
        throw new Error('the server did not say what it has stored');
      },
    },
    blobs: {
      async missing(hashes) {
        const answer = await ask('blobs/missing', { body: JSON.stringify({ hashes }) });
        const { missing } = fieldsOf(await answer.json());
        return Array.isArray(missing) ? missing.filter((hash) => typeof hash === 'string') : [];
      },
      async put(hash, content) {
        await ask(`blobs/${hash}`, { method: 'PUT', bytes: content });
      },
      async get(hash) {
        return new Uint8Array(await (await ask(`blobs/${hash}`, {})).arrayBuffer());
      },
    },
    async find(idOrUuid) {
      const answer = await ask(`runs/${encodeURIComponent(String(idOrUuid))}`, {});
      return runHandle.parse(await answer.json());
    },
  };
}

interface Question {
  method?: 'PUT';
  /** JSON. */
  body?: string;
  bytes?: Uint8Array;
}

function asker({
  url,
  apiKey,
  pack,
  keepalive,
}: Door): (path: string, question: Question) => Promise<Response> {
  const base = new URL('api/v1/', url.endsWith('/') ? url : `${url}/`);
  const key: Record<string, string> = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };
  return async (path, { method, body, bytes }) => {
    const headers = { ...key };
    let content: string | Uint8Array<ArrayBuffer> | null = bytes === undefined ? null : new Uint8Array(bytes);
    if (body !== undefined) {
      headers['content-type'] = 'application/json';
      content = body;
      if (pack !== undefined && body.length >= packFrom) {
        const packed = await pack(body);
        headers['content-encoding'] = packed.encoding;
        content = new Uint8Array(packed.body);
      }
    }
    const answer = await fetch(new URL(path, base), {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers,
      body: content,
      keepalive: keepalive?.() ?? false,
      signal: AbortSignal.timeout(patienceMs),
    });
    if (answer.ok) return answer;
    const failure = await failureOf(answer);
    if (answer.status === 429) await pause(answer);
    throw failure;
  };
}

/** The server says for how long it wants to be left alone. */
async function pause(answer: Response): Promise<void> {
  const seconds = Number(answer.headers.get('retry-after') ?? 1);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : 1000;
  await new Promise((resolve) => setTimeout(resolve, Math.min(longestPauseMs, Math.max(0, ms))));
}

async function failureOf(answer: Response): Promise<Error> {
  const told = fieldsOf(fieldsOf(await answer.json().catch(() => null))['error']);
  const { code, message, hint } = told;
  if (isCode(code) && typeof message === 'string' && typeof hint === 'string')
    return new AppError({ code, message, hint });
  // What stands between us and the server may refuse a body, too.
  if (answer.status === 413)
    return new AppError({
      code: 'too_large',
      message: 'The server takes no body of that size.',
      hint: 'Send less.',
    });
  return new Error(`the server answered ${answer.status} ${answer.statusText}`.trim());
}

function isCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && code in errorCodes;
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
