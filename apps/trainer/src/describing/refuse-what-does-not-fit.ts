import { AppError } from '@tenbin/contracts';
import type { SweepSpec } from '@tenbin/contracts';
import type { ImagesToTrainOn } from '@tenbin/models';
import { memoryShort } from './memory-short.ts';
import { weighedTrainings } from './weighed-trainings.ts';

/**
 * Makes sure that every trial of a sweep can be trained on this machine, before one is queued.
 * @throws AppError `model_invalid` for a model that cannot take its images; `memory_short` for the trial that needs
 *   most memory, when it is more than `machineBytes`, with the number of other settings that do not fit
 */
export function refuseWhatDoesNotFit(spec: SweepSpec, images: ImagesToTrainOn, machineBytes: number): void {
  const [worst, ...others] = weighedTrainings(spec, images).filter(({ bytes }) => bytes > machineBytes);
  const refusal = worst === undefined ? null : memoryShort(worst, machineBytes);
  if (refusal === null) return;
  const more = others.length === 0 ? '' : ` (${others.length} more of its settings are too large)`;
  throw new AppError({ code: refusal.code, message: `${refusal.message}${more}`, hint: refusal.hint });
}
