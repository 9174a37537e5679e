import { isAlias, isMap, isScalar, isSeq, visit, YAMLMap } from 'yaml';
import type { Document, Node } from 'yaml';

/** What is wrong with a reference of a YAML text, and where it begins, in characters. */
export interface AliasFault {
  offset: number;
  sentence: string;
}

/** The first reference of a document that stands for no value; null when the document can be read as values. */
export function aliasFault(document: Document): AliasFault | null {
  const faults: AliasFault[] = [];
  let first: AliasFault | null = null;
  const at = (node: Node, sentence: string): AliasFault => ({ offset: node.range?.[0] ?? 0, sentence });
  visit(document, {
    Alias(_, node, path) {
      const meant = node.resolve(document);
      const name = `*${node.source}`;
      first ??= at(node, 'the references from here on repeat more than a sweep file can hold');
      if (meant === undefined)
        faults.push(at(node, `${name} repeats nothing: no value before it is marked &${node.source}`));
      else if (path.some((around) => around === meant))
        faults.push(at(node, `${name} repeats the value that it is in`));
    },
    Pair(_, { key, value }) {
      // What merges keys is a symbol here, and "<<" in quotes a text.
      if (!isScalar(key) || typeof key.value !== 'symbol') return;
      const sources = isSeq(value) ? value.items : [value];
      // A reference without a value is told of by itself.
      const merges = (source: unknown) =>
        isMap(isAlias(source) ? (source.resolve(document) ?? new YAMLMap()) : source);
      if (!sources.every(merges)) faults.push(at(key, '<< takes keys with values, or a reference to such'));
    },
  });
  return faults.toSorted((a, b) => a.offset - b.offset)[0] ?? (canBeRead(document) ? null : first);
}

/** Whether a document can be turned to values: not when a few lines of references stand for millions of values. */
function canBeRead(document: Document): boolean {
  try {
    document.toJS();
    return true;
  } catch (error) {
    if (error instanceof ReferenceError) return false;
    throw error;
  }
}
