import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { AppError } from '@tenbin/contracts';
import { readAll, valuesOf } from '../reading.fixture.ts';
import { readServer } from './server.ts';

/** Runs by id: points by metric, each `[step, value]`; NaN is a word in MLflow's JSON, infinity a word or the largest number. */
const runs: Record<string, Record<string, [number, number | string][]>> = {
  a1: {
    loss: [
      [0, 2],
      [1, 1],
      [2, 0.5],
    ],
    val_loss: [
      [0, 2],
      [1, 'NaN'],
      [2, 'Infinity'],
    ],
    lr: [[0, 1]],
  },
  b2: {
    'train/loss': [[0, 1]],
    'val/loss': [
      [0, 3],
      [1, Number.MAX_VALUE],
    ],
  },
};
const search = z.object({ experiment_ids: z.array(z.string()), page_token: z.string().optional() });

/** A server that answers as MLflow's REST API 2.0 is documented to, with two entries a page. */
async function mlflow() {
  const heads: (string | undefined)[] = [];
  const server = createServer((request, response) => void answer(request, response, heads));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { host: `127.0.0.1:${port}`, heads, [Symbol.dispose]: () => void server.close() };
}

async function answer(request: IncomingMessage, response: ServerResponse, heads: (string | undefined)[]) {
  heads.push(request.headers.authorization);
  const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://localhost');
  const body = await text(request);
  const routes: Record<string, () => unknown> = {
    'runs/get': () => ({ run: runOf(query.get('run_id') ?? '') }),
    'experiments/get-by-name': () => ({
      experiment: { experiment_id: query.get('experiment_name') === 'mine' ? '7' : '0' },
    }),
    'runs/search': () => {
      const { experiment_ids, page_token } = search.parse(JSON.parse(body));
      if (experiment_ids[0] !== '7') return {};
      return page_token === 'next'
        ? { runs: [runOf('b2')] }
        : { runs: [runOf('a1')], next_page_token: 'next' };
    },
    'metrics/get-history': () => {
      const points = runs[query.get('run_id') ?? '']?.[query.get('metric_key') ?? ''] ?? [];
      const from = Number(query.get('page_token') ?? 0);
      const metrics = points
        .slice(from, from + 2)
        .map(([step, value]) => ({ key: 'k', step, value, timestamp: 1 }));
      return from + 2 < points.length ? { metrics, next_page_token: String(from + 2) } : { metrics };
    },
  };
  const route = routes[pathname.replace('/base/api/2.0/mlflow/', '')];
  const known = route !== undefined && (query.get('run_id') ?? 'a1') in runs;
  response.writeHead(known ? 200 : 404, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify(known ? route() : { error_code: 'RESOURCE_DOES_NOT_EXIST', message: 'Run not found' }),
  );
}

function runOf(run_id: string) {
  const metrics = Object.keys(runs[run_id] ?? {}).map((key) => ({ key, value: 0, timestamp: 1, step: 2 }));
  return { info: { run_id, status: 'FINISHED' }, data: { metrics, params: [], tags: [] } };
}

test('a run’s metrics are read page by page, NaN and Infinity among them', async () => {
  using server = await mlflow();
  const { found } = await readAll(readServer, `http://${server.host}/base/`, { run: 'a1' });
  expect(found.map(({ id }) => id)).toEqual(['a1']);
  expect(valuesOf(found[0], 'loss')).toEqual([2, 1, 0.5]);
  expect(valuesOf(found[0], 'val_loss')).toEqual([2, NaN, Infinity]);
});

test('all runs of an experiment are read, by id or by name', async () => {
  using server = await mlflow();
  for (const experiment of ['7', 'mine']) {
    const { found } = await readAll(readServer, `http://${server.host}/base`, { experiment });
    expect(found.map(({ id }) => id)).toEqual(['a1', 'b2']);
    expect(valuesOf(found[1], 'val_loss')).toEqual([3, Infinity]);
  }
});

test('name and password of the address are sent, and are in no message', async () => {
  using server = await mlflow();
  const place = `http://me:s%40cret@${server.host}/base`;
  const failure = await failureOf(readAll(readServer, place, { run: 'none' }));
  expect(failure.code).toBe('not_found');
  expect(failure.message).toContain('Run not found');
  expect(`${failure.message} ${failure.hint}`).not.toContain('cret');
  expect(server.heads).toEqual([`Basic ${Buffer.from('me:s@cret').toString('base64')}`]);
});

test('a server that is not there, and one that is asked for nothing, are bad input', async () => {
  using server = await mlflow();
  const aimless = await failureOf(readAll(readServer, `http://${server.host}/base`));
  expect(aimless).toMatchObject({ code: 'bad_input' });
  expect(aimless.hint).toContain('--run');
  const absent = await failureOf(readAll(readServer, 'http://127.0.0.1:1', { run: 'a' }));
  expect(absent).toMatchObject({ code: 'bad_input' });
  expect(absent.message).toContain('no MLflow server answers');
});

async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof AppError) return error;
  throw new Error('it did not fail as users are told', { cause: error });
}

test.each(['http://a b', 'http://me:50%@127.0.0.1:9'])('%s is no address, and bad input', async (place) => {
  await expect(readAll(readServer, place, { run: 'a1' })).rejects.toMatchObject({ code: 'bad_input' });
});
