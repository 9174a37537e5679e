import { fetchEngine, linkEngine } from './engine.mjs';
import { Failure } from './failure.mjs';

/**
 * The download, told in a few words.
 * @param {import('./engine.mjs').Place} place
 * @param {import('./phases.mjs').Phase} phase
 */
export async function engineDownload(place, phase) {
  const value = await portableInstead(fetchEngine(place, phase), []);
  return { note: value.map(({ tier, reason }) => `${tier}: ${reason}`).join('; ') || 'there', value };
}

/**
 * The linking, told in a few words: loudly when training will be slow, with the cure.
 * @param {import('./set-up.mjs').Tools & { faults: import('./engine.mjs').Fault[] }} tools
 * @param {import('./phases.mjs').Phase} phase
 */
export async function engineLink(tools, phase) {
  const none = { engine: 'none', version: '', reason: 'its installer stopped', hint: '' };
  const { engine, version, reason, hint } = await portableInstead(linkEngine(tools, phase), none);
  if (engine !== 'none') return { note: `${engine} ${version} (${reason})`, value: undefined };
  const cure = hint && `\n    What to do: ${hint}`;
  const note = `NONE: training is about 100 times slower on the portable one. Why: ${reason}${cure}`;
  return { note, value: undefined };
}

/**
 * The engine is never a reason not to start: Tenbin has a portable one.
 * @template T
 * @param {Promise<T>} work
 * @param {T} instead
 */
async function portableInstead(work, instead) {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Failure) return instead;
    throw error;
  }
}
