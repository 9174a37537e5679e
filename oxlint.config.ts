import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'oxlint';

/** A room of the house, by the Nx tag in its package.json. */
interface Room {
  /** The rooms that it may import, always through their door. */
  imports: string[];
  /** Groups of outside packages that are open to it. */
  opens: (keyof typeof outside)[];
}

/** Packages that only some rooms may know. */
const outside = {
  node: ['^node:'],
  tfjs: ['^@tensorflow/'],
  database: ['^@prisma/', '^pg$', '^pg-boss$'],
  browser: ['^react($|-|/)', '^next($|/|-)', '^chart\\.js', '^radix-ui'],
};

/** Direction of imports: contracts ← pure libs ← effectful libs ← apps. */
const rooms: Record<string, Room> = {
  contracts: { imports: [], opens: [] },
  metrics: { imports: ['contracts'], opens: [] },
  sweep: { imports: ['contracts'], opens: [] },
  models: { imports: ['contracts'], opens: [] },
  graph: { imports: ['contracts'], opens: ['node'] },
  data: { imports: ['contracts'], opens: ['node'] },
  training: { imports: ['contracts', 'metrics', 'models', 'graph', 'data'], opens: ['tfjs', 'node'] },
  artifacts: { imports: ['contracts'], opens: ['node'] },
  tracking: { imports: ['contracts', 'metrics', 'artifacts'], opens: ['node'] },
  db: { imports: ['contracts'], opens: ['database', 'node'] },
  trainer: {
    imports: ['contracts', 'metrics', 'sweep', 'models', 'data', 'training', 'tracking', 'artifacts', 'db'],
    opens: ['node'],
  },
  web: {
    imports: ['contracts', 'metrics', 'sweep', 'models', 'data', 'artifacts', 'db'],
    opens: ['browser', 'node'],
  },
  e2e: { imports: ['contracts', 'db'], opens: ['node'] },
  tools: { imports: [], opens: ['node'] },
};

const root = import.meta.dirname;
const folders = [
  ...['apps', 'libs'].flatMap((at) => readdirSync(join(root, at)).map((name) => `${at}/${name}`)),
  'tools',
];

function tagOf(folder: string): string {
  const { nx } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const [tag] = nx?.tags ?? [];
  if (!(tag in rooms))
    throw new Error(`${folder}/package.json needs one of the Nx tags ${Object.keys(rooms)}`);
  return tag;
}

function wallsOf(folder: string) {
  const tag = tagOf(folder);
  const room = rooms[tag] ?? { imports: [], opens: [] };
  const shut = Object.keys(rooms).filter((other) => !room.imports.includes(other));
  const closed = Object.entries(outside).filter(([group]) => !room.opens.some((open) => open === group));
  return [
    {
      regex: `^@tenbin/(${shut.join('|')})(/|$)`,
      message: `${tag} may import ${room.imports} and nothing else of ours.`,
    },
    { regex: '^@tenbin/[^/]+/', message: 'A package is imported through its door, not below it.' },
    {
      regex: '^(\\.\\./)+((apps|libs)/|[a-z0-9-]+/src(/|$))',
      message: 'Other packages are imported by name, through their door.',
    },
    ...closed.map(([group, regexes]) => ({
      regex: regexes.join('|'),
      message: `${group} is closed to ${tag}: the table in oxlint.config.ts says where it belongs.`,
    })),
  ];
}

const strict = Object.fromEntries(
  [
    'eqeqeq',
    'no-console',
    'no-var',
    'prefer-const',
    'typescript/consistent-type-imports',
    'typescript/no-explicit-any',
    'typescript/no-non-null-assertion',
    'typescript/ban-ts-comment',
    'typescript/no-floating-promises',
    'typescript/no-misused-promises',
    'typescript/await-thenable',
    'typescript/no-unnecessary-type-assertion',
    'typescript/no-unsafe-type-assertion',
    'typescript/no-unsafe-assignment',
    'typescript/no-unsafe-argument',
    'typescript/no-unsafe-call',
    'typescript/no-unsafe-member-access',
    'typescript/no-unsafe-return',
    'typescript/only-throw-error',
    'typescript/return-await',
    'typescript/switch-exhaustiveness-check',
    'typescript/no-unnecessary-condition',
    'import/no-cycle',
    'react/exhaustive-deps',
    'react/rules-of-hooks',
  ].map((rule) => [rule, 'error' as const]),
);

export default defineConfig({
  plugins: ['typescript', 'import', 'unicorn', 'react', 'oxc', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error' },
  ignorePatterns: ['**/generated/**', '**/.next/**', '**/.results/**', '**/next-env.d.ts', '.tenbin/**'],
  rules: {
    ...strict,
    'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
    'max-lines': ['error', { max: 250 }],
    // `fc.property` and `yaml.parse` are how those libraries are written.
    'import/no-named-as-default-member': 'off',
    // A helper may stand beside the one function that it serves.
    'unicorn/consistent-function-scoping': 'off',
    'react/react-in-jsx-scope': 'off',
    'vitest/expect-expect': ['error', { assertFunctionNames: ['expect', 'fc.assert'] }],
    'vitest/require-mock-type-parameters': 'off',
  },
  overrides: [
    ...folders.map((folder) => ({
      files: [`${folder}/**`],
      rules: { 'no-restricted-imports': ['error' as const, { patterns: wallsOf(folder) }] },
    })),
    {
      files: ['**/*.test.ts', '**/*.test.tsx', '**/*.config.ts', 'tools/**', 'apps/trainer/bin/**'],
      rules: { 'no-restricted-imports': 'off' as const, 'no-console': 'off' as const },
    },
  ],
});
