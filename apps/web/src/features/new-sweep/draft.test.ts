import { parameterNames, parseSweepFile, prunerNames } from '@tenbin/contracts';
import { describe, expect, it } from 'vitest';
import { defaultInWords, reasonAgainst } from './dependence.ts';
import { draftOf } from './draft-of.ts';
import { draftYaml } from './draft-yaml.ts';
import { firstDraft } from './draft.ts';
import type { Draft } from './draft.ts';
import { advancedGroups, basicNames, controlOf } from './parameter-controls.ts';
import { rangeIn, rangeInWords } from './parameter-text.ts';
import { problemAt, readYaml } from './read-yaml.ts';
import { numbersOf } from './rules.ts';

function draftWith(parameters: Partial<Draft['parameters']>, fields: Partial<Draft> = {}): Draft {
  return { ...firstDraft, ...fields, parameters: { ...firstDraft.parameters, ...parameters } };
}

describe('the form', () => {
  it('has every parameter in one place', () => {
    const placed = [...basicNames, ...advancedGroups.flatMap(({ names }) => names)];
    expect(placed.toSorted()).toEqual(parameterNames.toSorted());
  });

  it('makes controls of schemas', () => {
    expect(controlOf('schedule')).toMatchObject({ kind: 'words' });
    expect(controlOf('zeroInit').kind).toBe('flags');
    expect(controlOf('rotate').kind).toBe('numbers');
  });

  it('starts as a sweep that runs', () => {
    expect(readYaml(draftYaml(firstDraft))).toMatchObject({ total: 4, problems: [] });
  });

  it('writes a sweep that reads back as the same form', () => {
    const draft = draftWith(
      {
        momentum: '0.8, 0.9',
        zeroInit: 'true',
        model: 'resnet-18',
        rotate: '0, 10',
        learningRate: '1e-3',
        fold: '1, 2',
      },
      {
        name: 'true: "odd" #',
        seeds: '3',
        dataset: { ...firstDraft.dataset, source: 'name', folds: '5', groups: '^(\\d+)_', stratify: false },
      },
    );
    const spec = parseSweepFile(draftYaml(draft), 'form.yaml');
    const again = draftOf(spec, draft);
    expect(again).toEqual({ ...draft, parameters: { ...draft.parameters, learningRate: '0.001' } });
    expect(draftYaml(again)).toContain('momentum: { values: [0.8, 0.9], when: { optimizer: momentum } }');
  });

  it('writes a search over ranges, with its budget and its rule, that reads back as the same form', () => {
    const draft = draftWith(
      {
        model: 'vgg-small, resnet-18',
        optimizer: 'momentum, nesterov, adam',
        learningRate: '0.0001 … 0.1 log',
        dropout: '0 … 0.5 step 0.1',
        batchSize: '16 … 128',
        momentum: '0.8 … 0.99',
      },
      {
        method: 'tpe',
        seeds: '3, 7',
        budget: { trials: '60', epochs: '600', hours: '1.5', concurrency: '2' },
        earlyTermination: {
          type: 'asha',
          numbers: { ...firstDraft.earlyTermination.numbers, minEpochs: '3', reduction: '4' },
        },
        retries: '0',
        priority: '5',
      },
    );
    const text = draftYaml(draft);
    expect(text).toContain('learningRate: { min: 0.0001, max: 0.1, scale: log }');
    expect(text).toContain('momentum: { min: 0.8, max: 0.99, when: { optimizer: [momentum, nesterov] } }');
    const { spec, total, problems } = readYaml(text);
    expect(problems).toEqual([]);
    expect(total).toBe(60);
    expect(spec && draftOf(spec, draft)).toEqual(draft);
    expect(spec).toMatchObject({
      seeds: [3, 7],
      earlyTermination: { type: 'asha', minEpochs: 3, reduction: 4 },
    });
  });

  it.each(prunerNames)('gives early termination by %s the numbers that it has', (type) => {
    const { numbers } = firstDraft.earlyTermination;
    const { spec, problems } = readYaml(draftYaml({ ...firstDraft, earlyTermination: { type, numbers } }));
    expect(problems).toEqual([]);
    expect(spec?.earlyTermination.type).toBe(type);
    const names = numbersOf(type).map(({ name }) => name);
    expect(Object.keys(spec?.earlyTermination ?? {}).toSorted()).toEqual(['type', ...names].toSorted());
    expect(numbersOf(type).every(({ hint }) => hint !== '')).toBe(true);
  });

  it('weighs costs, and knows one seed from a number of seeds', () => {
    const draft: Draft = {
      ...firstDraft,
      method: 'nsga2',
      against: ['seconds', 'memory'],
      seeds: '[7]',
      budget: { ...firstDraft.budget, trials: '40' },
    };
    const { spec } = readYaml(draftYaml(draft));
    expect(spec).toMatchObject({ method: 'nsga2', against: ['seconds', 'memory'], seeds: [7] });
    expect(spec && draftOf(spec, draft)).toEqual(draft);
  });

  it('keeps a condition of several values, as long as the sweep can meet one of them', () => {
    const text = [
      'name: a',
      'dataset: { path: b }',
      'parameters:',
      '  optimizer: { values: [momentum, nesterov, adam] }',
      '  dropout: { values: [0, 0.5], when: { optimizer: [nesterov, adam] } }',
      '  batchSize: { value: 8 }',
    ].join('\n');
    const draft = draftOf(parseSweepFile(text, 'a.yaml'), firstDraft);
    expect(draftYaml(draft)).toContain('when: { optimizer: [nesterov, adam] }');
    expect(readYaml(draftYaml(draft)).total).toBe(5);
    const without = { ...draft, parameters: { ...draft.parameters, optimizer: 'momentum' } };
    expect(draftYaml(without)).not.toContain('when');
  });

  it('keeps a condition that only the YAML can say', () => {
    const text = [
      'name: a',
      'dataset: { path: b }',
      'parameters:',
      '  batchSize: { values: [8, 16] }',
      '  l2: { values: [0, 0.1], when: { batchSize: 8 } }',
    ].join('\n');
    const draft = draftOf(parseSweepFile(text, 'a.yaml'), firstDraft);
    expect(readYaml(draftYaml(draft))).toMatchObject({ total: 3 });
  });

  it('keeps the threads and the cases of the YAML, and what has a use in one of them only', () => {
    const text = [
      'name: a',
      'dataset: { path: b }',
      'seeds: 2',
      'threads: 3',
      'parameters:',
      '  optimizer: { value: adam }',
      '  momentum: { values: [0.8, 0.9], when: { optimizer: momentum } }',
      '  epochs: { value: 3 }',
      'cases:',
      '  plain: {}',
      '  "true": { optimizer: momentum, zeroInit: false, model: resnet-18 }',
      '  much dropout: { dropout: 0.5 }',
    ].join('\n');
    const spec = parseSweepFile(text, 'a.yaml');
    const draft = draftOf(spec, firstDraft);
    expect(reasonAgainst('momentum', draft)).toBeNull();
    const longer = { ...draft, parameters: { ...draft.parameters, epochs: '5' } };
    const written = readYaml(draftYaml(longer));
    expect(written).toMatchObject({ total: 8, problems: [] });
    expect(written.spec).toEqual({ ...spec, parameters: { ...spec.parameters, epochs: { values: [5] } } });
    expect(written.spec && draftOf(written.spec, firstDraft)).toEqual(longer);
    const { cases: _, ...without } = spec;
    expect(draftOf(without, draft).cases).toBeUndefined();
  });

  it('says why a parameter has no use, and does not write it', () => {
    const draft = draftWith({ optimizer: 'adam', momentum: '0.9', decay: '0.1', fold: '1' });
    expect(reasonAgainst('momentum', draft)).toBe('Used by the optimizer momentum, nesterov only.');
    expect(reasonAgainst('zeroInit', draft)).toMatch(/^Used by the model resnet-18, .* … only\.$/);
    expect(reasonAgainst('fold', draft)).toBe('Needs folds of the data set.');
    expect(reasonAgainst('learningRate', draft)).toBeNull();
    const { spec } = readYaml(draftYaml(draft));
    expect(Object.keys(spec?.parameters ?? {})).toEqual(['model', 'batchSize', 'epochs', 'optimizer']);
  });

  it('knows the defaults beside what is chosen', () => {
    expect(defaultInWords('learningRate', draftWith({ optimizer: 'sgd, adam' }))).toBe('0.01 or 0.001');
    expect(defaultInWords('loss', firstDraft)).toBe('categoricalCrossentropy');
    expect(defaultInWords('clipNorm', firstDraft)).toBe('');
  });
});

