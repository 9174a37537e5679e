import { parameterNames, parseSweepFile } from '@tenbin/contracts';
import { describe, expect, it } from 'vitest';
import { defaultInWords, reasonAgainst } from './dependence.ts';
import { draftOf } from './draft-of.ts';
import { draftYaml } from './draft-yaml.ts';
import { firstDraft } from './draft.ts';
import type { Draft } from './draft.ts';
import { advancedGroups, basicNames, controlOf } from './parameter-controls.ts';
import { problemAt, readYaml } from './read-yaml.ts';

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

describe('what is wrong', () => {
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
    expect(problemAt(problems, 'parameters')).toContain('80,000 trials');
    expect(readYaml('name: [').problems[0]).toMatchObject({ path: '', line: 1 });
  });
});
