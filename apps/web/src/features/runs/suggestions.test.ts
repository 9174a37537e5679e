import { trialParameters } from '@tenbin/contracts';
import { describe, expect, it } from 'vitest';
import { runRow } from '../../runs/run-row.fixture.ts';
import { suggestionsFor } from './suggestions.ts';

const base = runRow().config;
const runs = [16, 16, 64].map((batchSize, index) =>
  runRow({ id: index + 1, config: { ...base, parameters: trialParameters.parse({ batchSize, epochs: 5 }) } }),
);
const words = (typed: string) => suggestionsFor(runs, typed).map(({ word }) => word);

describe('what could be typed next', () => {
  it('are names of columns, those that begin so first', () => {
    expect(words('batch')[0]).toBe('batchSize:');
    expect(words('val_')).toEqual(['val_loss>', 'val_accuracy>']);
    expect(words('')[0]).toBe('verdict:');
    expect(suggestionsFor(runs, 'adam batchS')[0]).toEqual({
      text: 'adam batchSize:',
      word: 'batchSize:',
      note: '16 – 64',
    });
  });

  it('are behind a sign the values that runs have, the most frequent first', () => {
    expect(suggestionsFor(runs, 'batchSize:')).toEqual([
      { text: 'batchSize:16 ', word: 'batchSize:16', note: '2' },
      { text: 'batchSize:64 ', word: 'batchSize:64', note: '1' },
    ]);
    expect(words('batchSize:6')).toEqual(['batchSize:64']);
    expect(words('name:')).toEqual(['name:"momentum · 32"']);
    expect(words('colour:')).toEqual([]);
    expect(words('batchSize:64')).toEqual([]);
  });
});
