import type { SourceCell, SourceTable } from './source-document.ts';

/** Wider tables are no plans; what stands further right is left out. */
const MAX_COLUMNS = 64;

/** A table as rows of columns: a merged cell stands in every place it covers, so one object in two places is one cell. */
export type Grid = readonly (readonly (SourceCell | undefined)[])[];

/** Spreads merged cells over the rows and columns they cover. */
export function gridOf(table: SourceTable): Grid {
  const rows: (SourceCell | undefined)[][] = table.rows.map(() => []);
  table.rows.forEach((row, at) => {
    for (const cell of row.cells) {
      const lastColumn = Math.min(cell.column + cell.columnSpan, MAX_COLUMNS);
      const lastRow = Math.min(at + cell.rowSpan, rows.length);
      for (let y = at; y < lastRow; y++) {
        for (let x = cell.column; x < lastColumn; x++) (rows[y] as (SourceCell | undefined)[])[x] = cell;
      }
    }
  });
  return rows;
}

/** The different cells of a row, from left to right. */
export function cellsOf(row: readonly (SourceCell | undefined)[]): SourceCell[] {
  return [...new Set(row)].filter((cell) => cell !== undefined);
}
