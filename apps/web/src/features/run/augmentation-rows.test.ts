import { expect, test } from 'vitest';
import { augmentationRows } from './augmentation-rows.ts';

const picture = (file: string, caption: string) => ({
  file,
  caption,
  label: 'cat',
  image: 'data:image/png;base64,AAAA',
});

test('every original stands with what was made of it, wherever the sheet has it', () => {
  const [a, b] = [picture('a.png', ''), picture('b.png', '')];
  const [a1, a2, b1] = [picture('a.png', 'flip'), picture('a.png', 'turn'), picture('b.png', 'flip')];
  expect(augmentationRows([a, b, a1, b1, a2])).toEqual([
    { original: a, augmented: [a1, a2] },
    { original: b, augmented: [b1] },
  ]);
  expect(augmentationRows([a1, a2])).toEqual([{ original: a1, augmented: [a2] }]);
  expect(augmentationRows([])).toEqual([]);
});
