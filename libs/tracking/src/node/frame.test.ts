import { expect, test } from 'vitest';
import type { SequencedRecord } from '@tenbin/contracts';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { crc32ByTable, decodeFrames, encodeFrame } from './frame.ts';

const entries: SequencedRecord[] = [Number.NaN, Infinity, 0.25].map((value, index) => ({
  seq: index + 1,
  record: { kind: 'metrics', step: index + 1, at: 5, values: { loss: value } },
}));
const frames = entries.map(encodeFrame);
const file = Buffer.concat(frames);

test('every record comes back, NaN and infinities too', () => {
  const whole = entries.map((entry, index) => ({ entry, bytes: frames[index]?.length }));
  expect(decodeFrames(file)).toEqual({ frames: whole, wholeBytes: file.length, damage: null });
});

test('a file cut at any byte gives the whole records before the cut and says what is lost', () => {
  const ends = frames.map((_, index) => Buffer.concat(frames.slice(0, index + 1)).length);
  for (let length = 0; length < file.length; length += 1) {
    const { wholeBytes, damage, ...found } = decodeFrames(file.subarray(0, length));
    const records = found.frames.map(({ entry }) => entry);
    const whole = ends.filter((end) => end <= length);
    expect(records).toEqual(entries.slice(0, whole.length));
    expect(wholeBytes).toBe(whole.at(-1) ?? 0);
    const lost = `at byte ${wholeBytes}: the last ${length - wholeBytes} bytes are lost`;
    expect(damage ?? lost).toContain(lost);
    expect(damage === null).toBe(length === wholeBytes);
  }
});

test('a changed byte anywhere in a frame stops the reading before that frame', () => {
  const first = frames[0]?.length ?? 0;
  for (let at = first; at < first + (frames[1]?.length ?? 0); at += 1) {
    const bent = Buffer.from(file);
    bent[at] = (bent[at] ?? 0) ^ 0x41;
    const { frames: found, damage } = decodeFrames(bent);
    const records = found.map(({ entry }) => entry);
    expect(records).toEqual(entries.slice(0, 1));
    expect(damage).toContain(`at byte ${first}`);
  }
});

test('zeros behind the last frame, as a power cut leaves them, are no record', () => {
  const { frames: found, damage } = decodeFrames(Buffer.concat([file, Buffer.alloc(64)]));
  expect(found.map(({ entry }) => entry)).toEqual(entries);
  expect(damage).toContain('an empty frame');
});

test('without the checksum of Node it is counted by a table, to the same end', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(crc32ByTable(bytes)).toBe(crc32(bytes));
    }),
  );
});
