import { compact } from './characters.ts';
import { type ColumnKind, hanIn, type TableHeader } from './table-columns.ts';
import type { Grid } from './table-grid.ts';
import { typeOf } from './text-columns.ts';

const PERSONS = /^\p{Script=Han}{2,3}(?:[、，\s]\p{Script=Han}{2,3})*$/u;
/** Rows looked at: what a column holds shows in its first ones. */
const LOOKED_AT = 40;
const MOST = 0.6;

/**
 * What the columns of a table without a header hold, by what stands in them: numbers that count on, limits, units,
 * persons, and the longest words for the task. Null unless there is a task and a column of units or limits.
 */
export function guessHeader(grid: Grid): TableHeader | null {
  const rows = grid.filter((row) => row.filter((cell) => compact(cell?.text ?? '') !== '').length > 1);
  const width = Math.max(0, ...rows.slice(0, LOOKED_AT).map((row) => row.length));
  if (rows.length < 2 || width < 3 || width > 12) return null;
  const columns = Array.from({ length: width }, (_, column) =>
    rows.slice(0, LOOKED_AT).map((row) => (row[column]?.text ?? '').trim()),
  );
  const kinds = columns.map(kindOfCells);
  const task = taskAmong(columns, kinds);
  const units = kinds.flatMap((kind, column) => (kind === 'responsible' ? [column] : []));
  if (task === -1 || (units.length === 0 && !kinds.includes('limit'))) return null;
  return {
    words: columns.map(() => ''),
    kinds: kinds.map((kind, column) => {
      if (column === task) return 'task';
      // Two characters before the task name a field of work, behind it a person.
      if (kind === 'leaders' && column < task) return 'category';
      // Of two columns of units the first is asked for the work, the second for help.
      if (kind === 'responsible' && units.length === 2) return column === units[0] ? 'lead' : 'supporting';
      return kind ?? (column < task ? 'category' : 'remark');
    }),
    bodyFrom: 0,
  };
}

function kindOfCells(cells: readonly string[], column: number): ColumnKind | undefined {
  const filled = cells.filter((cell) => cell !== '');
  if (filled.length === 0) return 'remark';
  const share = (test: (cell: string) => boolean): number => filled.filter(test).length / filled.length;
  if (column <= 1 && share((cell) => /^[（(]?\d{1,3}[）).、．]?$/u.test(cell)) === 1) return 'number';
  if (share((cell) => typeOf(cell) === 'limit') >= MOST) return 'limit';
  if (share((cell) => typeOf(cell) === 'units') >= MOST) return 'responsible';
  return share((cell) => PERSONS.test(cell)) >= MOST ? 'leaders' : undefined;
}

function taskAmong(columns: readonly (readonly string[])[], kinds: readonly (ColumnKind | undefined)[]): number {
  let task = -1;
  let longest = 5;
  columns.forEach((cells, column) => {
    if (kinds[column] !== undefined) return;
    const length = cells.reduce((sum, cell) => sum + hanIn(cell), 0) / Math.max(cells.length, 1);
    if (length <= longest) return;
    task = column;
    longest = length;
  });
  return task;
}
