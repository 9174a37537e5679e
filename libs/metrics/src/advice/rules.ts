import type { AdviceKind } from '@tenbin/contracts';
import type { Rule } from './rule.ts';
import { augmentation } from './rules/augmentation.ts';
import { batchSize } from './rules/batch-size.ts';
import { dropout } from './rules/dropout.ts';
import { fewerEpochs, moreEpochs } from './rules/epochs.ts';
import { labelCheck } from './rules/label-check.ts';
import { labelSmoothing } from './rules/label-smoothing.ts';
import { learningRate } from './rules/learning-rate.ts';
import { moreData } from './rules/more-data.ts';
import { largerModel, smallerModel } from './rules/network-size.ts';
import { optimizer } from './rules/optimizer.ts';
import { weightDecay } from './rules/weight-decay.ts';

/** Everything that is ever advised. A new kind is a new file, and a line here. */
export const rules = {
  moreData,
  labelCheck,
  augmentation,
  dropout,
  weightDecay,
  labelSmoothing,
  smallerModel,
  largerModel,
  batchSize,
  fewerEpochs,
  moreEpochs,
  optimizer,
  learningRate,
} satisfies Record<AdviceKind, Rule>;
