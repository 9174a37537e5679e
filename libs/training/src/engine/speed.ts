import type { EngineName } from './engine.ts';

/**
 * How an engine compares with the one above it. Measured in November 2026 on two shared cores with vgg-small on
 * 32 × 32 images: 2,000 images a second on TensorFlow in batches of 64, as a compiled graph; 4 on tfjs's JavaScript backend
 * in batches of 16. Nobody has measured a GPU with Tenbin yet, so no figure is given for it.
 */
export const slowness: Record<EngineName, string> = {
  'tensorflow-gpu': 'the fastest engine there is',
  'tensorflow-cpu': 'slower than a GPU, the fastest engine without one',
  cpu: 'at least 100 times slower than TensorFlow: small models and few images only',
};
