import { describe, expect, it } from 'vitest';
import { AppError } from './errors.ts';
import { parseSweepFile, readSweepFile } from './sweep-file.ts';

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
      against: [],
      seeds: 1,
      budget: {},
      earlyTermination: { type: 'none' },
      retries: 2,
      priority: 0,
      parameters: {
        batchSize: { values: [16, 64] },
        optimizer: { values: ['momentum', 'adam'] },
        momentum: { values: [0.8], when: { optimizer: 'momentum' } },
      },
    });
  });

  it('may be JSON', () => {
    const text =
      '{ "$schema": "sweep.schema.json", "name": "j", "dataset": { "path": "p" }, "parameters": { "epochs": { "value": 1 } } }';
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
      'bad.yaml:5:29: parameters.batchSize.values.1 must be a number, got "many"',
    ],
    [
      'a negative batch size',
      good.replace('16', '-16'),
      'bad.yaml:5:25: parameters.batchSize.values.0 must be at least 1, got -16',
    ],
    [
      'an unknown optimizer',
      good.replace('adam]', 'adamx]'),
      'bad.yaml:6:35: parameters.optimizer.values.1 cannot be "adamx"; did you mean "adam"?',
    ],
    [
      'an empty grid',
      good.replace('[16, 64]', '[]'),
      'bad.yaml:5:16: parameters.batchSize.values is empty, so the sweep has no trial',
    ],
    [
      'no parameter',
      good.replace(/parameters:[^]*/, 'parameters: {}'),
      'bad.yaml:4:1: parameters names no parameter, so there is nothing to try',
    ],
    [
      'a repeated value',
      good.replace('64', '16'),
      'bad.yaml:5:16: parameters.batchSize.values names the same value twice',
    ],
    [
      'a value twice',
      good.replace('{ values: [16, 64] }', '{ value: 16, values: [64] }'),
      'bad.yaml:5:3: parameters.batchSize needs one of value, values, or min and max',
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
    ['an empty text', '', 'bad.yaml:1:1: the file is empty'],
  ])('with %s is refused with file, line and value', (_, text, complaint) => {
    expect(complaints(text).join('\n')).toContain(complaint);
  });

  it.each([
    ['earlyTermination: asha', '8:1: earlyTermination is "asha"; write `earlyTermination: { type: asha }`'],
    [
      'earlyTermination: { type: ashaa }',
      '8:21: earlyTermination.type cannot be "ashaa"; did you mean "asha"?',
    ],
    [
      'earlyTermination: {}',
      '8:1: earlyTermination.type is missing; it can be none, median, percentile, asha',
    ],
    [
      'earlyTermination: { type: asha, eta: 3 }',
      '8:33: unknown key "eta" in earlyTermination; did you mean "reduction"? It can be type, minEpochs, reduction',
    ],
    [
      'earlyTermination: { type: median, minTrial: 3 }',
      'did you mean "minTrials"? It can be type, minEpochs, minTrials',
    ],
    [
      'earlyTermination: { type: percentile, percentile: 100 }',
      '8:39: earlyTermination.percentile must be below 100',
    ],
    ['budget: 20', '8:1: budget is 20; write `budget: { trials: 20 }`'],
    ['budget: { trial: 20 }', '8:11: unknown key "trial" in budget; did you mean "trials"?'],
    ['budget: { hours: 0 }', '8:11: budget.hours must be above 0, got 0'],
    ['seeds: many', '8:1: seeds must be a number or a list, got "many"'],
    ['seeds: [1, -3]', '8:12: seeds.1 must be at least 0, got -3'],
    ['seeds: [7, 7]', '8:1: seeds names the same seed twice'],
    ['method: tpe', '8:1: method is tpe, which has no end of its own; say after how many trials'],
    ['goal: val_loss', '8:1: goal is "val_loss"; write `goal: { metric: val_loss, direction: minimize }`'],
    [
      'goal: { metric: val_acc, direction: max }',
      '8:9: goal.metric cannot be "val_acc"; did you mean "val_accuracy"?',
    ],
    ['metric: { name: val_loss }', '8:1: unknown key "metric" in the file; did you mean "goal"?'],
    ['early_terminate: { type: asha }', 'did you mean "earlyTermination"?'],
    ['against: [seconds, memry]', '8:20: against.1 cannot be "memry"; did you mean "memory"?'],
  ])('with a last line of `%s` is refused where it is wrong', (line, complaint) => {
    expect(complaints(`${good}${line}\n`).join('\n')).toContain(complaint);
  });

  it.each([
    ['16', '5:3: parameters.batchSize is 16; write `batchSize: { value: 16 }`'],
    ['[16, 64]', '5:3: parameters.batchSize is [16,64]; write `batchSize: { values: [16, 64] }`'],
    ['{ min: 16 }', '5:3: parameters.batchSize has no max: a range needs both ends'],
    ['{ min: 64, max: 16 }', '5:3: parameters.batchSize runs backwards, from min 64 to max 16'],
    ['{ min: 16, max: 16 }', 'has min and max 16; write `value: 16` for a single value'],
    ['{ min: 0, max: 16 }', '5:16: parameters.batchSize.min must be at least 1, got 0'],
    ['{ min: 1.5, max: 16 }', '5:16: parameters.batchSize.min must be a whole number, got 1.5'],
    ['{ min: 16, max: 64, step: 0.5 }', '5:34: parameters.batchSize.step must be a whole number, got 0.5'],
    ['{ min: 16, max: 64, step: 50 }', '5:34: parameters.batchSize.step is 50, more than from min to max'],
    ['{ min: 16, max: 64, scale: logarithmic }', '5:34: parameters.batchSize.scale cannot be "logarithmic"'],
    [
      '{ min: 16, max: 64 }',
      '5:3: parameters.batchSize is a range without a step, which a grid cannot count',
    ],
    ['{ value: 3, step: 2 }', '5:26: parameters.batchSize.step has no use without min and max'],
    [
      '{ value: 3, when: { optimiser: adam } }',
      'unknown key "optimiser" in parameters.batchSize.when; did you mean "optimizer"?',
    ],
    [
      '{ value: 3, when: { optimizer: [adam, adm] } }',
      'when.optimizer.1 cannot be "adm"; did you mean "adam"?',
    ],
    [
      '{ value: 3, when: { optimizer: [] } }',
      'parameters.batchSize.when.optimizer is empty, so it never holds',
    ],
    ['', '5:3: parameters.batchSize is empty'],
  ])('with a batch size of `%s` is refused once, and told what to write', (choice, complaint) => {
    const told = complaints(good.replace('{ values: [16, 64] }', choice));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(complaint);
  });

  it('has no range of names, and says what a name can be', () => {
    const text = good.replace('{ values: [momentum, adam] }', '{ min: adam, max: sgd }');
    expect(complaints(text).join('\n')).toContain(
      'unknown key "min" in parameters.optimizer; it can be value, values, when',
    );
  });

  it('is trained on the data set of the option, with the split of the file', () => {
    const text = good.replace('.zip }', '.zip, validation: 0.2 }');
    const { spec, notes } = readSweepFile(text, 'good.yaml', { dataset: 'mnist' });
    expect(spec.dataset).toEqual({ name: 'mnist', validation: 0.2, test: 0, stratify: true });
    expect(notes).toEqual(['dataset: mnist instead of ../data/animals.zip']);
    const without = good.replace(/dataset.*\n/, '');
    expect(readSweepFile(without, 'good.yaml', { dataset: '/mine' }).spec.dataset.path).toBe('/mine');
  });

  it('says on which line a part of it stands', () => {
    const { lineOf } = readSweepFile(good, 'good.yaml');
    expect([['dataset', 'path'], ['parameters', 'momentum', 'when'], ['budget']].map(lineOf)).toEqual([
      3, 7, 2,
    ]);
  });

  it('is told all of its mistakes at once, in the order of its lines', () => {
    const text = good.replace('animals', '""').replace('momentum, adam', 'momentum, eva').replace('0.8', '8');
    expect(complaints(text).map((line) => line.split(':')[1])).toEqual(['2', '6', '7']);
  });
});
