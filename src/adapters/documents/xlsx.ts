import type { LeftOut, SourceCell, SourceDocument, SourceRow, SourceTable } from '../../reading/source-document.ts';
import type { Archive } from './archive.ts';
import { CellBudget } from './flow.ts';
import { childOf, childrenOf, type MarkupElement, textOf } from './markup.ts';
import { readPart, readRelationships, targetOf } from './office-parts.ts';
import { Unreadable } from './refusals.ts';
import { formatCode } from './xlsx-format.ts';
import { readSheet, type Sheet, type Workbook } from './xlsx-sheet.ts';

/**
 * A workbook: each visible sheet as one table, title rows and notes among its rows, cells as the sheet shows them. Hidden sheets,
 * rows and columns are left out and named in `leftOut`.
 */
export async function readXlsx(archive: Archive): Promise<SourceDocument> {
  const main = targetOf(await readRelationships(archive, ''), 'officeDocument') ?? 'xl/workbook.xml';
  const root = await readPart(archive, main);
  if (root === undefined) throw new Unreadable('damaged');
  const related = await readRelationships(archive, main);
  const workbook: Workbook = {
    strings: sharedStrings(await readPart(archive, targetOf(related, 'sharedStrings'))),
    formats: cellFormats(await readPart(archive, targetOf(related, 'styles'))),
    from1904: /^(?:1|true)$/.test(childOf(root, 'workbookPr')?.attributes.date1904 ?? ''),
  };

  const budget = new CellBudget();
  const tables: SourceTable[] = [];
  const leftOut: LeftOut[] = [];
  for (const { attributes } of childrenOf(childOf(root, 'sheets'), 'sheet')) {
    const name = attributes.name ?? '';
    const part = related.find(({ id }) => id === attributes.id);
    // Sheets of charts and macros have no cells.
    if (part?.type !== 'worksheet') continue;
    const isHidden = /hidden/i.test(attributes.state ?? '');
    const xml = isHidden ? undefined : await archive.text(part.target);
    if (isHidden) leftOut.push({ kind: 'hidden-sheet', where: name });
    if (xml === undefined) continue;
    const sheet = readSheet(xml, workbook, budget);
    leftOut.push(...hiddenParts(sheet, name));
    const rows = tableRows(sheet, name, budget);
    if (rows.length > 0) tables.push({ kind: 'table', rows, title: name });
  }
  if (tables.length === 0) throw new Unreadable('no-text');
  const text = tables.flatMap((table) => table.rows.map((row) => row.cells.map((cell) => cell.text).join('\t')));
  return {
    format: 'xlsx',
    text: text.join('\n'),
    blocks: tables,
    flowing: true,
    ...(leftOut.length > 0 ? { leftOut } : {}),
  };
}

function hiddenParts(sheet: Sheet, name: string): LeftOut[] {
  const parts: LeftOut[] = [];
  if (sheet.hiddenRows.length > 0) parts.push({ kind: 'hidden-rows', where: `${name}!${sheet.hiddenRows.join('、')}` });
  if (sheet.hiddenColumns.length > 0) {
    parts.push({ kind: 'hidden-columns', where: `${name}!${sheet.hiddenColumns.map(columnLetters).join('、')}` });
  }
  return parts;
}

/** 0 → A, 26 → AA. */
function columnLetters(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnLetters(Math.floor(column / 26) - 1) + letter;
}

/**
 * Rows with words, from the first to the last column that shows any. A merged cell stands once, and reaches as far as rows and
 * columns are shown.
 */
function tableRows(sheet: Sheet, name: string, budget: CellBudget): SourceRow[] {
  const hidden = new Set(sheet.hiddenColumns);
  const shownColumns = [...sheet.usedColumns]
    .filter((column) => !hidden.has(column))
    .sort((left, right) => left - right);
  const first = shownColumns[0] ?? 0;
  const last = shownColumns.at(-1) ?? -1;
  const columns: number[] = [];
  for (let column = first; column <= last; column += 1) if (!hidden.has(column)) columns.push(column);
  const shownRows = [...sheet.rows].filter(([, cells]) => cells.size > 0).sort(([left], [right]) => left - right);

  const covered = new Set<string>();
  const anchors = new Map<string, SpannedText>();
  const isShownRow = new Set(shownRows.map(([number]) => number));
  const isShownColumn = new Set(columns);
  for (const merge of sheet.merges) {
    const rows = numbersOf(merge.fromRow, Math.min(merge.toRow, shownRows.at(-1)?.[0] ?? 0), isShownRow);
    const across = numbersOf(merge.fromColumn, Math.min(merge.toColumn, last), isShownColumn);
    budget.take(0, rows.length * across.length);
    for (const row of rows) for (const column of across) covered.add(`${row},${column}`);
    const anchor = `${rows[0]},${across[0]}`;
    covered.delete(anchor);
    const origin = `${merge.fromRow},${merge.fromColumn}`;
    const text = sheet.rows.get(merge.fromRow)?.get(merge.fromColumn) ?? sheet.hiddenTexts.get(origin) ?? '';
    anchors.set(anchor, { text, rowSpan: rows.length, columnSpan: across.length });
  }

  return shownRows.map(([row, cells]) => ({
    cells: columns.flatMap((column, index) => {
      const key = `${row},${column}`;
      if (covered.has(key)) return [];
      budget.take(index + 1, 1);
      return [{ text: cells.get(column) ?? '', column: index, rowSpan: 1, columnSpan: 1, ...anchors.get(key) }];
    }),
    place: { sheet: name, row },
  }));
}

type SpannedText = Pick<SourceCell, 'text' | 'rowSpan' | 'columnSpan'>;

function numbersOf(from: number, to: number, among: ReadonlySet<number>): number[] {
  const numbers: number[] = [];
  for (let number = from; number <= to; number += 1) if (among.has(number)) numbers.push(number);
  return numbers;
}

/** Rich text runs are joined; phonetic guides (rPh) are no text. */
function sharedStrings(part: MarkupElement | undefined): readonly string[] {
  return childrenOf(part, 'si').map((item) =>
    item.children
      .map((child) => (typeof child === 'string' || (child.name !== 't' && child.name !== 'r') ? '' : runText(child)))
      .join(''),
  );
}

function runText(element: MarkupElement): string {
  return element.name === 't' ? textOf(element) : childrenOf(element, 't').map(textOf).join('');
}

function cellFormats(part: MarkupElement | undefined): readonly string[] {
  const own = new Map<number, string>();
  for (const { attributes } of childrenOf(childOf(part, 'numFmts'), 'numFmt')) {
    own.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
  }
  return childrenOf(childOf(part, 'cellXfs'), 'xf').map((xf) => formatCode(Number(xf.attributes.numFmtId ?? 0), own));
}
