import { realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { linkAddon, proveAddon, readStamp, writeAtomically, writeStamp } from './addon.mjs';
import { EngineFault } from './fault.mjs';
import { hasCuda } from './machine.mjs';
import { runVendorScript } from './vendor.mjs';
import { obtainWheel, wheelVersion } from './wheel.mjs';

/**
 * @typedef {'tensorflow-gpu' | 'tensorflow-cpu'} Flavour
 * @typedef {{ engine: Flavour | 'none', version: string, reason: string, hint?: string }} EngineResult
 *   What was installed, and why not something faster. With `none` the trainer uses its portable backend.
 * @typedef {{ failures: Map<string, EngineFault> }} Fetched what `fetchEngine` could not get, so that it is tried once
 * @typedef {{ root: string, home: string, log: (line: string) => void, node: string }} Context
 * @typedef {{ engine: Flavour, version: string, note: string }} Proved an engine that computed, and why this one
 * @typedef {{ name: string, flavour?: Flavour, attempt: (context: Context) => Promise<Proved> }} Tier
 */

/**
 * Gets the native TensorFlow engine and links it into node_modules. Takes milliseconds when that is done already.
 * Never throws for what a machine may lack: the result is `none` with a reason and a cure.
 * @param {{ root: string, home: string, log: (line: string) => void }} options
 * @returns {Promise<EngineResult>}
 */
export async function installEngine({ root, home, log }) {
  const fetched = await fetchEngine({ root, home, log });
  return linkEngine({ root, home, log, fetched });
}

/**
 * First phase: downloads and unpacks libtensorflow into `<home>/engine`. It needs no node_modules, so it can run
 * while `npm ci` does. Hand what it returns to `linkEngine`.
 * @param {{ home: string, log: (line: string) => void, root?: string }} options with `root`, nothing is fetched for a
 *   checkout that is linked already
 * @returns {Promise<Fetched>}
 */
export async function fetchEngine({ root, home, log }) {
  /** @type {Map<string, EngineFault>} */
  const failures = new Map();
  if (root !== undefined && readStamp(root, wanted()) !== null) return { failures };
  for (const { name, flavour } of tiersOfThisMachine()) {
    if (flavour === undefined) continue;
    try {
      await obtainWheel({ flavour, home, log });
      break;
    } catch (error) {
      failures.set(name, EngineFault.from(error));
    }
  }
  return { failures };
}

/**
 * Second phase: compiles the addon against the fetched library, proves it, and writes `<home>/engine/engine.json`.
 * @param {{ root: string, home: string, log: (line: string) => void, node?: string, fetched?: Fetched }} options
 *   `node` is the Node program that will load the engine
 * @returns {Promise<EngineResult>}
 */
export async function linkEngine({ root, home, log, node = process.execPath, fetched }) {
  const result =
    readStamp(root, wanted()) ?? (await tryTiers({ root, home, log, node: realpathSync(node), fetched }));
  try {
    writeAtomically(join(home, 'engine', 'engine.json'), JSON.stringify(result));
  } catch (error) {
    log(`engine: cannot note the engine in ${home}: ${EngineFault.from(error).message}`);
  }
  return result;
}

/**
 * @param {Context & { fetched?: Fetched | undefined }} context
 * @returns {Promise<EngineResult>}
 */
async function tryTiers({ fetched, ...context }) {
  /** @type {{ sentence: string, hint: string | undefined }[]} */
  const failures = [];
  for (const tier of tiersOfThisMachine()) {
    try {
      const known = fetched?.failures.get(tier.name);
      if (known !== undefined) throw known;
      const { note, ...engine } = await tier.attempt(context);
      const result = { ...engine, reason: [note, ...failures.map(({ sentence }) => sentence)].join('; ') };
      writeStamp(context.root, wanted(), result);
      return result;
    } catch (error) {
      const { message, hint } = EngineFault.from(error);
      failures.push({ sentence: `${tier.name}: ${message}`, hint });
      context.log(`engine: ${tier.name}: ${message}`);
    }
  }
  // The first cure is that of the best engine that this machine could have.
  const hint = failures.find((failure) => failure.hint !== undefined)?.hint;
  const reason = failures.map(({ sentence }) => sentence).join('; ');
  return { engine: 'none', version: '', reason, ...(hint === undefined ? {} : { hint }) };
}

/** What the choice of an engine rests on. */
function wanted() {
  return { cuda: hasCuda(), wheel: wheelVersion };
}

/**
 * The ways to an engine, best first. Off Linux the vendor ships prebuilt libraries and the wheels do not link.
 * @returns {Tier[]}
 */
function tiersOfThisMachine() {
  const cuda = hasCuda();
  /** @type {Tier} */
  const vendor = { name: "vendor's download", attempt: (context) => fromVendor(context, cuda) };
  if (process.platform !== 'linux') return [vendor];
  const wheels = [
    ...(cuda ? [wheelTier('CUDA wheel', 'tensorflow-gpu')] : []),
    wheelTier('CPU wheel', 'tensorflow-cpu'),
  ];
  return [...wheels, vendor];
}

/**
 * @param {string} name
 * @param {Flavour} flavour
 * @returns {Tier}
 */
function wheelTier(name, flavour) {
  return { name, flavour, attempt: (context) => fromWheel(context, flavour) };
}

/**
 * @param {Context} context
 * @param {Flavour} flavour
 * @returns {Promise<Proved>}
 */
async function fromWheel({ root, home, log, node }, flavour) {
  const folder = await obtainWheel({ flavour, home, log });
  await linkAddon({ root, folder, node, log });
  const { gpu, version } = await proveAddon({ root, node });
  if (flavour === 'tensorflow-gpu' && !gpu) {
    throw new EngineFault(
      'the CUDA build finds no usable GPU',
      'check that `nvidia-smi` lists a GPU and that its driver is 525 or newer',
    );
  }
  if (gpu) return { engine: 'tensorflow-gpu', version, note: 'an NVIDIA GPU is there' };
  return {
    engine: 'tensorflow-cpu',
    version,
    note: hasCuda() ? 'on the processor' : 'no NVIDIA driver is on this machine',
  };
}

/**
 * @param {Context} context
 * @param {boolean} cuda
 * @returns {Promise<Proved>}
 */
async function fromVendor({ root, node, log }, cuda) {
  await runVendorScript({ root, node, cuda, log });
  const { gpu, version } = await proveAddon({ root, node });
  return {
    engine: gpu ? 'tensorflow-gpu' : 'tensorflow-cpu',
    version,
    note: "the vendor's prebuilt library",
  };
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const root = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..', '..'));
  const home = resolve(process.env.TENBIN_HOME ?? join(root, '.tenbin'));
  const result = await installEngine({ root, home, log: (line) => process.stderr.write(`${line}\n`) });
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
