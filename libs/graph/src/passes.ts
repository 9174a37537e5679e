import type { Network, Precision, Weight } from '@tenbin/contracts';
import { differentiate } from './differentiate.ts';
import { graphArithmetic } from './graph-arithmetic.ts';
import type { GraphBuilder, GraphNode, Output } from './graph-builder.ts';
import { operationsOf } from './layers.ts';
import { fetches } from './names.ts';
import { batchSizeOf, cast, identity, scalar } from './ops/core.ts';
import { binary, unary } from './ops/elementwise.ts';
import { argMax, countEqual, reduce } from './ops/reduction.ts';
import { assign, read, variable } from './ops/variables.ts';
import type { Variable } from './ops/variables.ts';
import type { StepRules } from './rules.ts';
import { updateOf } from './updates.ts';

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

type StoredWeight = Weight & { variable: Variable };

/** Loss, answer and probabilities of each image, as the network is used. */
export function addEvaluation(plan: Plan): void {
  const { graph, rules, given } = plan;
  const math = graphArithmetic(graph);
  const [losses, predictions, probabilities] = fetches.evaluate;
  const { logits } = graph.within('evaluate', () => forward(plan, false));
  identity(graph, rules.lossOfImages(math, { logits, targets: given.targets }), losses);
  identity(graph, argMax(graph, logits), predictions);
  identity(graph, rules.probabilities(math, logits), probabilities);
}

/** What the optimizer remembers, beside its name and what it starts from. */
interface Slot {
  name: string;
  initial: number;
  variable: Variable;
}

/** Forward and backward pass and the update. @returns what the optimizer remembers */
export function addTraining(plan: Plan): Slot[] {
  const { graph, rules, given, weights } = plan;
  const math = graphArithmetic(graph);
  const scalars = rules.optimizer.scalars.map(({ name, initial }) =>
    slot(graph, `optimizer/${name}`, [], initial),
  );
  const trainable = weights
    .filter((weight) => weight.trainable)
    .map((weight) => ({ ...weight, slots: slotsOf(graph, weight, rules) }));

  const { logits, reads, updates, batchSize } = graph.within('train', () => forward(plan, true));
  const ofImages = rules.lossOfImages(math, { logits, targets: given.targets });
  const loss = reduce(graph, 'Mean', ofImages, [0]);
  const seed = binary(graph, 'RealDiv', unary(graph, 'OnesLike', ofImages), batchSize);
  const values = trainable.map(({ name }) => reads(name));
  const raw = graph.within('gradients', () => differentiate(graph, { of: ofImages, seed, by: values }));
  const { gradients, norm } = rules.prepare(
    math,
    trainable.map(({ name }, at) => ({
      weight: present(values[at]),
      gradient: present(raw[at]),
      penalized: /\/(depthwise_)?kernel$/.test(name),
    })),
  );

  const readers = Map.groupBy(
    graph.nodes.flatMap((node) => node.inputs.map((input) => ({ node, source: input.node }))),
    ({ source }) => source,
  );
  const before = scalars.map(({ variable: stored }) => read(graph, stored));
  const after = rules.optimizer.observe(math, { loss, scalars: before, first: given.first });
  const rates = { learningRate: given.learningRate, rate: given.rate, scalars: after };
  const done = [
    ...updates,
    ...after.map((value, at) => assign(graph, 'AssignVariableOp', present(scalars[at]).variable, { value })),
    ...trainable.flatMap((weight, at) =>
      graph.within('update', () =>
        updateOf(graph, rules, {
          update: {
            variable: weight.variable,
            weight: present(values[at]),
            gradient: present(gradients[at]),
            slots: weight.slots.map(({ variable: stored }) => stored),
            readers: (readers.get(present(values[at]).node) ?? []).map(({ node }) => node),
          },
          rates,
        }),
      ),
    ),
  ];
  const correct = countEqual(graph, argMax(graph, logits), argMax(graph, given.targets));
  const [lossName, correctName, normName] = fetches.train;
  identity(graph, loss, lossName, done);
  identity(graph, correct, correctName);
  identity(graph, norm, normName);
  return [...scalars, ...trainable.flatMap(({ slots }) => slots)];
}

function slotsOf(graph: GraphBuilder, { name, shape }: StoredWeight, { optimizer }: StepRules): Slot[] {
  return optimizer.slots.map((spec) => slot(graph, `${name}/${spec.name}`, shape, spec.initial));
}

function slot(graph: GraphBuilder, name: string, shape: number[], initial: number): Slot {
  return { name, initial, variable: variable(graph, name, shape) };
}

/** The network from bytes to logits, which are 32-bit floats whatever the network computes in. */
function forward({ graph, network, precision, seed, given, weights }: Plan, training: boolean) {
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

function present<Value>(value: Value | undefined): Value {
  if (value === undefined)
    throw new RangeError('the network names a layer or a weight that it does not have');
  return value;
}
