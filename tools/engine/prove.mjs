// node prove.mjs FOLDER: loads tfjs-node-gpu from there, computes on it, and prints what it runs on as JSON.
import { createRequire } from 'node:module';
import util from 'node:util';

/**
 * What of the package is used here.
 * @typedef {object} Tensorflow
 * @property {() => { isUsingGpuDevice: boolean, binding: { TF_Version: string } }} backend
 * @property {(shape: number[]) => object} ones
 * @property {(tensor: object) => { dataSync(): Float32Array }} sum
 */

// Node 23 removed these, and tfjs-node calls them.
const removed = {
  isNullOrUndefined: (/** @type {unknown} */ value) => value === null || value === undefined,
  isArray: Array.isArray,
};
for (const [name, value] of Object.entries(removed)) if (!(name in util)) Reflect.set(util, name, value);

const tf = load(process.argv[2] ?? '');
const sum = tf.sum(tf.ones([3])).dataSync()[0];
if (sum !== 3) throw new Error(`1 + 1 + 1 gave ${sum}`);
const { isUsingGpuDevice: gpu, binding } = tf.backend();
console.log(JSON.stringify({ gpu, version: binding.TF_Version }));

/** @param {string} folder @returns {Tensorflow} */
function load(folder) {
  /** @type {unknown} */
  const loaded = createRequire(import.meta.url)(folder);
  if (!isTensorflow(loaded)) throw new Error(`${folder} is not TensorFlow`);
  return loaded;
}

/** @param {unknown} loaded @returns {loaded is Tensorflow} */
function isTensorflow(loaded) {
  return (
    typeof loaded === 'object' &&
    loaded !== null &&
    'backend' in loaded &&
    'ones' in loaded &&
    'sum' in loaded
  );
}
