import { problemsOf } from './sweep-file-problems.ts';
import { readText } from './sweep-file-text.ts';
import type { SweepText } from './sweep-file-text.ts';
import { datasetNames } from './dataset-spec.ts';
import { sweepSpec } from './sweep-spec.ts';
import type { SweepSpec } from './sweep-spec.ts';
import { isWandb, wandbFile } from './wandb-file.ts';
import { fromWandb } from './wandb-sweep.ts';

export interface SweepFile {
  spec: SweepSpec;
  /** What a reader of the file would not expect: what of a W&B file was translated or left out, what an option replaced. */
  notes: string[];
  /** The line, from 1, on which the file says what is at that path of `spec`, or what is around it. */
  lineOf: (path: PropertyKey[]) => number;
}

export interface SweepFileOptions {
  /** The data set to train on instead of the file's: a name that Tenbin knows, or a path. */
  dataset?: string | undefined;
}

/** A sweep file as values, before it is parsed. */
interface Written {
  input: unknown;
  notes: string[];
  origin: (path: PropertyKey[]) => PropertyKey[];
}

/**
 * The sweep that a YAML or JSON text describes: a sweep file of Tenbin, or one of W&B.
 * @param file how messages call the text
 * @throws AppError `sweep_invalid`, one line of `file:line:column: what is wrong` for each mistake
 */
export function readSweepFile(text: string, file: string, options: SweepFileOptions = {}): SweepFile {
  const read = readText(text, file);
  const { input, notes, origin } = isWandb(read.value)
    ? writtenForWandb(read, file, options)
    : writtenForUs(read.value, options);
  const parsed = sweepSpec.safeParse(input, { reportInput: true });
  if (parsed.success) return { spec: parsed.data, notes, lineOf: (path) => read.lineOf(origin(path)) };
  const { issues } = parsed.error;
  throw read.refusal(problemsOf({ issues, schema: sweepSpec, value: input, origin }));
}

/** The same without the notes. */
export function parseSweepFile(text: string, file: string): SweepSpec {
  return readSweepFile(text, file).spec;
}

function writtenForWandb(read: SweepText, file: string, { dataset }: SweepFileOptions): Written {
  const parsed = wandbFile.safeParse(read.value, { reportInput: true });
  if (!parsed.success) {
    throw read.refusal(problemsOf({ issues: parsed.error.issues, schema: wandbFile, value: read.value }));
  }
  const sweep = fromWandb(parsed.data, { name: stemOf(file), dataset });
  if (sweep.problems.length > 0) throw read.refusal(sweep.problems);
  return { ...sweep, notes: ['read as a W&B sweep file', ...sweep.notes] };
}

function writtenForUs(value: unknown, { dataset }: SweepFileOptions): Written {
  const plain = { input: value, notes: [], origin: (path: PropertyKey[]) => path };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return plain;
  // What names the schema of a JSON file is for its editor.
  const { $schema: _, ...input }: Record<string, unknown> = { ...value };
  if (dataset === undefined) return { ...plain, input };
  const written = input['dataset'];
  const { path, name, ...rest }: Record<string, unknown> =
    typeof written === 'object' && written !== null ? { ...written } : {};
  const own = [path ?? name].filter((title) => typeof title === 'string');
  const called = datasetNames.some((known) => known === dataset) ? { name: dataset } : { path: dataset };
  const notes = own.map((title) => `dataset: ${dataset} instead of ${title}`);
  return { ...plain, input: { ...input, dataset: { ...called, ...rest } }, notes };
}

/** `from-wandb` of `sweeps/from-wandb.yaml`. */
function stemOf(file: string): string {
  const base = file.split(/[\\/]/).at(-1) ?? '';
  return base.replace(/\.\w+$/, '') || 'sweep';
}
