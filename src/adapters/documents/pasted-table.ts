import type { SourceRow, SourceTable } from '../../reading/source-document.ts';
import { CellBudget } from './flow.ts';
import type { TextLine } from './txt.ts';

/** A table found in a text, and the index of the first line behind it. */
export interface PastedTable {
  readonly block: SourceTable;
  readonly next: number;
}

/** A rule between rows: |---|:--:| of Markdown or +----+----+ of a terminal. */
const isRule = (line: string) => /(?:--|──|━━|==)/.test(line) && /^[\s|+:=─━┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋-]+$/.test(line);

/**
 * The table that begins at a line: cells between bars, between tabs as a spreadsheet puts them on the clipboard, or between wide
 * gaps. Only what is clearly a table is one: two rows at least (three between gaps), of as many cells as the first. Anything less
 * stays lines.
 */
export function pastedTable(lines: readonly TextLine[], start: number, text: string): PastedTable | undefined {
  const first = plainBars(lines[start]?.text ?? '');
  if (
    /^\s*[|+]/.test(first) ||
    (first.split('|').length > 2 && barsGoOn(lines, start)) ||
    (first.includes('|') && isRule(lines[start + 1]?.text ?? ''))
  ) {
    return barTable(lines, start);
  }
  return first.includes('\t') ? tabTable(lines, start, text) : gapTable(lines, start);
}

/** Bars as print draws them, ｜ and │, are bars. */
function plainBars(line: string): string {
  return line.replace(/[｜│┃]/g, '|');
}

/** Bars between cells but none around them: a table if the next line has as many. */
function barsGoOn(lines: readonly TextLine[], start: number): boolean {
  const count = (at: number) => plainBars(lines[at]?.text ?? '').split('|').length;
  return count(start) === count(start + 1);
}

function barTable(lines: readonly TextLine[], start: number): PastedTable | undefined {
  const rows: { readonly cells: readonly string[]; readonly line: TextLine }[] = [];
  const isFramed = /^\s*[|+┌┏]/.test(plainBars(lines[start]?.text ?? ''));
  let next = start;
  for (; next < lines.length; next += 1) {
    const line = lines[next];
    if (line === undefined) break;
    const text = plainBars(line.text);
    if (isRule(text) && /[|+┌┏├┣└┗┼╋]/.test(text)) {
      // Rules alone are no table; looking on from each of many would take forever.
      if (rows.length === 0 && next > start) break;
      continue;
    }
    const cells = text.includes('|') ? barCells(text, isFramed) : [];
    if (cells.length === 0 || cells.length > (rows[0]?.cells.length ?? cells.length)) break;
    if (rows.length === 0 && cells.length < 2) break;
    rows.push({ cells, line });
  }
  if (rows.length < 2) return undefined;
  return { block: tableOf(rows.map(({ cells, line }) => ({ cells, from: line.from, to: line.to }))), next };
}

/** The cells between bars; `\|` is a bar that was written, not a border. */
export function barCells(line: string, isFramed = true): string[] {
  const inner = isFramed
    ? line
        .trim()
        .replace(/^\|/, '')
        .replace(/(?<!\\)\|$/, '')
    : line.trim();
  return inner.split(/(?<!\\)\|/).map((cell) => cell.replaceAll('\\|', '|').trim());
}

/** Cells with gaps of two blanks or a wide one between them, as many in each row as in the first. */
function gapTable(lines: readonly TextLine[], start: number): PastedTable | undefined {
  const rows: { readonly cells: readonly string[]; readonly from: number; readonly to: number }[] = [];
  let next = start;
  if (/^\s*\d{1,3}\s/.test(lines[start]?.text ?? '')) return undefined;
  for (; next < lines.length; next += 1) {
    const line = lines[next];
    const cells = line?.text.trim().split(/ {2,}|\u3000+ */) ?? [];
    if (line === undefined || cells.length < 3 || cells.length !== (rows[0]?.cells.length ?? cells.length)) break;
    rows.push({ cells, from: line.from, to: line.to });
  }
  if (rows.length < 3 || isTorn(rows[0]?.cells[0] ?? '', rows.length, lines[next]?.text ?? '')) return undefined;
  return { block: tableOf(rows), next };
}

/** A numbered list goes on behind a broken or an empty cell: then the reading finds its rows by their numbers. */
function isTorn(firstHead: string, rows: number, behind: string): boolean {
  // Cells that go on, or fewer of them than above: the columns tell more than the count.
  if (/\S(?: {2,}|\u3000+)\S/.test(behind)) return true;
  return (
    /^(?:序号|编号|序|号)$/.test(firstHead) && (/^\s{4,}\S/.test(behind) || new RegExp(`^\\s*${rows}\\s`).test(behind))
  );
}

/** Rows from the clipboard: tabs between cells, quotes around a cell that has line breaks of its own. */
function tabTable(lines: readonly TextLine[], start: number, text: string): PastedTable | undefined {
  const rows: { readonly cells: readonly string[]; readonly from: number; readonly to: number }[] = [];
  let next = start;
  while (next < lines.length) {
    const row = tabRow(lines, next, text);
    if (row === undefined || (rows[0] !== undefined && row.cells.length > rows[0].cells.length)) break;
    if (next === start && row.cells.filter((cell) => cell !== '').length < 2) break;
    // A blank line ends a table: what was copied from a spreadsheet has none inside.
    if (next > start && /\n\s*\n/.test(text.slice(rows.at(-1)?.to, row.from))) break;
    rows.push(row);
    next = row.next;
  }
  if (rows.length < (rows[0]?.cells.length === 2 ? 3 : 2)) return undefined;
  return { block: tableOf(rows), next };
}

/** A cell that begins with a quote, up to the quote before the next tab or line end; quotes inside are doubled. */
const QUOTED_CELL = /"((?:[^"]|""){0,5000})"[ \t]*?(?=\t|\r?\n|$)/y;
const BARE_CELL = /[^\t\r\n]*/y;

function tabRow(lines: readonly TextLine[], index: number, text: string) {
  const first = lines[index];
  if (first === undefined || !first.text.trimStart().includes('\t')) return undefined;
  const cells: string[] = [];
  let at = first.from;
  for (;;) {
    QUOTED_CELL.lastIndex = at;
    BARE_CELL.lastIndex = at;
    const quoted = QUOTED_CELL.exec(text);
    const cell = quoted ?? BARE_CELL.exec(text);
    cells.push((quoted?.[1]?.replaceAll('""', '"') ?? cell?.[0] ?? '').trim());
    at += cell?.[0].length ?? 0;
    if (text[at] !== '\t') break;
    at += 1;
  }
  let next = index + 1;
  while (next < lines.length && (lines[next]?.from ?? at) < at) next += 1;
  return { cells, from: first.from, to: Math.max(at, first.to), next };
}

function tableOf(rows: readonly { cells: readonly string[]; from: number; to: number }[]): SourceTable {
  const budget = new CellBudget();
  return {
    kind: 'table',
    rows: rows.map(
      ({ cells, from, to }): SourceRow => ({
        cells: cells.map((cell, column) => {
          budget.take(cells.length, 1);
          return { text: cell, column, rowSpan: 1, columnSpan: 1 };
        }),
        place: { from, to },
      }),
    ),
  };
}
