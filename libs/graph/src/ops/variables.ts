import type { GraphBuilder, GraphNode, Output, Shape } from '../graph-builder.ts';

/** Numbers that stay in the session from one run of the graph to the next. */
export interface Variable {
  name: string;
  shape: Shape;
  handle: Output;
}

export function variable(graph: GraphBuilder, name: string, shape: Shape): Variable {
  const handle = graph.output('VarHandleOp', {
    attributes: {
      dtype: { type: 'float' },
      shape: { shape },
      shared_name: { string: name },
      container: { string: '' },
    },
    name,
    shape: [],
    type: 'resource',
  });
  return { name, shape, handle };
}

/** What the variable holds when the nodes of `after` are done. */
export function read(graph: GraphBuilder, { handle, shape }: Variable, after: GraphNode[] = []): Output {
  const attributes = { dtype: { type: 'float' as const } };
  return graph.output('ReadVariableOp', { inputs: [handle], attributes, after, shape, type: 'float' });
}

export type AssignOp = 'AssignVariableOp' | 'AssignSubVariableOp';

/** Makes `value` what the variable holds, or takes it off that. */
export function assign(
  graph: GraphBuilder,
  op: AssignOp,
  { handle }: Variable,
  { value, after = [] }: { value: Output; after?: GraphNode[] },
): GraphNode {
  const attributes = { dtype: { type: 'float' as const } };
  return graph.node(op, { inputs: [handle, value], attributes, after });
}
