import { type Field, fieldsOfCell, splitPersons, takeAnnotations } from './annotation.ts';
import { compact, meantDigits, oneLine } from './characters.ts';
import { statesLimit } from './covering-text.ts';
import { isDefaultRule } from './default-rules.ts';
import { readLabel } from './labels.ts';
import type { RawItem } from './raw-item.ts';
import { firstLeadsIn } from './roles.ts';
import type { SourceCell, SourcePlace, SourceTable } from './source-document.ts';
import { type ColumnKind, readHeader, type TableHeader } from './table-columns.ts';
import { cellsOf, type Grid, gridOf } from './table-grid.ts';
import { guessHeader } from './table-guess.ts';
import { goesOn } from './table-kind.ts';

/** True for a table that has a header with a task and with units or limits. */
export function isPlanTable(table: SourceTable): boolean {
  const grid = gridOf(table);
  return grid.some((_, at) => readHeader(grid, at) !== null) || guessHeader(grid) !== null;
}

/** The lines above the header of a table: its title, and who made it when. */
export function captionsOf(table: SourceTable): string[] {
  const grid = gridOf(table);
  const header = grid.findIndex((_, at) => readHeader(grid, at) !== null);
  return grid.slice(0, Math.max(header, 0)).flatMap((row) => {
    const filled = cellsOf(row)
      .map((cell) => compact(cell.text))
      .filter((text) => text !== '');
    return filled.length === 1 ? filled : [];
  });
}

const TITLE_KEY = /^(?:公文|文件|信息|文章)?(?:标题|名称)[:：]?$/u;
const DATE_KEY = /^(?:成文|发文|印发|签发|制发)(?:日期|时间)[:：]?$/u;
const NUMBER_KEY = /^(?:发文字号|文号|发文文号)[:：]?$/u;

/** What a table of keys and values says of the document itself: its title, its number and its day. */
export function detailsIn(table: SourceTable): { title: string | null; marks: string[] } {
  let title: string | null = null;
  const marks: string[] = [];
  for (const { cells } of table.rows) {
    cells.forEach((cell, at) => {
      const key = compact(cell.text);
      const value = compact(cells[at + 1]?.text ?? '');
      if (value === '' || key.length > 8) return;
      if (TITLE_KEY.test(key)) title ??= value;
      else if (NUMBER_KEY.test(key)) marks.push(value);
      else if (DATE_KEY.test(key)) marks.push(value.replace(/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/u, '$1年$2月$3日'));
    });
  }
  return { title, marks };
}

/** How a table continues one above it: a page break cuts a table and may leave the header behind. */
export interface TableState {
  header: TableHeader | null;
  section: string | null;
  above: Map<number, string>;
  /** The file has lost its merged cells. */
  lost: boolean;
}

/** What the whole document tells about empty cells. */
export interface TableHabits {
  /** Its format has no merged cells. */
  readonly spansLost: boolean;
  /** It says when items without a limit are due. */
  readonly statesDefaultLimit: boolean;
}

/** The state before the first table of a part. */
export function noTableYet(): TableState {
  return { header: null, section: null, above: new Map(), lost: false };
}

/**
 * The items of a table, one a row. A merged cell counts for every row it covers; where the file shows that spans were
 * lost, an empty cell takes the value above it. Rows of notes become items only if they ask for something by a day.
 */
export function readTable(
  table: SourceTable,
  section: string | null,
  habits: TableHabits,
  firstLeads: boolean,
  state: TableState = noTableYet(),
): RawItem[] {
  const grid = gridOf(table);
  const notes = grid.filter((row) => noteOf(row) !== null).map((row) => noteOf(row) ?? '');
  const ruled = firstLeads || notes.some((note) => firstLeadsIn(note) !== null);
  state.lost ||= habits.spansLost && looksSpanless(grid, state.header, habits);
  if (!grid.some((_, at) => readHeader(grid, at) !== null)) {
    if (state.header && !goesOn(grid, state.header)) return [];
    state.header ??= guessHeader(grid);
  }
  const items: RawItem[] = [];
  let last: { task: SourceCell; item: number } | null = null;

  for (let at = 0; at < grid.length; at++) {
    const row = grid[at] ?? [];
    const place = table.rows[at]?.place ?? { from: 0, to: 0 };
    const header = readHeader(grid, at);
    if (header) {
      state.header = header;
      at = header.bodyFrom - 1;
      continue;
    }
    const note = noteOf(row);
    if (note !== null) {
      items.push(...dutiesOfNote(note, place));
      continue;
    }
    if (!state.header) continue;
    const heading = sectionOf(row, state.header);
    if (heading !== null) {
      state.section = heading;
      continue;
    }
    const read = readRow(row, state, habits);
    if (!read) continue;
    const known = read.task && last?.task === read.task ? items[last.item] : undefined;
    if (known && last) {
      items[last.item] = { ...known, fields: mergeFields(known.fields, read.fields) };
      continue;
    }
    items.push({
      label: read.label,
      ordinal: read.label ? Number(/\d+/u.exec(read.label)?.[0] ?? Number.NaN) || null : null,
      section: read.category ?? state.section ?? section,
      text: read.text,
      fields: read.fields,
      inherited: [],
      source: place,
      unclosed: null,
      isDuty: false,
      firstLeads: ruled || firstLeadsIn(state.header.words.join('；')) !== null,
    });
    last = read.task ? { task: read.task, item: items.length - 1 } : null;
  }
  return items;
}

