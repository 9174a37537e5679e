import { expect, test } from 'vitest';
import { byFitness, metricOf, splitOf } from './metric-names.ts';

test.each([
  ['loss', 'loss'],
  ['val_loss', 'val_loss'],
  ['acc', 'accuracy'],
  ['val_acc', 'val_accuracy'],
  ['val_sparse_categorical_accuracy', 'val_accuracy'],
  ['Loss/train', 'loss'],
  ['Loss/validation', 'val_loss'],
  ['train_loss_epoch', 'loss'],
  ['eval/loss', 'val_loss'],
  ['valLoss', 'val_loss'],
  ['test_loss', null],
  ['train_loss_step', null],
  ['epoch_learning_rate', null],
  ['evaluation_loss_vs_iterations', null],
  ['val', null],
  ['top_k_categorical_accuracy', null],
])('%s is %s', (name, metric) => {
  expect(metricOf(name)).toBe(metric);
});

test('a folder says the split where the name does not, and the name where it does', () => {
  expect(metricOf('epoch_loss', 'validation')).toBe('val_loss');
  expect(metricOf('train_loss', 'validation')).toBe('loss');
  expect(['validation', 'Loss_train', 'run-7', 'trainings'].map(splitOf)).toEqual([
    'validation',
    'train',
    null,
    null,
  ]);
});

test('of several names for a metric, the one by epoch is the fittest', () => {
  expect(['loss', 'train_loss', 'epoch_loss'].toSorted(byFitness)).toEqual([
    'epoch_loss',
    'loss',
    'train_loss',
  ]);
});
