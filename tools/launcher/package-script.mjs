import { explain } from './explain.mjs';
import { Stamps } from './stamps.mjs';
import { leashed } from './processes.mjs';

/**
 * Runs `npm run <script>` of a workspace when its inputs changed since it last succeeded.
 * @param {object} options
 * @param {string} options.root
 * @param {string} options.workspace such as `@tenbin/db`
 * @param {string} options.script
 * @param {string} options.what in words, for the failure
 * @param {string} options.fingerprint of its inputs
 * @param {boolean} options.present whether its output is there
 * @param {import('./set-up.mjs').Tools} options.tools
 * @param {import('./phases.mjs').Phase} phase
 * @returns {Promise<boolean>} whether it ran
 */
export async function runWhenChanged({ root, workspace, script, what, fingerprint, present, tools }, phase) {
  const stamps = new Stamps(root);
  const name = `${workspace} ${script}`;
  if (present && stamps.matches(name, fingerprint)) return false;
  const ending = await tools.processes.run({
    ...leashed(tools.node, [tools.npmCli, 'run', script, '--workspace', workspace]),
    cwd: root,
    env: tools.env,
    onLine: phase.log,
  });
  if (ending.code !== 0) throw explain({ what, ending, tail: phase.tail() });
  stamps.set(name, fingerprint);
  return true;
}