interface RowReading {
  readonly label: string | null;
  readonly category: string | null;
  readonly text: string;
  readonly fields: readonly Field[];
  readonly task: SourceCell | undefined;
}

/** Words of a cell or a value that repeat the one above. */
export const SAME_AS_ABOVE = /^(?:同上|〃|″|"|〞|上同|同前)$/u;
const INHERITING: readonly ColumnKind[] = ['category', 'lead', 'supporting', 'responsible', 'limit', 'leaders'];

function readRow(row: readonly (SourceCell | undefined)[], state: TableState, habits: TableHabits): RowReading | null {
  const header = state.header as TableHeader;
  const isFilled = (kind: ColumnKind): boolean =>
    header.kinds.some((other, column) => other === kind && compact(row[column]?.text ?? '') !== '');
  // Beside a lead of its own a row without supporting units has none, and one whose words state a limit needs no other.
  const isComplete = (kind: ColumnKind): boolean =>
    (kind === 'supporting' && (isFilled('lead') || isFilled('responsible'))) ||
    (kind === 'responsible' && isFilled('lead')) ||
    (kind === 'limit' && habits.statesDefaultLimit) ||
    (kind === 'limit' && statesLimit(row[header.kinds.indexOf('task')]?.text ?? ''));
  const values = header.kinds.map((kind, column) => {
    const printed = meantDigits((row[column]?.text ?? '').trim());
    const inherits = kind !== undefined && INHERITING.includes(kind) && !isComplete(kind);
    const above = state.above.get(column) ?? '';
    const value = SAME_AS_ABOVE.test(compact(printed)) || (printed === '' && state.lost && inherits) ? above : printed;
    if (value !== '') state.above.set(column, value);
    return value;
  });
  const column = header.kinds.indexOf('task');
  let words = values[column] ?? '';
  const categories = header.kinds.flatMap((kind, at) => (kind === 'category' && at !== column ? [at] : []));
  const fallback = categories.findLast((at) => compact(values[at] ?? '') !== '' && row[at]?.rowSpan === 1);
  if (compact(words) === '' && fallback !== undefined) words = values[fallback] ?? '';
  const printed = compact(words);
  const isSum = header.kinds.some((_, at) => /^(?:合计|总计|小计|共计)$/u.test(compact(row[at]?.text ?? '')));
  if (printed === '' || isSum) return null;

  const numberColumn = header.kinds.indexOf('number');
  const inNumber = compact(values[numberColumn] ?? '');
  const inTask = numberColumn === -1 || inNumber === '' ? readLabel(oneLine(words)) : null;
  const annotated = takeAnnotations(inTask ? inTask.rest : words);
  const category = categories
    .map((at) => compact(values[at] ?? ''))
    .findLast((value) => value !== '' && value !== printed);
  const measure = values[header.kinds.indexOf('measure')] ?? '';
  const fields = header.kinds.flatMap((kind, at): Field[] =>
    kind === 'target'
      ? aimOf(values[at] ?? '', header.words[at] ?? '', measure)
      : fieldOf(kind, values[at] ?? '', header.words[at] ?? ''),
  );
  return {
    label: inNumber.replace(/^[（(]|[）).、．]+$/gu, '') || (inTask?.printed ?? null),
    category: category ?? null,
    text: annotated.text,
    fields: [...fields, ...annotated.fields],
    task: row[column] && (row[column]?.rowSpan ?? 1) > 1 ? row[column] : undefined,
  };
}

function fieldOf(kind: ColumnKind | undefined, value: string, words: string): Field[] {
  if (compact(value) === '' || /^[/／—–\-－无]+$/u.test(compact(value))) return [];
  if (kind === 'responsible' || kind === 'lead' || kind === 'supporting' || kind === 'limit') {
    const keyed = fieldsOfCell(value);
    if (keyed.length > 0) return keyed;
  }
  switch (kind) {
    case 'responsible':
      return /人$|责任人/u.test(words) ? withPersons(value) : [{ kind, value }];
    case 'lead':
    case 'supporting':
    case 'limit':
    case 'leaders':
      return [{ kind, value }];
    case 'start':
      return [{ kind: 'start', value }];
    case 'period':
      return [{ kind: 'limit', value: words.replace(/(?:目标|任务|进度|计划)$/u, '') }];
    default:
      return [];
  }
}

// 35 under 数量（座）, or beside 座 in a column of its own.
function aimOf(value: string, words: string, measure: string): Field[] {
  const bare = /^[≥≤<>＞＜]?\d[\d.,，]*[万亿]?$/u.test(compact(value));
  const counted = compact(measure) || (/[（(]([^（）()]{1,6})[）)]$/u.exec(words)?.[1] ?? '');
  return compact(value) === '' ? [] : [{ kind: 'target', value: bare ? compact(value) + counted : value }];
}

function withPersons(value: string): Field[] {
  const { units, persons } = splitPersons(value);
  return [
    { kind: 'responsible', value: units },
    ...(persons === '' ? [] : [{ kind: 'leaders' as const, value: persons }]),
  ];
}

function mergeFields(known: readonly Field[], more: readonly Field[]): Field[] {
  return [
    ...known,
    ...more.filter((field) => !known.some((other) => other.kind === field.kind && other.value === field.value)),
  ];
}

const NOTE = /^(?:备注|附注|说明|注释|注|填表说明|其他要求)\s*\d?[:：]?/u;

function noteOf(row: readonly (SourceCell | undefined)[]): string | null {
  const filled = cellsOf(row).filter((cell) => compact(cell.text) !== '');
  const [only] = filled;
  return only && filled.length === 1 && NOTE.test(compact(only.text)) ? only.text : null;
}

// A row with a single cell across the table names what follows.
function sectionOf(row: readonly (SourceCell | undefined)[], header: TableHeader): string | null {
  const filled = cellsOf(row).filter((cell) => compact(cell.text) !== '');
  const [only] = filled;
  if (!only || filled.length !== 1) return null;
  const text = compact(only.text);
  const wide = only.columnSpan > 1 && only.columnSpan >= header.kinds.length - 2;
  const numbered = only.column !== header.kinds.indexOf('task') && readLabel(text) !== null;
  const first = only.column === 0 && header.kinds[0] !== 'task' && !/^\d+$/u.test(text);
  return (wide || numbered || first) && text.length <= 60 && only.rowSpan === 1 ? text : null;
}

// Spans are visibly lost when a column that names groups of rows has values with gaps between them.
function looksSpanless(grid: Grid, known: TableHeader | null, habits: TableHabits): boolean {
  const at = grid.findIndex((_, row) => readHeader(grid, row) !== null);
  const header = at === -1 ? known : readHeader(grid, at);
  if (!header || grid.some((row) => row.some((cell) => (cell?.rowSpan ?? 1) > 1))) return false;
  const body = grid.slice(at === -1 ? 0 : header.bodyFrom);
  // A unit that stands beside another, and one limit of two, may well be missing in a row.
  const mayMiss = (kind: ColumnKind): boolean =>
    kind === 'supporting' ||
    (kind === 'responsible' && header.kinds.includes('lead')) ||
    (kind === 'limit' && habits.statesDefaultLimit) ||
    (kind === 'limit' && header.kinds.filter((other) => other === 'limit').length > 1);
  const columns = header.kinds.flatMap((kind, column) =>
    kind !== undefined && INHERITING.includes(kind) && !mayMiss(kind) ? [column] : [],
  );
  return columns.some((column) => {
    const empty = body.filter((row) => compact(row[column]?.text ?? '') === '').length;
    return empty > (header.kinds[column] === 'limit' ? 1 : 0) && empty < body.length;
  });
}

function dutiesOfNote(note: string, place: SourcePlace): RawItem[] {
  const words = compact(note).replace(NOTE, '');
  const pieces = words
    .split(/(?<=[。；]|^)(?=(?:\d{1,2}[.．、]|[（(][一二三四五\d]{1,2}[）)]|[①-⑩])(?:(?!\d)|(?=(?:19|20)\d{2}年)))/u)
    .flatMap((piece) => {
      const label = readLabel(piece) ?? readLabel(piece.replace(/^(\d)[.．]/u, '$1、'));
      return [{ label: label?.printed ?? null, text: label?.rest ?? piece }];
    });
  return pieces
    .filter((piece) => statesLimit(piece.text) && !isDefaultRule(piece.text))
    .map((piece) => ({
      label: piece.label,
      ordinal: null,
      section: null,
      text: piece.text,
      fields: [],
      inherited: [],
      source: place,
      unclosed: null,
      isDuty: true,
      firstLeads: false,
    }));
}
