import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { epochMetricKeys } from '@tenbin/contracts';
import { kerasHistory, logs, readAll, scratch, valuesOf } from '../reading.fixture.ts';
import { readTensorBoard } from './log-folder.ts';
import { maskedCrc } from './records.ts';
import { scalarsOf } from './scalars.ts';

const keras = join(logs, 'keras/tensorboard');
const eventsName = 'events.out.tfevents.1750000000.golden.v2';

test('the folders of Keras’s TensorBoard callback give the history that fit returned, in float32', async () => {
  const { found, problems, notes } = await readAll(readTensorBoard, keras);
  expect(problems.concat(notes)).toEqual([]);
  expect(found).toHaveLength(1);
  for (const key of epochMetricKeys) {
    expect(valuesOf(found[0], key)).toEqual(kerasHistory[key].map(Math.fround));
  }
});

test('each run of a folder is a history, named after its folder', async () => {
  await using folder = await scratch();
  for (const run of ['b', 'deep/a']) await cp(keras, join(folder.path, run), { recursive: true });
  const { found } = await readAll(readTensorBoard, folder.path);
  expect(found.map(({ id, epochs }) => [id, epochs.length])).toEqual([
    ['b', 30],
    [join('deep', 'a'), 30],
  ]);
});

test('an unfinished last record is left out and said, and is no problem', async () => {
  await using folder = await scratch();
  await cp(keras, folder.path, { recursive: true });
  const file = join(folder.path, 'train', eventsName);
  const bytes = await readFile(file);
  await writeFile(file, bytes.subarray(0, -5));
  const { found, problems, notes } = await readAll(readTensorBoard, folder.path);
  expect(problems).toEqual([]);
  expect(notes).toHaveLength(1);
  expect(notes[0]).toMatch(/the record at byte \d+ is not complete/);
  expect(valuesOf(found[0], 'val_loss')).toEqual(kerasHistory.val_loss.map(Math.fround));
});

test('a record with a wrong checksum is named and left out, and the next is read', async () => {
  await using folder = await scratch();
  await cp(keras, folder.path, { recursive: true });
  const file = join(folder.path, 'validation', eventsName);
  const bytes = await readFile(file);
  const at = bytes.indexOf('epoch_loss');
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  await writeFile(file, bytes);
  const { found, problems } = await readAll(readTensorBoard, folder.path);
  expect(problems).toEqual([expect.stringMatching(/its checksum is wrong/)]);
  expect(valuesOf(found[0], 'val_loss')).toEqual(kerasHistory.val_loss.slice(1).map(Math.fround));
});

test('a file that is none is named', async () => {
  await using folder = await scratch();
  await mkdir(join(folder.path, 'run'));
  await writeFile(join(folder.path, 'run', 'events.out.tfevents.1'), 'this is a text and no record');
  const { found, problems } = await readAll(readTensorBoard, folder.path);
  expect(found).toEqual([]);
  expect(problems[0]).toMatch(/no event record begins at byte 0/);
});

test('the checksum is that of RFC 3720, B.4, turned and shifted as TFRecord does', () => {
  const crc = 0x8a9136aa;
  expect(maskedCrc(Buffer.alloc(32))).toBe((((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0);
});

/** A protobuf field with a length. */
function part(number: number, ...content: Uint8Array[]): Buffer {
  const bytes = Buffer.concat(content);
  return Buffer.concat([Buffer.from([number * 8 + 2, bytes.length]), bytes]);
}
const event = (value: Buffer) =>
  scalarsOf(
    Buffer.concat([Buffer.from([2 * 8, 0xac, 0x02]), part(5, part(1, part(1, Buffer.from('loss')), value))]),
  );
const scalar = (value: number) => [{ tag: 'loss', step: 300, value }];

test('a simple value, a float and a double are scalars; what holds more than one number is none', () => {
  const [float, double] = [Buffer.alloc(4), Buffer.alloc(8)];
  float.writeFloatLE(0.5);
  double.writeDoubleLE(0.1);
  const typed = (type: number, ...fields: Buffer[]) => part(8, Buffer.from([8, type]), ...fields);
  expect(event(Buffer.concat([Buffer.from([2 * 8 + 5]), float]))).toEqual(scalar(0.5));
  expect(event(typed(1, part(4, float)))).toEqual(scalar(0.5));
  expect(event(typed(1, Buffer.from([5 * 8 + 5]), float))).toEqual(scalar(0.5));
  expect(event(typed(2, part(6, double)))).toEqual(scalar(0.1));
  expect(event(typed(2, part(4, double, double)))).toEqual([]);
  expect(event(typed(7, part(8, Buffer.from('text'))))).toEqual([]);
});
