import { AppError } from '@tenbin/contracts';
import type { SweepSpec } from '@tenbin/contracts';
import { describe, differentTrainings, networkToTrain } from '@tenbin/models';
import type { ImagesToTrainOn } from '@tenbin/models';
import { gridOf } from '@tenbin/sweep';
import { memoryShort } from './memory-short.ts';

/**
 * Makes sure that every trial of a sweep can be trained on this machine, before one is queued.
 * @throws AppError `model_invalid` for a model that cannot take its images; `memory_short` for the trial that needs
 *   most memory, when it is more than `machineBytes`, with the number of other settings that do not fit
 */
export function refuseWhatDoesNotFit(spec: SweepSpec, images: ImagesToTrainOn, machineBytes: number): void {
  const trainings = differentTrainings(gridOf(spec.parameters)).map((parameters) => ({
    ...parameters,
    network: networkToTrain(parameters, images),
  }));
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
