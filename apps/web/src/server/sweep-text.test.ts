import { parseSweepFile, sweepSpec } from '@tenbin/contracts';
import type { SweepFileInput } from '@tenbin/contracts';
import { describe, expect, it } from 'vitest';
import { sweepText } from './sweep-text.ts';

const file: SweepFileInput = {
  name: 'Cure of run 7: adam · 16',
  dataset: { path: '/data/cats & dogs.zip', validation: 0.3, test: undefined },
  method: 'grid',
  seeds: [7, 1, 2],
  budget: {},
  parameters: {
    model: { value: 'vgg-small' },
    learningRate: { value: 1e-7 },
    momentum: { value: 0.9, when: { optimizer: ['momentum'] } },
    optimizer: { value: 'momentum' },
  },
  cases: { baseline: {}, augmentation: { augmentation: 'none', flip: 0.5 }, dropout: { dropout: 0.4 } },
};

describe('the text of a sweep file', () => {
  it('is read back as the same sweep', () => {
    const text = sweepText(file);
    expect(parseSweepFile(text, 'cure.yaml')).toEqual(sweepSpec.parse(file));
    expect(text).toContain('\n  augmentation: { augmentation: none, flip: 0.5 }\n');
    expect(text).not.toContain('undefined');
  });
});
