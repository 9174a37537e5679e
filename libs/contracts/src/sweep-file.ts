import { closest } from 'fastest-levenshtein';
import { LineCounter, parseDocument, isMap, isNode, isScalar } from 'yaml';
import type { Document } from 'yaml';
import { z } from 'zod';
import { AppError } from './errors.ts';
import { sweepSpec } from './sweep-spec.ts';
import type { SweepSpec } from './sweep-spec.ts';

type Issue = z.core.$ZodIssue;

/**
 * The sweep that a YAML or JSON text describes.
 * @param file how messages call the text
 * @throws AppError `sweep_invalid`, one line of `file:line:column: what is wrong` for each mistake
 */
export function parseSweepFile(text: string, file: string): SweepSpec {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  if (document.errors.length > 0) {
    throw invalid(document.errors.map((error) => `${place(error.pos[0])}: ${error.message}`));
  }
  const parsed = sweepSpec.safeParse(document.toJS(), { reportInput: true });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues
    .flatMap(explain)
    .map(({ path, text: sentence }) => ({ offset: offsetOf(document, path), sentence }))
    .toSorted((a, b) => a.offset - b.offset);
  throw invalid(problems.map(({ offset, sentence }) => `${place(offset)}: ${sentence}`));
}

function invalid(problems: string[]): AppError {
  return new AppError({
    code: 'sweep_invalid',
    message: problems.join('\n'),
    hint: 'The README lists every key of a sweep file; examples/sweeps has files that run.',
  });
}

interface Problem {
  path: PropertyKey[];
  text: string;
}

function explain(issue: Issue): Problem[] {
  const where = issue.path.length > 0 ? issue.path.join('.') : 'the file';
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(issue.path);
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      text: `unknown key ${quote(key)} in ${where}${nearest(key, known)}`,
    }));
  }
  if (issue.code === 'invalid_value') {
    const known = issue.values.map(String);
    const near =
      typeof issue.input === 'string' ? nearest(issue.input, known) : `; it can be ${known.join(', ')}`;
    return [{ path: issue.path, text: `${where} cannot be ${quote(issue.input)}${near}` }];
  }
  if (issue.code === 'invalid_type' && issue.input === undefined) {
    return [{ path: issue.path, text: `${where} is missing` }];
  }
  if (issue.code === 'custom') return [{ path: issue.path, text: `${where} ${issue.message}` }];
  if (issue.code === 'too_small' && issue.origin === 'array') {
    return [{ path: issue.path, text: `${where} ${issue.message}` }];
  }
  const rule = issue.message.replace(/^(Invalid input|Too small|Too big): /, '').replace(/, received .*/, '');
  return [{ path: issue.path, text: `${where}: ${rule}, got ${quote(issue.input)}` }];
}

function quote(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

function nearest(name: string, known: string[]): string {
  return known.length === 0
    ? ''
    : `; did you mean ${quote(closest(name, known))}? It can be ${known.join(', ')}`;
}

/** The keys that the schema knows at `path`. */
function keysAt(path: PropertyKey[]): string[] {
  let schema: unknown = sweepSpec;
  for (const key of path) schema = objectIn(schema)?.shape[String(key)];
  return Object.keys(objectIn(schema)?.shape ?? {});
}

/** The object schema inside optional, default and transform wrappers. */
function objectIn(schema: unknown): z.ZodObject | undefined {
  if (schema instanceof z.ZodObject) return schema;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return objectIn(schema.unwrap());
  if (schema instanceof z.ZodPipe) return objectIn(schema.in);
  return undefined;
}

/** Where in the text the node at `path` begins: its key for a map entry, else the nearest parent that is there. */
function offsetOf(document: Document, path: PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const parent = document.getIn(path.slice(0, depth - 1), true);
    const key = path[depth - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === key);
      if (isNode(pair?.key) && pair.key.range) return pair.key.range[0];
    }
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}
