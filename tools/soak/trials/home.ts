import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, openDatabase } from '@tenbin/db';
import type { Database } from '@tenbin/db';
import { startTenbin } from '../../../apps/trainer/fixtures/stack.ts';
import type { Tenbin } from '../../../apps/trainer/fixtures/stack.ts';
import { tinyPictures } from '../../../apps/trainer/fixtures/tiny-pictures.ts';
import { keepPostgres } from '../../../apps/trainer/src/up/keep-postgres.ts';
import { homeOf, rootDirectory } from '../../launcher/home.mjs';

/** A home of its own with a Postgres that is started again whenever it dies, and a sweep file. */
export interface SoakHome extends AsyncDisposable {
  path: string;
  db: Database;
  tenbin(...words: string[]): Tenbin;
  /** Of a grid of `trials` trials, each bit for bit the same wherever it is trained. */
  file: string;
  trials: number;
  /** @throws AppError when Postgres is lost for good, because another program has taken its port */
  check: () => void;
}

export async function openHome(log: (line: string) => void): Promise<SoakHome> {
  const path = await mkdtemp(join(tmpdir(), 'tenbin-soak-'));
  await chmod(path, 0o755); // in a closed one, root's Postgres would keep its data elsewhere, for good
  await symlink(join(homeOf(process.env, rootDirectory), 'engine'), join(path, 'engine'));
  await writeFile(join(path, 'tiny.zip'), await tinyPictures());
  const momenta = [0.5, 0.9];
  const seeds = 2;
  const file = join(path, 'soak.json');
  await writeFile(
    file,
    JSON.stringify({
      name: 'soak',
      dataset: { path: 'tiny.zip', validation: 0.25 },
      retries: 100,
      seeds,
      threads: 1,
      parameters: {
        model: { value: 'vgg-small' },
        batchSize: { value: 4 },
        learningRate: { value: 1e-5 },
        momentum: { values: momenta },
        epochs: { value: 120 },
      },
    }),
  );
  const kill = new AbortController();
  const lost = new AbortController();
  const postgres = await keepPostgres({
    home: path,
    kill: kill.signal,
    say: log,
    onLost: (error) => lost.abort(error),
  });
  await migrate(postgres.url);
  const db = await openDatabase(postgres.url);
  return {
    path,
    db,
    file,
    trials: momenta.length * seeds,
    check: () => lost.signal.throwIfAborted(),
    tenbin: (...words) => startTenbin(words, { TENBIN_HOME: path, DATABASE_URL: postgres.url }),
    async [Symbol.asyncDispose]() {
      await db[Symbol.asyncDispose]();
      await postgres[Symbol.asyncDispose]();
      await rm(path, { recursive: true, force: true });
    },
  };
}
