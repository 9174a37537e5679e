import { rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { arrayOf, objectOf, readObject, textOf } from './json.mjs';
import { leashed } from './processes.mjs';

/**
 * Runs targets of all projects through Nx, its output on the terminal.
 * @param {import('./set-up.mjs').Tools} tools
 * @param {string[]} targets
 * @param {{ parallel?: number, alone?: boolean }} [how] parallel: tasks at once; alone: without what they depend on
 * @returns {Promise<import('./tally.mjs').Ran[]>} what ran, from the summary that Nx leaves in its cache folder
 */
export async function runTargets(
  { root, node, env, processes },
  targets,
  { parallel = os.availableParallelism(), alone = false } = {},
) {
  const cache = path.join(root, '.nx', 'cache');
  const summary = path.join(cache, 'run.json');
  rmSync(summary, { force: true });
  const nx = path.join('node_modules', 'nx', 'dist', 'bin', 'nx.js');
  const options = [
    `--parallel=${parallel}`,
    '--outputStyle=stream',
    '--nxBail=false',
    `--excludeTaskDependencies=${alone}`,
  ];
  await processes.run({
    ...leashed(node, [nx, 'run-many', '-t', ...targets, ...options]),
    cwd: root,
    env: { ...env, NX_CACHE_DIRECTORY: cache },
  });
  return readSummary(summary);
}

/**
 * @param {string} file
 * @returns {import('./tally.mjs').Ran[]} none when Nx did not come to its end
 */
function readSummary(file) {
  try {
    return arrayOf(readObject(file)['tasks'])
      .map(objectOf)
      .map(({ projectName, target, status }) => ({
        projectName: textOf(projectName),
        target: textOf(target),
        status: Number(status),
      }));
  } catch {
    return [];
  }
}
