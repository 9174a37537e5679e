import type { GraphBuilder, GraphNode, Output } from './graph-builder.ts';
import { gradients } from './gradients.ts';
import { sum } from './ops/elementwise.ts';

export interface DifferentiateRequest {
  /** What is differentiated. */
  of: Output;
  /** The gradient to begin with, of the shape of `of`. */
  seed: Output;
  /** With respect to what; first results of their nodes. */
  by: readonly Output[];
}

/**
 * The gradients of Σ `seed` · `of` by each of `by`, in their order: reverse-mode differentiation, which walks the nodes
 * from the last to the first and lets each hand the gradient above it on to its inputs. Only nodes between `by` and
 * `of` are walked. (As `tf.gradients`; Abadi et al. 2016, section 4.1.)
 * @throws Error when an operation on the way has no rule, or a value does not reach `of`
 */
export function differentiate(graph: GraphBuilder, { of, seed, by }: DifferentiateRequest): Output[] {
  const nodes = [...graph.nodes];
  const depends = new Set(by.map(({ node }) => node));
  for (const node of nodes) {
    // Sides do not change with the numbers.
    if (node.op === 'Shape') continue;
    if (node.inputs.some((input) => depends.has(input.node))) depends.add(node);
  }
  const arriving = new Map<GraphNode, Output[]>([[of.node, [seed]]]);
  const results = new Map<GraphNode, Output>(
    nodes.flatMap((node) => node.inputs).map((input) => [input.node, { ...input, index: 0 }]),
  );
  results.set(of.node, of);
  const total = (node: GraphNode): Output | undefined => {
    const parts = arriving.get(node);
    return parts === undefined ? undefined : sum(graph, parts);
  };
  const targets = new Set(by.map(({ node }) => node));
  for (const node of nodes.toReversed()) {
    if (!depends.has(node) || targets.has(node)) continue;
    const upstream = total(node);
    const result = results.get(node);
    if (upstream === undefined || result === undefined) continue;
    const rule = gradients[node.op];
    if (rule === undefined) throw new Error(`the operation ${node.op} (${node.name}) has no gradient`);
    rule(graph, { node, result, upstream }).forEach((gradient, at) => {
      const source = node.inputs[at]?.node;
      if (gradient === null || source === undefined || !depends.has(source)) return;
      arriving.set(source, [...(arriving.get(source) ?? []), gradient]);
    });
  }
  return by.map(({ node }) => {
    const gradient = total(node);
    if (gradient === undefined) throw new Error(`${node.name} does not reach ${of.node.name}`);
    return gradient;
  });
}
