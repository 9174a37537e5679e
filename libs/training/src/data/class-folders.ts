import { AppError } from '@tenbin/contracts';
import type { ImageSource, SourceFile } from './image-source.ts';

export interface LabelledFile {
  file: SourceFile;
  /** Index into the classes. */
  label: number;
}

/** Names of folders that hold a part of a data set, not a class. */
const parts = new Set(['train', 'training', 'val', 'valid', 'validation', 'test', 'testing']);

/**
 * The class of every file: the name of the folder that it is in, below one folder that may hold them all (people zip
 * a folder). Hidden files and what systems leave behind are not seen. Classes are in the order of their names.
 * @param place how messages call the source
 * @throws AppError `dataset_invalid` for fewer than two classes, an empty one, or parts instead of classes
 */
export function classFolders(
  { files, folders }: Pick<ImageSource, 'files' | 'folders'>,
  place: string,
): { classes: string[]; labelled: LabelledFile[] } {
  const seen = files.filter(({ path }) => !path.split('/').some(isLitter));
  const split = withoutTop(seen.map((file) => ({ file, steps: file.path.split('/') })));
  const inFolders = split.filter(({ steps }) => steps.length > 1);
  const classes = [...new Set(inFolders.map(({ steps }) => steps[0] ?? ''))].toSorted(byName);
  refuseParts(classes, place);
  if (classes.length < 2) {
    const loose = split.length - inFolders.length;
    const found =
      classes.length === 1 ? `only one class folder (${classes.join()})` : 'no class folder with images';
    throw new AppError({
      code: 'dataset_invalid',
      message: `${place} holds ${found}${loose > 0 ? ` and ${loose} files outside of folders` : ''}`,
      hint: 'Put the images of each class in a folder of its own, such as cat/ and dog/; two classes at least.',
    });
  }
  refuseEmpty({ classes, folders, example: inFolders[0] }, place);
  const labelled = inFolders
    .map(({ file, steps }) => ({ file, label: classes.indexOf(steps[0] ?? '') }))
    .toSorted((left, right) => byName(left.file.path, right.file.path));
  return { classes, labelled };
}

interface PlacedFile {
  file: SourceFile;
  steps: string[];
}

/** The paths below the one folder that holds everything, as often as there is such a folder above the classes. */
function withoutTop(files: PlacedFile[]): PlacedFile[] {
  const tops = new Set(files.map(({ steps }) => steps[0]));
  const isWrapper = tops.size === 1 && files.every(({ steps }) => steps.length > 2);
  if (!isWrapper) return files;
  return withoutTop(files.map(({ file, steps }) => ({ file, steps: steps.slice(1) })));
}

function refuseParts(classes: string[], place: string): void {
  if (classes.length === 0 || !classes.every((name) => parts.has(name.toLowerCase()))) return;
  throw new AppError({
    code: 'dataset_invalid',
    message: `${place} holds the folders ${classes.join(', ')}: parts of a data set, not classes`,
    hint: `Point dataset.path at the folder ${classes[0]} inside it; Tenbin splits off the validation images itself.`,
  });
}

/** A folder beside those of the classes that has no file: somebody meant a class. */
function refuseEmpty(
  { classes, folders, example }: { classes: string[]; folders: string[]; example: PlacedFile | undefined },
  place: string,
): void {
  const top = example?.file.path.slice(0, -example.steps.join('/').length) ?? '';
  const empty = folders
    .filter((folder) => folder.startsWith(top))
    .map((folder) => folder.slice(top.length))
    .filter((name) => name !== '' && !name.includes('/') && !isLitter(name) && !classes.includes(name));
  if (empty.length === 0) return;
  throw new AppError({
    code: 'dataset_invalid',
    message: `${place} has the class ${empty.toSorted(byName).join(', ')} without a single image`,
    hint: 'Put images into the folder, or remove it.',
  });
}

function isLitter(name: string): boolean {
  return name.startsWith('.') || ['__MACOSX', 'Thumbs.db', 'desktop.ini'].includes(name);
}

/** By code units: the order must not depend on the machine's language. */
function byName(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
