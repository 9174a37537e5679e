import { expect, test } from 'vitest';
import type { SequencedRecord } from '@tenbin/contracts';
import { decodeFrames, encodeFrame } from './frame.ts';

const entries: SequencedRecord[] = [Number.NaN, Infinity, 0.25].map((value, index) => ({
  seq: index + 1,
  record: { kind: 'metrics', points: [{ key: 'loss', step: index + 1, value, at: 5 }] },
}));
const frames = entries.map(encodeFrame);
const file = Buffer.concat(frames);

test('every record comes back, NaN and infinities too', () => {
  expect(decodeFrames(file)).toEqual({ records: entries, wholeBytes: file.length, damage: null });
});

test('a file cut at any byte gives the whole records before the cut and says what is lost', () => {
  const ends = frames.map((_, index) => Buffer.concat(frames.slice(0, index + 1)).length);
  for (let length = 0; length < file.length; length += 1) {
    const { records, wholeBytes, damage } = decodeFrames(file.subarray(0, length));
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
    const { records, damage } = decodeFrames(bent);
    expect(records).toEqual(entries.slice(0, 1));
    expect(damage).toContain(`at byte ${first}`);
  }
});

test('zeros behind the last frame, as a power cut leaves them, are no record', () => {
  const { records, damage } = decodeFrames(Buffer.concat([file, Buffer.alloc(64)]));
  expect(records).toEqual(entries);
  expect(damage).toContain('an empty frame');
});
