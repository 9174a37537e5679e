// node engine-step.mjs fetch ROOT HOME | link ROOT HOME FAULTS: one half of the engine's installation, for engine.mjs.
import { arrayOf, objectOf, textOf } from './json.mjs';

/** @typedef {{ tier: string, reason: string, hint?: string }} Fault a way to an engine that is closed, and why */
/** @typedef {{ root: string, home: string, log: (line: string) => void }} Place */

const [half, root = '', home = '', known = '[]'] = process.argv.slice(2);
const place = { root, home, log: (/** @type {string} */ line) => console.error(line) };

console.log(
  `result: ${JSON.stringify(half === 'fetch' ? await fetchHalf(place) : await linkHalf(place, known))}`,
);

/**
 * @param {Place} options
 * @returns {Promise<Fault[]>}
 */
async function fetchHalf(options) {
  const { fetchEngine } = await import('../engine/install.mjs');
  const { failures } = await fetchEngine(options);
  return [...failures].map(([tier, { message, hint }]) => ({
    tier,
    reason: message,
    ...(hint ? { hint } : {}),
  }));
}

/**
 * @param {Place} options
 * @param {string} tried what `fetchHalf` returned, as JSON
 */
async function linkHalf(options, tried) {
  const { linkEngine } = await import('../engine/install.mjs');
  const { EngineFault } = await import('../engine/fault.mjs');
  const failures = arrayOf(JSON.parse(tried)).map(objectOf);
  /** @type {Map<string, InstanceType<typeof EngineFault>>} */
  const faults = new Map();
  for (const { tier, reason, hint } of failures)
    faults.set(textOf(tier), new EngineFault(textOf(reason), textOf(hint) || undefined));
  return linkEngine({ ...options, fetched: { failures: faults } });
}
