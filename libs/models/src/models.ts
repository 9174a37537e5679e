import { AppError } from '@tenbin/contracts';
import type { ModelName } from '@tenbin/contracts';
import type { LayersModel } from '@tensorflow/tfjs';
import { vggSmall } from './vgg.ts';

/** What a network is made for. */
export interface ModelRequest {
  /** `[height, width, channels]` */
  inputShape: [number, number, number];
  classes: number;
  /** Rate of units dropped before the classifier, 0 ≤ rate < 1. */
  dropout: number;
  /** Decides the initial weights and the dropout masks. */
  seed: number;
}

export interface ModelFactory {
  /** One line: what it is, and after which paper. */
  summary: string;
  /** The input that the network was drawn for. */
  inputShape: [number, number, number];
  /** The smallest height and width of which something is left after the last pool. */
  smallestSide: number;
  /**
   * The network from `[batch, height, width, channels]` in 0–1 to `[batch, classes]` of probabilities. The last
   * layer is the softmax and nothing else, so that its input is the logits.
   */
  build(request: ModelRequest): LayersModel;
}

/** Every network that a sweep can name. A new one is a new file and a line here. */
export const models = { 'vgg-small': vggSmall } satisfies Record<ModelName, ModelFactory>;

/**
 * The network `name` with freshly drawn weights. The caller disposes it.
 * @throws AppError `model_invalid` when the input is too small for it or there is nothing to classify
 */
export function createModel({ name, ...request }: ModelRequest & { name: ModelName }): LayersModel {
  const factory: ModelFactory = models[name];
  const [height, width, channels] = request.inputShape;
  const smallest = factory.smallestSide;
  if (!(height >= smallest && width >= smallest && channels >= 1)) {
    throw new AppError({
      code: 'model_invalid',
      message: `${name} cannot take images of ${height} × ${width} × ${channels}: its pools would leave nothing`,
      hint: `It takes ${smallest} × ${smallest} × 1 or larger; it was drawn for ${factory.inputShape.join(' × ')}.`,
    });
  }
  if (!(request.classes >= 2)) {
    throw new AppError({
      code: 'model_invalid',
      message: `${name} cannot classify into ${request.classes} class`,
      hint: 'Give it images of two classes or more.',
    });
  }
  return factory.build(request);
}

/** The images that the network `name` was drawn for, `[height, width, channels]`. */
export function inputShapeOf(name: ModelName): [number, number, number] {
  return models[name].inputShape;
}
