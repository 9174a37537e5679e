import {
  existsSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  copyFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { objectOf, readObject, textOf } from '../launcher/json.mjs';
import { lastLine, run } from './command.mjs';
import { EngineFault } from './fault.mjs';
import { findCompiler, findHeaders } from './machine.mjs';

/** @typedef {import('./install.mjs').EngineResult} EngineResult */

/**
 * The npm package that the addon belongs to.
 * @param {string} root
 */
export function packageFolder(root) {
  return join(root, 'node_modules', '@tensorflow', 'tfjs-node-gpu');
}

/**
 * What an earlier start linked and proved, when its library is still there and the same would be installed today.
 * @param {string} root
 * @param {object} wanted what an installation rests on: another driver or another wheel asks for another engine
 * @returns {EngineResult | null}
 */
export function readStamp(root, wanted) {
  const folder = packageFolder(root);
  const parts = [join(folder, 'lib', 'napi-v8', 'tfjs_binding.node'), join(folder, 'deps', 'lib')];
  if (!parts.every((file) => existsSync(file))) return null;
  try {
    const { engine, version, reason, ...stamped } = readObject(stampFile(root));
    if (engine !== 'tensorflow-gpu' && engine !== 'tensorflow-cpu') return null;
    if (JSON.stringify(stamped) !== JSON.stringify(wanted)) return null;
    return { engine, version: textOf(version), reason: textOf(reason) };
  } catch {
    return null;
  }
}

/**
 * @param {string} root
 * @param {object} wanted as `readStamp` will be asked
 * @param {EngineResult} result
 */
export function writeStamp(root, wanted, result) {
  writeAtomically(stampFile(root), JSON.stringify({ ...wanted, ...result }));
}

/** @param {string} root */
function stampFile(root) {
  return join(packageFolder(root), 'lib', 'tenbin.json');
}

/**
 * Compiles tfjs's Node-API addon against the libtensorflow in `folder` (once a folder: the addon is kept there) and
 * puts both where tfjs-node-gpu looks for them.
 * @param {{ root: string, folder: string, node: string, log: (line: string) => void }} options
 */
export async function linkAddon({ root, folder, node, log }) {
  const target = packageFolder(root);
  if (!existsSync(join(target, 'binding', 'tfjs_binding.cc'))) {
    throw new EngineFault('@tensorflow/tfjs-node-gpu is not in node_modules', 'run `npm ci` and start again');
  }
  const { version } = readObject(join(target, 'package.json'));
  const addon = join(folder, `tfjs_binding-${textOf(version)}.node`);
  if (!existsSync(addon)) await compile({ target, folder, node, addon, log });
  mkdirSync(join(target, 'lib', 'napi-v8'), { recursive: true });
  replaceLink(join(target, 'deps'), folder);
  const place = join(target, 'lib', 'napi-v8', 'tfjs_binding.node');
  copyFileSync(addon, `${place}.${process.pid}`);
  renameSync(`${place}.${process.pid}`, place);
}

/** @param {{ target: string, folder: string, node: string, addon: string, log: (line: string) => void }} options */
async function compile({ target, folder, node, addon, log }) {
  const compiler = findCompiler();
  const headers = findHeaders(node);
  log(`engine: compiling the addon with ${compiler.join(' ')}`);
  const draft = `${addon}.${process.pid}`;
  const flags = [
    '-O2',
    '-std=c++17',
    '-fPIC',
    '-shared',
    '-w',
    '-DNAPI_VERSION=8',
    '-DBUILDING_NODE_EXTENSION',
  ];
  const sources = ['tfjs_backend.cc', 'tfjs_binding.cc'].map((name) => join(target, 'binding', name));
  const libraries = ['cc', 'framework'].map((name) => join(folder, 'lib', `libtensorflow_${name}.so.2`));
  const includes = [headers, dirname(target), join(folder, 'include')].map((place) => `-I${place}`);
  const output = ['-o', draft, ...libraries, '-Wl,-rpath,$ORIGIN/../../deps/lib'];
  const result = await run([...compiler, ...flags, ...includes, ...sources, ...output]);
  if (result.status !== 'done') {
    rmSync(draft, { force: true });
    const missing = result.status === 'missing';
    throw new EngineFault(
      missing
        ? `the compiler ${compiler[0]} cannot be run`
        : `${compiler[0]} could not build the addon: ${errorLine(result)}`,
      'set CXX to a C++17 compiler (`apt-get install g++`) and start again',
    );
  }
  renameSync(draft, addon);
}

/**
 * Loads the linked engine in a process of its own and adds three numbers on it: a library that breaks takes that
 * process down, not this one.
 * @param {{ root: string, node: string }} place
 * @returns {Promise<{ gpu: boolean, version: string }>} and TensorFlow's version
 */
export async function proveAddon({ root, node }) {
  const script = fileURLToPath(new URL('./prove.mjs', import.meta.url));
  const result = await run([node, script, realpathSync(packageFolder(root))], {
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' },
    timeoutMs: 120_000,
  });
  if (result.status === 'done') {
    const { gpu, version } = objectOf(JSON.parse(lastLine({ ...result, stderr: '' })));
    return { gpu: gpu === true, version: textOf(version) };
  }
  throw new EngineFault(
    `the linked engine does not run on ${basename(node)}: ${errorLine(result)}`,
    'the computer may lack AVX, or memory; `tenbin doctor` shows both',
  );
}

/** @param {import('./command.mjs').Ended} result */
function errorLine(result) {
  const lines = `${result.stderr}\n${result.stdout}`.split('\n');
  return lines.find((line) => /error/i.test(line))?.trim() ?? lastLine(result);
}

/** @param {string} link @param {string} target */
function replaceLink(link, target) {
  const draft = `${link}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  symlinkSync(target, draft);
  try {
    renameSync(draft, link);
  } catch {
    // A real folder stands there: what the vendor's own script unpacked.
    rmSync(link, { recursive: true, force: true });
    renameSync(draft, link);
  }
}

/** @param {string} file @param {string} text */
export function writeAtomically(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
}
