import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { runAs, serverEnvironment } from './cluster.ts';

/** Where and how one server runs. */
export interface ServerPlace {
  binaries: Binaries;
  account: Account | null;
  data: string;
  /** The file that it writes its messages to. */
  logFile: string;
}

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '128MB',
  wal_compression: 'on',
  max_wal_size: '2GB',
  checkpoint_timeout: '10min',
  log_min_messages: 'warning',
};

/**
 * Starts the server as a child in a session of its own, so that a Ctrl-C in the terminal reaches us first.
 * Its messages go to a file, not a pipe: it may outlive us.
 */
export function spawnServer(place: ServerPlace, port: number): ChildProcess {
  const log = openSync(place.logFile, 'w', 0o600);
  try {
    const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    return spawn(place.binaries.postgres, ['-D', place.data, '-p', String(port), ...options], {
      ...runAs(place.account),
      env: serverEnvironment(),
      cwd: tmpdir(),
      stdio: ['ignore', log, log],
      detached: true,
      windowsHide: true,
    });
  } finally {
    closeSync(log);
  }
}

/** Ends the server with a fast shutdown: clients are sent away, data are flushed. Resolves when it is gone. */
export async function stopServer({ binaries, account, data }: ServerPlace): Promise<void> {
  const child = spawn(binaries.pgCtl, ['stop', '-D', data, '-m', 'fast', '-w', '-t', '120'], {
    ...runAs(account),
    env: serverEnvironment(),
    cwd: tmpdir(),
    stdio: 'ignore',
    windowsHide: true,
  });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => {
      resolve();
    });
  });
}

/** The last lines that the server wrote. */
export function lastWords(logFile: string): string {
  try {
    return readFileSync(logFile, 'utf8').trim().split('\n').slice(-12).join('\n');
  } catch {
    return '';
  }
}
