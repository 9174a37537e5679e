import fc from 'fast-check';
import { expect, test } from 'vitest';
import { historyIn } from './histories-file.ts';
import { linesIn } from './lines.ts';
import { Readable } from 'node:stream';

test('a line is read with its number of validation images, from n_val or meta.n_val, and other fields are ignored', () => {
  const epochs = [{ loss: 1, val_loss: 2, accuracy: 0.5, val_accuracy: 0.25, lr: 'x' }];
  expect(historyIn(JSON.stringify({ id: 'a', epochs, n_val: 40, meta: { n_val: 50 }, label: {} }))).toEqual({
    id: 'a',
    epochs: [{ loss: 1, val_loss: 2, accuracy: 0.5, val_accuracy: 0.25 }],
    validationImages: 40,
  });
  expect(historyIn(JSON.stringify({ id: 7, epochs, meta: { n_val: 50, arch: [] } }))).toMatchObject({
    id: 7,
    validationImages: 50,
  });
  expect(historyIn(JSON.stringify({ id: 7, epochs }))).toMatchObject({ validationImages: null });
});

test('null, words and bare words of Python are numbers that are none; a missing key is nothing measured', () => {
  const line =
    '{"id": "NaN of Infinity", "epochs": [{"loss": null}, {"loss": "NaN"}, {"loss": NaN}, {"loss": -Infinity}, {}]}';
  expect(historyIn(line)).toEqual({
    id: 'NaN of Infinity',
    epochs: [{ loss: NaN }, { loss: NaN }, { loss: NaN }, { loss: -Infinity }, {}],
    validationImages: null,
  });
  expect(historyIn('{"id":1,"epochs":[{"val_loss":"Infinity"}]}')).toMatchObject({
    epochs: [{ val_loss: Infinity }],
  });
});

test.each([
  [
    '{"id":1,"epochs":[{"loss":1},{"loss":"high"}]}',
    'epochs[1].loss: must be a number, null, "NaN" or "Infinity"',
  ],
  ['{"epochs":[]}', 'id: must be a text, or a number below 2^53'],
  ['{"id":1}', 'epochs: expected array, got nothing'],
  ['{"id":1,"epochs":[1]}', 'epochs[0]: expected object, received number'],
  ['{"id":1,"epochs":[],"n_val":0}', 'n_val: Too small'],
  ['[1]', 'the line: expected object, received array'],
  ['{"id":1', 'is no JSON: '],
])('the line %s is refused: %s', (line, message) => {
  expect(historyIn(line)).toContain(message);
});

test('a line of very many pieces takes no longer than its length', async () => {
  const pieces = Array.from({ length: 200_000 }, () => '0123456789');
  const lines: string[] = [];
  for await (const line of linesIn(Readable.from([...pieces, '\r\nend']))) lines.push(line);
  expect(lines.map(({ length }) => length)).toEqual([2_000_000, 3]);
});

test('lines are the same however a stream is cut, and line ends of Windows are none of them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: fc.constantFrom('a', 'é', '"', ' ') })),
      fc.integer({ min: 1, max: 9 }),
      async (lines, size) => {
        const bytes = Buffer.from(lines.map((line) => `${line}\r\n`).join(''));
        const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
          bytes.subarray(at * size, (at + 1) * size),
        );
        const read: string[] = [];
        for await (const line of linesIn(Readable.from(pieces, { objectMode: false }))) read.push(line);
        expect(read).toEqual(lines);
      },
    ),
    { numRuns: 50 },
  );
});

test('fields of other tools lose no history, whatever they hold', () => {
  for (const odd of ['"meta":"hello"', '"meta":{"n_val":"many"}', '"meta":{"n_val":0}']) {
    const found = historyIn(`{"id":"a","epochs":[{"val_loss":1}],${odd}}`);
    expect(found).toMatchObject({ id: 'a', validationImages: null });
  }
});

test('an id that JSON cannot hold is refused and not changed', () => {
  expect(historyIn('{"id":12345678901234567890,"epochs":[]}')).toContain('below 2^53');
  expect(historyIn('{"id":9007199254740991,"epochs":[]}')).toMatchObject({ id: 9_007_199_254_740_991 });
});
