import { epochMetricKeys } from '@tenbin/contracts';
import type { History, MetricPoint, RunRecord, TrialParameters, Verdict } from '@tenbin/contracts';
import { judge } from '@tenbin/metrics';
import { inputShapeOf } from '@tenbin/models';
import { createLayersStep, fit, loadDataset, selectEngine } from '@tenbin/training';
import type { Dataset, EpochResult } from '@tenbin/training';
import { better, confusionOf } from './best-epoch.ts';
import type { EpochAnswers } from './best-epoch.ts';
import type { TrialJob } from './messages.ts';

export interface TrialOptions {
  job: TrialJob;
  record: (record: RunRecord) => void;
  log: (line: string) => void;
  /** Stops the training; its reason is then thrown. */
  signal: AbortSignal;
}

/**
 * Trains one trial and records all that it finds, up to the confusion matrices; the `end` is its caller's.
 * @throws AppError for data, parameters or a machine that it cannot train with; the signal's reason
 */
export async function runTrial({ job, record, log, signal }: TrialOptions): Promise<void> {
  const { parameters, seed } = job.config;
  const engine = await selectEngine({ home: job.home, log });
  const inputShape = inputShapeOf(parameters.model);
  signal.throwIfAborted();
  const dataset = await loadDataset(job.config.dataset, { inputShape, seed, log });
  record({ kind: 'dataset', dataset: dataset.facts });
  signal.throwIfAborted();
  const classes = dataset.facts.classes;
  const step = createLayersStep({ parameters, inputShape, classes: classes.length, seed });
  const { name, version, threads, reason } = engine;
  record({
    kind: 'engine',
    engine: { name, version, threads, reason },
    parameterCount: step.parameterCount,
  });

  const history: History = { loss: [], val_loss: [], accuracy: [], val_accuracy: [] };
  let verdict: Verdict | undefined;
  let best: EpochAnswers | null = null;
  let last: EpochAnswers | null = null;
  for await (const result of fit({ step, dataset, parameters, seed, signal })) {
    for (const key of epochMetricKeys) history[key].push(result[key]);
    verdict = judge(history, verdict);
    const hopeless = Number.isNaN(result.loss);
    record({ kind: 'metrics', points: pointsOf(result, dataset, Date.now()) });
    record({ kind: 'verdict', verdict: hopeless ? cutShort(verdict, result.epoch, parameters) : verdict });
    const answers = { epoch: result.epoch, val_loss: result.val_loss, predictions: result.predictions };
    last = answers;
    best = better(best, answers);
    if (hopeless) break;
  }
  signal.throwIfAborted();
  for (const { weights, answers } of [
    { weights: 'best', answers: best },
    { weights: 'last', answers: last },
  ] as const) {
    if (answers === null) continue;
    const matrix = confusionOf(classes, dataset.validation.labels, answers.predictions);
    record({ kind: 'confusion', weights, epoch: answers.epoch, matrix });
  }
}

function pointsOf(result: EpochResult, dataset: Dataset, at: number): MetricPoint[] {
  const { epoch: step, trainSeconds, validationSeconds } = result;
  const images = dataset.train.labels.length;
  return [
    ...epochMetricKeys.map((key) => ({ key, step, value: result[key], at })),
    { key: 'system/epoch_seconds', step, value: trainSeconds + validationSeconds, at },
    { key: 'system/images_per_second', step, value: images / trainSeconds, at },
  ];
}

/** Weights that are no numbers stay so: further epochs would only cost time. */
function cutShort(verdict: Verdict, epoch: number, { epochs }: TrialParameters): Verdict {
  if (epoch === epochs) return verdict;
  const note = `Training was stopped after epoch ${epoch} of ${epochs}: the loss is not a number any more.`;
  return { ...verdict, reasons: [...verdict.reasons, note] };
}
