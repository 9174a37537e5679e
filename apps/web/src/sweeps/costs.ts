import { AppError, trialParameters } from '@tenbin/contracts';
import type { ModelName, ParameterValue, SweepSpec } from '@tenbin/contracts';
import { describe, imageSideFor, models, networkOf } from '@tenbin/models';
import type { Description } from '@tenbin/models';

/** What is known of the images of a data set before it is read. */
export interface ImageFacts {
  /** Median of the longer side in pixels. */
  side: number | null;
  classes: number | null;
}

/** What a model at a batch size takes to train; `description` is null when the model cannot take the images. */
export interface Cost {
  model: ModelName;
  batchSize: number;
  /** Side of the images that the network is given, in pixels: the largest of the sweep. */
  side: number;
  /** Whether that is only the largest that the model takes, for want of knowledge. */
  assumed: boolean;
  description: Description | null;
  problem: string | null;
}

/** Classes of a data set that does not say how many it has: they change the figures by a few in a hundred. */
const classesUnknown = 10;

/**
 * Every model of the sweep at every batch size, with the optimizer that takes the most memory. Images of unknown
 * size are taken to be as large as the model was drawn for.
 */
export function costsOf({ parameters }: SweepSpec, images: ImageFacts): Cost[] {
  const plain = trialParameters.parse({});
  const values = (name: 'batchSize' | 'imageSize' | 'model' | 'optimizer'): ParameterValue[] =>
    parameters[name]?.values ?? (plain[name] === undefined ? [] : [plain[name]]);
  const settings = values('optimizer').map((optimizer) => trialParameters.parse({ optimizer }).optimizer);
  const given = values('imageSize').map(Number);
  return values('model').flatMap((value) => {
    const { model, zeroInit } = trialParameters.parse({ model: value });
    const side = given.length > 0 ? Math.max(...given) : sideOf(model, images);
    const assumed = given.length === 0 && images.side === null;
    return values('batchSize').map((size): Cost => {
      const batchSize = Number(size);
      try {
        const network = networkOf({
          name: model,
          inputShape: [side, side, models[model].inputShape[2]],
          classes: Math.max(2, images.classes ?? classesUnknown),
          dropout: 0,
          zeroInit,
          output: 'softmax',
        });
        const all = settings.map((optimizer) => describe(network, { batchSize, optimizer }));
        const [most = null] = all.toSorted((a, b) => b.trainingBytes - a.trainingBytes);
        return { model, batchSize, side, assumed, description: most, problem: null };
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        return {
          model,
          batchSize,
          side,
          assumed,
          description: null,
          problem: `${error.message}. ${error.hint}`,
        };
      }
    });
  });
}

/** The costs that the memory of a machine is too small for, the largest first. */
export function beyond(costs: readonly Cost[], memoryBytes: number): Cost[] {
  const need = ({ description }: Cost) => description?.trainingBytes ?? 0;
  return costs.filter((cost) => need(cost) > memoryBytes).toSorted((a, b) => need(b) - need(a));
}

function sideOf(model: ModelName, { side }: ImageFacts): number {
  return side === null ? models[model].inputShape[0] : imageSideFor(model, side);
}
