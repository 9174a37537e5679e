export const modelNames = [
  'vgg-small',
  'vgg-11',
  'vgg-13',
  'vgg-16',
  'vgg-16c',
  'vgg-19',
  'zfnet',
  'resnet-18',
  'resnet-34',
  'resnet-50',
  'resnet-101',
  'resnet-152',
  'mobilenet-v2',
  'densenet-121',
  'densenet-small',
  'lenet-5',
  'mlp',
] as const;
export type ModelName = (typeof modelNames)[number];

export const optimizerNames = [
  'sgd',
  'momentum',
  'nesterov',
  'adagrad',
  'rmsprop',
  'adam',
  'adamw',
  'eve',
  'lion',
] as const;
export type OptimizerName = (typeof optimizerNames)[number];

export const lossNames = [
  'categoricalCrossentropy',
  'meanSquaredError',
  'binaryCrossentropy',
  'focal',
] as const;
export type LossName = (typeof lossNames)[number];

export const scheduleNames = ['constant', 'time', 'step', 'exponential', 'cosine', 'plateau'] as const;
export type ScheduleName = (typeof scheduleNames)[number];

export const precisions = ['float32', 'bfloat16'] as const;
export type Precision = (typeof precisions)[number];

export const augmentationPresets = ['none', 'light', 'strong'] as const;
export type AugmentationPreset = (typeof augmentationPresets)[number];

/** Every way in which a training image can be changed; each is a parameter that says how much. */
export const augmentationNames = [
  'flip',
  'shift',
  'rotate',
  'zoom',
  'shear',
  'perspective',
  'brightness',
  'contrast',
  'saturation',
  'cutout',
  'mixup',
  'noise',
] as const;
export type AugmentationName = (typeof augmentationNames)[number];

/** The per-epoch metrics that every trial logs, by Keras's names. */
export const epochMetricKeys = ['loss', 'val_loss', 'accuracy', 'val_accuracy'] as const;
export type EpochMetricKey = (typeof epochMetricKeys)[number];
