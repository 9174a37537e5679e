import { AppError } from '@tenbin/contracts';
import type { ModelName } from '@tenbin/contracts';
import type { LayersModel } from '@tensorflow/tfjs';
import type { ModelFactory, ModelRequest } from './model-factory.ts';
import { vggSmall } from './vgg.ts';

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
