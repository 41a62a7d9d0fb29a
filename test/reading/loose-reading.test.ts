import { describe, expect, it } from 'vitest';
import { selectItems } from '../../src/reading/item-select.ts';
import { hasSwallowed, looseItems } from '../../src/reading/loose-reading.ts';
import { outlineOf, piecesOf } from '../../src/reading/outline.ts';
import { textDocument } from '../support/plan-documents.ts';

const lines = [
  '2025年任务清单',
  '城市建设',
  '1. 改造管网8公里。（责任单位：区水务局；时限：6月底）',
  '更新路灯300盏。',
  '责任单位：区城管局　完成时限：9月底',
  '这一段没有单位，也没有时限。',
  '民生',
  '（三）新建食堂2家。（责任单位：区民政局；时限：年底前）',
  '开展助餐服务。（责任单位：区民政局；时限：全年）',
];
const pieces = piecesOf(textDocument(lines.join('\n')));

describe('a reading paragraph by paragraph', () => {
  it('takes each paragraph that prints units or limits of its own, with its number and the heading above', () => {
    const items = looseItems(pieces).map((item) => [item.label, item.section, item.text, item.fields.length]);

    expect(items).toEqual([
      ['1', '城市建设', '改造管网8公里。', 2],
      [null, '城市建设', '更新路灯300盏。', 2],
      ['三', '民生', '新建食堂2家。', 2],
      [null, '民生', '开展助餐服务。', 2],
    ]);
  });

  it('takes the place of a reading by numbers only where one item has swallowed the others', () => {
    const loose = looseItems(pieces);
    const [first] = loose;
    const built = selectItems(outlineOf(pieces).parts, true, null);

    expect(first && hasSwallowed([first], loose)).toBe(true);
    expect(hasSwallowed([], loose)).toBe(true);
    expect(hasSwallowed(built, loose)).toBe(false);
    expect(hasSwallowed([], loose.slice(0, 3))).toBe(false);
  });
});
