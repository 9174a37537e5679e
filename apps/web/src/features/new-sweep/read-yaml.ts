import { AppError, parseSweepFile, sweepSpec } from '@tenbin/contracts';
import type { SweepSpec } from '@tenbin/contracts';
import { trialCount } from '@tenbin/sweep';

/** What is wrong in a sweep file, and where. */
export interface Problem {
  /** From 1. */
  line: number;
  /** From 1. */
  column: number;
  /** What it is about, as in `parameters.batchSize`; empty for the text itself. */
  path: string;
  text: string;
}

/** A sweep file read: the sweep and its exact number of trials, or what is wrong. */
export type Reading =
  | { spec: SweepSpec; total: number; problems: [] }
  | { spec: SweepSpec | null; total: null; problems: Problem[] };

const file = 'sweep';

/** How a sentence about a key of the file begins. */
const placed = new RegExp(`^(${Object.keys(sweepSpec.shape).join('|')})(\\.[\\w.]+)?(?=[ :]|$)`);

/** Reads the text of a sweep file as the server will. */
export function readYaml(text: string): Reading {
  let spec: SweepSpec | null = null;
  try {
    spec = parseSweepFile(text, file);
    return { spec, total: trialCount(spec), problems: [] };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const problems = error.message.split('\n').map((line) => problemOf(line, text));
    return { spec, total: null, problems };
  }
}

function problemOf(message: string, text: string): Problem {
  const [, line, column, sentence] = /^sweep:(\d+):(\d+): (.*)$/s.exec(message) ?? [];
  if (sentence === undefined) {
    const at = text.split('\n').findIndex((each) => each.startsWith('parameters'));
    return { line: at + 1 || 1, column: 1, path: 'parameters', text: message };
  }
  const path = placed.exec(sentence)?.[0] ?? '';
  return { line: Number(line), column: Number(column), path, text: sentence };
}

/** The first problem of what `path` names or of something in it, without its path. */
export function problemAt(problems: readonly Problem[], path: string): string | undefined {
  const found = problems.find((each) => each.path === path || each.path.startsWith(`${path}.`));
  if (found === undefined) return undefined;
  const text = found.text.startsWith(found.path) ? found.text.slice(found.path.length) : found.text;
  return text.replace(/^[: ]+/, '');
}
