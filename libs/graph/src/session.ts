import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import type { GraphNode } from './graph-builder.ts';
import { savedModelOf } from './saved-model.ts';

/** What the graph door of tfjs-node's addon offers; undocumented there, so the version is pinned. */
export interface GraphDoor {
  createTensor(shape: number[], type: number, values: TensorValues): number;
  deleteTensor(tensor: number): void;
  tensorDataSync(tensor: number): TensorValues;
  loadSavedModel(folder: string, tags: string): number;
  deleteSavedModel(model: number): void;
  runSavedModel(model: number, inputs: number[], inputNames: string, outputNames: string): { id: number }[];
  TF_FLOAT: number;
  TF_INT32: number;
  TF_UINT8: number;
}

export type TensorValues = Float32Array | Int32Array | Uint8Array;

/** What a node is fed: its numbers and their sides. */
export interface Feed {
  name: string;
  shape: number[];
  values: TensorValues;
}

const tag = 'serve';

/** A graph inside TensorFlow, with its variables; `run` is one call into the library. */
export class GraphSession implements Disposable {
  readonly #door: GraphDoor;
  readonly #model: number;

  /** @throws Error of TensorFlow's when a node is wrong */
  constructor(door: GraphDoor, nodes: readonly GraphNode[]) {
    this.#door = door;
    const folder = mkdtempSync(join(tmpdir(), 'tenbin-graph-'));
    try {
      writeFileSync(join(folder, 'saved_model.pb'), savedModelOf(nodes, tag));
      this.#model = door.loadSavedModel(folder + sep, tag);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /**
   * Feeds and fetches by the names of nodes. Blocks this thread until TensorFlow is done.
   * @returns the values of `outputs`, in their order
   * @throws Error of TensorFlow's; nothing of the call is kept then
   */
  run(inputs: Feed[], outputs: readonly string[]): TensorValues[] {
    const tensors: number[] = [];
    try {
      for (const { shape, values } of inputs) {
        tensors.push(this.#door.createTensor(shape, this.#typeOf(values), values));
      }
      const results = this.#door.runSavedModel(
        this.#model,
        tensors,
        inputs.map(({ name }) => `${name}:0`).join(),
        outputs.map((name) => `${name}:0`).join(),
      );
      tensors.push(...results.map(({ id }) => id));
      return results.map(({ id }) => this.#door.tensorDataSync(id));
    } finally {
      for (const tensor of tensors) this.#door.deleteTensor(tensor);
    }
  }

  [Symbol.dispose](): void {
    this.#door.deleteSavedModel(this.#model);
  }

  #typeOf(values: TensorValues): number {
    if (values instanceof Float32Array) return this.#door.TF_FLOAT;
    return values instanceof Int32Array ? this.#door.TF_INT32 : this.#door.TF_UINT8;
  }
}
