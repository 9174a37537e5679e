/** TensorFlow's element types that our graphs use. */
export type DataType = 'float' | 'bfloat16' | 'uint8' | 'int32' | 'int64' | 'bool' | 'resource';

/** Sides of a tensor; −1 is the batch, which is known only when the graph runs. */
export type Shape = readonly number[];

/** A value of a node's attribute, told apart as in TensorFlow's AttrValue. */
export type Attribute =
  | { type: DataType }
  | { bool: boolean }
  | { int: number }
  | { float: number }
  | { string: string }
  | { ints: readonly number[] }
  | { shape: Shape }
  | { tensor: { type: DataType; shape: Shape; bytes: Uint8Array } };

/** One operation of a graph. */
export interface GraphNode {
  name: string;
  /** TensorFlow's name of the operation. */
  op: string;
  inputs: Output[];
  /** Nodes that have to be done before, whose results it does not read. */
  after: GraphNode[];
  attributes: Record<string, Attribute>;
}

/** One result of a node, with what is known of it before the graph runs. */
export interface Output {
  node: GraphNode;
  /** Place among the results of its node. */
  index: number;
  shape: Shape;
  type: DataType;
}

export interface NodeRequest {
  inputs?: Output[];
  attributes?: Record<string, Attribute>;
  after?: GraphNode[];
  /** Wanted name; a number is added where it is taken. By default the op's. */
  name?: string;
}

/** Collects the nodes of a graph in an order in which each comes after its inputs. */
export class GraphBuilder {
  readonly nodes: GraphNode[] = [];
  readonly #names = new Map<string, number>();
  #scope = '';

  /** A new node without a result that anybody reads. */
  node(op: string, { inputs = [], attributes = {}, after = [], name = op }: NodeRequest): GraphNode {
    const node = { name: this.#free(this.#scope + name), op, inputs, after, attributes };
    this.nodes.push(node);
    return node;
  }

  /** The one result, or the first, of a new node. */
  output(op: string, request: NodeRequest & Pick<Output, 'shape' | 'type'>): Output {
    return { node: this.node(op, request), index: 0, shape: request.shape, type: request.type };
  }

  /** Puts `name/` before the names of all nodes that `build` makes: a graph is read by its names. */
  within<Result>(name: string, build: () => Result): Result {
    const outer = this.#scope;
    this.#scope = `${outer}${name}/`;
    try {
      return build();
    } finally {
      this.#scope = outer;
    }
  }

  #free(name: string): string {
    const taken = this.#names.get(name) ?? 0;
    this.#names.set(name, taken + 1);
    return taken === 0 ? name : this.#free(`${name}_${taken}`);
  }
}

/** How TensorFlow refers to a result: `name` for the first of its node, `name:1` for the next. */
export function referenceTo({ node, index }: Output): string {
  return index === 0 ? node.name : `${node.name}:${index}`;
}