describe('a range that is typed', () => {
  it.each([
    ['1e-4 … 1e-1 log', { min: '1e-4', max: '1e-1', scale: 'log', step: '' }],
    ['1e-4..1e-1 log', { min: '1e-4', max: '1e-1', scale: 'log', step: '' }],
    ['0..0.5 step 0.1', { min: '0', max: '0.5', scale: '', step: '0.1' }],
    [' 16...128 ', { min: '16', max: '128', scale: '', step: '' }],
    ['1 … 3 step 1 linear', { min: '1', max: '3', scale: 'linear', step: '1' }],
    ['1 … ', { min: '1', max: '', scale: '', step: '' }],
  ])('as "%s" is understood', (text, range) => {
    expect(rangeIn(text)).toEqual(range);
  });

  it.each(['', '16, 32, 64', '0.5', '1e-4 1e-3', '.5'])('is not seen in "%s"', (text) => {
    expect(rangeIn(text)).toBeNull();
  });

  it('is said in words', () => {
    expect(rangeInWords('1e-4..0.1 log')).toBe('any from 1e-4 to 0.1, equal factors equally likely');
    expect(rangeInWords('0 … 0.5 step 0.1')).toBe('in steps of 0.1 from 0 to 0.5');
    expect(rangeInWords('16, 32')).toBe('');
  });

  it.each([
    ['1e-4 … ', /\bmax\b/],
    ['0.1 … 1e-3 log', /0\.1 .*0\.001/],
    ['1e-4 … 0.1 lin', /cannot be "lin"; did you mean "linear"/],
    ['1e-4 … 0.1', /which a grid cannot count/],
  ])('and is wrong, "%s", is told at its field', (learningRate, problem) => {
    const { problems } = readYaml(draftYaml(draftWith({ learningRate })));
    expect(problemAt(problems, 'parameters.learningRate')).toMatch(problem);
  });
});

