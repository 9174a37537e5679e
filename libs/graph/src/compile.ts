import { seedFor } from '@tenbin/contracts';
import type { Network, Precision } from '@tenbin/contracts';
import { addEvaluation, addTraining } from './passes.ts';
import { GraphBuilder } from './graph-builder.ts';
import type { GraphNode } from './graph-builder.ts';
import { feeds } from './names.ts';
import { copied, filled, identity, placeholder, scalar } from './ops/core.ts';
import { assign, read, variable } from './ops/variables.ts';
import type { Variable } from './ops/variables.ts';
import type { StepRules } from './rules.ts';

export interface CompileRequest {
  network: Network;
  rules: StepRules;
  /** Decides the dropout masks. */
  seed: number;
  /** Numbers that the network computes in; weights, losses, norms and updates are always 32-bit. */
  precision: Precision;
}

/** A graph and the names by which it is fed and read. */
export interface Program {
  nodes: readonly GraphNode[];
  /** Every weight of the network, in its order. */
  weights: Store;
  /** What the optimizer remembers. */
  slots: Store;
}

/**
 * Variables that are set and read together: TensorFlow prepares the graph anew for each set of names that it is asked
 * for, which takes longer than many numbers.
 */
export interface Store {
  variables: { name: string; shape: number[]; feed: string; get: string }[];
  /** What to fetch so that every variable takes up what its `feed` is fed. */
  set: string;
  /** What to fetch so that every variable holds what it starts from. */
  reset: string;
}

/**
 * The whole training step of `network` as one TensorFlow graph: bytes to floats, forward pass, loss, gradients,
 * update; and beside it, on the same weights, evaluation without gradients.
 */
export function compile({ network, rules, seed, precision }: CompileRequest): Program {
  const graph = new GraphBuilder();
  const [input] = network.layers;
  const classes = network.layers.at(-1)?.output[0] ?? 0;
  const given = {
    images: placeholder(graph, feeds.images, 'uint8', [-1, ...(input?.output ?? [])]),
    targets: placeholder(graph, feeds.targets, 'float', [-1, classes]),
    learningRate: placeholder(graph, feeds.learningRate, 'float', []),
    rate: placeholder(graph, feeds.rate, 'float', []),
    first: placeholder(graph, feeds.first, 'float', []),
    step: placeholder(graph, feeds.step, 'int32', []),
  };
  const weights = network.layers.flatMap((layer) =>
    layer.weights.map((weight) => ({ ...weight, variable: variable(graph, weight.name, weight.shape) })),
  );
  const plan = { graph, network, rules, precision, seed: seedFor(seed, 'dropout'), given, weights };
  addEvaluation(plan);
  const slots = addTraining(plan);
  return {
    nodes: graph.nodes,
    weights: storeOf(
      graph,
      'weights',
      weights.map((weight) => ({ ...weight, initial: 0 })),
    ),
    slots: storeOf(graph, 'slots', slots),
  };
}

/** The nodes through which variables are set and read. */
function storeOf(
  graph: GraphBuilder,
  name: string,
  stored: { name: string; initial: number; variable: Variable }[],
): Store {
  const doors = stored.map((entry, at) => {
    const { shape } = entry.variable;
    const feed = placeholder(graph, `set_${name}_${at}`, 'float', shape);
    const get = identity(graph, read(graph, entry.variable), `get_${name}_${at}`);
    return {
      assigned: assign(graph, 'AssignVariableOp', entry.variable, { value: copied(graph, feed) }),
      cleared: assign(graph, 'AssignVariableOp', entry.variable, {
        value: filled(graph, shape, entry.initial),
      }),
      names: { feed: feed.node.name, get: get.node.name },
    };
  });
  const once = (what: string, after: GraphNode[]) => identity(graph, scalar(graph, 1), what, after).node.name;
  const set = once(
    `set_${name}`,
    doors.map(({ assigned }) => assigned),
  );
  const reset = once(
    `reset_${name}`,
    doors.map(({ cleared }) => cleared),
  );
  const variables = stored.map((entry, at) => ({
    name: entry.name,
    shape: [...entry.variable.shape],
    feed: doors[at]?.names.feed ?? '',
    get: doors[at]?.names.get ?? '',
  }));
  return { variables, set, reset };
}
