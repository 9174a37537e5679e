import { AppError } from '@tenbin/contracts';
import { arrayImages, stampOfFiles } from './array-images.ts';
import { readNpy, readNpyHeader } from './npy.ts';
import { byName } from './source.ts';
import type { Contents, DatasetSource, LabelledImage } from './source.ts';
import { openZip } from './zip-tree.ts';
import type { ZippedFile } from './zip-tree.ts';

/** Names that people give the arrays, the first that is there counts. */
const names = {
  images: ['x', 'images', 'x_train', 'X', 'X_train', 'train_images'],
  labels: ['y', 'labels', 'y_train', 'Y', 'Y_train', 'train_labels'],
  testImages: ['x_test', 'X_test', 'test_images'],
  testLabels: ['y_test', 'Y_test', 'test_labels'],
  classes: ['classes', 'class_names', 'label_names'],
};

interface NamedFile {
  name: string;
  file: ZippedFile;
}

/**
 * Arrays of an .npz file: images `x` (or `images`, `x_train`) `[count, height, width]` or
 * `[count, height, width, channels]`, uint8 or floats of 0–1; labels `y` (or `labels`, `y_train`) `[count]`, numbers
 * or text; a test part `x_test` and `y_test`; names of numbered classes in `classes`.
 * @throws AppError `dataset_invalid` when it is no zip
 */
export async function openNpz(path: string): Promise<DatasetSource> {
  const zip = await openZip(path);
  return {
    licence: null,
    stamp: await stampOfFiles([path]),
    contents: async () => contentsOf(zip.files, path),
    [Symbol.asyncDispose]: () => zip[Symbol.asyncDispose](),
  };
}

async function contentsOf(files: ZippedFile[], path: string): Promise<Contents> {
  const find = (wanted: string[]): NamedFile | undefined => {
    const found = wanted.flatMap((name) => files.filter((file) => file.path === `${name}.npy`));
    return found[0] === undefined ? undefined : { name: found[0].path.replace('.npy', ''), file: found[0] };
  };
  const need = (wanted: string[]): NamedFile => {
    const found = find(wanted);
    if (found !== undefined) return found;
    const there = files.map((file) => file.path.replace('.npy', '')).join(', ') || 'nothing';
    throw refusal(`${path} holds ${there}, but no array ${wanted.slice(0, 3).join(' or ')}`);
  };
  const given = find(names.classes);
  const listed = given === undefined ? undefined : textsOf(await readFile(given, path));
  const [x, y, testX, testY] = [
    need(names.images),
    need(names.labels),
    find(names.testImages),
    find(names.testLabels),
  ];
  const values = textsOf(await readFile(y, path));
  const hasTest = testX !== undefined && testY !== undefined;
  const testValues = hasTest ? textsOf(await readFile(testY, path)) : [];
  const { classes, labelOf } = classesOf(values, listed, path);
  const used = new Set([x, y, given, testX, testY].map((found) => found?.file.path));
  const unused = files.filter((file) => !used.has(file.path)).map((file) => file.path.replace('.npy', ''));
  return {
    classes,
    images: await imagesOf(x, values.map(labelOf), path),
    test: hasTest ? await imagesOf(testX, testValues.map(labelOf), path) : [],
    skipped: [],
    notes: [
      ...(hasTest ? [`${testX.name} is kept to test the best weights on`] : []),
      ...(unused.length > 0 ? [`the arrays ${unused.join(', ')} are not used`] : []),
    ],
  };
}

async function readFile({ name, file }: NamedFile, path: string) {
  return readNpy(await file.read(), `${name} of ${path}`);
}

/** Labels `[count]` or `[count, 1]` as text: `3` for a number. */
function textsOf({ values, shape }: { values: ArrayLike<number> | string[]; shape: number[] }): string[] {
  if (shape.length > 2 || (shape[1] ?? 1) !== 1)
    throw refusal(`labels of the shape [${shape.join(', ')}] are not read: one label for each image is`);
  return Array.from<number | string, string>(values, String);
}

function classesOf(
  values: string[],
  listed: string[] | undefined,
  path: string,
): { classes: string[]; labelOf: (value: string) => number } {
  const found = [...new Set(values)].toSorted(
    (left, right) => Number(left) - Number(right) || byName(left, right),
  );
  const isNumbered = found.every((value) => /^\d+$/.test(value));
  const classes = listed !== undefined && isNumbered ? listed : found;
  if (classes.length < 2) throw refusal(`${path} has the one label ${found.join()}: two classes at least`);
  const places = new Map(classes.map((name, at) => [classes === listed ? String(at) : name, at]));
  const labelOf = (value: string): number => {
    const place = places.get(value);
    if (place !== undefined) return place;
    throw refusal(`${path} has the label ${value}, which is none of ${classes.length} classes to train on`);
  };
  return { classes, labelOf };
}

async function imagesOf({ name, file }: NamedFile, labels: number[], path: string): Promise<LabelledImage[]> {
  const place = `${name} of ${path}`;
  const { shape, type } = readNpyHeader(await file.head(), place);
  const [count = 0, height = 0, width = 0, channels = 1] = shape;
  const isImages = (shape.length === 3 || shape.length === 4) && (channels === 1 || channels === 3);
  if (!isImages || height * width === 0)
    throw refusal(
      `${place} has the shape [${shape.join(', ')}]: [count, height, width] or with 1 or 3 channels is read`,
    );
  if (count !== labels.length) throw refusal(`${place} has ${count} images and ${labels.length} labels`);
  if (type !== '|u1' && !type.startsWith('<f')) throw refusal(`${place} has the type ${type}`);
  return arrayImages({
    name,
    labels,
    shape: [height, width, channels],
    pixels: async () => bytesOf((await readFile({ name, file }, path)).values, place),
  });
}

/** Floats of 0–1 as bytes; bytes as they are. */
function bytesOf(values: ArrayLike<number> | string[], place: string): Uint8Array {
  if (values instanceof Uint8Array) return values;
  const bytes = new Uint8Array(values.length);
  for (let at = 0; at < bytes.length; at += 1) {
    const value = Number(values[at]);
    if (!(value >= 0 && value <= 1)) throw refusal(`${place} holds ${value}: floats have to be 0–1`);
    bytes[at] = Math.round(value * 255);
  }
  return bytes;
}

function refusal(message: string): AppError {
  return new AppError({
    code: 'dataset_invalid',
    message,
    hint: 'Save uint8 (or floats of 0–1) images as x and one label for each as y, with numpy.savez_compressed.',
  });
}
