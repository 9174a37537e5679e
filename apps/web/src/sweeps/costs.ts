import { AppError } from '@tenbin/contracts';
import type { ModelName, SweepSpec, TrialParameters } from '@tenbin/contracts';
import { describe, differentTrainings, networkToTrain, trainingOf } from '@tenbin/models';
import type { Description, ImagesToTrainOn } from '@tenbin/models';
import { extremesOf } from '@tenbin/sweep';

/** What is known of the images of a data set; null as long as it has not been looked at. */
export interface ImageFacts {
  /** Median of the smaller sides, in pixels. */
  side: number | null;
  classes: number | null;
}

/** What a model at a batch size takes to train; `description` is null when the model cannot take the images. */
export interface Cost {
  model: ModelName;
  batchSize: number;
  /** Side of the images that the network is given, in pixels. */
  side: number;
  /** Whether that is only the largest that the model takes, for want of knowledge. */
  assumed: boolean;
  description: Description | null;
  problem: string | null;
}

/** What the memory of a trial hangs on. */
const weighed = ['model', 'batchSize', 'optimizer', 'imageSize', 'dropout'] as const;

/** Classes of a data set that is not known yet: they change the figures by a few in a hundred. */
const classesUnknown = 10;

/**
 * Every model of the sweep at every batch size and size of image, or at both ends of their ranges, with the optimizer that takes the most memory. Images
 * of unknown size are taken to be as large as the model was drawn for.
 */
export function costsOf(spec: SweepSpec, images: ImageFacts): Cost[] {
  const known = { nativeSide: images.side ?? Infinity, classes: images.classes ?? classesUnknown };
  const rows = Map.groupBy(differentTrainings(extremesOf(spec, weighed)), (each) => {
    const { model, batchSize, side } = trainingOf(each, known);
    return `${model}/${batchSize}/${side}`;
  });
  return [...rows.values()].flatMap((alike) => {
    const costs = alike.map((each) => costOf(each, images, known));
    return costs.toSorted((a, b) => bytesOf(b) - bytesOf(a)).slice(0, 1);
  });
}

function costOf(parameters: TrialParameters, images: ImageFacts, known: ImagesToTrainOn): Cost {
  const { model, batchSize, optimizer, side } = trainingOf(parameters, known);
  const cost = {
    model,
    batchSize,
    side,
    assumed: parameters.imageSize === undefined && images.side === null,
  };
  try {
    const description = describe(networkToTrain(parameters, known), { batchSize, optimizer });
    return { ...cost, description, problem: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ...cost, description: null, problem: `${error.message}. ${error.hint}` };
  }
}

/** The costs that the memory of a machine is too small for, the largest first. */
export function beyond(costs: readonly Cost[], memoryBytes: number): Cost[] {
  return costs.filter((cost) => bytesOf(cost) > memoryBytes).toSorted((a, b) => bytesOf(b) - bytesOf(a));
}

function bytesOf({ description }: Cost): number {
  return description?.trainingBytes ?? 0;
}
