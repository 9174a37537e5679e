import { epochMetricKeys, recordOf } from '@tenbin/contracts';
import type { RunRecord, Verdict } from '@tenbin/contracts';
import { createDetector } from '@tenbin/metrics';
import type { EpochNumbers, EpochResult } from '@tenbin/training';

/** What an epoch had beside its numbers. */
export interface EpochSights {
  /** `[validation count]` the loss of each image; null when it is not known. */
  losses: Float32Array | null;
  /** Where the epoch ended too early, if it did. */
  diverged: EpochResult['diverged'];
}

/** Records the epochs of one run as they come, each with the verdict up to it. */
export interface Journal {
  /** @returns what is known of the run now */
  epoch(numbers: EpochNumbers, sights: EpochSights): Verdict;
  /** `[epochs][validation count]` the losses so far, up to the first epoch whose losses are not known. */
  readonly losses: readonly Float32Array[];
}

export interface JournalRequest {
  record: (record: RunRecord) => void;
  now: () => number;
  /** How many there are. */
  validationImages: number;
}

export function openJournal({ record, now, validationImages }: JournalRequest): Journal {
  const detector = createDetector({ validationImages });
  const known: Float32Array[] = [];
  let epochs = 0;
  return {
    losses: known,
    epoch(numbers, { losses, diverged }) {
      // After an epoch without losses there is no whole history of them any more: the curves go on alone.
      const pictures = known.length === epochs ? losses : null;
      epochs += 1;
      if (pictures !== null) known.push(pictures);
      const verdict = detector.push(numbers, pictures);
      const told = diverged === null ? verdict : cutShort(verdict, numbers.epoch, diverged.batch);
      record({ kind: 'metrics', step: numbers.epoch, at: now(), values: valuesOf(numbers) });
      record({ kind: 'verdict', verdict: told });
      return told;
    },
  };
}

function valuesOf(numbers: EpochNumbers): Record<string, number> {
  const { trainSeconds, validationSeconds } = numbers;
  return {
    ...recordOf(epochMetricKeys, (key) => numbers[key]),
    learning_rate: numbers.learningRate,
    gradient_norm: numbers.gradientNorm,
    'system/images_per_second': numbers.imagesPerSecond,
    'system/epoch_seconds': trainSeconds + validationSeconds,
    'system/data_wait_seconds': numbers.waitSeconds,
    'system/memory_bytes': numbers.memoryBytes,
  };
}

function cutShort(verdict: Verdict, epoch: number, batch: number): Verdict {
  const note = `Training was stopped at batch ${batch} of epoch ${epoch}: the loss is not a number any more.`;
  return { ...verdict, reasons: [...verdict.reasons, note] };
}
