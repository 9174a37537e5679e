import type { ParamValue, RunParams } from '@tenbin/contracts';

/** A configuration as people write it: objects in objects, with lists and plain values. */
export type Config = { readonly [key: string]: unknown };

/** Longest text of a setting, in characters. */
const longest = 4000;
/** Longest path of a setting. */
const longestPath = 200;

/**
 * Settings by their path, as in `model.depth`. What is no plain object, as a list, is
 * one setting, its JSON; undefined is left out.
 */
export function flatten(config: Config): RunParams {
  const params: RunParams = {};
  const visit = (value: unknown, path: string, depth: number): void => {
    if (value === undefined) return;
    if (isPlain(value) && depth < 10 && Object.keys(value).length > 0) {
      for (const [key, inner] of Object.entries(value))
        visit(inner, path === '' ? key : `${path}.${key}`, depth + 1);
      return;
    }
    params[printable(path).slice(0, longestPath)] = paramOf(value);
  };
  visit(config, '', 0);
  return params;
}

function paramOf(value: unknown): ParamValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
  if (typeof value === 'string') return value.slice(0, longest);
  return textOf(value).slice(0, longest);
}

function textOf(value: unknown): string {
  try {
    // A function or a symbol has no JSON.
    const json: unknown = JSON.stringify(value);
    return typeof json === 'string' ? json : `[${typeof value}]`;
  } catch {
    return Object.prototype.toString.call(value);
  }
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Names as the database and every list can show them. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}]/gu, '\uFFFD') || '\uFFFD';
}
