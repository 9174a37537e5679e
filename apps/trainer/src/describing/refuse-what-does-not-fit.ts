import { AppError, trialParameters } from '@tenbin/contracts';
import type { SweepSpec, TrialParameters } from '@tenbin/contracts';
import { describe, imageSideFor, networkOf } from '@tenbin/models';
import { gridOf } from '@tenbin/sweep';
import { memoryShort } from './memory-short.ts';
import type { Training } from './memory-short.ts';

export interface ImagesToTrainOn {
  classes: number;
  /** Median of the smaller sides, in pixels. */
  nativeSide: number;
}

/** Images are read in colour. */
const channels = 3;

/**
 * Makes sure that every trial of a sweep can be trained on this machine, before one is queued.
 * @throws AppError `model_invalid` for a model that cannot take its images; `memory_short` for the trial that needs
 *   most memory, when it is more than `machineBytes`, with the number of other settings that do not fit
 */
export function refuseWhatDoesNotFit(spec: SweepSpec, images: ImagesToTrainOn, machineBytes: number): void {
  const trainings = trainingsOf(spec, images);
  const short = trainings
    .map((training) => ({ training, bytes: describe(training.network, training).trainingBytes }))
    .filter(({ bytes }) => bytes > machineBytes)
    .toSorted((a, b) => b.bytes - a.bytes);
  const [worst, ...others] = short;
  const refusal = worst === undefined ? null : memoryShort(worst.training, machineBytes);
  if (refusal === null) return;
  const more = others.length === 0 ? '' : ` (${others.length} more of its settings are too large)`;
  throw new AppError({ code: refusal.code, message: `${refusal.message}${more}`, hint: refusal.hint });
}

/** What the trials of a sweep train, each once that needs a memory of its own. */
function trainingsOf(spec: SweepSpec, images: ImagesToTrainOn): Training[] {
  const different = new Map<string, TrialParameters>();
  for (const setting of gridOf(spec.parameters)) {
    const { model, batchSize, optimizer, imageSize, dropout } = setting;
    const key = JSON.stringify([model, batchSize, optimizer, imageSize, dropout]);
    if (!different.has(key)) different.set(key, trialParameters.parse(setting));
  }
  return [...different.values()].map((parameters) => {
    const { model, batchSize, optimizer, dropout, zeroInit } = parameters;
    const side = parameters.imageSize ?? imageSideFor(model, images.nativeSide);
    const network = networkOf({
      name: model,
      inputShape: [side, side, channels],
      classes: images.classes,
      dropout,
      zeroInit,
      output: 'softmax',
    });
    return { model, network, batchSize, optimizer };
  });
}
