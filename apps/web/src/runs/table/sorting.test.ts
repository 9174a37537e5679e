import { describe, expect, it } from 'vitest';
import { defaultSort, nextSort, sortParser } from './sorting.ts';

describe('the sort of the address', () => {
  it('is read back as it was written', () => {
    for (const sort of [defaultSort, { key: 'gap' as const, descending: false }]) {
      expect(sortParser.parse(sortParser.serialize(sort))).toEqual(sort);
    }
    expect(sortParser.serialize(defaultSort)).toBe('-val_accuracy');
  });

  it('is none for a column that does not exist', () => {
    expect(sortParser.parse('-colour')).toBeNull();
  });

  it('starts with the better end of a column and turns round with each click', () => {
    const loss = nextSort(defaultSort, 'val_loss');
    expect(loss).toEqual({ key: 'val_loss', descending: false });
    expect(nextSort(loss, 'val_loss')).toEqual({ key: 'val_loss', descending: true });
    expect(nextSort(loss, 'val_accuracy')).toEqual({ key: 'val_accuracy', descending: true });
  });
});
