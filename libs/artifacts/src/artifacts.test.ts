import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BlobStore } from '@tenbin/contracts';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashOf } from './content-hash.ts';
import { chunksOf, chunkSizes } from './chunks.ts';
import {
  collectGarbage,
  folderStore,
  getFiles,
  manifestOf,
  openBlobStore,
  putFiles,
  readFileOf,
} from './index.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenbin-blobs-'));
});
afterEach(() => rm(folder, { recursive: true }));
const inFolder = () => folderStore(join(folder, 'store'));

async function write(path: string, content: string | Uint8Array): Promise<string> {
  const full = join(folder, path);
  await mkdir(dirname(full), { recursive: true });
  await writeFile(full, content);
  return full;
}

function noise(length: number, seed = 1): Uint8Array<ArrayBuffer> {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state >>> 24;
  });
}

async function cut(content: Uint8Array, piece: number): Promise<Uint8Array[]> {
  async function* pieces() {
    for (let at = 0; at < content.length; at += piece) yield content.subarray(at, at + piece);
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of chunksOf(pieces())) chunks.push(chunk);
  return chunks;
}

/** Counts what is really stored. */
function counting(store: BlobStore): BlobStore & { puts: number } {
  const counted = {
    ...store,
    puts: 0,
    put: async (hash: string, content: Uint8Array) => {
      counted.puts += 1;
      await store.put(hash, content);
    },
  };
  return counted;
}

describe('chunks', () => {
  test('are the content, within their sizes, however it comes in pieces', async () => {
    const content = noise(9_000_000);
    const chunks = await cut(content, 65_536);
    expect(Buffer.concat(chunks).equals(content)).toBe(true);
    expect(chunks.slice(0, -1).every(({ length }) => length > chunkSizes.least)).toBe(true);
    expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThanOrEqual(chunkSizes.most);
    const lengths = (each: Uint8Array[]) => each.map(({ length }) => length);
    expect(lengths(await cut(content, 1_000_003))).toEqual(lengths(chunks));
    expect(await cut(new Uint8Array(0), 10)).toEqual([]);
  });

  test('of which an insertion in the middle changes only a few', async () => {
    const before = noise(12_000_000, 5);
    const middle = 5_000_000;
    const after = Buffer.concat([before.subarray(0, middle), noise(1000, 9), before.subarray(middle)]);
    const known = new Set((await cut(before, 1 << 20)).map(hashOf));
    const fresh = (await cut(after, 1 << 20)).map(hashOf).filter((hash) => !known.has(hash));
    expect(known.size).toBeGreaterThan(6);
    expect(fresh.length).toBeLessThanOrEqual(2);
  });
});

