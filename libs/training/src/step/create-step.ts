import type { Network, TrialParameters } from '@tenbin/contracts';
import { AppError } from '@tenbin/contracts';
import * as tf from '@tensorflow/tfjs';
import { graphDoor } from '../engine/graph-door.ts';
import { networkFrom } from '../network/network-from.ts';
import { weightsOf } from '../network/layers-model.ts';
import { createGraphStep } from './graph-step.ts';
import { createLayersStep, layersStepOf } from './layers-step.ts';
import { losses } from './losses.ts';
import { readArrays } from './named-arrays.ts';
import type { TrainStep } from './train-step.ts';

export interface StepRequest {
  /** The network to train from fresh weights; or a tfjs model, which is trained from the weights that it has. */
  network: Network | tf.LayersModel;
  parameters: TrialParameters;
  /** Decides initial weights and dropout masks. */
  seed: number;
  log: (line: string) => void;
}

/** What the layers cost: measured by `npm run bench -- training` on two cores of a Xeon. */
const price = 'op by op through the layers, at about half the speed and twice the memory';

/**
 * The fastest step that the selected engine has for `network`: one compiled graph, or the layers where the engine or a
 * layer of the model does not allow that; what it costs is logged then. A tfjs model stays its owner's: ask the step
 * for the weights that training brought.
 * @throws AppError `model_invalid` for a model that neither can train, `engine_unavailable` for bfloat16 without a graph
 */
export function createStep({ network, parameters, seed, log }: StepRequest): TrainStep {
  const data = network instanceof tf.LayersModel ? read(network) : network;
  refuseOtherEnd(network instanceof tf.LayersModel && data instanceof AppError ? network : data, parameters);
  const compiled = compiledStep(data, { network, parameters, seed });
  if (typeof compiled !== 'string') return compiled;
  if (parameters.precision !== 'float32') {
    throw new AppError({
      code: 'engine_unavailable',
      message: `${parameters.precision} needs a compiled graph: ${compiled}`,
      hint: 'Set precision to float32.',
    });
  }
  log(`training runs ${price}: ${compiled}`);
  if (network instanceof tf.LayersModel) return layersStepOf({ model: network, parameters });
  return createLayersStep({ network, parameters, seed });
}

/** A tfjs model as data, or why it cannot be that. */
function read(model: tf.LayersModel): Network | AppError {
  try {
    return networkFrom(model);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

/** The step as a graph, or why there is none. */
function compiledStep(
  data: Network | AppError,
  { network, parameters, seed }: Omit<StepRequest, 'log'>,
): TrainStep | string {
  const door = graphDoor();
  if (door === null) return 'this engine has no door to compiled graphs';
  if (data instanceof AppError) return data.message;
  try {
    const step = createGraphStep({ network: data, parameters, seed, door });
    if (network instanceof tf.LayersModel) step.setWeights(readArrays(weightsOf(data, network)));
    return step;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A loss is computed from what feeds the last layer, so that layer has to be the one that the loss stands for. */
function refuseOtherEnd(network: Network | tf.LayersModel | AppError, { loss }: TrialParameters): void {
  const wanted = losses[loss].output;
  const found = network instanceof AppError ? undefined : endOf(network);
  if (found === wanted) return;
  throw new AppError({
    code: 'model_invalid',
    message: `the loss ${loss} needs a network that ends in ${wanted}, and this one ends in ${found ?? 'something else'}`,
    hint: `Make its last layer an activation of its own, ${wanted}, or choose another loss.`,
  });
}

/** The activation that is the whole of the last layer. */
function endOf(network: Network | tf.LayersModel): string | undefined {
  if (!(network instanceof tf.LayersModel)) {
    const last = network.layers.at(-1);
    return last?.kind === 'activation' ? last.activation : undefined;
  }
  const last = network.layers.at(-1);
  if (last?.getClassName() === 'Softmax') return 'softmax';
  const activation: unknown =
    last?.getClassName() === 'Activation' ? last.getConfig()['activation'] : undefined;
  return typeof activation === 'string' ? activation : undefined;
}
