import { alignedTable } from './aligned-table.ts';
import { compact, hanOrdinal } from './characters.ts';
import { cellsOnLines, numberedRecords } from './flat-table.ts';
import { furnitureOf, looksLikeTitle } from './furniture.ts';
import { readLabel } from './labels.ts';
import { recordTable } from './record-table.ts';
import type { SourceBlock, SourceLine, SourceRow, SourceTable } from './source-document.ts';
import { type ColumnKind, columnKindOf } from './table-columns.ts';
import { cellsOfLines, columnsOf, typeOf, widelyParted } from './text-columns.ts';

/** Looks at all that follows a header, a document has no more tables than that; else a text of headers alone would take forever. */
const MOST_LOOKS = 40;

/** A printed table lost its rules: its cells stand on a line with blanks between them, or wide gaps, or each on a line of its own. */
type Layout = 'blanks' | 'lines' | 'columns';

/** Finds the tables that a plain text prints without tabs or rules, and gives them back as tables. */
export function findPrintedTables(blocks: readonly SourceBlock[]): SourceBlock[] {
  const result: SourceBlock[] = [];
  const looks = { left: MOST_LOOKS };
  for (let at = 0; at < blocks.length; ) {
    const torn = tornRow(blocks[at]);
    if (torn) {
      result.push(torn);
      at++;
      continue;
    }
    const flat =
      cellsOnLines(blocks, at, looks) ??
      numberedRecords(blocks, at, looks) ??
      alignedTable(blocks, at) ??
      recordTable(blocks, at);
    if (flat) {
      result.push(flat.table);
      at = flat.next;
      continue;
    }
    const found = headerAt(blocks, at);
    const rows = found ? rowsFrom(blocks, found) : [];
    if (!found || rows.length === 0) {
      result.push(blocks[at] as SourceBlock);
      at++;
      continue;
    }
    result.push(tableOf(found, rows, (blocks[at] as SourceLine).place));
    at = (rows.at(-1) as PrintedRow).to;
  }
  return result;
}

// Rows with tabs between their cells that stand alone, since a section row cut the table: 序号⇥任务⇥时限.
function tornRow(block: SourceBlock | undefined): SourceTable | null {
  if (block?.kind !== 'line' || !block.text.includes('\t')) return null;
  const texts = block.text.split('\t').map((text) => text.trim());
  const known = texts.filter((text) => columnKindOf(compact(text)) !== undefined).length;
  const areWords = texts.every((text) => text !== '' && text.length <= 12 && !/[\d。；]/u.test(text));
  const isHeader =
    areWords && texts.length >= 3 && (known === texts.length || (known >= 4 && known >= texts.length - 2));
  const isRow = texts.length >= 3 && /^\d{1,3}$/u.test(texts[0] ?? '');
  if (!isHeader && !isRow) return null;
  const cells = texts.map((text, column) => ({ text, column, rowSpan: 1, columnSpan: 1 }));
  return { kind: 'table', rows: [{ cells, place: block.place }] };
}

interface PrintedHeader {
  readonly layout: Layout;
  /** Where each column begins, if the print keeps its columns. */
  readonly starts: readonly number[] | null;
  readonly words: readonly string[];
  readonly kinds: readonly ColumnKind[];
  readonly bodyFrom: number;
}

interface PrintedRow {
  readonly tokens: readonly string[];
  readonly lines: readonly string[];
  readonly first: SourceLine;
  readonly last: SourceLine;
  readonly to: number;
}

const NUMBER_HEAD = /^(?:序号|编号|序|号|组别|组次|批次|场次)$/u;
const MAX_HEADER_LINES = 12;
const MAX_ROW_LINES = 40;

function headerAt(blocks: readonly SourceBlock[], at: number): PrintedHeader | null {
  const first = lineAt(blocks, at);
  if (!first) return null;
  const tokens = tokensOf(first.text);
  if (!NUMBER_HEAD.test(tokens[0] ?? '')) return null;
  const parted = widelyParted(first.text);
  const keepsColumns = parted.length >= 3 && parted.length === tokens.length;
  const layout: Layout = tokens.length === 1 ? 'lines' : keepsColumns ? 'columns' : 'blanks';
  const words = [...tokens];
  let next = at + 1;
  while (next < at + MAX_HEADER_LINES) {
    const line = lineAt(blocks, next);
    if (!line || /^\s*\d/u.test(line.text) || rowNumber(line.text, layout) !== null) break;
    const more = layout === 'lines' ? [compact(line.text)] : tokensOf(line.text);
    if (more.some((word) => word.length > 10)) return null;
    // A header cell may break: 时间 and 安排 are one column.
    const joined = (words.at(-1) ?? '') + (more[0] ?? '');
    if (
      columnKindOf(more[0] ?? '') === undefined ||
      (layout === 'blanks' && columnKindOf(joined) === columnKindOf(words.at(-1) ?? '') && joined.length <= 6)
    ) {
      words[words.length - 1] = joined;
      words.push(...more.slice(1));
    } else words.push(...more);
    next++;
  }
  const kinds = words.map(columnKindOf);
  const starts = layout === 'columns' && words.length === parted.length ? parted.map((token) => token.at) : null;
  if (
    words.length < 3 ||
    kinds.some((kind) => kind === undefined) ||
    !(kinds.includes('task') || kinds.includes('category'))
  )
    return null;
  return { layout, starts, words, kinds: kinds as ColumnKind[], bodyFrom: next };
}

