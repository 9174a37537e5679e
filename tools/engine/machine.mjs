import { existsSync, mkdirSync, statfsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { EngineFault } from './fault.mjs';

const driverFiles = [
  '/dev/nvidia0',
  '/dev/dxg',
  '/usr/lib/x86_64-linux-gnu/libcuda.so.1',
  '/usr/lib64/libcuda.so.1',
  '/usr/lib/wsl/lib/libcuda.so.1',
];

/** Whether an NVIDIA driver is on this machine, so that the CUDA build of TensorFlow is worth its download. */
export function hasCuda() {
  if (process.env.CUDA_VISIBLE_DEVICES === '-1') return false;
  return driverFiles.some((file) => existsSync(file)) || onPath('nvidia-smi') !== null;
}

/**
 * Throws the fault of a machine for which no TensorFlow wheel is published.
 */
export function requireWheelPlatform() {
  const platform = `${process.platform}-${process.arch}`;
  if (platform !== 'linux-x64' && platform !== 'linux-arm64') {
    throw new EngineFault(`no wheel with a linkable TensorFlow is published for ${platform}`);
  }
  if (!hasGlibc()) {
    throw new EngineFault(
      'this Linux has no glibc (musl, as in Alpine), and TensorFlow is built for glibc only',
      'use a Debian, Ubuntu or Red Hat image',
    );
  }
}

/** musl, as in Alpine, has another C library, and Node says so in its report. */
function hasGlibc() {
  return JSON.stringify(process.report.getReport()).includes('"glibcVersionRuntime"');
}

/**
 * Throws the fault of a disk that is too full.
 * @param {string} folder made when missing
 * @param {number} bytes
 */
export function requireDisk(folder, bytes) {
  mkdirSync(folder, { recursive: true });
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize >= bytes) return;
  const gib = (/** @type {number} */ count) => (count / 2 ** 30).toFixed(1);
  throw new EngineFault(
    `${folder} has ${gib(bavail * bsize)} GiB free, and the engine needs ${gib(bytes)} GiB while it is unpacked`,
    'free some disk space, or set TENBIN_HOME to a larger disk, and start again',
  );
}

/** The C++ compiler of this machine; `CXX` wins when it is set. */
export function findCompiler() {
  const named = process.env.CXX?.trim();
  const found = named
    ? named.split(/\s+/)
    : ['g++', 'c++', 'clang++'].filter((name) => onPath(name)).slice(0, 1);
  if (found.length > 0) return found;
  throw new EngineFault(
    'no C++ compiler (g++, c++ or clang++) is installed',
    'run `apt-get install g++` (Fedora: `dnf install gcc-c++`), or set CXX to a compiler',
  );
}

/**
 * The folder with `node_api.h`. The addon uses Node-API 8 only, so the headers of any Node will do.
 * @param {string} node path of the Node program
 */
export function findHeaders(node) {
  const nodedir = process.env.npm_config_nodedir;
  const places = [
    process.env.NODE_INCLUDE,
    join(dirname(dirname(node)), 'include', 'node'),
    join(dirname(dirname(process.execPath)), 'include', 'node'),
    nodedir === undefined ? undefined : join(nodedir, 'include', 'node'),
    '/usr/include/node',
    '/usr/local/include/node',
  ];
  const found = places.find((place) => place !== undefined && existsSync(join(place, 'node_api.h')));
  if (found !== undefined) return found;
  throw new EngineFault(
    `Node's C headers (node_api.h) are not beside ${node}`,
    'run `apt-get install libnode-dev`, or set NODE_INCLUDE to the folder with node_api.h',
  );
}

/** @param {string} program */
function onPath(program) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, program)).find((file) => existsSync(file)) ?? null;
}
