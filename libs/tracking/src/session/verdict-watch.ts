import { epochMetricKeys } from '@tenbin/contracts';
import type { History, Verdict } from '@tenbin/contracts';
import { judge } from '@tenbin/metrics';

/** Epochs beyond which a run is not judged any more: it logs steps, not epochs. */
const mostEpochs = 100_000;

/** Keeps the per-epoch metrics of a run, and judges them when somebody asks. */
export interface VerdictWatch {
  /** Takes what was logged at a step; costs next to nothing. */
  take(step: number, values: Readonly<Record<string, number>>): void;
  /** What is known of the run so far; the same object until something new was logged. */
  verdict(): Verdict;
  /** The verdict, when it is another one than was told last and there is something that it can rest on; else null. */
  news(): Verdict | null;
}

export function watchVerdict(): VerdictWatch {
  const history: History = { loss: [], val_loss: [], accuracy: [], val_accuracy: [] };
  let known: Verdict | null = null;
  let told: Verdict | null = null;
  let validated = false;
  const verdict = (): Verdict => (known ??= judge(history));
  return {
    take(step, values) {
      if (step < 1 || step > mostEpochs) return;
      for (const key of epochMetricKeys) {
        const value = values[key];
        if (value === undefined) continue;
        const series = history[key];
        while (series.length < step) series.push(NaN);
        series[step - 1] = value;
        known = null;
        validated ||= key.startsWith('val_');
      }
    },
    verdict,
    news() {
      if (!validated || verdict() === told) return null;
      told = verdict();
      return told;
    },
  };
}
