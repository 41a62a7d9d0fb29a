import type { SourceCell, SourceRow, SourceTable } from '../../reading/source-document.ts';
import type { RuledTable } from './pdf-table.ts';

/** Columns of two pages are the same when their lines stand this near (points). */
const SAME_COLUMN = 6;

/**
 * The table with the rows of the next page's table, if that goes on: the same columns at the same places. The header that was
 * printed again, a merged cell that reaches over the page, and a row cut by the page's end are put right. Undefined if it is
 * another table.
 */
export function continueTable(
  before: SourceTable,
  ruledBefore: RuledTable,
  next: SourceTable,
  ruledNext: RuledTable,
): SourceTable | undefined {
  const isSame =
    ruledBefore.columns.length === ruledNext.columns.length &&
    ruledBefore.columns.every((column, index) => Math.abs(column - (ruledNext.columns[index] ?? 0)) <= SAME_COLUMN);
  if (!isSame) return undefined;
  const rows = before.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => ({ ...cell })) }));
  const fresh = withoutHeader(rows, next.rows).map((row) => ({
    ...row,
    cells: row.cells.map((cell) => ({ ...cell })),
  }));
  const [first] = fresh;
  if (first !== undefined && isCutRow(rows, first)) {
    appendTo(rows, first);
    fresh.shift();
  }
  reachOver(rows, fresh);
  return { ...before, rows: [...rows, ...fresh] };
}

type OpenCell = { -readonly [Key in keyof SourceCell]: SourceCell[Key] };
type OpenRow = { cells: OpenCell[]; place: SourceRow['place'] };

function withoutHeader(before: readonly SourceRow[], next: readonly SourceRow[]): readonly SourceRow[] {
  let repeated = 0;
  while (repeated < 3 && isSameRow(before[repeated], next[repeated])) repeated += 1;
  return next.slice(repeated);
}

function isSameRow(left: SourceRow | undefined, right: SourceRow | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  const words = (row: SourceRow) => row.cells.map((cell) => `${cell.column}:${cell.text.replace(/\s/g, '')}`).join('|');
  return words(left) === words(right);
}

/** A row without its number, in a table whose rows are numbered, is the rest of the row before. */
function isCutRow(rows: readonly OpenRow[], first: OpenRow): boolean {
  const numberOf = (row: OpenRow) => row.cells.find((cell) => cell.column === 0 && cell.rowSpan === 1);
  const numbers = rows.slice(-3).map(numberOf);
  const areNumbered =
    numbers.length > 0 &&
    numbers.every((cell) => cell !== undefined && /^[\d（()）.、一二三四五六七八九十-]+$/.test(cell.text));
  const number = numberOf(first);
  return areNumbered && number?.text === '' && first.cells.some((cell) => cell.text !== '' && cell.rowSpan === 1);
}

function appendTo(rows: readonly OpenRow[], rest: OpenRow): void {
  for (const cell of rest.cells) {
    const above = cellReaching(rows, rows.length - 1, cell.column);
    if (above === undefined || cell.text === '') continue;
    above.text += cell.text;
  }
}

/** An empty cell at the top of a page goes on from a merged cell that reached the end of the page before. */
function reachOver(rows: readonly OpenRow[], fresh: OpenRow[]): void {
  const [first] = fresh;
  if (first === undefined) return;
  first.cells = first.cells.filter((cell) => {
    if (cell.text !== '') return true;
    const above = cellReaching(rows, rows.length - 1, cell.column);
    if (above === undefined || above.columnSpan !== cell.columnSpan) return true;
    const isMerged = above.rowSpan > 1 || cell.rowSpan > 1;
    if (!isMerged || above.text === '') return true;
    above.rowSpan += cell.rowSpan;
    return false;
  });
}

function cellReaching(rows: readonly OpenRow[], row: number, column: number): OpenCell | undefined {
  for (let index = row; index >= 0; index -= 1) {
    const found = rows[index]?.cells.find((cell) => cell.column === column);
    if (found !== undefined) return index + found.rowSpan > row ? found : undefined;
  }
  return undefined;
}
