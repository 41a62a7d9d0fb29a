import { describe, expect, it } from 'vitest';
import { readOffice } from '../../../src/adapters/documents/read-format.ts';
import { type SheetXml, tablesOf, workbookFile } from '../../support/read-files.ts';

const read = (sheets: readonly SheetXml[], strings?: string, styles?: string) =>
  readOffice(workbookFile(sheets, strings, styles));

const inline = (reference: string, text: string) => `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;

describe('reading a workbook', () => {
  it('gives each sheet as one table, with merged cells once and the place of each row', async () => {
    const rows = `<row r="1">${inline('A1', '任务清单')}</row><row r="3">${inline('A3', '序号')}${inline('B3', '任务')}</row><row r="4"><c r="A4"><v>1</v></c>${inline('B4', '排查')}</row><row r="5"><c r="A5"><v>2</v></c></row>`;
    const after = '<mergeCells><mergeCell ref="A1:XFD1"/><mergeCell ref="B4:B5"/></mergeCells>';
    const document = await read([
      { name: '清单', rows, after },
      { name: '追加', rows: `<row>${'<c t="str"><v>事项</v></c>'}</row>` },
    ]);

    expect(tablesOf(document)).toEqual([
      [['0:任务清单→2'], ['0:序号', '1:任务'], ['0:1', '1:排查↓2'], ['0:2']],
      [['0:事项']],
    ]);
    expect(document.blocks.map((block) => block.kind === 'table' && block.title)).toEqual(['清单', '追加']);
    expect(document.blocks[0]?.kind === 'table' && document.blocks[0].rows.map((row) => row.place)).toEqual([
      { sheet: '清单', row: 1 },
      { sheet: '清单', row: 3 },
      { sheet: '清单', row: 4 },
      { sheet: '清单', row: 5 },
    ]);
  });

  it.each([
    ['yyyy"年"m"月"d"日"', '44742', '2022年6月30日'],
    ['m"月"d"日";@', '44742', '6月30日'],
    ['yyyy"年"m"月"', '44742', '2022年6月'],
    ['yyyy\\-mm\\-dd', '44742.5', '2022年6月30日'],
    ['[$-F800]dddd, mmmm dd, yyyy', '44742', '2022年6月30日'],
    ['h:mm', '0.5', '12:00'],
    ['General', '0.30000000000000004', '0.3'],
    ['0%', '0.85', '85%'],
    ['0.0%', '0.855', '85.5%'],
    ['0"月底前"', '6', '6月底前'],
    ['000', '7', '007'],
    ['#,##0', '1200', '1200'],
    ['@', '3', '3'],
  ])('shows a cell of the format %s as the sheet does: %s → %s', async (code, value, shown) => {
    const styles = `<numFmts><numFmt numFmtId="170" formatCode="${code.replaceAll('"', '&quot;')}"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>`;

    expect(tablesOf(await read([{ name: '一', rows: `<row><c s="1"><v>${value}</v></c></row>` }], '', styles))).toEqual(
      [[[`0:${shown}`]]],
    );
  });

  it.each([
    [14, '2022年6月30日'],
    [31, '2022年6月30日'],
    [57, '2022年6月'],
    [58, '6月30日'],
  ])('knows the built-in format %i', async (id, shown) => {
    const styles = `<cellXfs><xf numFmtId="${id}"/></cellXfs>`;

    expect(tablesOf(await read([{ name: '一', rows: '<row><c><v>44742</v></c></row>' }], '', styles))).toEqual([
      [[`0:${shown}`]],
    ]);
  });

  it.each([
    ['a shared string', '<c t="s"><v>0</v></c>', '完成排查'],
    ['rich text without its guides to pronunciation', '<c t="s"><v>1</v></c>', '市住建局'],
    ['a truth value', '<c t="b"><v>1</v></c>', 'TRUE'],
    ['the last result of a formula', '<c t="str"><f>A1&amp;B1</f><v>4月底</v></c>', '4月底'],
    ['a line break written as a code', '<c t="str"><v>甲_x000D_\n乙</v></c>', '甲\n乙'],
  ])('takes %s', async (_, cell, shown) => {
    const strings = '<si><t>完成排查</t></si><si><r><t>市</t></r><r><rPr/><t>住建局</t></r><rPh><t>shi</t></rPh></si>';

    expect(tablesOf(await read([{ name: '一', rows: `<row>${cell}</row>` }], strings))).toEqual([[[`0:${shown}`]]]);
  });

  it('leaves out what is hidden, and names it', async () => {
    const rows = `<row r="1">${inline('A1', '任务')}${inline('B1', '内部意见')}${inline('C1', '时限')}</row><row r="2" hidden="1">${inline('A2', '旧任务')}</row><row r="3">${inline('A3', '排查')}${inline('B3', '不公开')}${inline('C3', '4月')}</row>`;
    const before = '<cols><col min="2" max="2" hidden="1"/></cols>';
    const document = await read([
      { name: '清单', rows, before },
      { name: '选项', rows: `<row>${inline('A1', '2021年')}</row>`, state: 'hidden' },
    ]);

    expect(tablesOf(document)).toEqual([
      [
        ['0:任务', '1:时限'],
        ['0:排查', '1:4月'],
      ],
    ]);
    expect(document.leftOut).toEqual([
      { kind: 'hidden-rows', where: '清单!2' },
      { kind: 'hidden-columns', where: '清单!B' },
      { kind: 'hidden-sheet', where: '选项' },
    ]);
  });

  it('is not troubled by cells that are formatted but empty', async () => {
    const empty = Array.from(
      { length: 20_000 },
      (_, index) => `<row r="${index + 2}"><c r="XFD${index + 2}" s="1"/></row>`,
    ).join('');

    expect(tablesOf(await read([{ name: '一', rows: `<row r="1">${inline('B1', '排查')}</row>${empty}` }]))).toEqual([
      [['0:排查']],
    ]);
  });
});
