import { datasetSpec, trialParameters } from '@tenbin/contracts';
import type { TrialConfig } from '@tenbin/contracts';
import { describe, networkToTrain } from '@tenbin/models';
import { expect, test } from 'vitest';
import { memoryRoom } from './memory-room.ts';

const images = { classes: 10, nativeSide: 64 };

function config(batchSize: number): TrialConfig {
  const dataset = datasetSpec.parse({ path: 'nowhere' });
  return { dataset, parameters: trialParameters.parse({ model: 'vgg-16', batchSize }), seed: 1 };
}

const bytesOf = ({ parameters }: TrialConfig) =>
  describe(networkToTrain(parameters, images), parameters).trainingBytes;

test('trials are let in as long as they fit beside each other', () => {
  const room = memoryRoom(2.5 * bytesOf(config(32)));
  expect(room.keep('one', config(32), images)).toBeNull();
  expect(room.keep('two', config(32), images)).toBeNull();
  expect(room.keep('three', config(32), images)).toMatch(
    /^it needs [\d.]+ (MiB|GiB) and the trials that run leave [\d.]+ (MiB|GiB)$/,
  );
  room.free('one');
  expect(room.keep('three', config(32), images)).toBeNull();
});

test('a trial that is larger than the machine is never let in, one of unknown images always', () => {
  const room = memoryRoom(bytesOf(config(8)));
  expect(room.keep('large', config(512), images)).toMatch(/and this machine has/);
  expect(room.keep('large', config(512), null)).toBeNull();
  expect(room.keep('small', config(8), images)).toBeNull();
});
