import type { TrialParameters } from '@tenbin/contracts';
import { createModel, SeededDropout } from '@tenbin/models';
import * as tf from '@tensorflow/tfjs';
import { readArrays, writeArrays } from './named-arrays.ts';
import type { NamedVariable } from './named-arrays.ts';
import { optimizers } from './optimizers.ts';
import type { Optimizer } from './optimizers.ts';
import type { Batch, EvaluateResult, TrainResult, TrainStep } from './train-step.ts';

export interface LayersStepRequest {
  parameters: TrialParameters;
  /** `[height, width, channels]` */
  inputShape: [number, number, number];
  classes: number;
  /** Seeds initial weights and dropout. */
  seed: number;
}

/**
 * A step that runs the network of `parameters` op by op through tfjs's layers, with categorical cross-entropy on the
 * logits and the optimizer of `parameters`. An engine must have been selected.
 * @throws AppError `model_invalid`
 */
export function createLayersStep({ parameters, inputShape, classes, seed }: LayersStepRequest): TrainStep {
  const { model: name, dropout, learningRate, momentum = 0 } = parameters;
  const model = createModel({ name, inputShape, classes, dropout, seed });
  const toLogits = logitsOf(model);
  const weights = namedWeights(model);
  const trainable = trainableOf(model, weights);
  const optimizer: Optimizer = optimizers[parameters.optimizer];
  const slots = trainable.map(({ name: weight, variable }) => slotsFor(optimizer, weight, variable));
  let step = 0;

  /** `[count]` losses and `[count, classes]` logits; images are `[count, height, width, channels]`. */
  const forward = ({ images, labels }: Batch, training: boolean) => {
    const logits = single(toLogits.apply(tensorOf(images, inputShape), { training }));
    const targets = tf.oneHot(tf.tensor1d(labels, 'int32'), classes);
    const losses = tf.losses.softmaxCrossEntropy(targets, logits, undefined, 0, tf.Reduction.NONE);
    return { logits, losses };
  };

  const applyGradient = (index: number, gradient: tf.Tensor) => {
    const weight = trainable[index]?.variable;
    const own = slots[index];
    if (weight === undefined || own === undefined) throw new RangeError(`no weight ${index}`);
    const current = own.map(({ variable }) => variable);
    const updated = optimizer.update({ weight, gradient, slots: current, learningRate, momentum, step });
    weight.assign(updated.weight);
    updated.slots.forEach((value, at) => own[at]?.variable.assign(value));
  };

  return {
    parameterCount: trainable.reduce((sum, { variable }) => sum + variable.size, 0),

    train: (batch): TrainResult =>
      tf.tidy(() => {
        step += 1;
        let logits: tf.Tensor | undefined;
        const { value, grads } = tf.variableGrads(
          () => {
            const result = forward(batch, true);
            logits = tf.keep(result.logits);
            return result.losses.mean().asScalar();
          },
          trainable.map(({ variable }) => variable),
        );
        trainable.forEach(({ variable }, index) => {
          const gradient = grads[variable.name];
          if (gradient !== undefined) applyGradient(index, gradient);
        });
        const predictions = logits?.argMax(-1).dataSync() ?? [];
        logits?.dispose();
        const correct = batch.labels.reduce((sum, label, at) => sum + Number(label === predictions[at]), 0);
        return { loss: value.dataSync()[0] ?? Number.NaN, correct, count: batch.labels.length };
      }),

    evaluate: (batch): EvaluateResult =>
      tf.tidy(() => {
        const { logits, losses } = forward(batch, false);
        return {
          losses: Float32Array.from(losses.dataSync()),
          predictions: Int32Array.from(logits.argMax(-1).dataSync()),
        };
      }),

    predict: (images) =>
      tf.tidy(() => Float32Array.from(single(model.apply(tensorOf(images, inputShape))).dataSync())),

    getWeights: () => readArrays(weights),
    setWeights: (arrays) => writeArrays(weights, arrays),
    state: () => ({ step, slots: readArrays(slots.flat()) }),
    setState: (state) => {
      writeArrays(slots.flat(), state.slots);
      step = state.step;
      for (const layer of model.layers) if (layer instanceof SeededDropout) layer.step = step;
    },

    [Symbol.dispose]: () => {
      model.dispose();
      tf.dispose(slots.flat().map(({ variable }) => variable));
    },
  };
}

/** The same network without its softmax: the loss of logits neither clips nor loses its gradient. */
function logitsOf(model: tf.LayersModel): tf.LayersModel {
  const logits = model.layers.at(-1)?.input;
  if (!(logits instanceof tf.SymbolicTensor))
    throw new TypeError('the model does not end in a softmax layer');
  return tf.model({ inputs: model.inputs, outputs: logits });
}

/** Every weight by layer and role. (tfjs numbers its own names through, so the second model's differ.) */
function namedWeights(model: tf.LayersModel): NamedVariable[] {
  return model.weights.map((weight) => {
    const variable = weight.read();
    if (!(variable instanceof tf.Variable)) throw new TypeError(`${weight.originalName} is no variable`);
    return { name: weight.originalName, variable };
  });
}

function trainableOf(model: tf.LayersModel, weights: NamedVariable[]): NamedVariable[] {
  const names = new Set(model.trainableWeights.map((weight) => weight.originalName));
  return weights.filter(({ name }) => names.has(name));
}

function slotsFor(optimizer: Optimizer, weight: string, { shape }: tf.Variable): NamedVariable[] {
  return optimizer.slots.map(({ name, initial }) => ({
    name: `${weight}/${name}`,
    variable: tf.tidy(() => tf.variable(tf.fill(shape, initial), false)),
  }));
}

function tensorOf(images: Float32Array, inputShape: [number, number, number]): tf.Tensor4D {
  const [height, width, channels] = inputShape;
  return tf.tensor4d(images, [images.length / (height * width * channels), height, width, channels]);
}

function single(output: ReturnType<tf.LayersModel['apply']>): tf.Tensor {
  if (output instanceof tf.Tensor) return output;
  throw new TypeError('the model has not one output');
}
