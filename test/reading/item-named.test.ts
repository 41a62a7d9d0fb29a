import { describe, expect, it } from 'vitest';
import { itemNamed } from '../../src/reading/item-named.ts';

describe('a message that names an item and says nothing else', () => {
  it.each([
    ['（三）', '3'],
    ['三', '3'],
    ['26', '26'],
    ['第二十六项', '26'],
    ['第3项任务', '3'],
    ['查看（三）', '3'],
    ['（三）？', '3'],
    ['26-3-1', '26-3-1'],
    ['看看 26-3-1', '26-3-1'],
  ])('%s', (text, item) => {
    expect(itemNamed(text)).toBe(item);
  });

  it.each(['3月', '80%', '三家', '0', '2026', '（三）已完成', '3、5', '完成3项', '26-3', ''])('not %s', (text) => {
    expect(itemNamed(text)).toBeNull();
  });
});
