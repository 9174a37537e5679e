import type { Layer, Network } from '@tenbin/contracts';

/**
 * The layers in the order in which Keras 3 numbers them once it has loaded the network: the farthest from the output
 * first, and those that are equally far as a walk from the output back meets them (`map_graph` in keras.ops.function).
 */
export function kerasOrder({ layers }: Network): Layer[] {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const met = new Map<string, number>();
  const farthestLast: Layer[] = [];
  const walk = (layer: Layer | undefined): void => {
    if (layer === undefined || met.has(layer.name)) return;
    met.set(layer.name, met.size);
    for (const name of layer.inputs) walk(byName.get(name));
    farthestLast.unshift(layer);
  };
  walk(layers.at(-1));
  const depths = new Map<string, number>();
  for (const { name, inputs } of farthestLast) {
    const depth = depths.get(name) ?? 0;
    depths.set(name, depth);
    for (const input of inputs) depths.set(input, Math.max(depth + 1, depths.get(input) ?? 0));
  }
  const place = (of: Map<string, number>, { name }: Layer): number => of.get(name) ?? 0;
  return layers.toSorted(
    (left, right) => place(depths, right) - place(depths, left) || place(met, left) - place(met, right),
  );
}
