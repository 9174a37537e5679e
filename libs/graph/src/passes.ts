import { differentiate } from './differentiate.ts';
import { forward, present } from './forward.ts';
import type { Plan, StoredWeight } from './forward.ts';
import { graphArithmetic } from './graph-arithmetic.ts';
import type { GraphBuilder, GraphNode, Output } from './graph-builder.ts';
import { fetches } from './names.ts';
import { identity } from './ops/core.ts';
import { binary, unary } from './ops/elementwise.ts';
import { argMax, countEqual, reduce } from './ops/reduction.ts';
import { assign, read, variable } from './ops/variables.ts';
import type { Variable } from './ops/variables.ts';
import { updateOf } from './updates.ts';
import type { Rates } from './updates.ts';

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

/** A weight that training changes. */
interface Trainable extends StoredWeight {
  slots: Slot[];
  /** What it holds before the step. */
  value: Output;
}

/** Forward and backward pass and the update. @returns what the optimizer remembers */
export function addTraining(plan: Plan): Slot[] {
  const { graph, rules, given, weights } = plan;
  const pass = graph.within('train', () => forward(plan, true));
  const trainable = weights
    .filter((weight) => weight.trainable)
    .map((weight) => ({ ...weight, slots: slotsOf(plan, weight), value: pass.reads(weight.name) }));
  const scalars = rules.optimizer.scalars.map(({ name, initial }) =>
    slot(graph, `optimizer/${name}`, [], initial),
  );
  const ofImages = rules.lossOfImages(graphArithmetic(graph), {
    logits: pass.logits,
    targets: given.targets,
  });
  const loss = reduce(graph, 'Mean', ofImages, [0]);
  const seed = binary(graph, 'RealDiv', unary(graph, 'OnesLike', ofImages), pass.batchSize);
  const { gradients, norm } = prepared(plan, trainable, { of: ofImages, seed });
  const seen = observed(plan, scalars, loss);
  const rates = { learningRate: given.learningRate, rate: given.rate, scalars: seen.values };
  const changes = graph.within('update', () => updatesOf(plan, { trainable, gradients, rates }));

  const correct = countEqual(graph, argMax(graph, pass.logits), argMax(graph, given.targets));
  const [lossName, correctName, normName] = fetches.train;
  identity(graph, loss, lossName, [...pass.updates, ...seen.assigned, ...changes]);
  identity(graph, correct, correctName);
  identity(graph, norm, normName);
  return [...scalars, ...trainable.flatMap(({ slots }) => slots)];
}

/** The gradients as the optimizer sees them, and their norm. */
function prepared(
  { graph, rules }: Plan,
  trainable: Trainable[],
  loss: { of: Output; seed: Output },
): { gradients: Output[]; norm: Output } {
  const by = trainable.map(({ value }) => value);
  const raw = graph.within('gradients', () => differentiate(graph, { ...loss, by }));
  return rules.prepare(
    graphArithmetic(graph),
    trainable.map(({ name, value }, at) => ({
      weight: value,
      gradient: present(raw[at]),
      penalized: rules.penalizes(name),
    })),
  );
}

/** What the optimizer remembers once, as it is after this step. */
function observed({ graph, rules, given }: Plan, scalars: Slot[], loss: Output) {
  const values = rules.optimizer.observe(graphArithmetic(graph), {
    loss,
    scalars: scalars.map((own) => read(graph, own.variable)),
    first: given.first,
  });
  const assigned = scalars.map((own, at) =>
    assign(graph, 'AssignVariableOp', own.variable, { value: present(values[at]) }),
  );
  return { values, assigned };
}

function updatesOf(
  { graph, rules }: Plan,
  { trainable, gradients, rates }: { trainable: Trainable[]; gradients: Output[]; rates: Rates },
): GraphNode[] {
  const readers = Map.groupBy(
    graph.nodes.flatMap((node) => node.inputs.map((input) => ({ node, source: input.node }))),
    ({ source }) => source,
  );
  return trainable.flatMap(({ variable: stored, value, slots }, at) => {
    const update = {
      variable: stored,
      weight: value,
      gradient: present(gradients[at]),
      slots: slots.map((own) => own.variable),
      readers: (readers.get(value.node) ?? []).map(({ node }) => node),
    };
    return updateOf(graph, rules, { update, rates });
  });
}

function slotsOf({ graph, rules }: Plan, { name, shape }: StoredWeight): Slot[] {
  return rules.optimizer.slots.map((own) => slot(graph, `${name}/${own.name}`, shape, own.initial));
}

function slot(graph: GraphBuilder, name: string, shape: number[], initial: number): Slot {
  return { name, initial, variable: variable(graph, name, shape) };
}
