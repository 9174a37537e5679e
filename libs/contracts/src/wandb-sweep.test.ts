import { describe, expect, it } from 'vitest';
import { AppError } from './errors.ts';
import { parseSweepFile, readSweepFile } from './sweep-file.ts';

const documented = `
program: train.py
project: pictures
method: bayes
metric:
  name: validation_loss
  goal: minimize
parameters:
  learning_rate:
    min: 0.0001
    max: 0.1
  optimizer:
    values: ["adam", "sgd"]
  batch_size:
    distribution: q_log_uniform_values
    q: 8
    min: 32
    max: 256
  fc_layer_size:
    values: [128, 256, 512]
  epochs:
    value: 5
early_terminate:
  type: hyperband
  min_iter: 3
command:
  - \${env}
  - python3
  - \${program}
  - \${args}
`;

/** What is read from W&B parameters, in a file of a random search. */
function read(parameters: string, more = 'run_cap: 9') {
  return readSweepFile(
    `method: random\n${more}\nparameters:\n  ${parameters.replaceAll('\n', '\n  ')}\n`,
    'w.yaml',
  );
}

function complaints(text: string): string[] {
  try {
    parseSweepFile(text, 'w.yaml');
  } catch (error) {
    if (error instanceof AppError && error.code === 'sweep_invalid') return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('a W&B sweep file', () => {
  it('is a sweep of ours, and what was translated or left out is told', () => {
    const { spec, notes } = readSweepFile(documented, 'sweeps/w.yaml');
    expect(spec).toMatchObject({
      name: 'pictures',
      dataset: { name: 'animals' },
      method: 'bayes',
      goal: { metric: 'val_loss', direction: 'minimize' },
      budget: { trials: 50 },
      earlyTermination: { type: 'asha', minEpochs: 3, reduction: 3 },
      parameters: {
        learningRate: { min: 0.0001, max: 0.1, scale: 'linear' },
        optimizer: { values: ['adam', 'sgd'] },
        batchSize: { min: 32, max: 256, scale: 'log', step: 8 },
        epochs: { values: [5] },
      },
    });
    expect(notes).toEqual([
      'read as a W&B sweep file',
      'learning_rate is learningRate, batch_size is batchSize',
      'batch_size: q_log_uniform_values is the range 32 to 256 in steps of 8 on a log scale',
      'fc_layer_size: left out, Tenbin has no such parameter',
      expect.stringContaining('no data set is named, so it trains on animals; `--data PATH`'),
      'metric: validation_loss is val_loss',
      'bayes goes on for ever without run_cap, so it gets a budget of 50 trials',
      'early_terminate: hyperband is asha from epoch 3 on, where one in 3 goes on; an iteration is an epoch',
      'left out: program, command',
    ]);
  });

  it('parses to itself once it is parsed, as it is stored', () => {
    const spec = parseSweepFile(documented, 'w.yaml');
    expect(parseSweepFile(JSON.stringify(spec), 'stored.json')).toEqual(spec);
  });

  it('is called by its name, its project, or its file', () => {
    const nameless = documented.replace(/project.*\n/, '');
    expect(parseSweepFile(nameless, '/a/b/rates.yaml').name).toBe('rates');
    expect(parseSweepFile(`name: mine${documented}`, 'w.yaml').name).toBe('mine');
  });

  it('may spell names and values as PyTorch and Keras do', () => {
    const { spec, notes } = read(
      'Architecture: { values: [ResNet18, vgg16, mobilenet_v2, LeNet] }\noptimizer: { values: [Adam, RMSprop, AdamW] }\nscheduler: { value: CosineAnnealingLR }\nlr: { value: 0.01 }\nimage_size: { value: 64 }\nweight_decay: { value: 0.001 }\ncriterion: { value: CrossEntropyLoss }',
    );
    expect(spec.parameters).toEqual({
      model: { values: ['resnet-18', 'vgg-16', 'mobilenet-v2', 'lenet-5'] },
      imageSize: { values: [64] },
      loss: { values: ['categoricalCrossentropy'] },
      optimizer: { values: ['adam', 'rmsprop', 'adamw'] },
      learningRate: { values: [0.01] },
      schedule: { values: ['cosine'] },
      weightDecay: { values: [0.001] },
    });
    expect(notes[1]).toContain('Architecture is model, ResNet18 is resnet-18, vgg16 is vgg-16');
  });

  it('gives a parameter the condition under which it has a use', () => {
    const { spec, notes } = read(
      'optimizer: { values: [Adam, SGD] }\nmomentum: { min: 0.5, max: 0.99 }\npatience: { value: 3 }',
    );
    expect(spec.parameters).toEqual({
      optimizer: { values: ['adam', 'momentum'] },
      momentum: { min: 0.5, max: 0.99, scale: 'linear', when: { optimizer: ['momentum'] } },
    });
    expect(notes).toEqual(
      expect.arrayContaining([
        'optimizer: sgd is momentum, because there is a momentum for it',
        'momentum: tried with the optimizer momentum only',
        'patience: left out, it is used by the schedule plateau only',
      ]),
    );
  });

  it('may fix its data set and its seeds by parameters, and the option wins', () => {
    const text =
      'method: grid\nparameters: { dataset: { value: FashionMNIST }, seed: { values: [1, 5] }, epochs: { value: 2 } }\nproject: x';
    expect(parseSweepFile(text, 'w.yaml')).toMatchObject({
      dataset: { name: 'fashion-mnist' },
      seeds: [1, 5],
      parameters: { epochs: { values: [2] } },
    });
    const { spec, notes } = readSweepFile(text, 'w.yaml', { dataset: 'pictures/mnist' });
    expect(spec.dataset.path).toBe('pictures/mnist');
    expect(notes.join()).not.toContain('no data set');
    expect(parseSweepFile(text.replace('FashionMNIST', './cats'), 'w.yaml').dataset.path).toBe('./cats');
  });

  it('has the arguments of a scheduler that it names', () => {
    const both = 'step_size: { values: [3, 5] }\ngamma: { min: 0.1, max: 0.5 }';
    const { spec, notes } = read(`scheduler: { values: [StepLR, none] }\n${both}`);
    expect(spec.parameters).toEqual({
      schedule: { values: ['step', 'constant'] },
      decayEpochs: { values: [3, 5], when: { schedule: ['step'] } },
      decayRate: { min: 0.1, max: 0.5, scale: 'linear', when: { schedule: ['step'] } },
    });
    expect(notes[1]).toContain('step_size is decayEpochs, gamma is decayRate');
    const exponential = read(`scheduler: { value: ExponentialLR }\n${both}`);
    expect(Object.keys(exponential.spec.parameters)).toEqual(['schedule', 'decayRate']);
    const none = read(`${both}\nlr: { value: 0.1 }`);
    expect(Object.keys(none.spec.parameters)).toEqual(['learningRate']);
    expect(none.notes).toEqual(
      expect.arrayContaining([
        'step_size: left out, it belongs to a scheduler of the kind step, and the file names none',
        'gamma: left out, it belongs to a scheduler of the kind step or exponential, and the file names none',
      ]),
    );
  });

  it('is told what of its metric has no use', () => {
    const { notes } = read(
      'epochs: { value: 2 }',
      'run_cap: 3\nmetric: { name: val_accuracy, goal: maximize, target: 0.9, impute: best, impute_while_running: latest }',
    );
    expect(notes).toContain(
      'metric: the target is left out: every trial is made; impute, impute_while_running left out: a trial that failed is passed over',
    );
  });

  it.each([
    ['val_acc', 'val_accuracy', 'maximize'],
    ['Validation Accuracy', 'val_accuracy', 'maximize'],
    ['val/loss', 'val_loss', 'minimize'],
    ['test_accuracy', 'val_accuracy', 'maximize'],
    ['train_loss', 'loss', 'minimize'],
    ['accuracy', 'accuracy', 'maximize'],
  ])('means by %s our %s, and without a goal to %s it', (name, metric, direction) => {
    const { spec, notes } = read('epochs: { value: 2 }', `run_cap: 3\nmetric: { name: ${name} }`);
    expect(spec.goal).toEqual({ metric, direction });
    const unlike = direction === 'maximize' ? '; W&B would minimize it' : '';
    expect(notes).toContainEqual(
      expect.stringMatching(new RegExp(`no goal is set, so it is to ${direction} ${metric}${unlike}$`)),
    );
  });

  it.each([
    ['method: bayes', 'method: bayse', '4:1: method cannot be "bayse"; did you mean "bayes"?'],
    [
      'name: validation_loss',
      'name: f1',
      '6:3: metric.name cannot be "f1"; it can be val_accuracy, val_loss',
    ],
    ['goal: minimize', 'gaol: minimize', '7:3: unknown key "gaol" in metric; did you mean "goal"?'],
    ['min: 0.0001', 'min: -1', '10:5: parameters.learning_rate.min must be above 0, got -1'],
    ['    min: 0.0001\n', '', '9:3: parameters.learning_rate needs min and max for uniform'],
    ['"sgd"', 'nadam', '13:22: parameters.optimizer.values.1 cannot be "nadam"; did you mean "adam"?'],
    ['q_log_uniform_values', 'qlog', '15:5: parameters.batch_size.distribution cannot be "qlog"'],
    ['q: 8', 'q: 200', '14:3: parameters.batch_size has no two values between 32 and 256 in steps of 200'],
    ['epochs:\n    value: 5', 'epochs: 5', '21:3: parameters.epochs is 5; write `epochs: { value: 5 }`'],
    [
      'fc_layer_size:',
      'lr:',
      '19:3: parameters.lr is learningRate, and so is parameters.learning_rate; keep one',
    ],
    ['type: hyperband', 'type: median', '24:3: early_terminate.type cannot be "median"'],
    ['min_iter: 3', 'max_iter: 27', '23:1: early_terminate needs s beside max_iter'],
    ['min_iter: 3', 's: 2', '23:1: early_terminate needs min_iter, or max_iter and s'],
    [
      'min_iter: 3',
      'max_iter: 2\n  s: 2',
      '25:3: early_terminate.max_iter is 2, which has no epoch left once it is divided by eta 3',
    ],
    ['min_iter: 3', 'min_iter: 3\n  eta: 1.5', '26:3: early_terminate.eta must be at least 2, got 1.5'],
    ['method: bayes', 'method: bayes\nrun_cap: 0', '5:1: run_cap must be at least 1, got 0'],
    [
      '    values: ["adam", "sgd"]',
      '    parameters: { name: { value: adam } }',
      '12:3: parameters.optimizer nests parameters; write those of them that Tenbin has at the top',
    ],
  ])('with `%s` as `%s` is refused at its line', (right, wrong, complaint) => {
    expect(complaints(documented.replace(right, wrong)).map((line) => line.replace('w.yaml:', ''))).toEqual([
      expect.stringContaining(complaint),
    ]);
  });

  it('of parameters that Tenbin does not have is refused', () => {
    expect(complaints('method: grid\nparameters: { hidden_size: { values: [1, 2] } }')).toEqual([
      'w.yaml:2:1: parameters has none that Tenbin has, only hidden_size',
    ]);
  });

  it('is one of ours as soon as it has a key of ours', () => {
    const mixed = `dataset: { name: mnist }${documented}`;
    expect(complaints(mixed).join('\n')).toContain(
      'unknown key "early_terminate" in the file; did you mean "earlyTermination"?',
    );
  });
});
