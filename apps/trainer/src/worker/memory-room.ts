import type { TrialConfig } from '@tenbin/contracts';
import type { ImagesOfSweep } from '@tenbin/db';
import { describe, networkToTrain } from '@tenbin/models';
import { formatBytes } from '../progress/format.ts';

/** The memory of this machine, shared among the trials of a worker. */
export interface MemoryRoom {
  /**
   * Keeps room for a trial under `key` until it is freed. A trial whose images are not known is let in.
   * @returns why there is none; null when it is kept
   */
  keep(key: string, config: TrialConfig, images: ImagesOfSweep | null): string | null;
  free(key: string): void;
}

/** @param bytes memory of the machine */
export function memoryRoom(bytes: number): MemoryRoom {
  const kept = new Map<string, number>();
  return {
    keep(key, { parameters }, images) {
      const need = images === null ? 0 : bytesOf(parameters, images);
      const used = [...kept.values()].reduce((sum, each) => sum + each, 0);
      if (need > bytes) {
        return `it needs ${formatBytes(need)} and this machine has ${formatBytes(bytes)}`;
      }
      if (used + need > bytes) {
        return `it needs ${formatBytes(need)} and the trials that run leave ${formatBytes(bytes - used)}`;
      }
      kept.set(key, need);
      return null;
    },
    free: (key) => void kept.delete(key),
  };
}

function bytesOf(parameters: TrialConfig['parameters'], images: ImagesOfSweep): number {
  return describe(networkToTrain(parameters, images), parameters).trainingBytes;
}
