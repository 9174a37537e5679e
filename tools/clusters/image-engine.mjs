// node image-engine.mjs tensorflow-cpu | tensorflow-gpu: gets that engine while a container image is built, on a machine
// that need not be like the one that will train. TENBIN_HOME says where it goes.
import path from 'node:path';
import { linkAddon, proveAddon } from '../engine/addon.mjs';
import { obtainWheel } from '../engine/wheel.mjs';
import { homeOf, rootDirectory } from '../launcher/home.mjs';
import { mkdirSync, writeFileSync } from 'node:fs';

const flavour = flavourOf(process.argv[2]);
const home = homeOf(process.env, rootDirectory);
const log = (/** @type {string} */ line) => console.error(line);

const folder = await obtainWheel({ flavour, home, log });
await linkAddon({ root: rootDirectory, folder, node: process.execPath, log });
// The CUDA build has to load here too; that no GPU is found while an image is built is no fault.
const { version } = await proveAddon({ root: rootDirectory, node: process.execPath });
const note = { engine: flavour, version, reason: 'the image was built with it' };
mkdirSync(path.join(home, 'engine'), { recursive: true });
writeFileSync(path.join(home, 'engine', 'engine.json'), JSON.stringify(note));
console.log(JSON.stringify(note));

/** @param {string | undefined} name */
function flavourOf(name) {
  if (name === 'tensorflow-cpu' || name === 'tensorflow-gpu') return name;
  throw new Error(`the engine of an image is tensorflow-cpu or tensorflow-gpu, not ${String(name)}`);
}
