import { describe, expect, it } from 'vitest';
import { cureReport, outcome } from './cure-report.fixture.ts';
import { bestChange, changeText, curesText, inOrder, outcomeName, pText, patchText } from './words.ts';

const light = outcome({ change: { gap: -0.672, bestValLoss: -0.166, accuracy: 0.0512, p: 0.0031 } });

describe('a cure in words', () => {
  it('names its cases by what they change', () => {
    expect(outcomeName(outcome({ name: 'baseline', kind: 'baseline' }))).toBe('before');
    expect(outcomeName(outcome({ name: 'weight-decay', kind: 'weightDecay' }))).toBe('weight decay');
    expect(outcomeName(outcome({ name: 'dropout-2', kind: 'dropout' }))).toBe('dropout 2');
    expect(patchText(outcome({ patch: { dropout: 0.4, l2: 0.0005 } }))).toBe('dropout 0.4, l2 5e-4');
  });

  it('signs what changed, and never writes a p of 0', () => {
    expect(changeText(light)).toBe('gap −0.67, acc +0.051');
    expect(changeText(outcome({ change: null }))).toBe('');
    if (light.change === null) throw new Error('the fixture has a change');
    expect(pText(light.change.gap)).toBe('p 0.0031');
    expect(pText({ ...light.change.gap, p: 1e-9 })).toBe('p < 0.001');
    expect(pText({ ...light.change.gap, p: NaN })).toBe('');
  });

  it('says of the cures of a setting how many are done and what the best brought', () => {
    const done = cureReport({ outcomes: [outcome({ kind: 'baseline', change: null }), light] });
    const running = cureReport({ finished: false, outcomes: [] });
    expect(bestChange([done, running])).toBeCloseTo(-0.166);
    expect(bestChange([running])).toBeNull();
    expect(curesText([done, running])).toBe('1 done, best −0.166');
    expect(curesText([running])).toBe('1 running');
  });

  it('lists the baseline first and what closed the gap most next', () => {
    const of = (name: string, gap: number) =>
      outcome({ name, kind: name === 'baseline' ? 'baseline' : 'dropout', gap: { mean: gap, std: 0.1 } });
    const listed = [
      of('waiting', NaN),
      of('wide', 0.9),
      of('baseline', 1.2),
      of('narrow', 0.1),
      of('late', NaN),
    ];
    expect(inOrder(listed).map(({ name }) => name)).toEqual([
      'baseline',
      'narrow',
      'wide',
      'waiting',
      'late',
    ]);
  });
});
