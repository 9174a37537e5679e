import { describe, expect, it } from 'vitest';
import { readSweepFile } from './sweep-file.ts';

/** What is read from W&B parameters, in a file of a random search. */
function read(parameters: string, more = 'run_cap: 9') {
  return readSweepFile(
    `method: random\n${more}\nparameters:\n  ${parameters.replaceAll('\n', '\n  ')}\n`,
    'w.yaml',
  );
}

describe('a parameter of a W&B sweep file', () => {
  it.each([
    ['{ distribution: constant, value: 0.2 }', { values: [0.2] }],
    ['{ distribution: categorical, values: [0.1, 0.2] }', { values: [0.1, 0.2] }],
    ['{ distribution: uniform, min: 0.1, max: 0.5 }', { min: 0.1, max: 0.5, scale: 'linear' }],
    ['{ min: 0.1, max: 0.5 }', { min: 0.1, max: 0.5, scale: 'linear' }],
    [
      '{ distribution: q_uniform, min: 0.05, max: 0.58, q: 0.1 }',
      { min: 0.1, max: 0.5, scale: 'linear', step: 0.1 },
    ],
    ['{ distribution: log_uniform, min: -4.60517, max: -0.693147 }', { min: 0.01, max: 0.5, scale: 'log' }],
    ['{ distribution: log_uniform_values, min: 0.01, max: 0.5 }', { min: 0.01, max: 0.5, scale: 'log' }],
    [
      '{ distribution: q_log_uniform_values, min: 0.1, max: 0.5, q: 0.2 }',
      { min: 0.2, max: 0.4, scale: 'log', step: 0.2 },
    ],
    [
      '{ distribution: q_log_uniform, min: -3, max: -0.5, q: 0.1 }',
      { min: 0.1, max: 0.6, scale: 'log', step: 0.1 },
    ],
    ['{ distribution: inv_log_uniform, min: 0.693147, max: 4.60517 }', { min: 0.01, max: 0.5, scale: 'log' }],
    ['{ distribution: inv_log_uniform_values, min: 0.01, max: 0.5 }', { min: 0.01, max: 0.5, scale: 'log' }],
    ['{ distribution: normal, mu: 0.3, sigma: 0.1 }', { min: 0.1, max: 0.5, scale: 'linear' }],
    ['{ distribution: normal, mu: 0.3, sigma: 0.5 }', { min: 0, max: 0.999, scale: 'linear' }],
    [
      '{ distribution: q_normal, mu: 0.3, sigma: 0.1, q: 0.2 }',
      { min: 0.2, max: 0.4, scale: 'linear', step: 0.2 },
    ],
    ['{ distribution: log_normal, mu: -3, sigma: 1 }', { min: 0.00673795, max: 0.367879, scale: 'log' }],
    [
      '{ distribution: q_log_normal, mu: -3, sigma: 1, q: 0.01 }',
      { min: 0.01, max: 0.36, scale: 'log', step: 0.01 },
    ],
    ['{ distribution: beta, a: 2, b: 5 }', { min: 0, max: 0.999, scale: 'linear' }],
  ])('has the values of %s', (parameter, choice) => {
    expect(read(`dropout: ${parameter}`).spec.parameters.dropout).toEqual(choice);
  });

  it.each([
    ['{ min: 16, max: 64 }', { min: 16, max: 64, scale: 'linear' }],
    ['{ distribution: int_uniform, min: 16, max: 64 }', { min: 16, max: 64, scale: 'linear' }],
    ['{ distribution: uniform, min: 15.5, max: 64.5 }', { min: 16, max: 64, scale: 'linear' }],
    ['{ distribution: q_log_uniform_values, min: 16, max: 64 }', { min: 16, max: 64, scale: 'log' }],
    ['{ distribution: normal, mu: 32, sigma: 30 }', { min: 1, max: 92, scale: 'linear' }],
  ])('has whole numbers for a batch size of %s', (parameter, choice) => {
    expect(read(`batch_size: ${parameter}`).spec.parameters.batchSize).toEqual(choice);
  });

  it.each([
    ['dropout: { min: 0, max: 1 }', 'dropout', { min: 0, max: 0.999, scale: 'linear' }],
    [
      'dropout: { distribution: uniform, min: 0.2, max: 1 }',
      'dropout',
      { min: 0.2, max: 0.9992, scale: 'linear' },
    ],
    [
      'dropout: { distribution: q_uniform, min: 0, max: 1, q: 0.1 }',
      'dropout',
      { min: 0, max: 0.9, scale: 'linear', step: 0.1 },
    ],
    [
      'dropout: { distribution: log_uniform_values, min: 0.1, max: 1 }',
      'dropout',
      { min: 0.1, max: 0.9991, scale: 'log' },
    ],
    ['l2: { min: 0, max: 1 }', 'l2', { min: 0, max: 0.999, scale: 'linear' }],
    ['lr: { min: 0, max: 0.1 }', 'learningRate', { min: 0.0001, max: 0.1, scale: 'linear' }],
    ['rotate: { min: 0, max: 30 }', 'rotate', { min: 0, max: 30, scale: 'linear' }],
    [
      'rotate: { distribution: int_uniform, min: 0, max: 30 }',
      'rotate',
      { min: 0, max: 30, scale: 'linear', step: 1 },
    ],
    ['batch_size: { min: 8, max: 8 }', 'batchSize', { values: [8] }],
    ['batch_size: { distribution: normal, mu: 32, sigma: 0 }', 'batchSize', { values: [32] }],
    ['batch_size: { distribution: log_uniform, min: 0, max: 0 }', 'batchSize', { values: [1] }],
    [
      'optimizer: { distribution: categorical_w_probabilities, values: [adam, eve], probabilities: [0.5, 0.5] }',
      'optimizer',
      { values: ['adam', 'eve'] },
    ],
  ] as const)('is taken within what it can be: %s', (parameter, name, choice) => {
    expect(read(parameter).spec.parameters[name]).toEqual(choice);
  });

  it('is told where its ends, its numbers or its keys are not taken as they are', () => {
    const { notes } = read(
      [
        'dropout: { min: 0, max: 1, q: 3 }',
        'lr: { min: 0, max: 0.1 }',
        'rotate: { min: 0, max: 30 }',
        'batch_size: { min: 8, max: 8, mu: 1 }',
        'shear: { distribution: normal, mu: 5, min: 0, a: 3 }',
        'optimizer: { values: [adam, sgd], sigma: 2 }',
      ].join('\n'),
    );
    const whole = 'W&B takes two whole numbers for int_uniform, and here every number between is meant';
    expect(notes.filter((note) => /^(dropout|lr|rotate|batch_size|shear|optimizer):/.test(note))).toEqual([
      `dropout: ${whole}`,
      'dropout: uniform is the range 0 to 0.999',
      'dropout: dropout is below 1, so 1 itself is left out',
      'dropout: q left out, uniform has none',
      'lr: uniform is the range 0.0001 to 0.1',
      'lr: learningRate is above 0, so 0 itself is left out',
      `rotate: ${whole}`,
      'batch_size: begins where it ends, so it is the value 8',
      'batch_size: mu left out, int_uniform has none',
      'shear: normal is the range 3 to 7, in which no value is likelier than another',
      'shear: min, a left out, normal has none',
      'optimizer: sigma left out, the values are listed',
    ]);
  });

  it('counts whole numbers in a grid, also of a parameter that is none', () => {
    const grid = 'method: grid\nrun_cap: 7\nparameters: { rotate: { min: 0, max: 30 } }';
    expect(readSweepFile(grid, 'w.yaml').spec.parameters.rotate).toMatchObject({ min: 0, max: 30, step: 1 });
  });

  it('counts whole numbers in a grid, which has the number of runs that run_cap sets', () => {
    const grid = 'method: grid\nrun_cap: 7\nparameters: { batch_size: { min: 2, max: 9 } }';
    const { spec } = readSweepFile(grid, 'w.yaml');
    expect(spec.parameters.batchSize).toEqual({ min: 2, max: 9, scale: 'linear', step: 1 });
    expect(spec.budget).toEqual({ trials: 7 });
  });

  it('tells how a distribution that has no range of its own was taken', () => {
    const { notes } = read(
      'lr: { distribution: log_uniform, min: -9.21034, max: -2.302585 }\ndropout: { distribution: normal, mu: 0.3, sigma: 0.1 }\noptimizer: { values: [adam, eve], probabilities: [0.9, 0.1] }',
    );
    expect(notes).toContain('lr: log_uniform is the range 0.0001 to 0.1 on a log scale');
    expect(notes).toContain(
      'dropout: normal is the range 0.1 to 0.5, in which no value is likelier than another',
    );
    expect(notes).toContain('optimizer: the probabilities are left out, no value is likelier than another');
  });
});
