/** What a step is fed. */
export const feeds = {
  /** uint8 `[batch, height, width, channels]` */
  images: 'images',
  /** float `[batch, classes]` */
  targets: 'targets',
  /** Scalars: the schedule's rate, the optimizer's, 1 at the first step else 0, and the step's number (int32). */
  learningRate: 'learning_rate',
  rate: 'rate',
  first: 'first',
  step: 'step',
} as const;

/** What it gives. */
export const fetches = {
  /** Scalars; fetching them updates the weights. */
  train: ['train_loss', 'train_correct', 'train_gradient_norm'],
  /** `[batch]`, `[batch]`, `[batch, classes]` */
  evaluate: ['evaluate_losses', 'evaluate_predictions', 'evaluate_probabilities'],
  predict: ['evaluate_probabilities'],
} as const;
