import { describe, expect, it } from 'vitest';
import { AppError } from './errors.ts';
import { parseSweepFile } from './sweep-file.ts';

const head = 'name: x\ndataset: { name: mnist }\nparameters:\n';

/** What the parser says of the parameters, line by line, without the name of the file. */
function complaints(parameters: string): string[] {
  try {
    parseSweepFile(`${head}${parameters}`, 'f');
  } catch (error) {
    if (error instanceof AppError && error.code === 'sweep_invalid') return error.message.split('\n');
    throw error;
  }
  return [];
}

/** Nine values, and in each further line seven times those of the one before. */
const bomb = ['a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9]']
  .concat(['ab', 'bc', 'cd', 'de', 'ef'].map(([from, to]) => `${to}: &${to} [${`*${from}, `.repeat(7)}]`))
  .map((line) => `  ${line}`)
  .join('\n');

describe('the YAML of a sweep file', () => {
  it.each([
    ['  epochs: *foo', 'f:4:11: *foo repeats nothing: no value before it is marked &foo'],
    ['  *foo : 3', 'f:4:3: *foo repeats nothing'],
    ['  epochs: { <<: *foo }', 'f:4:17: *foo repeats nothing'],
    ['  epochs: &a { values: *a }', 'f:4:24: *a repeats the value that it is in'],
    ['  epochs: &a { <<: *a }', 'f:4:20: *a repeats the value that it is in'],
    ['  epochs: { <<: 3 }', 'f:4:13: << takes keys with values, or a reference to such'],
    [bomb, 'f:5:10: the references from here on repeat more than a sweep file can hold'],
    ['  epochs: { value: .inf }', 'f:4:13: parameters.epochs.value must be a number, got .inf'],
    ['  dropout: { min: -.inf, max: 0.5 }', 'f:4:14: parameters.dropout.min must be a number, got -.inf'],
    ['  epochs: { values: [.nan] }', 'f:4:22: parameters.epochs.values.0 must be a number, got .nan'],
    [
      '  epochs: { value: 3 }\n---\nname: y',
      'f:5:1: a second document begins here, and a sweep file has one',
    ],
    ['  epochs: { value: !!set { 3 } }', 'f:4:13: parameters.epochs.value must be a number, got {"3":null}'],
    [
      '  epochs: { values: [1, 2], when: { epochs: 1 } }',
      'f:4:37: parameters.epochs.when.epochs hangs on itself',
    ],
    [
      '  epochs: { values: [1, 2], when: { dropout: 0 } }\n  dropout: { values: [0, 0.5], when: { epochs: 1 } }',
      'f:4:37: parameters.epochs.when.dropout goes in a circle: epochs waits for dropout, dropout waits for epochs',
    ],
  ])('with the parameters `%s` is refused once, where it is wrong', (parameters, complaint) => {
    expect(complaints(parameters)).toEqual([expect.stringContaining(complaint)]);
  });

  it('may repeat values, and merge them with others', () => {
    const parameters =
      '  epochs: &many { min: 2, max: 20, step: 2 }\n  batchSize: { <<: *many, max: 40 }\n  patience: *many\n  schedule: { value: plateau }';
    expect(parseSweepFile(`${head}${parameters}`, 'f').parameters).toMatchObject({
      epochs: { min: 2, max: 20, step: 2 },
      batchSize: { min: 2, max: 40, step: 2 },
      patience: { min: 2, max: 20, step: 2 },
    });
  });
});
