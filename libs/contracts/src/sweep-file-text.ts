import { LineCounter, parseDocument, isMap, isNode, isScalar } from 'yaml';
import type { Document, YAMLError } from 'yaml';
import { AppError } from './errors.ts';
import { aliasFault } from './sweep-file-aliases.ts';

/** What is wrong with the value at `path` of a sweep file. */
export interface Problem {
  path: PropertyKey[];
  text: string;
}

/** A YAML or JSON text, and where in it each value stands. */
export interface SweepText {
  value: unknown;
  /** The line, from 1, of the key at `path`; of the nearest one around it that is there. */
  lineOf(path: PropertyKey[]): number;
  /** The refusal of the text: a line of `file:line:column: what is wrong` for each problem, in the order of the text. */
  refusal(problems: readonly Problem[]): AppError;
}

/**
 * @param file how messages call the text
 * @throws AppError `sweep_invalid` for a text that is no YAML
 */
export function readText(text: string, file: string): SweepText {
  const lines = new LineCounter();
  // Sets, dates and bytes, which YAML can tag values as, are nothing that a sweep has.
  const options = { lineCounter: lines, prettyErrors: false, merge: true, resolveKnownTags: false };
  const document = parseDocument(text, options);
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  if (document.errors.length > 0) {
    throw invalid(document.errors.map((error) => `${place(error.pos[0])}: ${sentenceOf(error)}`));
  }
  const fault = aliasFault(document);
  if (fault !== null) throw invalid([`${place(fault.offset)}: ${fault.sentence}`]);
  return {
    value: document.toJS(),
    lineOf: (path) => lines.linePos(offsetOf(document, path)).line,
    refusal(problems) {
      const placed = problems
        .map(({ path, text: sentence }) => ({ offset: offsetOf(document, path), sentence }))
        .toSorted((a, b) => a.offset - b.offset);
      return invalid(placed.map(({ offset, sentence }) => `${place(offset)}: ${sentence}`));
    },
  };
}

function sentenceOf({ code, message }: YAMLError): string {
  if (code !== 'MULTIPLE_DOCS') return message;
  return 'a second document begins here, and a sweep file has one; write each sweep in a file of its own';
}

function invalid(problems: string[]): AppError {
  return new AppError({
    code: 'sweep_invalid',
    message: problems.join('\n'),
    hint: 'docs/sweep-files.md explains every key of a sweep file; examples/sweeps has files that run.',
  });
}

/** Where in the text the node at `path` begins: its key for a map entry, else the nearest parent that is there. */
function offsetOf(document: Document, path: PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const parent = document.getIn(path.slice(0, depth - 1), true);
    const key = path[depth - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      if (isNode(pair?.key) && pair.key.range) return pair.key.range[0];
    }
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}
