import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classFolders } from './class-folders.ts';
import { treeSource } from './file-tree.ts';

const paths = ['train/b/1', 'train/a/x/2', 'val/a/3', 'test/a/4', 'train/b/5', 'README'];

function tree(names: string[]) {
  const files = names.map((path) => ({ path, size: 1, stamp: '1', read: async () => Buffer.from(path) }));
  return { files, folders: [], [Symbol.asyncDispose]: async () => undefined };
}

test('the order in which a system lists files decides nothing', () => {
  const plain = ({ images, test: kept, ...rest }: ReturnType<typeof classFolders>) => ({
    ...rest,
    images: images.map(({ file, label }) => [file, label]),
    test: kept.map(({ file, label }) => [file, label]),
  });
  const first = plain(classFolders(tree(paths), 'here'));
  expect(first.images).toEqual([
    ['train/a/x/2', 0],
    ['train/b/1', 1],
    ['train/b/5', 1],
    ['val/a/3', 0],
  ]);
  fc.assert(
    fc.property(fc.shuffledSubarray(paths, { minLength: paths.length }), (names) => {
      expect(plain(classFolders(tree(names), 'here'))).toEqual(first);
      expect(treeSource(tree(names), 'here').stamp).toBe(treeSource(tree(paths), 'here').stamp);
    }),
  );
});

test('litter is not part of the stamp, a file is', () => {
  const stampOf = (names: string[]) => treeSource(tree(names), 'here').stamp;
  expect(stampOf([...paths, 'train/a/.DS_Store'])).toBe(stampOf(paths));
  expect(stampOf([...paths, 'train/a/6'])).not.toBe(stampOf(paths));
});

test('classes that are called like parts stay classes where other classes are beside them', () => {
  expect(classFolders(tree(['train/1', 'train/2', 'ship/3']), 'here').classes).toEqual(['ship', 'train']);
});
