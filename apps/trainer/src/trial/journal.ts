import { epochMetricKeys } from '@tenbin/contracts';
import type { History, MetricPoint, RunRecord, Verdict } from '@tenbin/contracts';
import { judge } from '@tenbin/metrics';
import type { EpochNumbers, EpochResult } from '@tenbin/training';

/** Records the epochs of one run as they come, each with the verdict up to it. */
export interface Journal {
  /**
   * @param diverged where the epoch ended too early, if it did
   * @returns what is known of the run now
   */
  epoch(numbers: EpochNumbers, diverged?: EpochResult['diverged']): Verdict;
}

export function openJournal(record: (record: RunRecord) => void, now: () => number): Journal {
  const history: History = { loss: [], val_loss: [], accuracy: [], val_accuracy: [] };
  let verdict: Verdict | undefined;
  return {
    epoch(numbers, diverged = null) {
      for (const key of epochMetricKeys) history[key].push(numbers[key]);
      verdict = judge(history, verdict);
      const told = diverged === null ? verdict : cutShort(verdict, numbers.epoch, diverged.batch);
      record({ kind: 'metrics', points: pointsOf(numbers, now()) });
      record({ kind: 'verdict', verdict: told });
      return told;
    },
  };
}

function pointsOf(numbers: EpochNumbers, at: number): MetricPoint[] {
  const { epoch: step, trainSeconds, validationSeconds } = numbers;
  const values: Record<string, number> = {
    learning_rate: numbers.learningRate,
    gradient_norm: numbers.gradientNorm,
    'system/images_per_second': numbers.imagesPerSecond,
    'system/epoch_seconds': trainSeconds + validationSeconds,
    'system/data_wait_seconds': numbers.waitSeconds,
    'system/memory_bytes': numbers.memoryBytes,
  };
  for (const key of epochMetricKeys) values[key] = numbers[key];
  return Object.entries(values).map(([key, value]) => ({ key, step, value, at }));
}

function cutShort(verdict: Verdict, epoch: number, batch: number): Verdict {
  const note = `Training was stopped at batch ${batch} of epoch ${epoch}: the loss is not a number any more.`;
  return { ...verdict, reasons: [...verdict.reasons, note] };
}
