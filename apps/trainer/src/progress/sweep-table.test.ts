import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { overfitting, runRow, sweepRow } from '../../fixtures/rows.ts';
import { sweepTable } from './sweep-table.ts';

const plain = { paint: (_: string, text: string) => text };
const runs = [
  runRow({ trial: 1, status: 'finished', epoch: 10, endedAt: 100_000, verdict: overfitting }),
  runRow({ id: 2, trial: 2, name: 'momentum · 64 · 4000 epochs · rate 0.00001 · dropout 0.25' }),
];
const counts = { ...sweepRow().counts, queued: 4, finished: 1 };
const view = { sweep: sweepRow({ counts }), runs, now: 30_000 };

test('eighty columns show bar, metrics, verdict and time left of every trial', () => {
  expect(sweepTable(view, { width: 80, ...plain }, 24)).toEqual([
    'animals · 1/6 trials · 7m 50s left · 1 running',
    '# trial                     epoch   loss val_loss val_acc verdict           left',
    '1 adam · 16      ━━━━━━━━━━ 10/10 0.5000   0.6250   50.0% overfitting @7',
    '2 momentum · 64… ━━━───────  3/10 0.5000   0.6250   50.0%                 1m 10s',
  ]);
});

test.for([40, 60, 80, 100, 200])('no line is wider than %i columns', (width) => {
  for (const line of sweepTable(view, { width, ...plain }, 24)) {
    expect(stringWidth(line)).toBeLessThanOrEqual(width);
  }
});

test('a narrow terminal keeps name, val_loss and verdict of each trial', () => {
  const [, titles, first] = sweepTable(view, { width: 40, ...plain }, 24);
  expect(titles).toMatch(/trial.*val_loss.*verdict/);
  expect(first).toContain('overfitting @7');
});

test('where lines are few, running trials stay and the ended ones are counted', () => {
  const ended = Array.from({ length: 30 }, (_, at) =>
    runRow({ id: at + 3, trial: at + 3, name: `old ${at}`, status: 'finished' }),
  );
  const lines = sweepTable({ ...view, runs: [...runs, ...ended] }, { width: 80, ...plain }, 10);
  expect(lines).toHaveLength(10);
  expect(lines.join('\n')).toContain('momentum');
  expect(lines.at(-1)).toBe('… and 25 trials that ended before');
});

test('names of two columns a character are not cut in the middle of a character', () => {
  const wide = runRow({ name: '天秤天秤天秤天秤天秤天秤天秤天秤天秤天秤' });
  for (const line of sweepTable({ ...view, runs: [wide] }, { width: 70, ...plain }, 24)) {
    expect(stringWidth(line)).toBeLessThanOrEqual(70);
  }
});
