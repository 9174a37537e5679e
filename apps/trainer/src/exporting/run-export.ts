import { mkdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '@tenbin/contracts';
import {
  checkpointPaths,
  exportedModel,
  labelsBeside,
  readWeights,
  writeKeras,
  writeTfjs,
} from '@tenbin/training';
import type { ExportedModel } from '@tenbin/training';
import type { Context } from '../cli/command.ts';

export interface ExportInput {
  /** Id of a run, or path of a checkpoint. */
  run: string;
  format: ExportFormat;
  /** Of a run: which of its checkpoints; the best by default. */
  weights?: 'best' | 'last' | undefined;
  out?: string | undefined;
}

type ExportFormat = 'keras' | 'tfjs';

interface Writer {
  /** What is added to a name that nobody gave. */
  ending: string;
  /** Writes the model and gives the paths that were written. */
  write(model: ExportedModel, out: string): Promise<string[]>;
}

const writers: Record<ExportFormat, Writer> = {
  keras: {
    ending: '.keras',
    async write(model, out) {
      const file = out.endsWith('.keras') ? out : `${out}.keras`;
      await writeKeras({ model, file, savedAt: new Date() });
      return [file, labelsBeside(file)];
    },
  },
  tfjs: {
    ending: '-tfjs',
    async write(model, out) {
      await writeTfjs(model, out);
      return ['model.json', 'weights.bin', 'labels.json'].map((name) => join(out, name));
    },
  },
};

/**
 * Writes the weights of a run that this machine trained, or of a checkpoint, for use elsewhere.
 * @throws AppError `not_found` without them, `checkpoint_invalid` when they are damaged, `bad_input` for a place that
 *   cannot be written
 */
export async function runExport(
  { run, format, weights, out }: ExportInput,
  { env, output }: Context,
): Promise<void> {
  const isRun = /^\d+$/.test(run);
  if (!isRun && weights !== undefined) {
    throw new AppError({
      code: 'bad_input',
      message: `--weights ${weights} chooses among the checkpoints of a run, and ${run} is one checkpoint`,
      hint: 'Leave --weights out, or give the id of the run.',
    });
  }
  const checkpoint = isRun
    ? checkpointPaths(join(env.home, `checkpoints/run-${run}`))[weights ?? 'best']
    : resolve(run);
  const trained = await readWeights(checkpoint);
  const name = isRun ? `run-${run}` : basename(checkpoint, '.checkpoint');
  const writer = writers[format];
  const place = resolve(out ?? `${name}${writer.ending}`);
  const written = await writing(place, () => writer.write(exportedModel(trained), place));
  output.say(`epoch ${trained.epoch}, classes ${trained.origin.classes.join(', ')}, as`);
  for (const path of written) output.say(`  ${path}`);
  output.result({ epoch: trained.epoch, classes: trained.origin.classes, files: written });
}

async function writing(place: string, write: () => Promise<string[]>): Promise<string[]> {
  try {
    await mkdir(dirname(place), { recursive: true });
    return await write();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error) || error instanceof AppError) throw error;
    throw new AppError({
      code: 'bad_input',
      message: `${place} cannot be written: ${error.message}`,
      hint: 'Name another place with --out.',
      cause: error,
    });
  }
}
