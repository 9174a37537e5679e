import { trialParameters } from '@tenbin/contracts';
import type { Network, ParameterSetting, TrialParameters } from '@tenbin/contracts';
import { imageSideFor, networkOf } from './network-of.ts';

/** What has to be known of images before a network can be made for them. */
export interface ImagesToTrainOn {
  classes: number;
  /** Median of the smaller sides, in pixels. */
  nativeSide: number;
}

/** What a trial trains, as far as its memory hangs on it. */
export interface Training extends Pick<TrialParameters, 'model' | 'batchSize' | 'optimizer'> {
  /** Side that the images are brought to, in pixels. */
  side: number;
}

/** Images are read in colour. */
const channels = 3;

/** Of many settings one for each that needs a memory of its own. */
export function differentTrainings(settings: Iterable<ParameterSetting>): TrialParameters[] {
  const different = new Map<string, TrialParameters>();
  for (const setting of settings) {
    const { model, batchSize, optimizer, imageSize, dropout } = setting;
    const key = JSON.stringify([model, batchSize, optimizer, imageSize, dropout]);
    if (!different.has(key)) different.set(key, trialParameters.parse(setting));
  }
  return [...different.values()];
}

/** What a trial with these parameters trains on those images. */
export function trainingOf(parameters: TrialParameters, { nativeSide }: ImagesToTrainOn): Training {
  const { model, batchSize, optimizer, imageSize } = parameters;
  return { model, batchSize, optimizer, side: imageSize ?? imageSideFor(model, nativeSide) };
}

/** @throws AppError `model_invalid` when the model cannot take the images */
export function networkToTrain(parameters: TrialParameters, images: ImagesToTrainOn): Network {
  const { side, model } = trainingOf(parameters, images);
  const { dropout, zeroInit } = parameters;
  return networkOf({
    name: model,
    inputShape: [side, side, channels],
    classes: images.classes,
    dropout,
    zeroInit,
    output: 'softmax',
  });
}
