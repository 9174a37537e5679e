import { augmentationNames, parameterSchemas } from '@tenbin/contracts';
import type { ParameterName } from '@tenbin/contracts';
import { z } from 'zod';

/** How a parameter is chosen: out of words, on or off, or as numbers that are written. */
export type Control =
  { kind: 'words'; options: string[] } | { kind: 'flags'; options: ['false', 'true'] } | { kind: 'numbers' };

/** The control that the schema of a parameter asks for. */
export function controlOf(name: ParameterName): Control {
  const schema = parameterSchemas[name];
  if (schema instanceof z.ZodEnum) return { kind: 'words', options: [...schema.options] };
  if (schema instanceof z.ZodBoolean) return { kind: 'flags', options: ['false', 'true'] };
  return { kind: 'numbers' };
}

/** What every sweep is asked about. */
export const basicNames = [
  'model',
  'batchSize',
  'epochs',
  'optimizer',
  'learningRate',
] as const satisfies ParameterName[];

/** The other parameters, by what they are about. */
export const advancedGroups: readonly { title: string; names: readonly ParameterName[] }[] = [
  { title: 'Network', names: ['imageSize', 'dropout', 'zeroInit', 'precision'] },
  { title: 'Loss', names: ['loss', 'labelSmoothing', 'focalGamma'] },
  { title: 'Optimizer', names: ['momentum', 'lowerBound', 'weightDecay', 'l2', 'clipNorm'] },
  {
    title: 'Schedule',
    names: ['schedule', 'decay', 'decayRate', 'decayEpochs', 'warmupEpochs', 'patience'],
  },
  { title: 'Augmentation', names: ['augmentation', ...augmentationNames] },
  { title: 'Images', names: ['fold', 'trainShare'] },
];
