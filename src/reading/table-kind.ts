import { compact } from './characters.ts';
import { isLimitPhrase } from './limit-shape.ts';
import { type ColumnKind, columnKindOf, readHeader, type TableHeader } from './table-columns.ts';
import { cellsOf, type Grid } from './table-grid.ts';
import { isUnitName } from './units.ts';

/**
 * True when a table without a header of its own goes on with the columns of the one above, as behind a page break: it is as wide,
 * and it begins with a row, not with heads of other columns.
 */
export function goesOn(grid: Grid, header: TableHeader): boolean {
  const first = grid.find((row) => cellsOf(row).filter((cell) => compact(cell.text) !== '').length > 1);
  if (!first) return true;
  if (first.length !== header.kinds.length) return false;
  const words = cellsOf(first).map((cell) => compact(cell.text));
  return words.some(isOfRow);
}

// A figure, a day, a unit or a whole sentence stands in a row; heads are a few words that hold none.
function isOfRow(words: string): boolean {
  if (words === '' || (columnKindOf(words) !== undefined && words.length <= 8)) return false;
  return words.length > 12 || /\d/u.test(words) || isLimitPhrase(words) || isUnitName(words);
}

/** True for a table that tells how tasks of years before ended: each row names a limit of such a year and says that it is done. */
export function listsOver(grid: Grid, planYear: number | null): boolean {
  const at = grid.findIndex((_, row) => readHeader(grid, row) !== null);
  const header = at === -1 ? null : readHeader(grid, at);
  if (!header || planYear === null) return false;
  const limits = columnsOf(header, 'limit');
  const remarks = columnsOf(header, 'remark');
  const rows = grid.slice(header.bodyFrom).map((row) => row.map((cell) => compact(cell?.text ?? '')));
  const isOver = (row: readonly string[]): boolean => {
    const years = limits.flatMap((column) => row[column]?.match(/(?:19|20)\d{2}(?=[年.\-/])/gu) ?? []);
    return (
      years.length > 0 &&
      years.every((year) => Number(year) < planYear) &&
      remarks.some((column) =>
        /^(?:均|都)?已(?:全部|按期|如期)?(?:完成|办结|销号|竣工|完工|落实)/u.test(row[column] ?? ''),
      )
    );
  };
  return rows.length > 0 && rows.every(isOver);
}

const columnsOf = (header: TableHeader, kind: ColumnKind): number[] =>
  header.kinds.flatMap((other, column) => (other === kind ? [column] : []));

const RESULTS =
  '(?:年度?|全年)?[^，。；\\d]{0,14}?(?:完成|落实|进展|办理|执行|推进|运行|工作|基本|任务|指标|目标)*(?:情况|成效|数据|统计表?|回顾|小结|成果)';
const LAST_YEAR = new RegExp(`(?:上年度?|去年|上一年度?)${RESULTS}`, 'u');
const OF_YEAR = new RegExp(`((?:19|20)\\d{2})${RESULTS}`, 'u');

/** True for a heading that tells what came of years before: 2024年完成情况 in a plan for 2025. */
export function tellsPast(heading: string, planYear: number | null): boolean {
  const words = compact(heading);
  const isOfNow = [...words.matchAll(/(?:19|20)\d{2}/gu)].some(
    ([year]) => planYear !== null && Number(year) >= planYear,
  );
  if (words.length > 40 || isOfNow) return false;
  if (LAST_YEAR.test(words)) return true;
  const year = OF_YEAR.exec(words)?.[1];
  return year !== undefined && planYear !== null && Number(year) < planYear;
}
