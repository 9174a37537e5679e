import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRunFilter } from './run-filter.ts';
import { runFilterTerm } from './run-query.ts';

const settings = ['optimizer', 'batchSize', 'model.depth'];
const read = (text: string) => parseRunFilter(text, settings);

describe('a filter of runs', () => {
  it('is words and comparisons, with the columns that are meant', () => {
    expect(read('vgg optimizer:adam val_accuracy>=0.9 verdict:overfitting seconds<60')).toMatchObject([
      { kind: 'word', text: 'vgg' },
      { term: { column: { of: 'param', name: 'optimizer' }, is: '=', value: 'adam' } },
      { term: { column: { of: 'best', name: 'val_accuracy' }, is: '>=', value: 0.9 } },
      { term: { column: { of: 'run', name: 'verdict' }, is: '=', value: 'overfitting' } },
      { term: { column: { of: 'run', name: 'seconds' }, is: '<', value: 60 } },
    ]);
  });

  it('takes names in any case, quotes, and parts of texts', () => {
    expect(read('BATCHSIZE!=16 name~"two words" loss>1e-3 model.depth=none "adam · 16"')).toMatchObject([
      { term: { column: { of: 'param', name: 'batchSize' }, is: '!=', value: 16 } },
      { term: { column: { of: 'run', name: 'name' }, is: 'contains', value: 'two words' } },
      { term: { column: { of: 'best', name: 'loss' }, is: '>', value: 0.001 } },
      { term: { column: { of: 'param', name: 'model.depth' }, is: '=', value: null } },
      { kind: 'word', text: 'adam · 16' },
    ]);
  });

  it('leaves out what has no value yet, and names what no run has', () => {
    expect(read('optimizer: colour:red')).toEqual([{ kind: 'unknown', name: 'colour', text: 'colour:red' }]);
  });

  it('of any text is parts that a query takes', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'optimizer', ':', '<', '=', '"', ' ', '1', '~', '-'),
    });
    fc.assert(
      fc.property(text, (typed) => {
        for (const found of read(typed)) if (found.kind === 'term') runFilterTerm.parse(found.term);
      }),
    );
  });
});
