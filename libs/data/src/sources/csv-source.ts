import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { AppError } from '@tenbin/contracts';
import type { DatasetFacts } from '@tenbin/contracts';
import { parseCsv } from './csv.ts';
import type { CsvRow } from './csv.ts';
import { byName } from './source.ts';
import type { DatasetSource } from './source.ts';

/** What a header calls the two columns. */
const headers = {
  path: new Set(['path', 'file', 'filename', 'file_name', 'filepath', 'image', 'image_path']),
  label: new Set(['label', 'class', 'class_name', 'category', 'target']),
};

interface Listed {
  /** As the CSV has it. */
  path: string;
  place: string;
  name: string;
  size: number;
  stamp: string;
}

/**
 * A CSV of path and label, the header optional; with one, other columns may stand beside them. Paths are taken from
 * the folder of the CSV. A line that cannot be used is skipped and named with its number.
 * @throws AppError `dataset_invalid` when it cannot be read; with the contents, for fewer than two classes
 */
export async function openCsv(file: string): Promise<DatasetSource> {
  const skipped: DatasetFacts['skipped'] = [];
  const listed = new Map<string, Listed>();
  for (const row of rowsOf(await readText(file))) {
    const fault = await list(row, { folder: dirname(file), listed });
    if (fault !== undefined) skipped.push({ file: `${basename(file)}:${row.line}`, reason: fault });
  }
  const images = [...listed.values()].toSorted((left, right) => byName(left.path, right.path));
  const classes = [...new Set(images.map(({ name }) => name))].toSorted(byName);
  const marks = images.map(({ path, name, size, stamp }) => [path, name, size, stamp]);
  return {
    licence: null,
    stamp: createHash('sha256')
      .update(JSON.stringify([marks, skipped]))
      .digest('hex'),
    contents: async () => {
      if (classes.length < 2) throw tooFew(file, classes, skipped);
      const labelled = images.map(({ path, place, name, size }) => ({
        file: path,
        label: classes.indexOf(name),
        size,
        read: () => readFile(place),
      }));
      return { classes, images: labelled, test: [], skipped, notes: [] };
    },
    [Symbol.asyncDispose]: async () => undefined,
  };
}

/** The lines below the header, as path and label. */
function rowsOf(text: string): (CsvRow & { path: string; name: string })[] {
  const rows = parseCsv(text);
  const titles = (rows[0]?.fields ?? []).map((field) => field.toLowerCase());
  const [path, label] = [
    titles.findIndex((title) => headers.path.has(title)),
    titles.findIndex((title) => headers.label.has(title)),
  ];
  const hasHeader = path >= 0 && label >= 0;
  const [pathAt, labelAt] = hasHeader ? [path, label] : [0, 1];
  return rows
    .slice(hasHeader ? 1 : 0)
    .map((row) => ({ ...row, path: row.fields[pathAt] ?? '', name: row.fields[labelAt] ?? '' }));
}

/** Adds the image of a line to `listed`, or says why not. */
async function list(
  { path, name }: { path: string; name: string },
  { folder, listed }: { folder: string; listed: Map<string, Listed> },
): Promise<string | undefined> {
  if (path === '') return 'it has no path';
  if (name === '') return `it has no label for ${path}`;
  const place = resolve(folder, path);
  const twin = listed.get(place);
  if (twin !== undefined) {
    return twin.name === name ? `${path} is named before` : `${path} has the label ${twin.name} before`;
  }
  const found = await stat(place).catch(() => undefined);
  if (found?.isFile() !== true) return `there is no file ${path}`;
  const slashed = path.replaceAll('\\', '/');
  listed.set(place, { path: slashed, place, name, size: found.size, stamp: String(found.mtimeMs) });
  return undefined;
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new AppError({
      code: 'dataset_invalid',
      message: `${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: 'Check that the user who runs the trainer may read it.',
      cause,
    });
  });
}

function tooFew(file: string, classes: string[], skipped: DatasetFacts['skipped']): AppError {
  const [first] = skipped;
  const why = first === undefined ? '' : `; for example ${first.file}: ${first.reason}`;
  const found = classes.length === 1 ? `images of the class ${classes.join()} only` : 'no image';
  return new AppError({
    code: 'dataset_invalid',
    message: `${file} lists ${found}${why}`,
    hint: 'Write a line path,label for each image, with paths from the folder of the CSV and two labels at least.',
  });
}
