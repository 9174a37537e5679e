import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate, startPostgres } from '../src/index.ts';
import { template } from './fresh-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server that the whole test run shares. */
    serverUrl: string;
  }
}

/** Starts one server for the test run, with a migrated database that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = await mkdtemp(join(tmpdir(), 'tenbin-db-test-'));
  await chmod(home, 0o755); // in a closed one, root's data would lie elsewhere and outlive the run
  const server = await startPostgres({ home, log: () => {} });
  const url = new URL(server.url);
  url.pathname = `/${template}`;
  await migrate(url.toString());
  project.provide('serverUrl', server.url);
  return async () => {
    await server[Symbol.asyncDispose]();
    await rm(home, { recursive: true, force: true });
  };
}
