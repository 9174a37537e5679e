import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { arrayOf, objectOf, readObject, textOf } from './json.mjs';

/** @typedef {{ name: string, folder: string, scripts: string[], dependencies: string[] }} Workspace */

/**
 * The workspaces that the clone's package.json names.
 * @param {string} root
 * @returns {Workspace[]} folder relative to root
 */
export function workspacesOf(root) {
  const patterns = arrayOf(readObject(path.join(root, 'package.json'))['workspaces']).map(textOf);
  return patterns
    .flatMap((pattern) => (pattern.endsWith('/*') ? foldersIn(root, pattern.slice(0, -2)) : [pattern]))
    .filter((folder) => existsSync(path.join(root, folder, 'package.json')))
    .map((folder) => {
      const { name, scripts, dependencies } = readObject(path.join(root, folder, 'package.json'));
      return {
        name: textOf(name),
        folder,
        scripts: Object.keys(objectOf(scripts)),
        dependencies: Object.keys(objectOf(dependencies)),
      };
    });
}

/**
 * The folders of a workspace and of every workspace that it depends on, directly or not.
 * @param {string} root
 * @param {string} name
 * @returns {string[]} relative to root
 */
export function foldersBehind(root, name) {
  const all = workspacesOf(root);
  const names = new Set([name]);
  for (const one of names)
    for (const next of all.find((workspace) => workspace.name === one)?.dependencies ?? []) names.add(next);
  return all.filter((workspace) => names.has(workspace.name)).map(({ folder }) => folder);
}

/**
 * @param {string} root
 * @param {string} parent
 */
function foldersIn(root, parent) {
  if (!existsSync(path.join(root, parent))) return [];
  return readdirSync(path.join(root, parent)).map((name) => `${parent}/${name}`);
}
