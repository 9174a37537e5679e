import type { Network, TrialParameters } from '@tenbin/contracts';
import { initialWeights } from '@tenbin/models';
import * as tf from '@tensorflow/tfjs';
import { layersModelOf, weightsOf } from '../network/layers-model.ts';
import { SeededDropout } from '../network/seeded-dropout.ts';
import { readArrays, writeArrays } from './named-arrays.ts';
import type { NamedVariable } from './named-arrays.ts';
import { optimizers } from './optimizers.ts';
import type { Optimizer } from './optimizer.ts';
import { rulesOf } from './rules-of.ts';
import { tensorArithmetic as math } from './tensor-arithmetic.ts';
import type { Batch, TrainStep } from './train-step.ts';

export interface LayersStepRequest {
  network: Network;
  parameters: TrialParameters;
  /** Decides initial weights and dropout masks. */
  seed: number;
}

/** A step that runs `network` op by op through tfjs's layers. An engine must have been selected. */
export function createLayersStep({ network, parameters, seed }: LayersStepRequest): TrainStep {
  const model = layersModelOf(network, seed);
  const weights = weightsOf(network, model);
  writeArrays(weights, initialWeights(network, seed));
  const step = layersStepOf({ model, weights, parameters });
  return {
    ...step,
    [Symbol.dispose]: () => {
      step[Symbol.dispose]();
      model.dispose();
    },
  };
}

/**
 * The same for a model that somebody made with tfjs, weights and all; it has to end in a layer that turns logits into
 * probabilities and does nothing else. It is trained in place and stays its owner's.
 */
export function layersStepOf({
  model,
  weights = model.weights.map((weight) => ({ name: weight.originalName, variable: variableOf(weight) })),
  parameters,
}: {
  model: tf.LayersModel;
  weights?: NamedVariable[];
  parameters: TrialParameters;
}): TrainStep {
  const toLogits = logitsOf(model);
  const sides = model.inputs[0]?.shape.slice(1).map((side) => side ?? 0) ?? [];
  const classes = model.outputs[0]?.shape.at(-1) ?? 0;
  const rules = rulesOf(parameters);
  const optimizer: Optimizer = optimizers[parameters.optimizer];
  const changed = new Set(model.trainableWeights.map((weight) => variableOf(weight)));
  const trainable = weights.filter(({ variable }) => changed.has(variable));
  const slots = trainable.map(({ name, variable }) => slotsFor(optimizer.slots, name, variable.shape));
  const scalars = slotsFor(optimizer.scalars, 'optimizer', []);
  const memory = [...scalars, ...slots.flat()];
  let step = 0;

  /** Logits and loss of each image. */
  const forward = ({ images, targets }: Batch, training: boolean) => {
    const logits = single(toLogits.apply(tensorOf(images, sides), { training }));
    const wanted = tf.tensor2d(targets, [targets.length / classes, classes]);
    return { logits, losses: rules.lossOfImages(math, { logits, targets: wanted }) };
  };

  const update = (gradients: tf.Tensor[], loss: tf.Tensor, rate: number) => {
    const learningRate = tf.scalar(rate);
    const first = tf.scalar(Number(step === 1));
    const seen = rules.optimizer.observe(math, {
      loss,
      scalars: scalars.map(({ variable }) => variable),
      first,
    });
    const corrected = tf.scalar(optimizer.rate(rate, step));
    trainable.forEach(({ variable }, at) => {
      const own = (slots[at] ?? []).map((slot) => slot.variable);
      const weight = rules.decay(math, { weight: variable, learningRate });
      const gradient = present(gradients[at]);
      const next = rules.optimizer.update(math, {
        weight,
        gradient,
        slots: own,
        scalars: seen,
        rate: corrected,
      });
      variable.assign(next.weight);
      next.slots.forEach((value, place) => own[place]?.assign(value));
    });
    seen.forEach((value, at) => scalars[at]?.variable.assign(value.asScalar()));
  };

  return {
    path: 'layers',
    parameterCount: trainable.reduce((sum, { variable }) => sum + variable.size, 0),

    train: (batch, learningRate) =>
      tf.tidy(() => {
        for (const layer of model.layers) if (layer instanceof SeededDropout) layer.step = step;
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
        const { gradients, norm } = rules.prepare(
          math,
          trainable.map(({ name, variable }) => ({
            weight: variable,
            gradient: present(grads[variable.name]),
            penalized: rules.penalizes(name),
          })),
        );
        update(gradients, value, learningRate);
        const predictions = logits?.argMax(-1).dataSync() ?? [];
        logits?.dispose();
        return {
          loss: value.dataSync()[0] ?? Number.NaN,
          correct: hits(predictions, batch.targets, classes),
          count: batch.targets.length / classes,
          gradientNorm: norm.dataSync()[0] ?? Number.NaN,
        };
      }),

    evaluate: (batch) =>
      tf.tidy(() => {
        const { logits, losses } = forward(batch, false);
        return {
          losses: Float32Array.from(losses.dataSync()),
          predictions: Int32Array.from(logits.argMax(-1).dataSync()),
          probabilities: Float32Array.from(rules.probabilities(math, logits).dataSync()),
        };
      }),

    predict: (images) =>
      tf.tidy(() => Float32Array.from(single(model.apply(tensorOf(images, sides))).dataSync())),
    getWeights: () => readArrays(weights),
    setWeights: (arrays) => writeArrays(weights, arrays),
    state: () => ({ step, slots: readArrays(memory) }),
    setState: (state) => {
      writeArrays(memory, state.slots);
      step = state.step;
    },

    [Symbol.dispose]: () => tf.dispose(memory.map(({ variable }) => variable)),
  };
}

/** The same network without its last layer: a loss of logits neither clips nor loses its gradient. */
function logitsOf(model: tf.LayersModel): tf.LayersModel {
  const logits = model.layers.at(-1)?.input;
  if (logits instanceof tf.SymbolicTensor) return tf.model({ inputs: model.inputs, outputs: logits });
  throw new TypeError('the model does not end in a layer with one input');
}

function slotsFor(slots: Optimizer['slots'], owner: string, shape: number[]): NamedVariable[] {
  return slots.map(({ name, initial }) => ({
    name: `${owner}/${name}`,
    variable: tf.tidy(() => tf.variable(tf.fill(shape, initial), false)),
  }));
}

/** Bytes as the 0–1 that networks see. */
function tensorOf(images: Uint8Array, sides: number[]): tf.Tensor {
  const size = sides.reduce((product, side) => product * side, 1);
  return tf
    .tensor(images, [images.length / size, ...sides], 'int32')
    .toFloat()
    .mul(1 / 255);
}

/** Images whose most probable class is that of their target. */
function hits(predictions: ArrayLike<number>, targets: Float32Array, classes: number): number {
  return Array.from(predictions).filter((prediction, at) => {
    const row = targets.subarray(at * classes, (at + 1) * classes);
    return row.indexOf(Math.max(...row)) === prediction;
  }).length;
}

function variableOf(weight: tf.LayersModel['weights'][number]): tf.Variable {
  const variable = weight.read();
  if (isVariable(variable)) return variable;
  throw new TypeError(`${weight.originalName} is no variable`);
}

function isVariable(value: tf.Tensor): value is tf.Variable {
  return value instanceof tf.Variable;
}

function single(output: ReturnType<tf.LayersModel['apply']>): tf.Tensor {
  if (output instanceof tf.Tensor) return output;
  throw new TypeError('the model has not one output');
}

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new RangeError('a weight has no gradient');
  return value;
}
