import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AppError, datasetCalled } from '@tenbin/contracts';
import { loadDataset } from '@tenbin/data';
import { augmentedVersions, strengthsOf } from '@tenbin/training';
import type { AugmentationParameters, AugmentedVersions } from '@tenbin/training';
import type { Output } from '../cli/output.ts';
import { counted } from '../progress/format.ts';
import { drawSheet } from './draw-sheet.ts';

export interface PreviewInput extends AugmentationParameters {
  /** A path, or a name that Tenbin knows. */
  dataset: string;
  /** Training images. */
  count: number;
  seed: number;
  /** Path of the PNG. */
  out: string;
}

/** Augmented versions beside each image. */
const versions = 7;
/** Larger images are brought to this: a sheet of eight columns is then no wider than a screen. */
const largestSide = 224;

/**
 * Draws training images beside their augmented versions into one PNG, and says where it is.
 * @throws AppError for the data set, or `bad_input` for a file that cannot be written
 */
export async function runPreview(
  input: PreviewInput,
  { home, output }: { home: string; output: Output },
): Promise<void> {
  const dataset = await loadDataset(datasetCalled(input.dataset), {
    inputShape: (nativeSide) => {
      const side = Math.min(nativeSide, largestSide);
      return [side, side, 3];
    },
    seed: input.seed,
    cache: join(home, 'cache/images'),
    home,
    log: output.say,
  });
  const { count, seed } = input;
  const rows = augmentedVersions({ dataset, parameters: input, seed, count, versions });
  const pictures = rows.map(({ original, versions: made }) => [
    original,
    ...made.map(({ pixels }) => pixels),
  ]);
  const out = resolve(input.out);
  await write(out, await drawSheet(pictures, dataset.inputShape));
  const strengths = Object.entries(strengthsOf(input)).filter(([, strength]) => strength > 0);
  const words = strengths.map(([name, strength]) => `${name} ${strength}`).join(', ');
  output.say(`${out}: ${counted(rows.length, 'training image')}, each beside ${versions} versions of it`);
  output.say(words === '' ? 'no augmentation is set: all are the same' : words);
  output.result({ out, rows: rows.map(withoutPixels) });
}

async function write(file: string, bytes: Buffer): Promise<void> {
  await writeFile(file, bytes).catch((cause: unknown) => {
    throw new AppError({
      code: 'bad_input',
      message: `${file} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: 'Give --out a file in a folder that exists and that you may write to.',
      cause,
    });
  });
}

function withoutPixels({ file, label, versions: made }: AugmentedVersions) {
  return { file, label, versions: made.map(({ caption }) => caption) };
}
