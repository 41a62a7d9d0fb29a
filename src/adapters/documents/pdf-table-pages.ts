import type { SourceCell, SourceRow, SourceTable } from '../../reading/source-document.ts';
import type { PageTable } from './pdf-table.ts';

/** Columns of two pages are the same when their lines stand this near (points). */
const SAME_COLUMN = 6;
/** A header that is printed again on each page has no more rows than this. */
const HEADER_ROWS = 3;

type OpenCell = { -readonly [Key in keyof SourceCell]: SourceCell[Key] };
type OpenRow = { cells: OpenCell[]; readonly place: SourceRow['place'] };

/** A table that grows page by page. */
export class GrowingTable {
  private readonly rows: OpenRow[];
  private columns: readonly number[];
  private page: number;

  constructor(first: PageTable, page: number, line: number) {
    this.rows = rowsAt(first, page, line);
    this.columns = first.columns;
    this.page = page;
  }

  get block(): SourceTable {
    return { kind: 'table', rows: this.rows };
  }

  /**
   * Takes the table at the top of the next page, if it has the same columns at the same places. The header that was printed again,
   * a merged cell that reaches over the page, and a row cut by the page's end are put right. Says whether it was taken.
   */
  goesOn(next: PageTable, page: number, line: number): boolean {
    const isSame =
      page === this.page + 1 &&
      next.columns.length === this.columns.length &&
      next.columns.every((column, index) => Math.abs(column - (this.columns[index] ?? 0)) <= SAME_COLUMN);
    if (!isSame) return false;
    this.page = page;
    this.columns = next.columns;

    const fresh = withoutHeader(this.rows, rowsAt(next, page, line));
    const [first] = fresh;
    if (first !== undefined && this.isCut(first)) {
      this.append(first);
      fresh.shift();
    }
    this.reachOver(fresh[0]);
    this.rows.push(...fresh);
    return true;
  }

  /** A row without its number, in a table whose rows are numbered, is the rest of the row before. */
  private isCut(first: OpenRow): boolean {
    const last = this.rows.at(-1);
    const number = last === undefined ? undefined : numberOf(last);
    const areNumbered = number !== undefined && /^[\d（()）.、一二三四五六七八九十-]+$/.test(number.text);
    return (
      areNumbered && numberOf(first)?.text === '' && first.cells.some((cell) => cell.text !== '' && cell.rowSpan === 1)
    );
  }

  private append(rest: OpenRow): void {
    for (const cell of rest.cells) {
      const above = this.lastIn(cell.column);
      if (above !== undefined) above.text += cell.text;
    }
  }

  /** An empty cell at the top of a page goes on from a merged cell that reached the end of the page before. */
  private reachOver(first: OpenRow | undefined): void {
    if (first === undefined) return;
    first.cells = first.cells.filter((cell) => {
      const above = cell.text === '' ? this.lastIn(cell.column) : undefined;
      if (above === undefined || above.text === '' || above.columnSpan !== cell.columnSpan) return true;
      if (above.rowSpan === 1 && cell.rowSpan === 1) return true;
      above.rowSpan += cell.rowSpan;
      return false;
    });
  }

  /** The cell of a column that reaches the last row. */
  private lastIn(column: number): OpenCell | undefined {
    for (let index = this.rows.length - 1; index >= 0; index -= 1) {
      const found = this.rows[index]?.cells.find((cell) => cell.column === column);
      if (found !== undefined) return index + found.rowSpan >= this.rows.length ? found : undefined;
    }
    return undefined;
  }
}

function rowsAt(table: PageTable, page: number, line: number): OpenRow[] {
  return table.rows.map(({ cells }, index) => ({
    cells: cells.map((cell) => ({ ...cell })),
    place: { page, line: line + index },
  }));
}

function withoutHeader(before: readonly OpenRow[], next: readonly OpenRow[]): OpenRow[] {
  let repeated = 0;
  while (repeated < HEADER_ROWS && isSameRow(before[repeated], next[repeated])) repeated += 1;
  return next.slice(repeated);
}

function isSameRow(left: OpenRow | undefined, right: OpenRow | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  const words = (row: OpenRow) => row.cells.map((cell) => `${cell.column}:${cell.text.replace(/\s/g, '')}`).join('|');
  return words(left) === words(right);
}

function numberOf(row: OpenRow): OpenCell | undefined {
  return row.cells.find((cell) => cell.column === 0 && cell.rowSpan === 1);
}
