import { fileURLToPath } from 'node:url';
import { explain } from './explain.mjs';
import { arrayOf, objectOf, textOf } from './json.mjs';
import { leashed } from './processes.mjs';

const program = fileURLToPath(new URL('./engine-step.mjs', import.meta.url));
const marker = 'result: ';

/** @typedef {Pick<import('./set-up.mjs').Tools, 'root' | 'home' | 'env' | 'processes'>} Place */
/** @typedef {{ tier: string, reason: string, hint?: string }} Fault a way to an engine that is closed, and why */
/** @typedef {{ engine: string, version: string, reason: string, hint: string }} Engine engine `none`: the portable one */

/**
 * Downloads libtensorflow into the home; needs no packages.
 * @param {Place} place
 * @param {import('./phases.mjs').Phase} phase
 * @returns {Promise<Fault[]>} what was tried in vain, for `linkEngine`
 */
export async function fetchEngine(place, phase) {
  const faults = await step(place, phase, process.execPath, ['fetch', place.root, place.home]);
  return arrayOf(faults).map((fault) => {
    const { tier, reason, hint } = objectOf(fault);
    return { tier: textOf(tier), reason: textOf(reason), ...(hint ? { hint: textOf(hint) } : {}) };
  });
}

/**
 * Compiles the addon and proves it.
 * @param {Place & { node: string, faults: Fault[] }} place node: that will load the engine
 * @param {import('./phases.mjs').Phase} phase
 * @returns {Promise<Engine>}
 */
export async function linkEngine({ node, faults, ...place }, phase) {
  const args = ['link', place.root, place.home, JSON.stringify(faults)];
  const { engine, version, reason, hint } = objectOf(await step(place, phase, node, args));
  return { engine: textOf(engine), version: textOf(version), reason: textOf(reason), hint: textOf(hint) };
}

/**
 * In a process of its own, so that a stop reaches pip and the compiler too.
 * @param {Place} place
 * @param {import('./phases.mjs').Phase} phase
 * @param {string} node
 * @param {string[]} args
 * @returns {Promise<unknown>}
 */
async function step({ root, env, processes }, phase, node, args) {
  let result = '';
  const ending = await processes.run({
    ...leashed(node, [program, ...args]),
    cwd: root,
    env,
    onLine: (line) => {
      if (line.startsWith(marker)) {
        result = line.slice(marker.length);
        return;
      }
      phase.log(line);
      phase.say(line.replace(/^engine: /, ''));
    },
  });
  if (ending.code === 0 && result !== '') return JSON.parse(result);
  throw explain({ what: 'Getting the TensorFlow engine', ending, tail: phase.tail() });
}
