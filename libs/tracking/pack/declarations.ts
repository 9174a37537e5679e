import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** Our libraries whose types the package shows, and the door of each. */
const libraries = ['contracts', 'metrics', 'artifacts', 'tracking'];
const doors = ['tracking/sdk.d.ts', 'tracking/browser.d.ts'];

/** `from '…'` and `import('…')` of a declaration. */
const specifiers = /(?<=\bfrom |\bimport\(|\bimport )(?:'[^']+'|"[^"]+")/g;

/**
 * Writes the declarations that the doors of the package reach, with each of our libraries in a folder of its own.
 * Each library is compiled by itself: files that a compiler comes upon through node_modules are not its to emit.
 * @returns packages of others that they import
 */
export async function writeDeclarations(
  directory: string,
  { workspace }: { workspace: string },
): Promise<Set<string>> {
  const build = await mkdtemp(join(workspace, 'libs/tracking/.types-'));
  try {
    for (const library of libraries) await emit(library, { build, workspace });
    return await copyReached(build, directory);
  } finally {
    await rm(build, { recursive: true, force: true });
  }
}

async function emit(
  library: string,
  { build, workspace }: { build: string; workspace: string },
): Promise<void> {
  const source = join(workspace, 'libs', library, 'src');
  const config = join(build, `${library}.json`);
  const compilerOptions = {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rewriteRelativeImportExtensions: true,
    rootDir: source,
    outDir: join(build, library),
  };
  await writeFile(
    config,
    JSON.stringify({
      extends: join(workspace, 'tsconfig.base.json'),
      compilerOptions,
      include: [source],
      exclude: [join(source, '**/*.test.ts')],
    }),
  );
  const compiler = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');
  await run(process.execPath, [compiler, '--project', config]);
}

async function copyReached(build: string, directory: string): Promise<Set<string>> {
  const outside = new Set<string>();
  const waiting = [...doors];
  const seen = new Set(waiting);
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const folder = dirname(file);
    const text = await readFile(join(build, file), 'utf8');
    const moved = text.replace(specifiers, (quoted) => {
      const target = targetOf(quoted.slice(1, -1), folder);
      if (target === null) {
        outside.add(quoted.slice(1, -1));
        return quoted;
      }
      if (!seen.has(target)) waiting.push(target);
      seen.add(target);
      const path = relative(folder, target).replace(/\.d\.ts$/, '.js');
      return `'${path.startsWith('.') ? path : `./${path}`}'`;
    });
    // Who installs the package may compile with an older `lib` than ours.
    const lead = doors.includes(file) ? '/// <reference lib="esnext.disposable" />\n' : '';
    await mkdir(join(directory, folder), { recursive: true });
    await writeFile(join(directory, file), lead + moved);
  }
  return outside;
}

/** The declaration that an import of ours means; null for a package of others. */
function targetOf(specifier: string, folder: string): string | null {
  const [, library] = /^@tenbin\/(\w+)$/.exec(specifier) ?? [];
  if (library !== undefined) return `${library}/index.d.ts`;
  if (!specifier.startsWith('.')) return null;
  return join(folder, specifier).replace(/\.[jt]s$/, '.d.ts');
}
