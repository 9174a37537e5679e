import { spawn } from 'node:child_process';
import path from 'node:path';
import { homeOf, rootDirectory } from '../launcher/home.mjs';
import { nodeFor } from '../launcher/node.mjs';

// `npm run bench`: under a Node that Tenbin supports, which may not be the one that npm runs with.
const home = homeOf(process.env, rootDirectory);
const node = nodeFor({ root: rootDirectory, home });
if (node === null) {
  console.error('bench: run npm start once: it fetches a Node that can run this.');
  process.exitCode = 2;
} else {
  const program = path.join(rootDirectory, 'tools', 'bench', 'bench.ts');
  const child = spawn(node, [program, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, TENBIN_HOME: home },
  });
  // A Ctrl-C reaches the child from the terminal itself.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
