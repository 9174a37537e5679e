import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { earlyTermination, readSweepFile, samplerNames, sweepSpec } from '@tenbin/contracts';
import { trialCount } from '@tenbin/sweep';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const docs = join(import.meta.dirname, '../../docs');
const page = await readFile(join(docs, 'sweep-files.md'), 'utf8');
const readme = await readFile(join(docs, '../README.md'), 'utf8');

/** What a part of a file leaves to the reader. */
const plain = { name: 'x', dataset: { name: 'animals' }, parameters: { epochs: { value: 5 } } };

const blocks = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => text);
const foreign = blocks.filter((text) => text.includes('metric: {') && text.includes('program'));
const ours = blocks.filter((text) => !foreign.includes(text));

function read(block: string) {
  const written = z.record(z.string(), z.unknown()).parse(parse(block));
  return readSweepFile(JSON.stringify({ ...plain, ...written }), 'page').spec;
}

test.each(ours)('the page shows a file that is right: %s', (block) => {
  expect(() => read(block)).not.toThrow();
});

test('it counts the trials of its conditions', () => {
  const block = ours.find((text) => text.includes('decayEpochs')) ?? '';
  expect(page).toContain(`= ${trialCount(read(block))} trials`);
});

test('it counts the trials of its cases', () => {
  const block = ours.find((text) => text.includes('cases:')) ?? '';
  expect(page).toContain(`× 3 = ${trialCount(read(block))} trials`);
});

test.each(foreign)('the W&B file that it shows is taken as it is', (block) => {
  const { spec, notes } = readSweepFile(block, 'page');
  expect(spec).toMatchObject({ budget: { trials: 40 }, earlyTermination: { type: 'asha', minEpochs: 3 } });
  expect(notes[0]).toBe('read as a W&B sweep file');
});

test('page and README name every key, every method, every way to stop, and their defaults', () => {
  for (const key of Object.keys(sweepSpec.shape)) {
    expect(page).toContain(`| \`${key}\` `);
    expect(readme).toMatch(new RegExp(`^\\| \`${key}[\`.]`, 'm'));
  }
  for (const method of samplerNames) expect(page).toContain(`| \`${method}\` `);
  for (const { shape } of earlyTermination.options) {
    const { type, ...rest } = earlyTermination.parse({ type: shape.type.value });
    const row = page.split('\n').find((line) => line.startsWith(`| \`${type}\` `)) ?? '';
    for (const [key, value] of Object.entries(rest)) expect(row).toContain(`\`${key}\` ${value}`);
  }
});
