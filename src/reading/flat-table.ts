import { compact, plainDigits } from './characters.ts';
import { furnitureOf, looksLikeTitle } from './furniture.ts';
import { readLabel } from './labels.ts';
import { isAddressedDuty } from './paragraph-kind.ts';
import type { SourceBlock, SourceLine, SourceRow, SourceTable } from './source-document.ts';
import { type ColumnKind, columnKindOf } from './table-columns.ts';
import { gridOf } from './table-grid.ts';
import { guessHeader } from './table-guess.ts';
import { columnsOf, fits, typeOf } from './text-columns.ts';

/** A table found among lines, and the block behind it. */
export interface FlatTable {
  readonly table: SourceTable;
  readonly next: number;
}

/** How many times more a document may be looked at to its end. */
export interface Looks {
  left: number;
}

const TELLING: readonly ColumnKind[] = ['lead', 'supporting', 'responsible', 'limit', 'leaders', 'period'];
const MOST_COLUMNS = 12;
const MOST_ROWS = 400;
const LONGEST_CELL = 240;

function lineAt(blocks: readonly SourceBlock[], at: number): SourceLine | null {
  const block = blocks[at];
  return block?.kind === 'line' ? block : null;
}

/**
 * A table whose cells stand each on a line of its own, under a header of which each word does so too; cells that are
 * empty may be missing. Null when no such header begins at a block.
 */
export function cellsOnLines(blocks: readonly SourceBlock[], at: number, looks: Looks): FlatTable | null {
  const words: string[] = [];
  while (words.length < MOST_COLUMNS) {
    const text = compact(lineAt(blocks, at + words.length)?.text ?? '');
    if (text === '' || text.length > 12 || /[。；，、：:\d]/u.test(text) || columnKindOf(text) === undefined) break;
    words.push(text);
  }
  const kinds = words.map((word) => columnKindOf(word) as ColumnKind);
  const tasks = kinds.filter((kind) => kind === 'task').length;
  if (words.length < 3 || tasks === 0 || !kinds.some((kind) => TELLING.includes(kind))) return null;
  if (looks.left-- <= 0) return null;
  const header = blocks[at] as SourceLine;
  const body = bodyFrom(blocks, at + words.length, words);
  const rows = rowsOf(body.lines, kinds);
  if (rows.length === 0) return null;
  const cell = (text: string, column: number) => ({ text, column, rowSpan: 1, columnSpan: 1 });
  return {
    table: { kind: 'table', rows: [{ cells: words.map(cell), place: header.place }, ...rows] },
    next: body.next,
  };
}

/** A table without a header whose rows begin with 1, 2, 3 on lines of their own. Null when no such rows begin at a block. */
export function numberedRecords(blocks: readonly SourceBlock[], at: number, looks: Looks): FlatTable | null {
  if (numberOf(lineAt(blocks, at)) !== 1 || !countsOn(blocks, at) || looks.left-- <= 0) return null;
  const body = bodyFrom(blocks, at);
  const starts: number[] = [];
  body.lines.forEach((line, index) => {
    if (numberOf(line) === starts.length + 1) starts.push(index);
  });
  if (starts.length < 3) return null;
  const records = starts.map((from, index) => body.lines.slice(from, starts[index + 1] ?? body.lines.length));
  const usual = mostFrequent(records.map((record) => record.length));
  if (usual < 3 || usual > MOST_COLUMNS) return null;
  const regular = records.filter((record) => record.length === usual);
  const rows = regular.map((record) =>
    rowOf(
      record.map((line) => line.text.trim()),
      record,
    ),
  );
  const guessed = guessHeader(gridOf({ kind: 'table', rows }));
  if (!guessed || regular.length * 2 < records.length) return null;
  const kinds = guessed.kinds.map((kind) => kind ?? 'remark');
  return { table: { kind: 'table', rows: rowsOf(body.lines, kinds) }, next: body.next };
}

// The second row begins a few lines further down; this spares most numbers a look at all that follows.
function countsOn(blocks: readonly SourceBlock[], at: number): boolean {
  for (let next = at + 3; next <= at + MOST_COLUMNS; next++) if (numberOf(lineAt(blocks, next)) === 2) return true;
  return false;
}

