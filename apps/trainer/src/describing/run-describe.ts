import { trialParameters } from '@tenbin/contracts';
import type { ModelName, OptimizerName } from '@tenbin/contracts';
import { describe, models, networkOf } from '@tenbin/models';
import type { Description } from '@tenbin/models';
import type { Output } from '../cli/output.ts';
import { formatBytes, formatFlops } from '../progress/format.ts';
import { thisMachine } from '../worker/machine.ts';
import { memoryShort } from './memory-short.ts';

export interface DescribeRequest {
  model: ModelName;
  /** `224x224x3`: height, width and channels; what the model was drawn for by default. */
  input?: string | undefined;
  classes: number;
  batch: number;
  optimizer: OptimizerName;
  /** Whether what does not fit is no error. */
  force: boolean;
}

/**
 * Prints what a model costs, and whether this machine has the memory to train it.
 * @throws AppError `model_invalid`; `memory_short` when it has not, after having printed
 */
export function runDescribe(request: DescribeRequest, output: Output): void {
  const { model, classes, batch, optimizer, force } = request;
  const inputShape = request.input === undefined ? models[model].inputShape : shapeOf(request.input);
  const { zeroInit, dropout } = trialParameters.parse({ model });
  const network = networkOf({ name: model, inputShape, classes, dropout, zeroInit, output: 'softmax' });
  const description = describe(network, { batchSize: batch, optimizer });
  const machineBytes = thisMachine().memory;
  const refusal = memoryShort({ model, network, batchSize: batch, optimizer }, machineBytes);
  const fits = refusal === null;
  output.say(sheetOf({ ...request, inputShape, description, machineBytes }).join('\n'));
  output.result({ model, input: inputShape, classes, batch, optimizer, ...description, machineBytes, fits });
  if (refusal !== null && !force) throw refusal;
}

interface Sheet extends Omit<DescribeRequest, 'input'> {
  inputShape: [number, number, number];
  description: Description;
  machineBytes: number;
}

/** A line for each figure, the names in one column and the figures in the next. */
function sheetOf({
  model,
  inputShape,
  classes,
  batch,
  optimizer,
  description,
  machineBytes,
}: Sheet): string[] {
  const { parameters, trainable, flops, activationBytes, trainingBytes } = description;
  const rows = [
    ['parameters', `${parameters.toLocaleString('en')}, ${trainable.toLocaleString('en')} of them trainable`],
    ['a picture', `${formatFlops(flops)} forward`],
    ['activations', `${formatBytes(activationBytes)} for a batch of ${batch}`],
    ['training', `${formatBytes(trainingBytes)} with ${optimizer}`],
    ['this machine', formatBytes(machineBytes)],
  ];
  const width = Math.max(...rows.map(([name = '']) => name.length));
  return [
    `${model}: ${models[model].summary}`,
    `${inputShape.join(' × ')} to ${classes} classes`,
    '',
    ...rows.map(([name = '', figure = '']) => `${name.padEnd(width)}  ${figure}`),
  ];
}

/** `[height, width, channels]` of `224x224x3`. */
function shapeOf(input: string): [number, number, number] {
  const [height = 0, width = 0, depth = 0] = input.split('x').map(Number);
  return [height, width, depth];
}
