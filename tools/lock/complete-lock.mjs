// Adds to package-lock.json the optional platform packages that a registry did not know: a mirror may lack some, and
// npm, which then leaves them out of the lock, refuses that very lock in `npm ci`. Run it after each `npm install`.
import { writeFileSync } from 'node:fs';
import { objectOf, readObject } from '../launcher/json.mjs';

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const cpus = ['arm', 'arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/**
 * @param {Record<string, unknown>} packages of a lock file, by path
 * @returns {Record<string, unknown>} all of them, and those that they want and that were missing
 */
export function completed(packages) {
  const known = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)));
  /** @type {Record<string, unknown>} */
  const added = {};
  for (const entry of Object.values(packages)) {
    const { dev, optionalDependencies } = objectOf(entry);
    for (const [name, version] of Object.entries(objectOf(optionalDependencies))) {
      if (known.has(name)) continue;
      added[`node_modules/${name}`] = {
        version,
        ...(dev === true ? { dev } : {}),
        optional: true,
        ...platformOf(name),
      };
    }
  }
  const all = Object.entries({ ...packages, ...added });
  return Object.fromEntries(all.toSorted(([a], [b]) => a.localeCompare(b, 'en')));
}

/**
 * @param {string} name such as `@next/swc-linux-arm64-musl`
 * @returns {{ cpu?: string[], libc?: string[], os?: string[] }} what npm checks before it installs it
 */
function platformOf(name) {
  const words = name.replace('windows', 'win32').split(/[/-]/);
  const os = systems.filter((system) => words.includes(system));
  const cpu = cpus.filter((each) => words.includes(each));
  const libc = /musl/.test(name) ? ['musl'] : os.includes('linux') && /gnu/.test(name) ? ['glibc'] : [];
  return {
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(libc.length > 0 ? { libc } : {}),
    ...(os.length > 0 ? { os } : {}),
  };
}

if (process.argv[1] === import.meta.filename) {
  const file = process.argv[2] ?? 'package-lock.json';
  const lock = readObject(file);
  const packages = completed(objectOf(lock.packages));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
}
