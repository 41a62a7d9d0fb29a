import { compact } from './characters.ts';
import type { SourceBlock, SourceLine, SourceRow, SourceTable } from './source-document.ts';
import { type ColumnKind, columnKindOf } from './table-columns.ts';

const KEYED = /^\s*([^：:，。；]{2,20})[：:]\s*(.*)$/u;
const TELLING: readonly ColumnKind[] = ['lead', 'supporting', 'responsible', 'limit', 'leaders'];

/**
 * Rows of a table that are printed as records, each cell behind the words of its column: 序号：1, 工作任务：…, 责任单位：….
 * Null unless the first of these words comes again, and only such lines stand between.
 */
export function recordTable(
  blocks: readonly SourceBlock[],
  at: number,
): { readonly table: SourceTable; readonly next: number } | null {
  const first = keyedAt(blocks, at);
  if (!first || (columnKindOf(first.key) !== 'number' && columnKindOf(first.key) !== 'task')) return null;
  const records: { key: string; value: string; line: SourceLine }[][] = [];
  let next = at;
  for (; next < blocks.length; next++) {
    const cell = keyedAt(blocks, next);
    if (!cell) break;
    const record = records.at(-1);
    // The first record shows whether these are any; else each line would be looked at from each before it.
    if (cell.key === first.key && records.length === 1 && !isRecord(record ?? [])) return null;
    if (cell.key === first.key) records.push([cell]);
    else if (record?.some((known) => known.key === cell.key)) return null;
    else record?.push(cell);
  }
  const words = [...new Set(records.flatMap((record) => record.map((cell) => cell.key)))];
  if (records.length < 2) return null;
  const rows = records.map((record): SourceRow => {
    const texts = words.map((word) => record.find((cell) => cell.key === word)?.value ?? '');
    const from = record[0]?.line.place ?? first.line.place;
    const to = record.at(-1)?.line.place ?? from;
    const place = 'from' in from && 'to' in to ? { from: from.from, to: to.to } : from;
    return { cells: texts.map((text, column) => ({ text, column, rowSpan: 1, columnSpan: 1 })), place };
  });
  const cells = words.map((text, column) => ({ text, column, rowSpan: 1, columnSpan: 1 }));
  return { table: { kind: 'table', rows: [{ cells, place: first.line.place }, ...rows] }, next };
}

function isRecord(cells: readonly { readonly key: string }[]): boolean {
  const kinds = cells.map((cell) => columnKindOf(cell.key));
  return (
    cells.length >= 3 && kinds.includes('task') && kinds.some((kind) => kind !== undefined && TELLING.includes(kind))
  );
}

function keyedAt(blocks: readonly SourceBlock[], at: number): { key: string; value: string; line: SourceLine } | null {
  const line = blocks[at];
  if (line?.kind !== 'line' || line.text.length > 600) return null;
  const match = KEYED.exec(line.text);
  const key = compact(match?.[1] ?? '');
  return key !== '' && columnKindOf(key) !== undefined ? { key, value: (match?.[2] ?? '').trim(), line } : null;
}