describe('what is wrong', () => {
  it('with a method that has no end is told there', () => {
    const { problems, total } = readYaml(draftYaml({ ...firstDraft, method: 'bayes' }));
    expect(total).toBeNull();
    expect(problemAt(problems, 'method')).toMatch(/no end/);
  });

  it('with a cost that a method cannot weigh is told there', () => {
    const budget = { ...firstDraft.budget, trials: '9' };
    const { problems } = readYaml(draftYaml({ ...firstDraft, method: 'tpe', against: ['seconds'], budget }));
    expect(problemAt(problems, 'against')).toMatch(/^is not weighed by the method tpe/);
  });

  it('stands at its field and at its line', () => {
    const draft = draftWith({ batchSize: '16, many' }, { name: ' ', seeds: 'x' });
    const { problems, total } = readYaml(draftYaml(draft));
    expect(total).toBeNull();
    expect(problemAt(problems, 'parameters.batchSize')).toMatch(/got "many"/);
    expect(problemAt(problems, 'parameters.model')).toBeUndefined();
    expect(problemAt(problems, 'seeds')).toMatch(/got "x"/);
    expect(problems.map(({ line }) => line)).toEqual([1, 7, 10]);
  });

  it('is told of too many trials, and of text that is no YAML', () => {
    const values = Array.from({ length: 200 }, (_, index) => String(index + 1)).join(', ');
    const { problems, spec } = readYaml(draftYaml(draftWith({ batchSize: values, epochs: values })));
    expect(spec).not.toBeNull();
    expect(problemAt(problems, 'parameters')).toBe(
      'the grid has more than 10,000 trials, the most that a sweep may have',
    );
    expect(readYaml('name: [').problems[0]).toMatchObject({ path: '', line: 1 });
  });
});
