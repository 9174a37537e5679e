import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { epochMetricKeys } from '@tenbin/contracts';
import { readCsvLog } from './csv-log.ts';
import { kerasHistory, logs, readAll, scratch, valuesOf } from './reading.fixture.ts';

async function readText(text: string) {
  await using folder = await scratch();
  const file = join(folder.path, 'a.csv');
  await writeFile(file, text);
  const { found, problems, notes } = await readAll(readCsvLog, file);
  const short = (message: string) => message.replace(`${file}: `, '');
  return { history: found[0], problems: problems.map(short), notes: notes.map(short) };
}

test('the file of Keras’s CSVLogger gives the history that fit returned', async () => {
  const { found, problems, notes } = await readAll(readCsvLog, join(logs, 'keras/training.csv'));
  expect(problems.concat(notes)).toEqual([]);
  for (const key of epochMetricKeys) expect(valuesOf(found[0], key)).toEqual(kerasHistory[key]);
});

test('semicolons, old names, other columns and numbers that are none are read', async () => {
  const { history } = await readText(
    '\uFEFFepoch;acc;lr;loss;val_acc;val_loss\n0;0.5;1e-3;nan;0.4;inf\n1;0.6;1e-3;-inf;0.5;2\n',
  );
  expect(history?.epochs).toEqual([
    { loss: NaN, accuracy: 0.5, val_loss: Infinity, val_accuracy: 0.4 },
    { loss: -Infinity, accuracy: 0.6, val_loss: 2, val_accuracy: 0.5 },
  ]);
});

test('with a validation at every second epoch, an epoch is a validation, and what lies between is averaged', async () => {
  const { history, notes } = await readText('epoch,loss,val_loss\n0,4,NA\n1,2,3\n2,1,NA\n3,0.5,2\n');
  expect(valuesOf(history, 'val_loss')).toEqual([3, 2]);
  expect(valuesOf(history, 'loss')).toEqual([3, 0.75]);
  expect(notes).toEqual(['2 measurements from step 1 to 3, counted as epochs 0 to 1']);
});

test('rows of one epoch that fill each other’s gaps are one, as PyTorch Lightning writes them', async () => {
  const { history } = await readText(
    'epoch,step,train_loss_epoch,val_loss\n0,9,,3\n0,9,4,\n1,19,,2\n1,19,1,\n',
  );
  expect(valuesOf(history, 'val_loss')).toEqual([3, 2]);
  expect(valuesOf(history, 'loss')).toEqual([4, 1]);
});

test('what is no number or no whole row is named with its line, and the rest is read', async () => {
  const bad = await readText('epoch,loss,val_loss\n0,1,2\n1,high,2\n2,1\n3,1,2\n');
  expect(bad.problems).toEqual(['line 3: loss: "high" is no number', 'line 4: has 2 of 3 columns']);
  expect(valuesOf(bad.history, 'val_loss')).toEqual([2, 2, 2]);
  const torn = await readText('epoch,loss,val_loss\n0,1,2\n1,1');
  expect(torn).toMatchObject({ problems: [], notes: ['line 3: has 2 of 3 columns, is still being written'] });
});

test('decimal commas are read where semicolons stand between columns', async () => {
  const { history, problems } = await readText('epoch;loss;val_loss\n0;1,5;2,25\n1;0,5;1e-1\n');
  expect(problems).toEqual([]);
  expect(valuesOf(history, 'loss')).toEqual([1.5, 0.5]);
  expect(valuesOf(history, 'val_loss')).toEqual([2.25, 0.1]);
});

test('of many rows of a wrong length some are named and the others counted', async () => {
  const rows = Array.from({ length: 40 }, (_, epoch) => `${String(epoch)},1\n`).join('');
  const { problems } = await readText(`epoch,loss,val_loss\n${rows}`);
  expect(problems.slice(0, 4)).toEqual([
    'line 2: has 2 of 3 columns',
    'line 3: has 2 of 3 columns',
    'line 4: has 2 of 3 columns',
    '37 more rows have not 3 columns',
  ]);
});

test.each(['', 'epoch,loss,val_loss\n'])('a file with no epoch, as %j, is bad input', async (text) => {
  await expect(readText(text)).rejects.toMatchObject({ code: 'bad_input' });
});

test('a file without any of the metrics says which columns it has', async () => {
  const { history, problems } = await readText('epoch,lr\n0,1\n');
  expect(history).toBeUndefined();
  expect(problems).toEqual(['has no loss, val_loss, accuracy or val_accuracy; it has epoch, lr']);
});

test('trainings that were appended below each other are told apart, and a repeated header is none of them', async () => {
  await using folder = await scratch();
  const file = join(folder.path, 'a.csv');
  const header = 'epoch,loss,val_loss\n';
  await writeFile(file, `${header}0,4,5\n1,3,4\n2,2,3\n${header}0,9,8\n1,8,7\n`);
  const { found, problems, notes } = await readAll(readCsvLog, file);
  expect(problems).toEqual([]);
  expect(found.map(({ id }) => id)).toEqual([file, `${file}#2`]);
  expect(found.map((history) => valuesOf(history, 'val_loss'))).toEqual([
    [5, 4, 3],
    [8, 7],
  ]);
  expect(notes).toEqual([`${file}: line 6: epochs begin anew: training 2`]);
});

test('a training that was resumed goes on', async () => {
  const { history, notes } = await readText(
    'epoch,loss,val_loss\n0,4,5\n1,3,4\nepoch,loss,val_loss\n2,2,3\n',
  );
  expect(valuesOf(history, 'val_loss')).toEqual([5, 4, 3]);
  expect(notes).toEqual([]);
});
