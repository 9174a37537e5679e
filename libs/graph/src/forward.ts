import type { Network, Precision, Weight } from '@tenbin/contracts';
import type { GraphBuilder, GraphNode, Output } from './graph-builder.ts';
import { operationsOf } from './layers.ts';
import { batchSizeOf, cast, scalar } from './ops/core.ts';
import { binary } from './ops/elementwise.ts';
import { read } from './ops/variables.ts';
import type { Variable } from './ops/variables.ts';
import type { StepRules } from './rules.ts';

/** All that both passes over the network are made from. */
export interface Plan {
  graph: GraphBuilder;
  network: Network;
  rules: StepRules;
  precision: Precision;
  /** Of the dropout masks. */
  seed: number;
  given: Record<'images' | 'targets' | 'learningRate' | 'rate' | 'first' | 'step', Output>;
  weights: StoredWeight[];
}

export type StoredWeight = Weight & { variable: Variable };

/** The network from bytes to logits, which are 32-bit floats whatever the network computes in. */
export function forward({ graph, network, precision, seed, given, weights }: Plan, training: boolean) {
  const type = precision === 'bfloat16' ? 'bfloat16' : 'float';
  const byName = new Map(weights.map((weight) => [weight.name, weight.variable]));
  const values = new Map<string, Output>();
  const variableOf = (name: string) => present(byName.get(name));
  const reads = (name: string): Output => {
    const value = values.get(name) ?? read(graph, variableOf(name));
    values.set(name, value);
    return value;
  };
  const batchSize = batchSizeOf(graph, given.images);
  const updates: GraphNode[] = [];
  const context = {
    graph,
    training,
    seed,
    step: given.step,
    batchSize,
    weight: (name: string) => cast(graph, reads(name), type),
    statistic: (name: string) => ({ value: reads(name), variable: variableOf(name) }),
    updates,
  };
  const scaled = binary(graph, 'Mul', cast(graph, given.images, 'float'), scalar(graph, 1 / 255));
  const made = new Map<string, Output>();
  for (const layer of logitsOnly(network)) {
    const inputs =
      layer.kind === 'input'
        ? [cast(graph, scaled, type)]
        : layer.inputs.map((name) => present(made.get(name)));
    made.set(layer.name, operationsOf(context, layer, inputs));
  }
  const [logitsLayer] = network.layers.at(-1)?.inputs ?? [];
  const logits = cast(graph, present(made.get(logitsLayer ?? '')), 'float');
  return { logits, reads, updates, batchSize };
}

/** All layers but the last, which turns logits into probabilities: losses do that for themselves. */
function logitsOnly({ layers }: Network): Network['layers'] {
  return layers.slice(0, -1);
}

export function present<Value>(value: Value | undefined): Value {
  if (value === undefined)
    throw new RangeError('the network names a layer or a weight that it does not have');
  return value;
}
