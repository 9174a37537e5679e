import type { Trial, TrialParameters } from '@tenbin/contracts';
import { describe, networkToTrain, trainingOf } from '@tenbin/models';
import type { ImagesToTrainOn, Training } from '@tenbin/models';

/** Trials whose steps take equally long. */
export interface EqualTrials extends Training {
  /** Those of one of them. */
  parameters: TrialParameters;
  trials: number;
  /** Epochs of all of them together. */
  epochs: number;
  /** The same, an epoch of a share of the training images counted as that share. */
  wholeEpochs: number;
  /** Floating-point operations of a forward pass of one image. */
  flops: number;
}

/** Trials by what their steps cost, that which has the most work first. */
export function equalTrials(trials: readonly Trial[], images: ImagesToTrainOn): EqualTrials[] {
  const groups = Map.groupBy(trials, ({ parameters }) => {
    const { model, batchSize, optimizer, side } = trainingOf(parameters, images);
    return JSON.stringify([model, batchSize, optimizer, side, parameters.precision]);
  });
  return [...groups.values()]
    .flatMap((group) => groupOf(group, images))
    .toSorted((a, b) => b.flops * b.epochs - a.flops * a.epochs);
}

function groupOf(group: readonly Trial[], images: ImagesToTrainOn): EqualTrials[] {
  const parameters = group[0]?.parameters;
  if (parameters === undefined) return [];
  const epochs = group.reduce((sum, trial) => sum + trial.parameters.epochs, 0);
  const wholeEpochs = group.reduce(
    (sum, trial) => sum + trial.parameters.epochs * trial.parameters.trainShare,
    0,
  );
  const { flops } = describe(networkToTrain(parameters, images), parameters);
  return [
    { ...trainingOf(parameters, images), parameters, trials: group.length, epochs, wholeEpochs, flops },
  ];
}
