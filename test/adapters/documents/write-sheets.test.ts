import { read } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../src/adapters/documents/read-document.ts';
import { writeSheets } from '../../../src/adapters/documents/write-sheets.ts';
import type { Cell, Sheet } from '../../../src/core/sheet.ts';
import { at, day } from '../../support/builders.ts';

const text = (words: string): Cell => ({ kind: 'text', text: words });
const aSheet = (...rows: readonly (readonly Cell[])[]): Sheet => ({
  title: '要点　督办台账表',
  notes: ['市处非办　共 1 项任务'],
  columns: [
    { heading: '编号', width: 9, centred: true },
    { heading: '最新进展', width: 30, centred: false },
    { heading: '当前时限', width: 11, centred: true },
    { heading: '报送时间', width: 16, centred: true },
    { heading: '进度（%）', width: 6, centred: true },
  ],
  rows,
});
const row = (words: string): readonly Cell[] => [
  text('26-12-2'),
  text(words),
  { kind: 'day', on: day('2026-06-30') },
  { kind: 'moment', on: day('2026-06-29'), at: 15 * 60 + 20 },
  { kind: 'number', value: 62.5 },
];
const writtenAt = at('2026-06-30 09:00');
const workbook = async (...sheets: readonly Sheet[]) =>
  read(await writeSheets('xlsx', sheets, writtenAt), { cellDates: true, cellStyles: true, bookFiles: true, UTC: true });

describe('a sheet as a workbook', () => {
  it('types its cells: texts, days, moments and numbers', async () => {
    const book = await workbook(aSheet(row('已收齐 6 家\n另 2 家待报')));
    const page = book.Sheets.台账1;
    const held = ['A4', 'B4', 'C4', 'D4', 'E4'].map((place) => [page?.[place].t, page?.[place].w ?? page?.[place].v]);

    expect(held).toEqual([
      ['s', '26-12-2'],
      ['s', '已收齐 6 家\n另 2 家待报'],
      ['d', '2026-06-30'],
      ['d', '2026-06-29 15:20'],
      ['n', '62.5'],
    ]);
  });

  it('is set to be printed on A4 landscape, filtered, and scrolled under its headings', async () => {
    const book = (await workbook(aSheet(row('甲'), row('乙')))) as unknown as {
      files: Record<string, { content: Uint8Array }>;
      Workbook: { Names: readonly { Name: string; Ref: string }[] };
    };
    const xml = new TextDecoder().decode(book.files['xl/worksheets/sheet1.xml']?.content);

    expect(xml).toContain('<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>');
    expect(xml).toContain('<pane xSplit="2" ySplit="3" topLeftCell="C4" activePane="bottomRight" state="frozen"/>');
    expect(xml).toContain('<autoFilter ref="A3:E5"/>');
    expect(xml).toContain('<mergeCells count="2"><mergeCell ref="A1:E1"/><mergeCell ref="A2:E2"/></mergeCells>');
    expect(xml).toContain('<col min="2" max="2" width="30.71" customWidth="1"/>');
    expect(book.Workbook.Names.map(({ Name, Ref }) => [Name, Ref])).toEqual([
      ['_xlnm.Print_Titles', "'台账1'!$3:$3"],
      ['_xlnm._FilterDatabase', "'台账1'!$A$3:$E$5"],
    ]);
  });

  it('makes each row as high as its longest text', async () => {
    const book = (await workbook(aSheet(row('短'), row('长'.repeat(100))))) as unknown as {
      Sheets: Record<string, { '!rows': readonly { hpt: number }[] }>;
    };
    const heights = book.Sheets.台账1?.['!rows'].map(({ hpt }) => hpt) ?? [];

    expect(heights.slice(3)).toEqual([18, 116]);
  });

  it('has a page for each plan', async () => {
    const book = await workbook(aSheet(row('甲')), aSheet(), aSheet(row('丙')));

    expect(book.SheetNames).toEqual(['台账1', '台账2', '台账3']);
    expect(book.Sheets.台账3?.B4.v).toBe('丙');
  });

  it('is readable whatever its texts are, and holds what XML forbids in the format’s own way', async () => {
    const words = '\u0000=1+1\u001b\ufffe_x0041_<a>&amp;]]>"\'\t\n尾 ';
    const bytes = await writeSheets('xlsx', [aSheet(row(`${words}\ud800`))], writtenAt);

    expect(read(bytes).Sheets.台账1?.B4.v).toBe(`${words}\ufffd`);
    expect((await readDocument(bytes, '台账.xlsx')).blocks).toHaveLength(1);
  });
});

describe('a sheet as a file of values', () => {
  it('has its mark, quotes, line ends and plain figures; what a program would turn into something else is guarded', async () => {
    const bytes = await writeSheets('csv', [aSheet(row('完成“三零”,"见附"\n=1+1')), aSheet()], writtenAt);
    const head =
      '"要点　督办台账表"\r\n"市处非办　共 1 项任务"\r\n"编号","最新进展","当前时限","报送时间","进度（%）"\r\n';

    expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)).toBe(
      `\ufeff${head}"'26-12-2","完成“三零”,""见附""\n=1+1",2026-06-30,2026-06-29 15:20,62.5\r\n\r\n${head}`,
    );
  });
});

describe.each(['xlsx', 'csv'] as const)('the bytes of a sheet (%s)', (format) => {
  it('are the same for the same sheet and instant', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => writeSheets(format, [aSheet(row('甲'))], writtenAt)));

    expect(Buffer.compare(Buffer.from(first ?? []), Buffer.from(second ?? []))).toBe(0);
  });
});
