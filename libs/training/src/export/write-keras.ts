import { rename, rm, writeFile } from 'node:fs/promises';
import { valuesOf } from './exported-model.ts';
import type { ExportedModel } from './exported-model.ts';
import { kerasConfig, kerasVersion } from './keras-config.ts';
import { kerasLayer } from './keras-layer.ts';
import { kerasOrder } from './keras-order.ts';
import { writeStoredZip } from '@tenbin/data';

export interface KerasFile {
  model: ExportedModel;
  /** Path of the `.keras` file; beside it comes one with `.labels.json` in place of `.keras`. */
  file: string;
  savedAt: Date;
}

/** Writes a file that `keras.saving.load_model` of Keras 3 reads. */
export async function writeKeras({ model, file, savedAt }: KerasFile): Promise<void> {
  const weights = `${file}.h5.part`;
  const archive = `${file}.part`;
  try {
    await writeWeights(model, weights);
    await writeStoredZip(archive, [
      {
        name: 'metadata.json',
        bytes: jsonBytes({ keras_version: kerasVersion, date_saved: dateOf(savedAt) }),
      },
      { name: 'config.json', bytes: jsonBytes(kerasConfig(model.network)) },
      { name: 'model.weights.h5', file: weights },
    ]);
    await rename(archive, file);
  } finally {
    for (const part of [weights, archive]) await rm(part, { force: true });
  }
  await writeFile(labelsBeside(file), `${JSON.stringify(model.labels, null, 2)}\n`);
}

/** Where the class names of a `.keras` file stand. */
export function labelsBeside(file: string): string {
  return `${file.replace(/\.keras$/, '')}.labels.json`;
}

/** Keras 3's layout: a group for each layer by its class, numbered in Keras's order, with its weights as 0, 1, …. */
async function writeWeights({ network, weights }: ExportedModel, path: string): Promise<void> {
  // Its 3 MB of WebAssembly are for this alone.
  const { File, ready } = await import('h5wasm/node');
  await ready;
  const file = new File(path, 'w');
  try {
    file.create_group('vars').create_attribute('name', network.name);
    const layers = file.create_group('layers');
    const used = new Map<string, number>();
    for (const layer of kerasOrder(network)) {
      const kind = snakeCase(kerasLayer(layer).className);
      const before = used.get(kind) ?? 0;
      used.set(kind, before + 1);
      const vars = layers.create_group(before === 0 ? kind : `${kind}_${before}`).create_group('vars');
      vars.create_attribute('name', layer.name);
      for (const [index, spec] of layer.weights.entries()) {
        const data = valuesOf(weights, spec);
        vars.create_dataset({ name: String(index), data, shape: spec.shape, dtype: '<f' });
      }
    }
  } finally {
    file.close();
  }
}

/** Keras's `to_snake_case`: `MaxPooling2D` is `max_pooling2d`. */
function snakeCase(name: string): string {
  return name
    .replaceAll(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

function jsonBytes(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

/** As Keras writes it: `2026-11-24@21:10:42`, in UTC. */
function dateOf(at: Date): string {
  return at.toISOString().slice(0, 19).replace('T', '@');
}
