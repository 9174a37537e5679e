import { AppError } from '@tenbin/contracts';
import type { ModelName, Network } from '@tenbin/contracts';
import { models } from './models.ts';
import type { ModelRequest } from './network/model-factory.ts';

/**
 * The network `name` for those images and classes.
 * @throws AppError `model_invalid` when the images are too small for it, with the size that would do, or when there
 *   is nothing to classify
 */
export function networkOf({ name, ...request }: ModelRequest & { name: ModelName }): Network {
  const factory = models[name];
  const { smallestSide, inputShape } = factory;
  const [height, width, channels] = request.inputShape;
  const given = `${height} × ${width} × ${channels}`;
  if (!request.inputShape.every((side) => Number.isInteger(side) && side >= 1)) {
    throw new AppError({
      code: 'model_invalid',
      message: `${given} is no size of images`,
      hint: `Give height, width and channels as whole numbers from 1; ${name} was drawn for ${inputShape.join(' × ')}.`,
    });
  }
  if (Math.min(height, width) < smallestSide) {
    throw new AppError({
      code: 'model_invalid',
      message: `${name} cannot take images of ${given}: its layers would leave nothing of them`,
      hint: `It takes ${smallestSide} × ${smallestSide} or larger (imageSize: ${imageSideFor(name, Math.min(height, width))} would do); it was drawn for ${inputShape.join(' × ')}.`,
    });
  }
  if (!(Number.isInteger(request.classes) && request.classes >= 2)) {
    throw new AppError({
      code: 'model_invalid',
      message: `${name} cannot classify into ${request.classes} class${request.classes === 1 ? '' : 'es'}`,
      hint: 'Give it images of two classes or more.',
    });
  }
  return factory.build(request);
}

/** Sides are rounded up to a multiple of this: every network here halves five times at most. */
const step = 32;

/**
 * The side to train at, in pixels, for images whose median side is `nativeSide`: the next multiple of 32 that the
 * network can take, but no more than it was drawn for.
 */
export function imageSideFor(name: ModelName, nativeSide: number): number {
  const { smallestSide, inputShape } = models[name];
  const side = Math.ceil(Math.max(nativeSide, smallestSide) / step) * step;
  return Math.min(side, inputShape[0]);
}
