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
  /** What to fetch so that the optimizer remembers nothing. */
  forget: string;
}

/**
 * Variables that are set and read together: TensorFlow prepares the graph anew for each set of names that it is asked
 * for, which takes longer than many numbers.
 */
export interface Store {
  variables: { name: string; shape: number[]; feed: string; get: string }[];
  /** What to fetch so that every variable takes up what its `feed` is fed. */
  set: string;
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
    weights: storeOf(graph, 'weight', weights),
    slots: storeOf(graph, 'slot', slots),
    forget: whenDone(
      graph,
      'forget',
      slots.map(({ variable: stored, initial }) =>
        assign(graph, 'AssignVariableOp', stored, { value: filled(graph, stored.shape, initial) }),
      ),
    ),
  };
}

/** The nodes through which variables are set and read. */
function storeOf(graph: GraphBuilder, prefix: string, stored: { name: string; variable: Variable }[]): Store {
  const assigned: GraphNode[] = [];
  const variables = stored.map(({ name, variable: own }, at) => {
    const feed = placeholder(graph, `set_${prefix}${at}`, 'float', own.shape);
    assigned.push(assign(graph, 'AssignVariableOp', own, { value: copied(graph, feed) }));
    const get = identity(graph, read(graph, own), `get_${prefix}${at}`);
    return { name, shape: [...own.shape], feed: feed.node.name, get: get.node.name };
  });
  return { variables, set: whenDone(graph, `set_${prefix}s`, assigned) };
}

/** What to fetch under the name `name` so that those nodes are done. */
function whenDone(graph: GraphBuilder, name: string, nodes: GraphNode[]): string {
  return identity(graph, scalar(graph, 1), name, nodes).node.name;
}
