import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Json, Layer, Network } from '@tenbin/contracts';
import { valuesOf } from './exported-model.ts';
import type { ExportedModel } from './exported-model.ts';
import { kerasLayer } from './keras-layer.ts';

/**
 * Writes `model.json` and `weights.bin`, which `tf.loadLayersModel` reads in a browser, and `labels.json` into
 * `folder`, which is made if it is not there.
 */
export async function writeTfjs({ network, weights, labels }: ExportedModel, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const specs = network.layers.flatMap((layer) => layer.weights);
  {
    await using file = await open(join(folder, 'weights.bin'), 'w');
    for (const spec of specs) await file.write(valuesOf(weights, spec));
  }
  const model: Json = {
    format: 'layers-model',
    generatedBy: 'Tenbin',
    convertedBy: null,
    modelTopology: topologyOf(network),
    weightsManifest: [
      {
        paths: ['weights.bin'],
        weights: specs.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })),
      },
    ],
  };
  await writeFile(join(folder, 'labels.json'), `${JSON.stringify(labels, null, 2)}\n`);
  await writeFile(join(folder, 'model.json'), JSON.stringify(model));
}

/** Keras 2's configuration of a functional model, the one that tfjs reads. */
function topologyOf({ name, layers }: Network): Json {
  return {
    class_name: 'Model',
    config: {
      name,
      layers: layers.map(layerConfig),
      input_layers: [[layers[0]?.name ?? '', 0, 0]],
      output_layers: [[layers.at(-1)?.name ?? '', 0, 0]],
    },
    keras_version: 'tfjs-layers 4.22.0',
    backend: 'tensor_flow.js',
  };
}

function layerConfig(layer: Layer): Json {
  const { name, inputs } = layer;
  const { className, config } = kerasLayer(layer);
  const place: Record<string, Json> =
    layer.kind === 'input'
      ? { batch_input_shape: [null, ...layer.output], sparse: false }
      : { trainable: true };
  return {
    name,
    class_name: className,
    config: { name, dtype: 'float32', ...place, ...config },
    inbound_nodes: layer.kind === 'input' ? [] : [inputs.map((from) => [from, 0, 0, {}])],
  };
}
