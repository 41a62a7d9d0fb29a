import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../src/adapters/documents/read-document.ts';
import { readString, tablesOf, textsOf } from '../../support/read-files.ts';

const PLAN = '2026年工作要点\r\n\r\n　　（一）完成风险排查。（时限：4月底）\n报送市政府办公室。';
const PLAN_LINES = ['2026年工作要点', '　　（一）完成风险排查。（时限：4月底）', '报送市政府办公室。'];
/** 各单位报送工作要点 and more, in the bytes of encodings that Node does not write. */
const GB18030 = Buffer.from('b8f7b5a5cebbd3a6d3da33d4c2b5d7c7b0b1a8cbcdb9a4d7f7d2aab5e3a1a3', 'hex');
const BIG5 = Buffer.from('a655b3e6a6ecc0b3a9f333a4ebb3fbabe5b3f8b0e5a475a740ad6ec249a143', 'hex');
const SHIFT_JIS = Buffer.from('8ae889e681438ec08e7b82b582dc82b782c682b182eb82c582b78142', 'hex');

describe('reading a plain text', () => {
  it.each([
    ['UTF-8', Buffer.from(PLAN)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${PLAN}`)],
    ['UTF-16 little endian with a mark', Buffer.from(`\ufeff${PLAN}`, 'utf16le')],
    ['UTF-16 big endian with a mark', Buffer.from(`\ufeff${PLAN}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from(PLAN, 'utf16le')],
  ])('takes %s', async (_, bytes) => {
    const document = await readDocument(bytes, 'a.txt');

    expect(document.format).toBe('txt');
    expect(textsOf(document)).toEqual(PLAN_LINES);
  });

  it('takes GB18030', async () => {
    expect(textsOf(await readDocument(GB18030, 'a.txt'))).toEqual(['各单位应于3月底前报送工作要点。']);
  });

  it.each([
    ['Big5', BIG5, 'wrong-encoding', 'Big5'],
    ['Shift-JIS', SHIFT_JIS, 'wrong-encoding', 'Shift-JIS'],
    ['bytes of no encoding', Buffer.from([0x81, 0x20, 0xff, 0xfe, 0x80, 0x41]), 'wrong-encoding', '无法辨认'],
    ['a NUL', Buffer.from('工作要点\0'), 'unknown-type', '二进制'],
    ['a NUL in UTF-16', Buffer.from('\ufeff工作要点\0', 'utf16le'), 'unknown-type', '二进制'],
  ])('refuses %s', async (_, bytes, code, words) => {
    await expect(readDocument(bytes, 'a.txt')).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
  });

  it('gives each line the offsets at which the text has it', async () => {
    const document = await readString(PLAN);

    for (const block of document.blocks) {
      if (block.kind !== 'line' || !('from' in block.place)) throw new Error('a line with offsets was expected');
      expect(document.text.slice(block.place.from, block.place.to)).toBe(block.text);
    }
  });

  it('reads radicals that were copied from a PDF as the characters they look like', async () => {
    expect(textsOf(await readString('市⺠政局于4⽉底前完成⼯作。'))).toEqual(['市民政局于4月底前完成工作。']);
  });
});

describe('a table pasted into a text', () => {
  it('is read from tabs, with line breaks inside quoted cells', async () => {
    const document = await readString(
      '任务清单\n序号\t任务\t时限\n1\t"排查隐患\n建立台账"\t4月底\n2\t开展""演练\t\n\n以上。',
    );

    expect(tablesOf(document)).toEqual([
      [
        ['0:序号', '1:任务', '2:时限'],
        ['0:1', '1:排查隐患\n建立台账', '2:4月底'],
        ['0:2', '1:开展""演练', '2:'],
      ],
    ]);
    expect(textsOf(document)).toEqual(['任务清单', '以上。']);
  });

  it('is read from bars and the rules between them', async () => {
    const document = await readString('+---+---+\n| 任务 | 时限 |\n+---+---+\n| 排查 | 4月底 |\n+---+---+');

    expect(tablesOf(document)).toEqual([
      [
        ['0:任务', '1:时限'],
        ['0:排查', '1:4月底'],
      ],
    ]);
  });

  it('is read from wide gaps, where each row has as many cells', async () => {
    const document = await readString('任务清单\n序号  任务    时限\n1     排查    4月底\n2     演练    5月底\n注：略');

    expect(tablesOf(document)).toEqual([
      [
        ['0:序号', '1:任务', '2:时限'],
        ['0:1', '1:排查', '2:4月底'],
        ['0:2', '1:演练', '2:5月底'],
      ],
    ]);
    expect(textsOf(document)).toEqual(['任务清单', '注：略']);
  });

  it('is not made of lines that begin with a tab or of a single row', async () => {
    const document = await readString('\t（一）排查。\n\t（二）演练。\n联系人：小周\t电话：6620158\n');

    expect(tablesOf(document)).toEqual([]);
  });
});
