import { describe, expect, it } from 'vitest';
import { caseSpaces } from './case-spaces.ts';
import { AppError } from './errors.ts';
import { parseSweepFile } from './sweep-file.ts';
import { storedSweepSpec } from './sweep-spec.ts';

const head = 'name: x\ndataset: { path: d }\n';

/** What the parser says of a sweep with those last lines, of which the first is line 3. */
function told(lines: string): string[] {
  try {
    parseSweepFile(`${head}${lines}`, 'f');
  } catch (error) {
    if (error instanceof AppError && error.code === 'sweep_invalid') return error.message.split('\n');
    throw error;
  }
  return [];
}

const momentum = `parameters:
  batchSize: { values: [16, 64] }
  momentum: { values: [0.8, 0.9], when: { optimizer: momentum } }
cases:
`;

describe('the cases of a sweep file', () => {
  it('are settings beside each other, each with its values in place of the choices', () => {
    const spec = parseSweepFile(
      `${head}${momentum}  plain: {}\n  'adam, small': { optimizer: adam, batchSize: 8 }\n`,
      'f',
    );
    expect(spec.cases).toEqual({ plain: {}, 'adam, small': { optimizer: 'adam', batchSize: 8 } });
    const { momentum: choice } = spec.parameters;
    expect(caseSpaces(spec)).toEqual([
      {
        name: 'adam, small',
        own: { optimizer: 'adam', batchSize: 8 },
        parameters: {
          batchSize: { values: [8] },
          momentum: choice,
          optimizer: { values: ['adam'] },
        },
      },
      { name: 'plain', own: {}, parameters: spec.parameters },
    ]);
  });

  it('survive storage, and a sweep that was stored without them has none', () => {
    const spec = parseSweepFile(`${head}${momentum}  a: {}\n  b: { dropout: 0.5 }\n`, 'f');
    expect(storedSweepSpec.parse(JSON.parse(JSON.stringify(spec)))).toEqual(spec);
    const { cases: _, ...old } = spec;
    expect(storedSweepSpec.parse(old)).toEqual(old);
    expect(caseSpaces(old)).toEqual([{ own: {}, parameters: old.parameters }]);
  });

  it('may be all that a sweep tries', () => {
    expect(told('parameters: {}\ncases: { a: {}, b: { dropout: 0.5 } }')).toEqual([]);
    expect(told('parameters: {}\ncases: { a: {} }')).toEqual([
      'f:3:1: parameters names no parameter, so there is nothing to try',
    ]);
  });

  it.each([
    [
      '  adam: { optimiser: adam }',
      'f:7:11: unknown key "optimiser" in cases.adam; did you mean "optimizer"?',
    ],
    ['  adam: { optimizer: adm }', 'f:7:11: cases.adam.optimizer cannot be "adm"; did you mean "adam"?'],
    ['  a:\n    dropout: 1', 'f:8:5: cases.a.dropout must be below 1, got 1'],
    ['  a: { batchSize: 1.5 }', 'f:7:8: cases.a.batchSize must be a whole number, got 1.5'],
    ['  a:', 'f:7:3: cases.a is empty; write `a: {}`'],
    ['  a: light', 'f:7:3: cases.a must be keys with values, got "light"'],
    ['  "": { dropout: 0.1 }', 'f:7:3: cases has the name "", which is empty'],
    ['  " a": { dropout: 0.1 }', 'f:7:3: cases has the name " a", which begins or ends with a space'],
    [`  ${'a'.repeat(61)}: {}`, `a", which is longer than 60 characters`],
    ['  {}', 'f:6:1: cases names no case, so there is no trial'],
    ['  a: { dropout: 0.1 }\n  b: { dropout: 0.1 }', 'f:8:3: cases.b has the same values as the case a'],
    [
      '  a: { decay: 0.1 }',
      'f:7:8: cases.a.decay is used by the schedule time only; give the case its schedule, too',
    ],
    ['  a: { schedule: step, decay: 0.1 }', 'f:7:24: cases.a.decay is used by the schedule time only'],
    ['  a: { fold: 2 }', 'f:7:8: cases.a.fold has no use without dataset.folds'],
  ])('as `%s` are refused where they are wrong', (cases, complaint) => {
    const lines = told(`${momentum}${cases}`);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(complaint);
  });

  it('that are the same only beside what all of them have are refused as well', () => {
    const parameters = 'parameters: { dropout: { value: 0.5 } }\n';
    expect(told(`${parameters}cases:\n  a: {}\n  b: { dropout: 0.5 }`)).toEqual([
      expect.stringContaining('cases.b has the same values as the case a'),
    ]);
    const varied = 'parameters: { dropout: { values: [0.1, 0.5] } }\n';
    expect(told(`${varied}cases:\n  a: {}\n  b: { dropout: 0.5 }`)).toEqual([]);
  });

  it('that leave a parameter of all without a use are told, and what would keep it from there', () => {
    const parameters = 'parameters: { momentum: { value: 0.8 } }\n';
    expect(told(`${parameters}cases:\n  a: {}\n  b: { optimizer: adam }`)).toEqual([
      'f:6:8: cases.b.optimizer is adam, and parameters.momentum is used by the optimizer momentum, nesterov only; add `when: { optimizer: momentum }` to that',
    ]);
    expect(told(`${parameters}cases:\n  a: {}\n  b: { optimizer: adam, momentum: 0.5 }`)).toEqual([
      'f:6:25: cases.b.momentum is used by the optimizer momentum, nesterov only',
    ]);
    expect(told(`${parameters}cases:\n  a: { optimizer: nesterov }\n  b: { optimizer: momentum }`)).toEqual(
      [],
    );
  });

  it('need not each have a use for what has a condition, but one of them must', () => {
    const parameters = 'parameters: { momentum: { value: 0.8, when: { optimizer: momentum } } }\n';
    expect(told(`${parameters}cases: { a: { optimizer: sgd }, b: {} }`)).toEqual([]);
    expect(told(`${parameters}cases: { a: { optimizer: sgd }, b: { optimizer: adam } }`)).toEqual([
      'f:3:47: parameters.momentum.when.optimizer never holds in any case; in a optimizer is sgd',
    ]);
    // In c it is there by the case's own word.
    expect(
      told(`${parameters}cases: { a: { optimizer: sgd }, c: { optimizer: momentum, momentum: 0.5 } }`),
    ).toHaveLength(1);
  });

  it('share a mistake of the parameters, which is told once', () => {
    const cases = 'cases: { a: {}, b: { batchSize: 8 } }';
    expect(told(`parameters: { learningRate: { min: 0.1, max: 1 } }\n${cases}`)).toEqual([
      'f:3:15: parameters.learningRate is a range without a step, which a grid cannot count; give it a step or values, or take another method',
    ]);
    expect(told(`parameters: { momentum: { value: 0.8 }, optimizer: { value: adam } }\n${cases}`)).toEqual([
      'f:3:15: parameters.momentum is used by the optimizer momentum, nesterov only; add `when: { optimizer: momentum }`',
    ]);
    expect(told(`parameters: { epochs: { value: 3, when: { epochs: 3 } } }\n${cases}`)).toHaveLength(1);
    expect(
      told(`parameters: { learningRate: { min: 0.1, max: 1 } }\ncases: { a: { learningRate: 1 } }`),
    ).toEqual([]);
  });

  it('are tried by the grid, which knows no other way through them', () => {
    expect(
      told('parameters: {}\nmethod: tpe\nbudget: { trials: 9 }\ncases: { a: { dropout: 0.1 } }'),
    ).toEqual(['f:6:1: cases needs the method grid, which tries each of them; tpe chooses its own settings']);
  });

  it('have a budget of epochs for the shortest trial of any of them', () => {
    const sweep = (epochs: number) =>
      told(
        `budget: { epochs: ${epochs} }\nparameters: { epochs: { value: 9 } }\ncases: { a: {}, b: { epochs: 4 } }`,
      );
    expect(sweep(4)).toEqual([]);
    expect(sweep(3)).toEqual([
      'f:3:11: budget.epochs is 3, which is over before a trial has its 4 epochs (the shortest one)',
    ]);
  });

  it('each name a fold that there is', () => {
    const folds = 'dataset: { path: d, folds: 3 }\nname: x\nparameters: { batchSize: { value: 8 } }\n';
    const parse = (cases: string) => () => parseSweepFile(`${folds}${cases}`, 'f');
    expect(parse('cases: { a: { fold: 3 }, b: { fold: 1 } }')).not.toThrow();
    expect(parse('cases:\n  a: { fold: 4 }')).toThrow('f:5:8: cases.a.fold names fold 4 of 3');
    expect(parse('cases: { a: { fold: 3 }, b: {} }')).toThrow('f:1:21: dataset.folds needs parameters.fold');
  });
});
