import type { TrialParameters } from '@tenbin/contracts';
import type { StepRules } from '@tenbin/graph';
import { decayed, prepareGradients } from './around-update.ts';
import { losses, probabilitiesOf } from './losses.ts';
import type { Loss } from './losses.ts';
import { optimizers } from './optimizers.ts';
import type { Optimizer } from './optimizer.ts';

/** The rules of a step as `parameters` have them, with every setting bound: both paths run these and no others. */
export function rulesOf(parameters: TrialParameters): StepRules {
  const { weightDecay, l2, clipNorm, momentum = 0, lowerBound = 0 } = parameters;
  const { labelSmoothing = 0, focalGamma = 0 } = parameters;
  const loss: Loss = losses[parameters.loss];
  const optimizer: Optimizer = optimizers[parameters.optimizer];
  const settings = { momentum, lowerBound };
  return {
    lossOfImages: (math, input) =>
      loss.ofImages(math, { ...input, settings: { labelSmoothing, focalGamma } }),
    probabilities: (math, logits) => probabilitiesOf(math, loss.output, logits),
    penalizes: (weight) => /\/(depthwise_)?kernel$/.test(weight),
    prepare: (math, weights) => prepareGradients(math, weights, { l2, clipNorm }),
    weightDecay,
    decay: (math, input) => decayed(math, { ...input, weightDecay }),
    optimizer: {
      name: parameters.optimizer,
      momentum,
      slots: optimizer.slots,
      scalars: optimizer.scalars,
      observe: (math, input) => optimizer.observe(math, { ...input, settings }),
      update: (math, input) => optimizer.update(math, { ...input, settings }),
    },
  };
}
