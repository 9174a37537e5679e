import type { Network, TrialParameters } from '@tenbin/contracts';
import { AppError } from '@tenbin/contracts';
import * as tf from '@tensorflow/tfjs';
import { graphDoor } from '../engine/graph-door.ts';
import { networkFrom } from '../network/network-from.ts';
import { weightsOf } from '../network/layers-model.ts';
import { createGraphStep } from './graph-step.ts';
import { createLayersStep, layersStepOf } from './layers-step.ts';
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
export function createStep(request: StepRequest): TrainStep {
  const { network, parameters, seed, log } = request;
  const compiled = compiledStep(request);
  if (typeof compiled !== 'string') return compiled;
  if (parameters.precision !== 'float32') {
    throw new AppError({
      code: 'engine_unavailable',
      message: `${parameters.precision} needs a compiled graph: ${compiled}`,
      hint: 'Set precision to float32, or install the native engine with `npm start`.',
    });
  }
  log(`training runs ${price}: ${compiled}`);
  if (network instanceof tf.LayersModel) return layersStepOf({ model: network, parameters });
  return createLayersStep({ network, parameters, seed });
}

/** The step as a graph, or why there is none. */
function compiledStep({ network, parameters, seed }: StepRequest): TrainStep | string {
  const door = graphDoor();
  if (door === null) return 'this engine has no door to compiled graphs';
  try {
    if (!(network instanceof tf.LayersModel)) return createGraphStep({ network, parameters, seed, door });
    const data = networkFrom(network);
    const step = createGraphStep({ network: data, parameters, seed, door });
    step.setWeights(readArrays(weightsOf(data, network)));
    return step;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
