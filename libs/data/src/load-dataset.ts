import { resolve } from 'node:path';
import { AppError, datasetTitle } from '@tenbin/contracts';
import type { DatasetSpec } from '@tenbin/contracts';
import { readDecoded, readSide, writeDecoded, writeSide } from './cache/decoded-cache.ts';
import type { CacheRequest } from './cache/decoded-cache.ts';
import { checkImages } from './checks/check-images.ts';
import type { DecodedSet, ImageSet, LoadedDataset } from './dataset.ts';
import { decodeSet } from './decode-set.ts';
import { nativeSideOf } from './native-side.ts';
import { openSource } from './sources/open-source.ts';
import type { Contents, DatasetSource } from './sources/source.ts';
import { countsOf } from './splitting/classes-of-groups.ts';
import { shareOfTrain } from './splitting/share-of-train.ts';
import { splitDataset } from './splitting/split-dataset.ts';

type Shape = [number, number, number];

export interface LoadRequest {
  /** `[height, width, channels]` that every image is brought to, also by the median of the images' smaller sides. */
  inputShape: Shape | ((nativeSide: number) => Shape);
  /** Decides which images are kept for validation and test. */
  seed: number;
  /** Which of `dataset.folds` validates, from 1; the first when it is not said. */
  fold?: number | undefined;
  /** Share of the training images to use, of each class alike; above 0, all when it is not said. */
  trainShare?: number | undefined;
  /** Folder for decoded images, so that the next load need not decode; null for none. */
  cache?: string | null | undefined;
  /** Tenbin's folder on this machine, where data sets known by name may lie. */
  home?: string | undefined;
  log: (line: string) => void;
}

/**
 * Reads a data set into memory, splits it, and checks it. Files that are no images are named in the facts and
 * skipped. The second time the decoded images come from the cache, as long as no file changed.
 * @throws AppError `dataset_missing`, `dataset_invalid`, or `bad_input` for a fold or a test share without use
 */
export async function loadDataset(spec: DatasetSpec, request: LoadRequest): Promise<LoadedDataset> {
  const title = datasetTitle(spec);
  const { log, seed, fold, trainShare: share = 1 } = request;
  await using source = await openSource(spec, request.home);
  const decoded = await decodedSet({ source, title, spec, request });
  for (const note of decoded.notes) log(note);
  const split = splitDataset(decoded, { spec, title, seed, fold });
  tell(decoded, log);
  const { labels, classes } = decoded;
  const used = shareOfTrain(split.train, { labels, classes, share, seed });
  if (share < 1)
    log(`${used.length} of ${split.train.length} training images are used (trainShare ${share})`);
  const [train, validation] = [setOf(decoded, used), setOf(decoded, split.validation)];
  const test = split.test.length > 0 ? setOf(decoded, split.test) : null;
  const countByClass = (images: number[]) => countsOf(images, labels, classes.length);
  // Of all images, so that a share of them has no warnings of its own.
  const { warnings, sheets } = checkImages({ decoded, split });
  return {
    inputShape: decoded.shape,
    train,
    validation,
    test,
    facts: {
      path: title,
      licence: source.licence,
      hash: decoded.hash,
      classes,
      trainCounts: countByClass(used),
      validationCounts: countByClass(split.validation),
      testCounts: test === null ? [] : countByClass(split.test),
      skipped: decoded.skipped,
      warnings,
    },
    sheets,
  };
}

interface DecodeRequest {
  source: DatasetSource;
  title: string;
  spec: DatasetSpec;
  request: LoadRequest;
}

/** The decoded images, from the cache or from the files; the contents are asked for only where they are needed. */
async function decodedSet({ source, title, spec, request }: DecodeRequest): Promise<DecodedSet> {
  const { log, cache: folder = null } = request;
  const place = spec.path === undefined ? title : resolve(spec.path);
  const cache: CacheRequest | null = folder === null ? null : { folder, source: [place, source.stamp] };
  let known: Promise<Contents> | undefined;
  const contents = (): Promise<Contents> => (known ??= source.contents());
  const shape = await shapeOf({ cache, title, contents, request });
  const kept = cache === null ? undefined : await readDecoded(cache, shape);
  if (kept !== undefined) return kept;
  const decoded = await decodeSet(await contents(), { title, shape, log });
  if (cache !== null) await keep(writeDecoded(cache, decoded), log);
  return decoded;
}

async function shapeOf({
  cache,
  title,
  contents,
  request: { inputShape, log },
}: {
  cache: CacheRequest | null;
  title: string;
  contents: () => Promise<Contents>;
  request: LoadRequest;
}): Promise<Shape> {
  if (typeof inputShape !== 'function') return inputShape;
  const known = cache === null ? undefined : await readSide(cache);
  const side = known ?? (await nativeSideOf((await contents()).images, title));
  if (cache !== null && known === undefined) await keep(writeSide(cache, side), log);
  return inputShape(side);
}

/** A cache that cannot be written costs time only. */
async function keep(writing: Promise<void>, log: (line: string) => void): Promise<void> {
  await writing.catch((error: unknown) => {
    const why = AppError.from(error).message;
    log(`the decoded images are not kept for the next time: ${why}`);
  });
}

function tell({ copies, skipped, testFrom }: DecodedSet, log: (line: string) => void): void {
  // A test part of the source's own is not split: what it shares with the rest is a warning.
  const parted = copies.map((group) => group.filter((image) => image < testFrom));
  const extra = parted.reduce((sum, group) => sum + Math.max(0, group.length - 1), 0);
  if (extra > 0) log(`${extra} of ${testFrom} images are copies of others: kept on one side of the split`);
  if (skipped.length === 0) return;
  const named = skipped.slice(0, 5).map(({ file, reason }) => `${file} (${reason})`);
  const more = skipped.length > named.length ? ` and ${skipped.length - named.length} more` : '';
  log(`skipped ${skipped.length} files that could not be read: ${named.join(', ')}${more}`);
}

function setOf({ pixels, labels, files, shape }: DecodedSet, chosen: number[]): ImageSet {
  const size = shape[0] * shape[1] * shape[2];
  const images = new Uint8Array(new SharedArrayBuffer(size * chosen.length));
  chosen.forEach((from, to) => images.set(pixels.subarray(from * size, (from + 1) * size), to * size));
  return {
    images,
    labels: Int32Array.from(chosen, (at) => labels[at] ?? 0),
    files: chosen.map((at) => files[at] ?? ''),
  };
}
