import { builtinModules, createRequire } from 'node:module';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { z } from 'zod';
import { writeDeclarations } from './declarations.ts';

const library = join(import.meta.dirname, '..');
const workspace = join(library, '../..');
const require = createRequire(import.meta.url);

/** Doors of the package. What a browser gets may ask for nothing of Node. */
const entries = {
  node: { index: 'src/sdk.ts', sync: 'src/sync-program.ts' },
  browser: { browser: 'src/browser.ts' },
};

/** Packages that become a part of ours: our own, and what the compiler needs for `using` where Node does not know it. */
const inside = /^(@tenbin|@oxc-project)\//;

const manifestOf = z.object({ version: z.string(), license: z.string() });

/**
 * Builds what `npm pack` of the SDK packs: plain JavaScript for Node 20 and later, Bun, Deno and browsers, with Tenbin's own
 * libraries inside, and its declarations. Packages of others stay dependencies.
 * @param directory is emptied first
 */
export async function buildPackage(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  const outside = new Set<string>();
  for (const [platform, input] of Object.entries(entries)) {
    const bundle = await rolldown({
      cwd: library,
      input,
      platform: platform === 'node' ? 'node' : 'browser',
      external: (id) => /^[^./]/.test(id) && !inside.test(id),
      transform: { target: platform === 'node' ? 'node20' : 'es2022' },
    });
    const { output } = await bundle.write({
      dir: directory,
      format: 'esm',
      chunkFileNames: 'chunk-[hash].js',
    });
    await bundle.close();
    for (const chunk of output) {
      if (chunk.type !== 'chunk') continue;
      for (const id of [...chunk.imports, ...chunk.dynamicImports]) if (!id.endsWith('.js')) outside.add(id);
    }
  }
  const declarations = await writeDeclarations(join(directory, 'types'), { workspace });
  for (const id of declarations) outside.add(id);
  await cp(join(library, 'README.md'), join(directory, 'README.md'));
  await cp(join(workspace, 'LICENSE'), join(directory, 'LICENSE'));
  await writeFile(join(directory, 'package.json'), `${JSON.stringify(await manifest(outside), null, 2)}\n`);
}

async function manifest(outside: Set<string>): Promise<object> {
  const { version, license } = manifestOf.parse(await readJson(join(library, 'package.json')));
  const names = [...outside]
    .filter((id) => !id.startsWith('node:') && !builtinModules.includes(id))
    .toSorted();
  const types = { node: './types/tracking/sdk.d.ts', browser: './types/tracking/browser.d.ts' };
  return {
    name: '@tenbin/tracking',
    version,
    description:
      'Logs any JavaScript training loop to Tenbin, and tells which runs overfit while they train.',
    keywords: ['experiment-tracking', 'machine-learning', 'mlops', 'overfitting', 'tensorflow'],
    license,
    type: 'module',
    sideEffects: false,
    engines: { node: '>=20' },
    bin: { 'tenbin-sync': 'sync.js' },
    exports: {
      '.': {
        browser: { types: types.browser, default: './browser.js' },
        default: { types: types.node, default: './index.js' },
      },
      './browser': { types: types.browser, default: './browser.js' },
      './package.json': './package.json',
    },
    dependencies: Object.fromEntries<string>(await Promise.all(names.map(rangeOf))),
  };
}

/** What the package was built with, or later without a break. */
async function rangeOf(name: string): Promise<[string, string]> {
  for (const folder of require.resolve.paths(name) ?? []) {
    const found = await readJson(join(folder, name, 'package.json')).catch(() => null);
    if (found !== null) return [name, `^${manifestOf.parse(found).version}`];
  }
  throw new Error(`${name} is imported by the package and is not installed`);
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}