describe('files', () => {
  const names = fc.stringMatching(/^[a-zA-Z0-9 _.äß-]{1,12}$/).filter((name) => !/^\.+$/.test(name));
  const tree = fc.dictionary(
    fc.array(names, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/')),
    fc.uint8Array({ maxLength: 2000 }),
    { minKeys: 1, maxKeys: 6 },
  );

  test('come back as they were, and the same files have the same manifest', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(tree, async (contents) => {
        // A path cannot be a file and a folder.
        const paths = Object.keys(contents);
        fc.pre(!paths.some((a) => paths.some((b) => b.toLowerCase().startsWith(`${a.toLowerCase()}/`))));
        fc.pre(new Set(paths.map((path) => path.toLowerCase())).size === paths.length);
        const store = inFolder();
        const stored = await putFiles(store, contents);
        const destination = join(folder, `out-${(round += 1)}`);
        await getFiles(store, stored.manifest, destination);
        for (const [path, content] of Object.entries(contents))
          expect(Buffer.from(content).equals(await readFile(join(destination, path)))).toBe(true);
        expect(await putFiles(store, destination)).toEqual(stored);
      }),
      { numRuns: 25 },
    );
  });

  test('may be given as text, and what is neither text nor bytes is refused', async () => {
    const store = inFolder();
    const text = await putFiles(store, { 'a.json': '[0.1, "ß"]' });
    expect(text).toEqual(await putFiles(store, { 'a.json': new TextEncoder().encode('[0.1, "ß"]') }));
    // @ts-expect-error who calls from JavaScript may hand in anything
    await expect(putFiles(store, { 'a.json': [1, 2] })).rejects.toMatchObject({ code: 'bad_input' });
  });

  test('that are stored are not stored again', async () => {
    const store = counting(inFolder());
    const path = await write('model/weights.bin', noise(3_000_000));
    await putFiles(store, dirname(path));
    const first = store.puts;
    await write('model/readme.txt', 'hello');
    await putFiles(store, dirname(path));
    expect(store.puts - first).toBe(2); // the new file and the manifest
  });

  test('are one file, when that is what is given, and can be read alone', async () => {
    const store = inFolder();
    const { manifest, bytes, files } = await putFiles(store, await write('a/one.txt', 'hello'));
    expect({ bytes, files }).toEqual({ bytes: 5, files: 1 });
    const [file] = (await manifestOf(store, manifest)).files;
    if (!file) throw new Error('the manifest has no file');
    expect(file.path).toBe('one.txt');
    const pieces: Uint8Array[] = [];
    for await (const piece of readFileOf(store, file)) pieces.push(piece);
    expect(Buffer.concat(pieces).toString()).toBe('hello');
  });

  test('that are links, none, or outside are refused', async () => {
    const store = inFolder();
    const path = await write('linked/a.txt', 'a');
    await symlink('/etc/passwd', join(dirname(path), 'secret'));
    await expect(putFiles(store, dirname(path))).rejects.toThrow(/secret is a link/);
    await expect(putFiles(store, join(folder, 'nothing'))).rejects.toMatchObject({ code: 'bad_input' });
    await expect(putFiles(store, {})).rejects.toMatchObject({ code: 'bad_input' });
    for (const odd of ['../../etc/passwd', '/etc/passwd', 'a/../../b', 'C:/x', 'a\\b', 'a//b', './a', 'a\0b'])
      await expect(putFiles(store, { [odd]: noise(3) })).rejects.toMatchObject({ code: 'bad_input' });
  });

  test('whose manifest was made by somebody else are not written outside', async () => {
    const store = inFolder();
    const content = noise(3);
    await store.put(hashOf(content), content);
    for (const path of ['../evil', '/tmp/evil', 'a/../../evil']) {
      const file = { path, bytes: 3, hash: hashOf(content), chunks: [hashOf(content)] };
      const text = new TextEncoder().encode(JSON.stringify({ version: 1, files: [file] }));
      await store.put(hashOf(text), text);
      await expect(getFiles(store, hashOf(text), join(folder, 'out'))).rejects.toMatchObject({
        code: 'bad_input',
      });
    }
    expect(await readdir(folder)).toEqual(['store']);
  });

  test('are written whole or not at all, and over nothing', async () => {
    const store = inFolder();
    const { manifest } = await putFiles(store, { a: noise(10, 1), b: noise(10, 2) });
    await store.remove(hashOf(noise(10, 2)));
    await expect(getFiles(store, manifest, join(folder, 'out'))).rejects.toMatchObject({ code: 'not_found' });
    expect(await readdir(folder)).toEqual(['store']);
    await expect(getFiles(store, manifest, folder)).rejects.toThrow('is there already');
  });
});

describe('a folder of blobs', () => {
  test('gives only what was stored: what is broken is told, and mended by storing it again', async () => {
    const store = inFolder();
    const content = noise(1000);
    const hash = hashOf(content);
    await expect(store.put(hash, noise(1000, 2))).rejects.toMatchObject({ code: 'bad_input' });
    await expect(store.get(hash)).rejects.toMatchObject({ code: 'not_found' });
    await store.put(hash, content);
    await truncate(join(folder, 'store', hash.slice(0, 2), hash), 999);
    await expect(store.get(hash)).rejects.toThrow('its checksum differs');
    await store.put(hash, content);
    expect(Buffer.from(await store.get(hash)).equals(content)).toBe(true);
    await expect(store.get('../../etc/passwd')).rejects.toMatchObject({ code: 'bad_input' });
  });

  test('takes the same blob from many at once, and leaves nothing half behind', async () => {
    const store = inFolder();
    const content = noise(100_000);
    const hash = hashOf(content);
    await Promise.all(Array.from({ length: 8 }, () => store.put(hash, content)));
    const within = join(folder, 'store', hash.slice(0, 2));
    expect(await readdir(within)).toEqual([hash]);
    expect((await stat(join(within, hash))).size).toBe(100_000);
    expect(await store.missing([hash, hashOf(noise(5))])).toEqual([hashOf(noise(5))]);
  });
});

test('what nothing names is removed, what is young or named stays', async () => {
  const store = await openBlobStore(join(folder, 'store'));
  const kept = await putFiles(store, { a: noise(10, 1) });
  await putFiles(store, { b: noise(10, 2) });
  const picture = noise(20, 3);
  await store.put(hashOf(picture), picture);
  const young = { manifests: [], blobs: [], olderThan: new Date(Date.now() - 60_000) };
  expect(await collectGarbage(store, young)).toMatchObject({ removed: 0, kept: 5 });
  const later = new Date(Date.now() + 60_000);
  const named = { manifests: [kept.manifest, 'ab'.repeat(32)], blobs: [hashOf(picture)], olderThan: later };
  expect(await collectGarbage(store, named)).toMatchObject({ removed: 2, kept: 3 });
  await getFiles(store, kept.manifest, join(folder, 'out'));
  expect(Buffer.from(await store.get(hashOf(picture))).equals(picture)).toBe(true);
});
