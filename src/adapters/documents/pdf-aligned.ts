import type { PrintedRow, Segment } from './pdf-lines.ts';
import { joinWrapped, type PageTable, type TableRow } from './pdf-table.ts';

/** A header of fewer cells may be anything that stands side by side. */
const COLUMNS_LEAST = 3;
/** A header and two rows: fewer do not show that columns are meant. */
const ROWS_LEAST = 3;
/** Rows of one table stand nearer than this (in character sizes). */
const ROW_GAP = 4;

interface Column {
  left: number;
  right: number;
}

/** A table without printed lines, and how many printed rows it takes. */
export interface AlignedTable {
  readonly table: PageTable;
  readonly taken: number;
}

/**
 * The table without printed lines that begins with a row: words that stand under those of that row, each under one of them. A row
 * begins where its first cell is filled; rows without one are wrapped lines of the row above.
 */
export function alignedTable(rows: readonly PrintedRow[], start: number): AlignedTable | undefined {
  const header = rows[start];
  if (header === undefined || header.segments.length < COLUMNS_LEAST) return undefined;
  const columns: Column[] = header.segments.map(({ left, right }) => ({ left, right }));
  const records: PrintedRow[][] = [[header]];
  let next = start + 1;
  for (; next < rows.length; next += 1) {
    const row = rows[next];
    const above = rows[next - 1];
    if (row === undefined || above === undefined || row.baseline - above.baseline > ROW_GAP * row.size) break;
    if (!widen(columns, row)) break;
    if (isIn(row.segments[0], columns[0])) records.push([row]);
    else records.at(-1)?.push(row);
  }
  // A note below the table stands under its first column, too.
  while (records.length > 1 && records.at(-1)?.every((row) => row.segments.length === 1) === true) {
    next -= records.pop()?.length ?? 0;
  }
  const full = records.filter((record) => filledCells(record, columns) >= COLUMNS_LEAST).length;
  if (records.length < ROWS_LEAST || full * 2 < records.length) return undefined;
  return { table: tableOf(records, columns), taken: next - start };
}

/** Widens the columns by a row whose words each stand under one column; says whether they do. */
function widen(columns: Column[], row: PrintedRow): boolean {
  const widened = columns.map((column) => ({ ...column }));
  for (const segment of row.segments) {
    const under = widened.filter((column) => segment.left < column.right && segment.right > column.left);
    const [column] = under;
    if (column === undefined || under.length > 1) return false;
    column.left = Math.min(column.left, segment.left);
    column.right = Math.max(column.right, segment.right);
  }
  const areApart = widened.every((column, index) => index === 0 || column.left > (widened[index - 1]?.right ?? 0));
  if (areApart) columns.splice(0, columns.length, ...widened);
  return areApart;
}

function isIn(segment: Segment | undefined, column: Column | undefined): boolean {
  return segment !== undefined && column !== undefined && segment.left < column.right && segment.right > column.left;
}

function filledCells(record: readonly PrintedRow[], columns: readonly Column[]): number {
  return columns.filter((column) => record.some((row) => row.segments.some((segment) => isIn(segment, column)))).length;
}

function tableOf(records: readonly (readonly PrintedRow[])[], columns: readonly Column[]): PageTable {
  const first = records[0]?.[0];
  const last = records.at(-1)?.at(-1);
  const rows = records.map((record): TableRow => {
    const cells = columns.map((column, index) => {
      const lines = record
        .map((row) => ({ ...row, segments: row.segments.filter((segment) => isIn(segment, column)) }))
        .filter((row) => row.segments.length > 0);
      return { text: joinWrapped(lines, column), column: index, rowSpan: 1, columnSpan: 1 };
    });
    return { cells };
  });
  return {
    top: (first?.baseline ?? 0) - (first?.size ?? 0),
    bottom: last?.baseline ?? 0,
    left: columns[0]?.left ?? 0,
    right: columns.at(-1)?.right ?? 0,
    columns: columns.map((column) => column.left),
    rows,
  };
}
