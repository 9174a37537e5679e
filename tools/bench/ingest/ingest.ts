import { join } from 'node:path';
import { createApiKey } from '@tenbin/db';
import type { Database } from '@tenbin/db';
import { z } from 'zod';
import { lastLine, run as runCommand } from '../../engine/command.mjs';
import { rowOf } from '../benchmark.ts';
import type { Benchmark, Report, Row, Setting } from '../benchmark.ts';
import { openDashboard } from '../dashboard.ts';
import { machineInWords } from '../machine.ts';
import { openScratch } from '../scratch-database.ts';
import { openPeer, versionOf } from '../peers/python.ts';
import type { Peer } from '../peers/python.ts';
import { runProgram } from '../run-program.ts';

/** How many points programs can log in a second until all of them are stored for good, next to MLflow. */
export const ingest: Benchmark = {
  summary:
    'points a second from the log() of a program to durable storage, through HTTP and straight, next to MLflow',
  run,
};

const metrics = 20;
const answer = z.object({ pointsPerSecond: z.number() });
const ourAnswer = answer.extend({ slowestMs: z.number(), meanMicroseconds: z.number() });
const size = z.object({ bytes: z.string(), points: z.string() });

interface Load {
  clients: number;
  /** That each client logs, each with `metrics` metrics. */
  steps: number;
}

/** All points of a load are a few seconds of work. */
function loads(quick: boolean, points: number): Load[] {
  return [1, 8, 32].map((clients) => ({
    clients,
    steps: Math.ceil((quick ? points / 10 : points) / clients / metrics),
  }));
}

async function run({ home, quick, log }: Setting): Promise<Report> {
  await using scratch = await openScratch();
  const { place, url, db } = scratch;
  const rows: Row[] = [];
  const notes = [
    machineInWords(),
    `${metrics} metrics a step; a disk write is awaited before anything counts as stored.`,
  ];
  const peer = await openPeer('mlflow', { home, log });
  notes.push(
    peer.missing ?? `MLflow: ${versionOf('mlflow')}, 1,000 metrics a request, a process for each client`,
  );
  await using door = await openDoor(db, url, place);
  for (const { clients, steps } of loads(quick, 2_000_000)) {
    const argument = { databaseUrl: url, clients, steps, metrics };
    const script = join(import.meta.dirname, 'clients.ts');
    log(`Tenbin, ${clients} clients`);
    const straight = await runProgram(script, { argument, threads: 1, answer: ourAnswer });
    const through = { ...argument, url: door.url, apiKey: door.apiKey };
    const http = await runProgram(script, { argument: through, threads: 1, answer: ourAnswer });
    const theirs = { clients, steps: Math.ceil(steps / 40) };
    log(`MLflow, ${clients} clients`);
    const sqlite = await mlflow(peer, {
      ...theirs,
      store: `sqlite:///${join(place, `mlflow-${clients}.db`)}`,
    });
    const server = await mlflow(peer, {
      ...theirs,
      store: await databaseForMlflow(db, url, clients),
    });
    const what = `${clients} client${clients === 1 ? '' : 's'}`;
    rows.push(
      ...rowOf(`HTTP, ${what}, next to SQLite`, 'points/s', [http.pointsPerSecond, sqlite]),
      ...rowOf(`HTTP, ${what}, next to Postgres`, 'points/s', [http.pointsPerSecond, server]),
      ...rowOf(`straight to Postgres, ${what}`, 'points/s', [straight.pointsPerSecond, null]),
      ...rowOf(`log(), mean, ${what}`, 'µs', [http.meanMicroseconds, null]),
      ...rowOf(`log(), slowest, ${what}`, 'ms', [http.slowestMs, null]),
    );
  }
  rows.push(...rowOf('room on the disk', 'bytes/point', [await bytesAPoint(db), null]));
  return { rows, notes };
}

/** The door of the dashboard, with a key and without limits of what one client may send. */
async function openDoor(db: Database, databaseUrl: string, home: string) {
  const limits = { TENBIN_RATE_LIMIT_REQUESTS: '1000000', TENBIN_RATE_LIMIT_BYTES: String(2 ** 40) };
  const { key: apiKey } = await createApiKey(db, 'bench');
  return { apiKey, ...(await openDashboard({ databaseUrl, home, environment: limits })) };
}

async function mlflow({ command }: Peer, task: Load & { store: string }): Promise<number | undefined> {
  if (command === null) return undefined;
  const ended = await runCommand([...command, JSON.stringify({ ...task, metrics })]);
  if (ended.status !== 'done') throw new Error(`MLflow failed: ${ended.stderr || lastLine(ended)}`);
  return answer.parse(JSON.parse(lastLine({ ...ended, stderr: '' }))).pointsPerSecond;
}

/** MLflow makes its tables in a database of the same server. */
async function databaseForMlflow(db: Database, url: string, clients: number): Promise<string> {
  const name = `mlflow_${clients}`;
  await db.pool.query(`create database ${name}`);
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href.replace(/^postgres(ql)?:/, 'postgresql+psycopg2:');
}

async function bytesAPoint(db: Database): Promise<number> {
  const { rows } = await db.pool.query(
    `select (pg_total_relation_size('metric_chunk') + pg_total_relation_size('metric_summary'))::text as bytes,
       (select sum(count) from metric_summary)::text as points`,
  );
  const { bytes, points } = size.parse(rows[0]);
  return Number(bytes) / Number(points);
}