function mostFrequent(counts: readonly number[]): number {
  const seen = new Map<number, number>();
  for (const count of counts) seen.set(count, (seen.get(count) ?? 0) + 1);
  return [...seen].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

function numberOf(line: SourceLine | null): number | null {
  const match = /^\s*(\d{1,3})[.、．]?\s*$/u.exec(plainDigits(line?.text ?? ''));
  return match ? Number(match[1]) : null;
}

/** The lines of a table's body: up to a note, a signature, an annex, a title or a sentence that asks all for something. */
function bodyFrom(
  blocks: readonly SourceBlock[],
  from: number,
  header: readonly string[] = [],
): { lines: SourceLine[]; next: number } {
  const lines: SourceLine[] = [];
  let next = from;
  for (; next < blocks.length && lines.length < MOST_ROWS * MOST_COLUMNS; next++) {
    // The next page prints the header again.
    const repeats =
      header.length > 0 && header.every((word, index) => compact(lineAt(blocks, next + index)?.text ?? '') === word);
    if (repeats) {
      next += header.length - 1;
      continue;
    }
    const line = lineAt(blocks, next);
    if (!line || line.text.length > LONGEST_CELL || endsBody(line.text, lines.at(-1)?.text)) break;
    if (furnitureOf(line.text) !== 'page' || numberOf(line) !== null) lines.push(line);
  }
  return { lines, next };
}

function endsBody(text: string, before: string | undefined): boolean {
  const words = compact(text);
  const kind = furnitureOf(text);
  // A day alone on a line may be a limit; behind the name of an office it is a signature.
  if (kind === 'signature')
    return /\p{Script=Han}{3}/u.test(words.replace(/[年月日]/gu, '')) || /办公室|委员会|小组$/u.test(before ?? '');
  if (kind !== null) return kind !== 'page';
  if (/^(?:备注|注|附注|说明)[\d:：]/u.test(words) || isAddressedDuty(text)) return true;
  if (looksLikeTitle(text) && /(?:表|台账)(?:[（(]续[）)])?$/u.test(words)) return true;
  const style = readLabel(text)?.style;
  return style === 'arabic' && !/^\s*\d{1,3}[.、．]?\s*$/u.test(text) && words.length > 30;
}

function isSection(text: string): boolean {
  const style = readLabel(text)?.style;
  return (
    (style === 'han' || style === 'han-bracket' || style === 'chapter') &&
    compact(text).length <= 30 &&
    !/[。；]/u.test(text)
  );
}

// Each line gets its column; a line that falls back to an earlier one begins a row.
function rowsOf(lines: readonly SourceLine[], kinds: readonly ColumnKind[]): SourceRow[] {
  const rows: SourceRow[] = [];
  let group: SourceLine[] = [];
  let expected = 1;
  const flush = (): void => {
    if (kinds[0] === 'number') {
      const numbered = rowsByNumber(group, kinds, expected);
      expected = numbered.expected;
      rows.push(...numbered.rows);
    } else rows.push(...rowsOfGroup(group, kinds));
    group = [];
  };
  for (const line of lines) {
    if (!isSection(line.text) || (kinds[0] === 'category' && group.length === 0 && rows.length === 0)) {
      group.push(line);
      continue;
    }
    flush();
    const cells = [{ text: line.text.trim(), column: 0, rowSpan: 1, columnSpan: kinds.length }];
    rows.push({ cells, place: line.place });
  }
  flush();
  return rows;
}

// Where the rows are numbered, the number that is due next begins a row, and its lines go to the columns from left to right.
function rowsByNumber(
  lines: readonly SourceLine[],
  kinds: readonly ColumnKind[],
  from: number,
): { rows: SourceRow[]; expected: number } {
  const starts: number[] = [];
  let expected = from;
  lines.forEach((line, index) => {
    const number = numberOf(line);
    // Some lists begin anew under each section.
    if (number === null || (number !== expected && !(index === 0 && number === 1))) return;
    starts.push(index);
    expected = number + 1;
  });
  const rows = starts.map((start, index) => {
    const own = lines.slice(start, starts[index + 1] ?? lines.length);
    const texts = own.map((line) => line.text.trim());
    const tokens = texts.map((text) => ({ text, at: 0 }));
    const columns = own.length === kinds.length ? texts.map((_, at) => at) : columnsOf(tokens, kinds, null);
    const cells = kinds.map((_, column) => texts.filter((_text, at) => columns[at] === column).join(' '));
    return rowOf(cells, own);
  });
  return { rows, expected };
}

function rowsOfGroup(lines: readonly SourceLine[], kinds: readonly ColumnKind[]): SourceRow[] {
  if (lines.length === 0) return [];
  const path = columnsOfLines(
    lines.map((line) => line.text.trim()),
    kinds,
  );
  const rows: SourceRow[] = [];
  let from = 0;
  for (let at = 1; at <= lines.length; at++) {
    const startsRow = at === lines.length || (path[at] as number) < (path[at - 1] as number);
    if (!startsRow) continue;
    const cells = kinds.map(() => '');
    for (let index = from; index < at; index++) {
      const column = path[index] as number;
      cells[column] = (cells[column] ?? '') + (cells[column] ? ' ' : '') + (lines[index]?.text.trim() ?? '');
    }
    rows.push(rowOf(cells, lines.slice(from, at)));
    from = at;
  }
  return rows;
}

function rowOf(cells: readonly string[], lines: readonly SourceLine[]): SourceRow {
  const first = lines[0] as SourceLine;
  const last = lines.at(-1) as SourceLine;
  const place =
    'from' in first.place && 'to' in last.place ? { from: first.place.from, to: last.place.to } : first.place;
  return { cells: cells.map((text, column) => ({ text, column, rowSpan: 1, columnSpan: 1 })), place };
}

const MISFIT = 4;
const WRAPPED = 1.5;
const MISSING = 0.6;
const NO_TASK = 3;

// The cheapest way to give each line a column: cells that do not fit, are missing or go on cost; a new row costs nothing.
function columnsOfLines(lines: readonly string[], kinds: readonly ColumnKind[]): number[] {
  const width = kinds.length;
  const missing = (from: number, to: number): number => {
    let cost = 0;
    for (let column = from; column < to; column++)
      cost += kinds[column] === 'task' ? NO_TASK : kinds[column] === 'number' ? MISFIT : MISSING;
    return cost;
  };
  const ahead = kinds.map((_, column) => missing(0, column));
  const behind = kinds.map((_, column) => missing(column + 1, width));
  const misfits = lines.map((text) => {
    const type = typeOf(text);
    return kinds.map((kind) => (fits(text, type, kind) ? 0 : MISFIT));
  });
  let costs = kinds.map((_, column) => (ahead[column] ?? 0) + (misfits[0]?.[column] ?? 0));
  const back: number[][] = [];
  for (let at = 1; at < lines.length; at++) {
    const came: number[] = [];
    const whole = /[。；]$/u.test(lines[at - 1] ?? '');
    costs = kinds.map((_, column) => {
      let best = Number.POSITIVE_INFINITY;
      let from = 0;
      for (let before = 0; before < width; before++) {
        const step =
          before < column
            ? missing(before + 1, column)
            : before === column
              ? kinds[column] === 'number'
                ? MISFIT * 2
                : whole
                  ? WRAPPED * 2
                  : WRAPPED
              : (behind[before] ?? 0) + (ahead[column] ?? 0);
        const cost = (costs[before] ?? 0) + step;
        if (cost < best) {
          best = cost;
          from = before;
        }
      }
      came.push(from);
      return best + (misfits[at]?.[column] ?? 0);
    });
    back.push(came);
  }
  let column = costs.reduce(
    (best, cost, at) => (cost + (behind[at] ?? 0) < (costs[best] ?? 0) + (behind[best] ?? 0) ? at : best),
    0,
  );
  const path = [column];
  for (let at = back.length - 1; at >= 0; at--) {
    column = back[at]?.[column] ?? 0;
    path.push(column);
  }
  return path.reverse();
}
