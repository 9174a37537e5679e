import { existsSync } from 'node:fs';
import path from 'node:path';
import { fingerprintOf } from './stamps.mjs';
import { runWhenChanged } from './package-script.mjs';
import { foldersBehind } from './workspaces.mjs';

const ignore = /^(node_modules|\.next|\.results|next-env\.d\.ts|generated|.*\.tsbuildinfo|.*\.test\.tsx?)$/;

/**
 * The Prisma client of libs/db, generated when the schema or Prisma's version changed.
 * @param {import('./set-up.mjs').Tools} tools
 * @param {import('./phases.mjs').Phase} phase
 */
export function generateClient(tools, phase) {
  const { root } = tools;
  const fingerprint = fingerprintOf(root, [
    'prisma/schema.prisma',
    'libs/db/prisma.config.ts',
    'libs/db/package.json',
    'libs/db/generate.mjs',
  ]);
  const present = existsSync(path.join(root, 'libs/db/src/generated'));
  return runWhenChanged(
    {
      root,
      workspace: '@tenbin/db',
      script: 'generate',
      what: 'Generating the Prisma client',
      fingerprint,
      present,
      tools,
    },
    phase,
  );
}

/**
 * The dashboard's production build, made when any file that goes into it changed.
 * @param {import('./set-up.mjs').Tools} tools
 * @param {import('./phases.mjs').Phase} phase
 */
export function buildDashboard(tools, phase) {
  const { root } = tools;
  const inputs = [
    ...foldersBehind(root, '@tenbin/web'),
    'package-lock.json',
    'tsconfig.base.json',
    'prisma/schema.prisma',
  ];
  const fingerprint = fingerprintOf(root, inputs, { ignore });
  const present = existsSync(path.join(root, 'apps/web/.next/BUILD_ID'));
  return runWhenChanged(
    {
      root,
      workspace: '@tenbin/web',
      script: 'build',
      what: 'Building the dashboard',
      fingerprint,
      present,
      tools,
    },
    phase,
  );
}
