import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parameterNames, parameterSchemas, readSweepFile } from '@tenbin/contracts';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { sweepSchema } from './sweep-schema.ts';

const examples = join(import.meta.dirname, '../../examples/sweeps');
const files = await readdir(examples);
const modeline = '# yaml-language-server: $schema=../../docs/sweep.schema.json\n';

/** A validator that is not ours. */
const isSweep = new Ajv({ strict: true, strictRequired: false, strictTypes: false, allErrors: true }).compile(
  z.record(z.string(), z.unknown()).parse(JSON.parse(sweepSchema())),
);

test.each(files)('%s is a sweep, and by the schema one that its editor completes', async (file) => {
  const text = await readFile(join(examples, file), 'utf8');
  const { notes } = readSweepFile(text, file);
  const ours = notes.length === 0;
  expect(text.startsWith(modeline)).toBe(ours);
  const valid = isSweep(parse(text));
  expect({ valid, errors: ours ? isSweep.errors : null }).toEqual({ valid: ours, errors: null });
});

const plain = { name: 'x', dataset: { name: 'mnist' }, parameters: { epochs: { value: 3 } } };

test.each([
  { seeds: [1, 7] },
  { $schema: '../docs/sweep.schema.json' },
  { method: 'bayes', budget: { trials: 3 } },
  { earlyTermination: { type: 'percentile', percentile: 50 } },
  { against: ['seconds'], method: 'bayes', earlyTermination: { type: 'overfit' }, budget: { trials: 9 } },
  { against: [], earlyTermination: { type: 'asha' } },
  {
    parameters: { learningRate: { min: 1e-4, max: 1, scale: 'log' } },
    method: 'sobol',
    budget: { trials: 9 },
  },
  { parameters: { momentum: { value: 0.8, when: { optimizer: ['momentum', 'nesterov'] } } } },
  { cases: { plain: {}, 'much dropout': { dropout: 0.5, optimizer: 'adam' } } },
  { parameters: {}, cases: { light: { augmentation: 'light' } }, method: 'grid' },
])('%j is right for both the schema and the parser', (over) => {
  const sweep = { ...plain, ...over };
  const valid = isSweep(sweep);
  expect({ valid, errors: isSweep.errors }).toEqual({ valid: true, errors: null });
  expect(() => readSweepFile(JSON.stringify(sweep), 'x.json')).not.toThrow();
});

test.each([
  { nmae: 'y' },
  { name: '' },
  { dataset: { name: 'mnist', path: 'p' } },
  { dataset: {} },
  { method: 'tpe' },
  { method: 'tpe', budget: { hours: 1 } },
  { budget: { trials: 0 } },
  { budget: 3 },
  { seeds: [] },
  { seeds: 'many' },
  { seeds: [7, 7] },
  { against: ['seconds', 'seconds'] },
  { against: ['seconds'], method: 'tpe', budget: { trials: 9 } },
  { against: ['seconds'], earlyTermination: { type: 'asha' } },
  { earlyTermination: 'asha' },
  { earlyTermination: { type: 'ashaa' } },
  { earlyTermination: { type: 'asha', minTrials: 3 } },
  { parameters: {} },
  { cases: {} },
  { cases: [] },
  { cases: { a: null } },
  { cases: { a: { dropout: 1 } } },
  { cases: { a: { dropout: { value: 0.5 } } } },
  { cases: { a: { dropuot: 0.5 } } },
  { cases: { '': { dropout: 0.5 } } },
  { cases: { ['a'.repeat(61)]: { dropout: 0.5 } } },
  { cases: { a: {} }, method: 'random', budget: { trials: 3 } },
  { parameters: {}, cases: { a: {} } },
  { parameters: { epoch: { value: 3 } } },
  { parameters: { epochs: 3 } },
  { parameters: { epochs: {} } },
  { parameters: { epochs: { value: 3, values: [4] } } },
  { parameters: { epochs: { values: [4, 4] } } },
  { parameters: { epochs: { min: 3 } } },
  { parameters: { epochs: { max: 3 } } },
  { parameters: { epochs: { value: 3, min: 2 } } },
  { parameters: { epochs: { value: 3, max: 4 } } },
  { parameters: { epochs: { values: [3], min: 2, max: 4 } } },
  { parameters: { epochs: { value: 3, step: 2 } } },
  { parameters: { epochs: { values: [3], scale: 'log' } } },
  { parameters: { batchSize: { min: 0, max: 16, step: 1 } } },
  { parameters: { batchSize: { min: 8, max: 16, step: 0.5 } } },
  { parameters: { dropout: { min: 0, max: 1, step: 0.1 } } },
  { parameters: { model: { min: 1, max: 2 } } },
  { parameters: { epochs: { value: 3, when: { optimizer: 'addam' } } } },
  { parameters: { epochs: { value: 3, when: { optimizer: [] } } } },
])('%j is wrong for both the schema and the parser', (over) => {
  const sweep = { ...plain, ...over };
  expect(isSweep(sweep)).toBe(false);
  expect(() => readSweepFile(JSON.stringify(sweep), 'x.json')).toThrow('x.json:1:');
});

const explained = z.looseObject({ description: z.string().min(1) });
const choice = z.looseObject({
  ...explained.shape,
  properties: z.object({ min: explained.optional(), max: explained.optional() }).catchall(explained),
});
const keys = z.looseObject({ parameters: z.looseObject({ properties: z.record(z.string(), choice) }) });

test('every key and every parameter is explained, and only numbers have a range, with their own bounds', () => {
  const { properties } = z
    .looseObject({ properties: keys.catchall(explained) })
    .parse(JSON.parse(sweepSchema()));
  const parameters = properties.parameters.properties;
  expect(Object.keys(parameters)).toEqual(parameterNames);
  expect(parameters['batchSize']?.description).toBe(parameterSchemas.batchSize.description);
  expect(parameters['model']?.properties.min).toBeUndefined();
  expect(parameters['batchSize']?.properties.max).toMatchObject({ type: 'integer', maximum: 65_536 });
  expect(parameters['learningRate']?.properties.min).toMatchObject({ exclusiveMinimum: 0 });
});
