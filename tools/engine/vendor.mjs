import { existsSync, lstatSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { packageFolder } from './addon.mjs';
import { lastLine, run } from './command.mjs';
import { EngineFault } from './fault.mjs';

/**
 * Runs the install script of tfjs-node-gpu itself, which downloads a prebuilt libtensorflow and addon. It needs the
 * whole internet, not a package registry, and is not to be waited for for ever.
 * @param {{ root: string, node: string, cuda: boolean, log: (line: string) => void }} options
 */
export async function runVendorScript({ root, node, cuda, log }) {
  const folder = packageFolder(root);
  if (!existsSync(join(folder, 'scripts', 'install.js'))) {
    throw new EngineFault('@tensorflow/tfjs-node-gpu is not in node_modules', 'run `npm ci` and start again');
  }
  // The script would follow our link and empty the library's folder in TENBIN_HOME.
  const deps = lstatSync(join(folder, 'deps'), { throwIfNoEntry: false });
  if (deps?.isSymbolicLink()) rmSync(join(folder, 'deps'));
  log("engine: trying the vendor's own download (at most 3 minutes)");
  const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const result = await run([node, 'scripts/install.js', cuda ? 'gpu' : 'cpu', 'download'], {
    cwd: folder,
    env: { ...process.env, PATH: path },
    timeoutMs: 180_000,
  });
  if (result.status === 'done') return;
  const why = result.status === 'timeout' ? 'it did not finish in 3 minutes' : errorOf(result);
  throw new EngineFault(
    `the vendor's own download failed: ${why}`,
    'it needs the whole internet, not only registries',
  );
}

/** @param {import('./command.mjs').Ended} result */
function errorOf(result) {
  const lines = result.stderr.split('\n').filter((line) => /error|ENOTFOUND|ECONN|unsupported/i.test(line));
  return lines[0]?.trim() ?? lastLine(result);
}
