import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { EngineFault } from './fault.mjs';
import { requireDisk, requireWheelPlatform } from './machine.mjs';
import { downloadWheels } from './pip.mjs';
import { unzip } from './unzip.mjs';

/** @typedef {import('./install.mjs').Flavour} Flavour */

const gib = 2 ** 30;

/** TensorFlow's version. 2.12 to 2.21 all ran; this one was measured. */
export const wheelVersion = '2.18.0';

/** The wheels that libtensorflow is taken from. */
const wheels = {
  'tensorflow-gpu': {
    name: 'tensorflow',
    size: '615 MB and 2.5 GB of CUDA',
    disk: 9 * gib,
  },
  'tensorflow-cpu': {
    // On arm64 the CPU build is published under the plain name.
    name: process.arch === 'arm64' ? 'tensorflow' : 'tensorflow-cpu',
    size: '230 MB',
    disk: 1.1 * gib,
  },
};

/**
 * Where an engine of `flavour` lives: `lib/`, `include/` and, for CUDA, `nvidia/`.
 * @param {string} home
 * @param {Flavour} flavour
 */
export function engineFolder(home, flavour) {
  const name = flavour === 'tensorflow-gpu' ? 'tensorflow' : 'tensorflow-cpu';
  return join(home, 'engine', `${name}-${wheelVersion}`);
}

/**
 * libtensorflow and its C headers of `flavour`, downloaded and unpacked unless they are there already.
 * @param {{ flavour: Flavour, home: string, log: (line: string) => void }} options
 * @returns {Promise<string>} the engine's folder
 */
export async function obtainWheel({ flavour, home, log }) {
  const folder = engineFolder(home, flavour);
  if (existsSync(join(folder, '.complete'))) return folder;
  const { name, size, disk } = wheels[flavour];
  requireWheelPlatform();
  requireDisk(join(home, 'engine'), disk);
  const scratch = `${folder}.${process.pid}.partial`;
  removeAbandoned(home);
  try {
    log(`engine: fetching ${name} ${wheelVersion} (${size})`);
    const downloads = join(scratch, 'downloads');
    const [wheel] = await downloadWheels({ packages: [`${name}==${wheelVersion}`], folder: downloads });
    if (wheel === undefined)
      throw new EngineFault(`the Python registry gave no wheel of ${name} ${wheelVersion}`);
    log(`engine: unpacking ${basename(wheel)}`);
    await unpack({ wheel, scratch });
    if (flavour === 'tensorflow-gpu') await addCuda({ scratch, log });
    rmSync(downloads, { recursive: true });
    writeFileSync(join(scratch, '.complete'), '');
    moveInto(folder, scratch);
    return folder;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * Symbols are kept: stripping takes 4 s and saves 28 % of 680 MB.
 * @param {{ wheel: string, scratch: string }} options
 */
async function unpack({ wheel, scratch }) {
  const library = /^tensorflow\/(libtensorflow_(?:cc|framework)\.so\.2)$/;
  const header = /^tensorflow\/(include\/(?:tensorflow\/c|tensorflow\/core\/platform|tsl|xla\/tsl)\/.*\.h)$/;
  await unzip(wheel, (name) => {
    const lib = library.exec(name)?.[1];
    if (lib !== undefined) return join(scratch, 'lib', lib);
    if (/^[^/]+\.dist-info\/METADATA$/.test(name)) return join(scratch, 'METADATA');
    const file = header.exec(name)?.[1];
    return file === undefined ? null : join(scratch, file);
  });
  if (!existsSync(join(scratch, 'lib', 'libtensorflow_cc.so.2'))) {
    throw new EngineFault(`${basename(wheel)} holds no libtensorflow_cc.so.2`);
  }
}

/**
 * The CUDA libraries that this very wheel names, beside it as in site-packages: its run path
 * `$ORIGIN/../nvidia/…/lib` finds them there.
 * @param {{ scratch: string, log: (line: string) => void }} options
 */
async function addCuda({ scratch, log }) {
  const metadata = readFileSync(join(scratch, 'METADATA'), 'utf8');
  const needs = metadata.matchAll(/^Requires-Dist: (nvidia-\S+) ?==([\d.]+) ?; extra == .and-cuda.$/gm);
  const packages = [...needs].map(([, name, version]) => `${name}==${version}`);
  log(`engine: fetching ${packages.length} CUDA packages`);
  for (const wheel of await downloadWheels({ packages, folder: join(scratch, 'downloads', 'cuda') })) {
    await unzip(wheel, (name) =>
      /^nvidia\/[^/]+\/lib\/[^/]+\.so[.\d]*$/.test(name) ? join(scratch, name) : null,
    );
  }
}

/**
 * Two starts may unpack at once: the first one wins, and both are content.
 * @param {string} folder
 * @param {string} scratch
 */
function moveInto(folder, scratch) {
  if (existsSync(join(folder, '.complete'))) return;
  rmSync(folder, { recursive: true, force: true });
  try {
    renameSync(scratch, folder);
  } catch (error) {
    if (!existsSync(join(folder, '.complete'))) throw error;
  }
}

/**
 * What killed starts left behind would fill the disk.
 * @param {string} home
 */
function removeAbandoned(home) {
  mkdirSync(join(home, 'engine'), { recursive: true });
  for (const name of readdirSync(join(home, 'engine'))) {
    const pid = /\.(\d+)\.partial$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) {
      rmSync(join(home, 'engine', name), { recursive: true, force: true });
    }
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