function rowsFrom(blocks: readonly SourceBlock[], header: PrintedHeader): PrintedRow[] {
  const rows: PrintedRow[] = [];
  let at = header.bodyFrom;
  let expected = 1;
  while (at < blocks.length) {
    const line = lineAt(blocks, at);
    if (!line) break;
    const repeated = rows.length > 0 ? headerAt(blocks, at) : null;
    if (repeated) {
      at = repeated.bodyFrom;
      continue;
    }
    if (rowNumber(line.text, header.layout) !== expected) break;
    const row = rowAt(blocks, at, header, expected);
    rows.push(row);
    at = row.to;
    expected++;
  }
  return rows;
}

function rowAt(blocks: readonly SourceBlock[], at: number, header: PrintedHeader, number: number): PrintedRow {
  const first = lineAt(blocks, at) as SourceLine;
  const tokens = header.layout === 'lines' ? [compact(first.text)] : tokensOf(first.text);
  const lines = [first.text];
  let last = first;
  let to = at + 1;
  while (to < blocks.length && to < at + MAX_ROW_LINES) {
    const line = lineAt(blocks, to);
    if (!line || rowNumber(line.text, header.layout) === number + 1) break;
    if (endsTable(line.text) && !isDayOfRow(line.text, tokens, header)) break;
    if (headerAt(blocks, to)) break;
    if (furnitureOf(line.text) !== 'page') {
      addTokens(tokens, line.text, header.layout);
      lines.push(line.text);
    }
    last = line;
    to++;
  }
  return { tokens, lines, first, last, to };
}

function addTokens(tokens: string[], text: string, layout: Layout): void {
  const more = layout === 'lines' ? [text.trim()] : tokensOf(text);
  const before = tokens.at(-1) ?? '';
  const goesOn =
    /[，、（(—]$/u.test(before) ||
    (layout !== 'lines' &&
      tokens.length > 1 &&
      typeOf(before) === 'words' &&
      typeOf(more[0] ?? '') === 'words' &&
      !/[。；]$/u.test(before));
  if (goesOn) {
    tokens[tokens.length - 1] = before + (more[0] ?? '');
    tokens.push(...more.slice(1));
  } else tokens.push(...more);
}

// 2023年10月20日 alone on a line is the limit of a row that lacks one, not a signature.
function isDayOfRow(text: string, tokens: readonly string[], { layout, kinds }: PrintedHeader): boolean {
  return (
    layout === 'lines' && kinds.includes('limit') && tokens.length < kinds.length && furnitureOf(text) === 'signature'
  );
}

// What begins a new piece of the document ends the table; a page number does not.
function endsTable(text: string): boolean {
  const kind = furnitureOf(text);
  if (kind !== null) return kind !== 'page';
  const style = readLabel(text)?.style;
  return (
    style === 'han' || style === 'chapter' || looksLikeTitle(text) || /^(?:备注|注|说明)[:：]/u.test(compact(text))
  );
}

function rowNumber(text: string, layout: Layout): number | null {
  const pattern = layout === 'lines' ? /^\s*(\d{1,3})[.、．]?\s*$/u : /^\s*(\d{1,3})[.、．]?\s+\S/u;
  const match = pattern.exec(text);
  if (match) return Number(match[1]);
  // 第一组, 第2批 count the rows of a plan of inspections.
  const group = /^\s*第\s?([一二三四五六七八九十\d]{1,3})\s?(?:组|批|场|期|轮)(?:\s+\S|$)/u.exec(text)?.[1];
  return group ? (hanOrdinal(group) ?? Number(group)) : null;
}

function lineAt(blocks: readonly SourceBlock[], at: number): SourceLine | null {
  const block = blocks[at];
  return block?.kind === 'line' ? block : null;
}

// Blanks inside a date only space the print: 4 月份 is one cell, 5 月—6 月 too.
function tokensOf(text: string): string[] {
  return text
    .trim()
    .replace(/(?<=\S)\s(?=[月日年号]|季度|个)/gu, '')
    .replace(/(?<=[月日年第每至—–\-~、])\s(?=\d)/gu, '')
    .split(/[\s\u3000]+/u)
    .filter((token) => token !== '');
}

function cellsOfTokens(tokens: readonly string[], kinds: readonly ColumnKind[], layout: Layout): string[] {
  if (layout === 'lines' && tokens.length === kinds.length) return [...tokens];
  const columns = columnsOf(
    tokens.map((text) => ({ text, at: 0 })),
    kinds,
    null,
  );
  return kinds.map((_, column) => tokens.filter((_token, at) => columns[at] === column).join(' '));
}

function tableOf(header: PrintedHeader, rows: readonly PrintedRow[], headerPlace: SourceLine['place']): SourceTable {
  const cell = (text: string, column: number) => ({ text, column, rowSpan: 1, columnSpan: 1 });
  const body = rows.map((row): SourceRow => {
    const texts = header.starts
      ? cellsOfLines(row.lines, header.kinds, header.starts)
      : cellsOfTokens(row.tokens, header.kinds, header.layout);
    const place =
      'from' in row.first.place && 'to' in row.last.place
        ? { from: row.first.place.from, to: row.last.place.to }
        : row.first.place;
    return { cells: texts.map(cell), place };
  });
  return { kind: 'table', rows: [{ cells: header.words.map(cell), place: headerPlace }, ...body] };
}
