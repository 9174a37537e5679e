import { AppError } from '@tenbin/contracts';
import type { FileTree, SourceFile } from './file-tree.ts';
import { byName } from './source.ts';
import type { Contents, LabelledImage } from './source.ts';

/** Names of folders that hold a part of a data set, not a class, and what becomes of it. */
const parts = new Map<string, 'pool' | 'test'>([
  ['train', 'pool'],
  ['training', 'pool'],
  ['val', 'pool'],
  ['valid', 'pool'],
  ['validation', 'pool'],
  ['test', 'test'],
  ['testing', 'test'],
]);

interface PlacedFile {
  file: SourceFile;
  /** Its path below what is above the classes. */
  steps: string[];
}

/**
 * The class of every file: the name of the folder that it is in, below one folder that may hold them all (people zip
 * a folder). Where parts (train, validation, test) stand above the classes, the test part is kept and the others
 * become one. Classes are in the order of their names.
 * @param place how messages call the source
 * @throws AppError `dataset_invalid` for fewer than two classes, an empty one, or parts instead of classes
 */
export function classFolders(
  { files, folders }: Pick<FileTree, 'files' | 'folders'>,
  place: string,
): Contents {
  const placed = withoutTop(files.map((file) => ({ file, steps: file.path.split('/') })));
  const { pool, test, notes } = partsOf(placed) ?? { pool: placed, test: [], notes: [] };
  const inFolders = pool.filter(({ steps }) => steps.length > 1);
  const classes = [...new Set(inFolders.map(({ steps }) => steps[0] ?? ''))].toSorted(byName);
  refuseParts(classes, place);
  refuseTooFew({ classes, loose: pool.length - inFolders.length }, place);
  refuseEmpty({ classes, folders, inFolders }, place);
  refuseNew({ classes, test }, place);
  return {
    classes,
    images: labelled(inFolders, classes),
    test: labelled(test, classes),
    skipped: [],
    notes,
  };
}

function labelled(files: PlacedFile[], classes: string[]): LabelledImage[] {
  return files
    .map(({ file, steps }) => ({
      file: file.path,
      label: classes.indexOf(steps[0] ?? ''),
      size: file.size,
      read: () => file.read(),
    }))
    .toSorted((left, right) => byName(left.file, right.file));
}

/** The paths below the one folder that holds everything, as often as there is such a folder above the classes. */
function withoutTop(files: PlacedFile[]): PlacedFile[] {
  const tops = new Set(files.map(({ steps }) => steps[0]));
  const isWrapper = tops.size === 1 && files.every(({ steps }) => steps.length > 2);
  if (!isWrapper) return files;
  return withoutTop(files.map(({ file, steps }) => ({ file, steps: steps.slice(1) })));
}

/** The two sides of a tree whose top folders are parts with class folders in them; undefined for any other tree. */
function partsOf(
  files: PlacedFile[],
): { pool: PlacedFile[]; test: PlacedFile[]; notes: string[] } | undefined {
  const inFolders = files.filter(({ steps }) => steps.length > 1);
  const names = [...new Set(inFolders.map(({ steps }) => steps[0] ?? ''))].toSorted(byName);
  const partOf = (name = '') => parts.get(name.toLowerCase());
  const below = (part: 'pool' | 'test') =>
    inFolders
      .filter(({ steps }) => partOf(steps[0]) === part)
      .map(({ file, steps }) => ({ file, steps: steps.slice(1) }));
  const isParted = names.length > 1 && names.every((name) => partOf(name) !== undefined);
  const pool = below('pool');
  if (!isParted || !pool.some(({ steps }) => steps.length > 1)) return undefined;
  const [pooled, kept] = [
    names.filter((name) => partOf(name) === 'pool'),
    names.filter((name) => partOf(name) === 'test'),
  ];
  const test = below('test');
  const classed = test.filter(({ steps }) => steps.length > 1);
  const notes: string[] = [];
  if (pooled.length > 1) notes.push(`the folders ${pooled.join(' and ')} are put together and split again`);
  if (classed.length > 0) notes.push(`the folder ${kept.join(' and ')} is kept to test the best weights on`);
  if (classed.length < test.length) {
    notes.push(
      `${test.length - classed.length} files of ${kept.join(' and ')} are in no class folder: not used`,
    );
  }
  return { pool, test: classed, notes };
}

function refuseParts(classes: string[], place: string): void {
  if (classes.length === 0 || !classes.every((name) => parts.has(name.toLowerCase()))) return;
  throw new AppError({
    code: 'dataset_invalid',
    message: `${place} holds the folders ${classes.join(', ')}: parts of a data set, not classes`,
    hint: `Put a folder for each class into ${classes[0]}, or point dataset.path at a folder of class folders.`,
  });
}

function refuseTooFew({ classes, loose }: { classes: string[]; loose: number }, place: string): void {
  if (classes.length > 1) return;
  const found =
    classes.length === 1 ? `only one class folder (${classes.join()})` : 'no class folder with images';
  throw new AppError({
    code: 'dataset_invalid',
    message: `${place} holds ${found}${loose > 0 ? ` and ${loose} files outside of folders` : ''}`,
    hint: 'Put the images of each class in a folder of its own, such as cat/ and dog/; two classes at least.',
  });
}

/** A folder beside those of the classes that has no file: somebody meant a class. */
function refuseEmpty(
  { classes, folders, inFolders }: { classes: string[]; folders: string[]; inFolders: PlacedFile[] },
  place: string,
): void {
  const tops = new Set(inFolders.map(({ file, steps }) => file.path.slice(0, -steps.join('/').length)));
  const empty = [...tops].flatMap((top) =>
    folders
      .filter((folder) => folder.startsWith(top))
      .map((folder) => folder.slice(top.length))
      .filter((name) => name !== '' && !name.includes('/') && !classes.includes(name)),
  );
  if (empty.length === 0) return;
  throw new AppError({
    code: 'dataset_invalid',
    message: `${place} has the class ${empty.toSorted(byName).join(', ')} without a single image`,
    hint: 'Put images into the folder, or remove it.',
  });
}

/** A class that only the test part has cannot be learnt. */
function refuseNew({ classes, test }: { classes: string[]; test: PlacedFile[] }, place: string): void {
  const strange = new Set(test.map(({ steps }) => steps[0] ?? '').filter((name) => !classes.includes(name)));
  if (strange.size === 0) return;
  throw new AppError({
    code: 'dataset_invalid',
    message: `${place} has the class ${[...strange].toSorted(byName).join(', ')} in its test part only`,
    hint: 'Put images of it into the training part as well, or remove it from the test part.',
  });
}
