import type { GraphDoor } from '@tenbin/graph';
import * as tf from '@tensorflow/tfjs';

/** What the door is called by, so that an addon without it is known before it is used. */
const calls = [
  'createTensor',
  'deleteTensor',
  'tensorDataSync',
  'loadSavedModel',
  'deleteSavedModel',
  'runSavedModel',
] as const satisfies (keyof GraphDoor)[];

/** The selected engine's door to compiled graphs; null on an engine that has none. */
export function graphDoor(): GraphDoor | null {
  const backend: unknown = tf.backend();
  const binding: unknown = isRecord(backend) ? backend['binding'] : undefined;
  return isRecord(binding) && isDoor(binding) ? binding : null;
}

function isDoor(binding: object): binding is GraphDoor {
  return calls.every((name) => typeof Reflect.get(binding, name) === 'function');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
