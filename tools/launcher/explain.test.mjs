import { createServer } from 'node:net';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { explain } from './explain.mjs';
import { installPackages } from './install.mjs';
import { findNpmCli } from './npm.mjs';
import { Phases } from './phases.mjs';
import { Processes } from './processes.mjs';
import { temporaryDirectory } from './temporary.mjs';

const ended = { code: 1, signal: null };

describe('explain', () => {
  it.each([
    [
      'npm error code ENOTFOUND',
      'The work: the npm registry cannot be reached (ENOTFOUND).',
      'Check the network',
    ],
    [
      'npm error code ETIMEDOUT\nnpm error request to https://mirror.example:8443/nx failed',
      'The work: the npm registry at mirror.example:8443 cannot be reached (ETIMEDOUT).',
      'npm config get registry',
    ],
    [
      'npm error code EAI_AGAIN',
      'The work: the npm registry cannot be reached (EAI_AGAIN).',
      'what was fetched is kept',
    ],
    ['npm warn tar ENOSPC: no space left on device, write', 'The work: the disk is full.', 'Free some space'],
    [
      'npm error code SELF_SIGNED_CERT_IN_CHAIN',
      'certificate is not trusted (SELF_SIGNED_CERT_IN_CHAIN)',
      'NODE_EXTRA_CA_CERTS',
    ],
    ['npm error code E401', 'refused us (E401)', 'npm login'],
    ['npm error code ETARGET', 'lacks a package that package-lock.json names', 'mirror'],
    [
      'npm error `npm ci` can only install packages when your package.json and package-lock.json',
      'disagree',
      'npm install',
    ],
    [
      "npm error EACCES: permission denied, mkdir '/x/node_modules'",
      "may not be written (EACCES: permission denied, mkdir '/x/node_modules')",
      'sudo',
    ],
    ['FATAL ERROR: JavaScript heap out of memory', 'not enough memory', '3 GB'],
    ['nothing known', 'The work ended with status 1.', 'The lines above say why'],
  ])('reads "%s"', (output, message, hint) => {
    const failure = explain({ what: 'The work', ending: ended, tail: output.split('\n') });
    expect(failure.message).toContain(message);
    expect(failure.hint).toContain(hint);
  });

  it('says that a child was killed', () => {
    const failure = explain({ what: 'The work', ending: { code: null, signal: 'SIGKILL' }, tail: [] });
    expect(failure.message).toBe('The work was killed by SIGKILL.');
    expect(failure.hint).toContain('out of memory');
  });
});

describe('installPackages', () => {
  it('names the registry when npm cannot reach it', async () => {
    const port = await closedPort();
    const root = temporaryDirectory();
    const name = 'a-package-that-is-not-cached';
    const packages = {
      '': { dependencies: { [name]: '1.0.0' } },
      [`node_modules/${name}`]: { version: '1.0.0' },
    };
    writeFileSync(path.join(root, 'package.json'), JSON.stringify({ name: 'clone', ...packages[''] }));
    writeFileSync(
      path.join(root, 'package-lock.json'),
      JSON.stringify({ name: 'clone', lockfileVersion: 3, packages }),
    );
    mkdirSync(path.join(root, 'home'));
    const env = {
      ...process.env,
      npm_config_registry: `http://127.0.0.1:${port}/`,
      npm_config_fetch_retries: '0',
    };
    const out = new (await import('node:stream')).PassThrough();
    const phases = new Phases({ home: path.join(root, 'home'), out });
    const processes = new Processes({ graceMs: 1000 });
    const tools = {
      root,
      fingerprint: '',
      node: process.execPath,
      npmCli: findNpmCli(process.env),
      env,
      processes,
    };
    const error = await phases
      .run({ name: 'packages', title: 'packages' }, async (phase) => ({
        note: await installPackages({ ...tools, phase }),
        value: undefined,
      }))
      .catch((/** @type {unknown} */ caught) => caught);
    expect(String(error)).toContain(
      `Installing packages (npm ci): the npm registry at 127.0.0.1:${port} cannot be reached (ECONNREFUSED).`,
    );
    expect(String(out.read())).toMatch(
      /packages … FAILED after .*\n(.|\n)*ECONNREFUSED(.|\n)*packages\.log\)/,
    );
  });
});

/** A port that nothing listens on. */
async function closedPort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}
