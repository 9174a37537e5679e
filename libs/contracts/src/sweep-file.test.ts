import { describe, expect, it } from 'vitest';
import { AppError } from './errors.ts';
import { parseSweepFile } from './sweep-file.ts';

const good = `
name: animals
dataset: { path: ../data/animals.zip }
parameters:
  batchSize: { values: [16, 64] }
  optimizer: { values: [momentum, adam] }
  momentum: { value: 0.8, when: { optimizer: momentum } }
`;

/** What the parser says of a text, line by line. */
function complaints(text: string): string[] {
  try {
    parseSweepFile(text, 'bad.yaml');
  } catch (error) {
    if (error instanceof AppError && error.code === 'sweep_invalid') return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('a sweep file', () => {
  it('is read with its defaults filled in', () => {
    expect(parseSweepFile(good, 'good.yaml')).toEqual({
      name: 'animals',
      dataset: { path: '../data/animals.zip', validation: 0.3, test: 0, stratify: true },
      method: 'grid',
      goal: { metric: 'val_accuracy', direction: 'maximize' },
      seeds: 1,
      parameters: {
        batchSize: { values: [16, 64] },
        optimizer: { values: ['momentum', 'adam'] },
        momentum: { values: [0.8], when: { optimizer: 'momentum' } },
      },
    });
  });

  it('may be JSON', () => {
    const text = '{ "name": "j", "dataset": { "path": "p" }, "parameters": { "epochs": { "value": 1 } } }';
    expect(parseSweepFile(text, 'j.json').parameters).toEqual({ epochs: { values: [1] } });
  });

  it.each([
    [
      'an unknown key',
      good.replace('name:', 'nmae:'),
      'bad.yaml:2:1: unknown key "nmae" in the file; did you mean "name"?',
    ],
    [
      'an unknown parameter',
      good.replace('batchSize', 'batchsize'),
      'bad.yaml:5:3: unknown key "batchsize" in parameters; did you mean "batchSize"?',
    ],
    [
      'a key in a parameter',
      good.replace('when:', 'whn:'),
      'bad.yaml:7:27: unknown key "whn" in parameters.momentum; did you mean "when"?',
    ],
    [
      'a wrong type',
      good.replace('[16, 64]', '[16, many]'),
      'bad.yaml:5:29: parameters.batchSize.values.1: expected number, got "many"',
    ],
    [
      'a negative batch size',
      good.replace('16', '-16'),
      'bad.yaml:5:25: parameters.batchSize.values.0: expected number to be >=1, got -16',
    ],
    [
      'an unknown optimizer',
      good.replace('adam]', 'adamx]'),
      'bad.yaml:6:35: parameters.optimizer.values.1 cannot be "adamx"; did you mean "adam"?',
    ],
    [
      'an empty grid',
      good.replace('[16, 64]', '[]'),
      'bad.yaml:5:16: parameters.batchSize.values is empty, so the grid has no trial',
    ],
    [
      'no parameter',
      good.replace(/parameters:[^]*/, 'parameters: {}'),
      'bad.yaml:4:1: parameters names no parameter, so the grid is empty',
    ],
    [
      'a repeated value',
      good.replace('64', '16'),
      'bad.yaml:5:16: parameters.batchSize.values names the same value twice',
    ],
    [
      'a value twice',
      good.replace('{ values: [16, 64] }', '{ value: 16, values: [64] }'),
      'bad.yaml:5:3: parameters.batchSize needs either value or values',
    ],
    [
      'momentum for adam',
      good.replace(', when: { optimizer: momentum }', ''),
      'bad.yaml:7:3: parameters.momentum is used by the optimizer momentum, nesterov only',
    ],
    [
      'decay where the schedule may be another',
      good.replace(
        'parameters:\n',
        'parameters:\n  schedule: { value: time, when: { batchSize: 16 } }\n  decay: { value: 0.1 }\n',
      ),
      'parameters.decay is used by the schedule time only',
    ],
    [
      'a fold and no folds',
      good.replace('parameters:\n', 'parameters:\n  fold: { value: 2 }\n'),
      'parameters.fold has no use without dataset.folds',
    ],
    [
      'folds and no fold',
      good.replace('animals.zip }', 'animals.zip, folds: 5 }'),
      'dataset.folds needs parameters.fold',
    ],
    ['a missing key', good.replace(/dataset.*\n/, ''), 'bad.yaml:2:1: dataset is missing'],
    ['broken YAML', 'name: [', 'bad.yaml:1:8:'],
    ['an empty text', '', 'bad.yaml:1:1: the file: expected object, got null'],
  ])('with %s is refused with file, line and value', (_, text, complaint) => {
    expect(complaints(text).join('\n')).toContain(complaint);
  });

  it('is told all of its mistakes at once, in the order of its lines', () => {
    const text = good.replace('animals', '""').replace('momentum, adam', 'momentum, eva').replace('0.8', '8');
    expect(complaints(text).map((line) => line.split(':')[1])).toEqual(['2', '6', '7']);
  });
});
