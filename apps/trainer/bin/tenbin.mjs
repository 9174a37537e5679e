#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { homeOf } from '../../../tools/launcher/home.mjs';
import { nodeFor } from '../../../tools/launcher/node.mjs';

// The `tenbin` command: runs the CLI under a Node that Tenbin supports, which may not be the one on PATH.
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const home = homeOf(process.env, root);
process.env['TENBIN_HOME'] = home;
const main = path.join(root, 'apps', 'trainer', 'src', 'cli', 'main.ts');
const node = nodeFor({ root, home });

if (node === null || !existsSync(path.join(root, 'node_modules', '@tenbin', 'contracts'))) {
  console.error(`tenbin: ${root} is not set up yet: run npm start there once.`);
  process.exitCode = 2;
} else if (node === process.execPath) {
  await import(pathToFileURL(main).href);
} else {
  const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  // A Ctrl-C reaches the child from the terminal itself; the others are sent to this process alone.
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT');
  });
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    if (signal) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    } else process.exitCode = code ?? 1;
  });
}
