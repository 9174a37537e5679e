import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { unzip } from './unzip.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'tenbin-unzip-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** @param {string} name @param {Buffer} content @param {number} method @param {number} offset */
function entry(name, content, method, offset) {
  const packed = method === 8 ? deflateRawSync(content) : content;
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(method, 4);
  facts.writeUInt32LE(crc32(content), 10);
  facts.writeUInt32LE(packed.length, 14);
  facts.writeUInt32LE(content.length, 18);
  facts.writeUInt16LE(name.length, 22);
  // An extra field that only the local header has: its length must be read there.
  const local = Buffer.concat([
    Buffer.from('PK\u0003\u0004'),
    facts,
    Buffer.from(name),
    Buffer.from('\u0001\0\u0001\0x'),
  ]);
  local.writeUInt16LE(5, 28);
  const placed = Buffer.alloc(14);
  placed.writeUInt32LE(offset, 10);
  const central = Buffer.concat([Buffer.from('PK\u0001\u0002\0\0'), facts, placed, Buffer.from(name)]);
  return { local: Buffer.concat([local, packed]), central };
}

/** @param {[name: string, content: Buffer, method: number][]} files */
function archive(files) {
  let [locals, centrals] = [Buffer.alloc(0), Buffer.alloc(0)];
  for (const [name, content, method] of files) {
    const { local, central } = entry(name, content, method, locals.length);
    [locals, centrals] = [Buffer.concat([locals, local]), Buffer.concat([centrals, central])];
  }
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt32LE(centrals.length, 12);
  end.writeUInt32LE(locals.length, 16);
  return Buffer.concat([locals, centrals, end, Buffer.from('a comment')]);
}

test('chosen files are written whole, stored, packed or empty', async () => {
  const large = Buffer.from(Array.from({ length: 3_000_000 }, (_, at) => (at * at) % 251));
  const zip = join(scratch, 'a.zip');
  writeFileSync(
    zip,
    archive([
      ['one/packed.so', large, 8],
      ['left/out', Buffer.from('no'), 0],
      ['two/stored.txt', Buffer.from('hello'), 0],
      ['two/empty.h', Buffer.alloc(0), 0],
    ]),
  );
  await unzip(zip, (name) => (name.startsWith('left/') ? null : join(scratch, 'out', name)));
  expect(readFileSync(join(scratch, 'out/one/packed.so')).equals(large)).toBe(true);
  expect(readFileSync(join(scratch, 'out/two/stored.txt'), 'utf8')).toBe('hello');
  expect(readFileSync(join(scratch, 'out/two/empty.h'))).toHaveLength(0);
  expect(() => readFileSync(join(scratch, 'out/left/out'))).toThrow('ENOENT');
});

test('a cut archive is an error, not half an engine', async () => {
  const zip = join(scratch, 'cut.zip');
  writeFileSync(zip, archive([['a', Buffer.from('hello'), 8]]).subarray(0, 40));
  await expect(unzip(zip, (name) => join(scratch, name))).rejects.toThrow('not a whole zip');
});
