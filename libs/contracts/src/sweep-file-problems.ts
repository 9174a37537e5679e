import type { z } from 'zod';
import { nearest, quote } from './sweep-file-words.ts';
import { entryOf, keysAt } from './sweep-file-schema.ts';
import type { Problem } from './sweep-file-text.ts';
import { datasetNames } from './dataset-spec.ts';

type Issue = z.core.$ZodIssue;

export interface Refused {
  issues: readonly Issue[];
  schema: z.ZodType;
  /** What the schema refused. */
  value: unknown;
  /** Where in the file that stands which has this path in `value`. */
  origin?: (path: PropertyKey[]) => PropertyKey[];
}

/** What is wrong with a refused value, in sentences that say where, what it is, and what it can be. */
export function problemsOf({ issues, schema, value, origin = (path) => path }: Refused): Problem[] {
  return issues.flatMap((issue) => {
    const path = origin([...issue.path]);
    const where = path.length > 0 ? path.join('.') : 'the file';
    if (issue.code === 'unrecognized_keys') {
      const known = keysAt(schema, issue.path, value);
      return issue.keys.map((key) => ({
        path: [...path, key],
        text: `unknown key ${quote(key)} in ${where}${nearest(key, known)}`,
      }));
    }
    if (issue.code === 'invalid_key') {
      const [fault] = issue.issues;
      const [name, ...around] = path.toReversed();
      const text = `${around.toReversed().join('.')} has the name ${quote(name)}, which ${fault?.message}`;
      return [{ path, text }];
    }
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const inner = meant(issue.errors).map((each) => ({ ...each, path: [...issue.path, ...each.path] }));
      return problemsOf({ issues: inner, schema, value, origin });
    }
    return [{ path, text: sentenceOf(issue, path, where) }];
  });
}

/** Of the ways in which every member of a union refused, the one whose kind of value it was. */
function meant(ways: readonly Issue[][]): Issue[] {
  const depth = (way: Issue[]): number => way[0]?.path.length ?? 0;
  const [fitting] = ways.filter((way) => !isOtherKind(way[0])).toSorted((a, b) => depth(b) - depth(a));
  if (fitting !== undefined) return fitting;
  const [first] = ways[0] ?? [];
  if (first === undefined) return [];
  const kinds = ways.flatMap(([other]) => (other?.code === 'invalid_type' ? kindOf(other.expected) : []));
  const message = `must be ${kinds.join(' or ')}, got ${quote(first.input)}`;
  return [{ code: 'custom', path: first.path, message, input: first.input }];
}

function isOtherKind(issue: Issue | undefined): boolean {
  return issue?.code === 'invalid_type' && issue.path.length === 0;
}

function sentenceOf(issue: Issue, path: PropertyKey[], where: string): string {
  const got = quote(issue.input);
  if (issue.code === 'invalid_type') return typeFault(issue.expected, issue.input, path, where);
  if (issue.code === 'invalid_value') return choiceFault(issue.values.map(String), issue.input, where);
  if (issue.code === 'invalid_union') return discriminatorFault(issue, where);
  if (issue.code === 'too_small' && isNumeric(issue.origin)) {
    return `${where} must be ${issue.inclusive === true ? 'at least' : 'above'} ${issue.minimum}, got ${got}`;
  }
  if (issue.code === 'too_big' && isNumeric(issue.origin)) {
    return `${where} must be ${issue.inclusive === true ? 'at most' : 'below'} ${issue.maximum}, got ${got}`;
  }
  return `${where} ${issue.message}`;
}

function isNumeric(origin: string): boolean {
  return origin === 'number' || origin === 'int';
}

const kindNames: Record<string, string | undefined> = {
  object: 'keys with values',
  record: 'keys with values',
  array: 'a list',
  number: 'a number',
  int: 'a whole number',
  string: 'a text',
  boolean: 'true or false',
};

function kindOf(expected: string): string {
  return kindNames[expected] ?? expected;
}

function typeFault(expected: string, input: unknown, path: PropertyKey[], where: string): string {
  if (input === undefined) return `${where} is missing`;
  if (input === null && path[0] === 'cases')
    return `${where} is empty; write \`${path.at(-1)?.toString()}: {}\``;
  if (input === null) return `${where} is empty`;
  const written = expected === 'object' ? writtenOut(path, input) : undefined;
  if (written !== undefined) return `${where} is ${quote(input)}; write \`${written}\``;
  return `${where} must be ${kindOf(expected)}, got ${quote(input)}`;
}

function choiceFault(known: string[], input: unknown, where: string): string {
  if (input === undefined) return `${where} is missing; it can be ${known.join(', ')}`;
  const near = typeof input === 'string' ? nearest(input, known) : `; it can be ${known.join(', ')}`;
  return `${where} cannot be ${quote(input)}${near}`;
}

function discriminatorFault(issue: Issue & { code: 'invalid_union' }, where: string): string {
  const known = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
  return choiceFault(known, entryOf(issue.input, issue.discriminator ?? ''), where);
}

/** How a value is written for which a shorter way was tried. */
function writtenOut(path: PropertyKey[], input: unknown): string | undefined {
  const items: unknown[] = Array.isArray(input) ? input : [input];
  if (items.some((item) => typeof item === 'object')) return undefined;
  const list = Array.isArray(input);
  const words = items.map((item) => quote(item).replaceAll('"', '')).join(', ');
  const value = list ? `[${words}]` : words;
  const [key = '', name = ''] = path;
  if (key === 'parameters' && path.length === 2) {
    return `${String(name)}: { ${list ? 'values' : 'value'}: ${value} }`;
  }
  if (list || path.length !== 1) return undefined;
  const inner = new Map<PropertyKey, string>([
    ['dataset', `${datasetNames.some((known) => known === input) ? 'name' : 'path'}: ${value}`],
    ['budget', `trials: ${value}`],
    ['earlyTermination', `type: ${value}`],
    ['goal', `metric: ${value}, direction: ${value.includes('loss') ? 'minimize' : 'maximize'}`],
  ]).get(key);
  return inner === undefined ? undefined : `${String(key)}: { ${inner} }`;
}
