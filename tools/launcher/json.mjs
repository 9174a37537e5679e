import { readFileSync } from 'node:fs';

/**
 * @param {string} file
 * @returns {Record<string, unknown>} the object in it; empty when it holds anything else
 * @throws when it cannot be read or is no JSON
 */
export function readObject(file) {
  return objectOf(JSON.parse(readFileSync(file, 'utf8')));
}

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>} empty when it is no object
 */
export function objectOf(value) {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

/**
 * @param {unknown} value
 * @returns {unknown[]} empty when it is no array
 */
export function arrayOf(value) {
  return Array.isArray(value) ? value : [];
}

/**
 * @param {unknown} value
 * @returns {string} empty when it is no string
 */
export function textOf(value) {
  return typeof value === 'string' ? value : '';
}
