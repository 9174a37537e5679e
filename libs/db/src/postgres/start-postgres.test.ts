import { statSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, expect, test } from 'vitest';
import { childProgram } from '../../test/child-program.ts';
import { failureOf } from '../../test/failure-of.ts';
import { runningPostgres } from './owner-session.ts';
import { readServerFile } from './server-file.ts';
import { startPostgres } from './start-postgres.ts';

/** Making a cluster takes a processor for a second, so most tests use one home, each with a server of its own. */
const home = await newHome();
let lines: string[] = [];
const start = (of = home) => startPostgres({ home: of, log: (line) => lines.push(line) });

afterEach(async () => {
  lines = [];
  if (await runningPostgres(home)) throw new Error('the test left its server running');
});
afterAll(() => rm(home, { recursive: true, force: true }));

async function newHome(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tenbin-postgres-'));
  await chmod(folder, 0o755);
  return folder;
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end().catch(() => {});
  }
}

test('a new home gets a server, which stops with us, and the next start finds data, port and password', async () => {
  let url: string;
  {
    await using server = await start();
    ({ url } = server);
    expect(await runningPostgres(home)).toBe(url);
    await ask(url, 'create table answers as select 42 as answer');
    expect(statSync(join(home, 'postgres.json')).mode & 0o777).toBe(0o600);
    expect(readServerFile(home)).toMatchObject({ pid: server.pid, data: join(home, 'postgres') });
  }
  expect(await runningPostgres(home)).toBeNull();
  await using again = await start();
  expect(again.url).toBe(url);
  expect(await ask(again.url, 'select answer from answers')).toEqual([42]);
});

test('a server that is killed says so, and a new one has all that was committed', async () => {
  const server = await start();
  await ask(server.url, 'create table kept as select generate_series(1, 1000) as n');
  process.kill(server.pid, 'SIGKILL');
  expect(await server.exited).toContain('ready to accept connections');
  await using again = await start();
  expect(await ask(again.url, 'select count(*)::int from kept')).toEqual([1000]);
  await server[Symbol.asyncDispose]();
  expect(await runningPostgres(home)).toBe(again.url);
});

test('a home has one server: the second start shares it and does not stop it', async () => {
  await using owner = await start();
  {
    await using guest = await start();
    expect([guest.url, guest.pid]).toEqual([owner.url, owner.pid]);
  }
  expect(await runningPostgres(home)).toBe(owner.url);
  expect(lines.at(-1)).toContain('sharing');
});

test('starts at the same moment agree on one server', async () => {
  const fresh = await newHome();
  const servers = await Promise.all([start(fresh), start(fresh), start(fresh)]);
  expect(new Set(servers.map(({ pid }) => pid)).size).toBe(1);
  for (const server of servers) await server[Symbol.asyncDispose]();
  expect(await runningPostgres(fresh)).toBeNull();
  await rm(fresh, { recursive: true, force: true });
});

test('a server whose owner was killed is taken over, and stopped in the end', async () => {
  await using owner = await childProgram('server-owner-process.ts', home);
  await owner.kill();
  {
    await using heir = await start();
    expect(heir.url).toBe(owner.firstLine);
    expect(lines.at(-1)).toContain('taking it over');
  }
  expect(await runningPostgres(home)).toBeNull();
});

test('one backend that crashes is not the end of the server, nor of our hold on it', async () => {
  await using server = await start();
  const crash = ask(server.url, 'select pg_backend_pid(), pg_sleep(30)');
  const [pid] = await expectRows(() =>
    ask(
      server.url,
      `select pid from pg_stat_activity where query like '%pg_sleep(30)' and pid <> pg_backend_pid()`,
    ),
  );
  process.kill(Number(pid), 'SIGKILL');
  await expect(crash).rejects.toThrow('terminated');
  await expect.poll(() => runningPostgres(home)).toBe(server.url);
});

test('a port that another program has taken meanwhile is left to it', async () => {
  const first = await start();
  const { port } = new URL(first.url);
  await first[Symbol.asyncDispose]();
  const stranger = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => stranger.listen(Number(port), '127.0.0.1', resolve));
  try {
    await using server = await start();
    expect(new URL(server.url).port).not.toBe(port);
    expect(await ask(server.url, 'select 1')).toEqual([1]);
    expect(await runningPostgres(home)).toBe(server.url);
  } finally {
    await new Promise((resolve) => stranger.close(resolve));
  }
});

test('a lock that a dead server left under the number of a living process is cleared', async () => {
  const first = await start();
  await first[Symbol.asyncDispose]();
  const file = join(home, 'postgres/postmaster.pid');
  await writeFile(file, `${String(process.pid)}\n${join(home, 'postgres')}\n1700000000\n1\n\n127.0.0.1\n`);
  await using server = await start();
  expect(server.pid).not.toBe(process.pid);
});

test('a lost or broken file of passwords is told with what to do', async () => {
  const first = await start();
  await first[Symbol.asyncDispose]();
  const file = join(home, 'postgres.json');
  const text = await readFile(file, 'utf8');
  await rm(file);
  expect((await failureOf(start())).hint).toContain('postgres.json');
  await writeFile(file, '{');
  expect((await failureOf(start())).message).toContain(file);
  await writeFile(file, text);
  await using server = await start();
  expect(await ask(server.url, 'select 1')).toEqual([1]);
});

test('a folder in the way is told, and stays', async () => {
  const fresh = await newHome();
  await mkdir(join(fresh, 'postgres'));
  await writeFile(join(fresh, 'postgres/thesis.txt'), 'all of it');
  expect((await failureOf(start(fresh))).message).toContain('left as it is');
  expect(await readFile(join(fresh, 'postgres/thesis.txt'), 'utf8')).toBe('all of it');
  await rm(fresh, { recursive: true, force: true });
});

test.runIf(process.getuid?.() === 0)(
  'as root, under a folder that is closed to others, data go where the server can reach them',
  async () => {
    const closed = await newHome();
    await chmod(closed, 0o700);
    let data = '';
    try {
      await using server = await start(closed);
      data = readServerFile(closed)?.data ?? '';
      expect(data).toMatch(/^\/var\/lib\/tenbin\/data\//);
      expect(await ask(server.url, 'select 1')).toEqual([1]);
    } finally {
      for (const folder of [closed, data]) await rm(folder, { recursive: true, force: true });
    }
  },
);

/** The first answer that has rows. */
async function expectRows(rows: () => Promise<unknown[]>): Promise<unknown[]> {
  let found: unknown[] = [];
  await expect.poll(async () => (found = await rows())).not.toEqual([]);
  return found;
}
