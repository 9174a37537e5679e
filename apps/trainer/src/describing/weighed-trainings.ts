import type { ParameterName, SweepSpec, TrialParameters } from '@tenbin/contracts';
import { describe, differentTrainings, networkToTrain } from '@tenbin/models';
import type { ImagesToTrainOn } from '@tenbin/models';
import { extremesOf } from '@tenbin/sweep';
import type { Weighed } from './memory-short.ts';

/** Parameters that decide how much memory a training takes. */
const weighty: readonly ParameterName[] = ['model', 'imageSize', 'batchSize', 'optimizer', 'dropout'];

export interface WeighedTraining extends Weighed {
  /** What it needs at the most. */
  bytes: number;
}

/**
 * Trainings that stand for all of a sweep as far as memory goes, the largest first.
 * @throws AppError `model_invalid` for a model that cannot take its images
 */
export function weighedTrainings(spec: SweepSpec, images: ImagesToTrainOn): WeighedTraining[] {
  return differentTrainings(extremesOf(spec, weighty))
    .map((parameters) => weighed(parameters, images))
    .toSorted((a, b) => b.bytes - a.bytes);
}

function weighed(parameters: TrialParameters, images: ImagesToTrainOn): WeighedTraining {
  const network = networkToTrain(parameters, images);
  return { ...parameters, network, bytes: describe(network, parameters).trainingBytes };
}
