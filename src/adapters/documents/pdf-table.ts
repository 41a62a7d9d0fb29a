import { type PrintedRow, rowsOf } from './pdf-lines.ts';
import type { Piece, Rule } from './pdf-page.ts';

/** A table of a page, with its place there. */
export interface PageTable {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  /** Where its columns begin; the place of the right edge may follow. */
  readonly columns: readonly number[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly cells: readonly TableCell[];
}

export interface TableCell {
  readonly text: string;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

/** Lines nearer than this (points) are one line, drawn twice or with a bend. */
const NEAR = 3;

/** The tables of a page by its printed lines: at least two columns and two rows, or one row of three cells. */
export function ruledTables(rules: readonly Rule[], pieces: readonly Piece[]): PageTable[] {
  const merged = [...joinRules(rules.filter(isAcross)), ...joinRules(rules.filter((rule) => !isAcross(rule)))];
  return groupsOf(merged).flatMap((group) => {
    const table = tableOf(group, pieces);
    return table === undefined ? [] : [table];
  });
}

function isAcross(rule: Rule): boolean {
  return rule.direction === 'across';
}

/** Pieces of one line, drawn cell by cell, put together. */
function joinRules(rules: readonly Rule[]): Rule[] {
  const sorted = [...rules].sort((left, right) => left.at - right.at || left.from - right.from);
  const lanes: { at: number; parts: Rule[] }[] = [];
  for (const rule of sorted) {
    const lane = lanes.at(-1);
    if (lane !== undefined && rule.at - lane.at <= NEAR) lane.parts.push(rule);
    else lanes.push({ at: rule.at, parts: [rule] });
  }
  return lanes.flatMap(({ at, parts }) => {
    const joined: Rule[] = [];
    for (const part of parts.sort((left, right) => left.from - right.from)) {
      const last = joined.at(-1);
      if (last !== undefined && part.from <= last.to + NEAR) {
        joined[joined.length - 1] = { ...last, to: Math.max(last.to, part.to) };
      } else joined.push({ ...part, at });
    }
    return joined;
  });
}

/** Lines that cross or touch belong to one table. */
function groupsOf(rules: readonly Rule[]): Rule[][] {
  const group = rules.map((_, index) => index);
  const find = (index: number): number => {
    let root = index;
    while (group[root] !== root) root = group[root] ?? root;
    group[index] = root;
    return root;
  };
  const across = rules.flatMap((rule, index) => (isAcross(rule) ? [index] : []));
  const down = rules.flatMap((rule, index) => (isAcross(rule) ? [] : [index]));
  for (const horizontal of across) {
    for (const vertical of down) {
      const one = rules[horizontal];
      const other = rules[vertical];
      if (one !== undefined && other !== undefined && touches(one, other)) group[find(horizontal)] = find(vertical);
    }
  }
  const groups = new Map<number, Rule[]>();
  for (const [index, rule] of rules.entries()) {
    const root = find(index);
    groups.set(root, [...(groups.get(root) ?? []), rule]);
  }
  return [...groups.values()];
}

function touches(across: Rule, down: Rule): boolean {
  return reaches(across, down.at) && reaches(down, across.at);
}

function reaches(rule: Rule, place: number): boolean {
  return place >= rule.from - NEAR && place <= rule.to + NEAR;
}

function tableOf(group: readonly Rule[], pieces: readonly Piece[]): PageTable | undefined {
  const heights = placesOf(group.filter(isAcross));
  const columns = placesOf(group.filter((rule) => !isAcross(rule)));
  const width = columns.length - 1;
  if (width < 2 || heights.length < 2 || (heights.length === 2 && width < 3)) return undefined;
  const [top = 0] = heights;
  const [left = 0] = columns;
  const bottom = heights.at(-1) ?? top;
  const right = columns.at(-1) ?? left;

  const isSplitBelow = (row: number, column: number) =>
    isDrawn(group, true, heights[row + 1] ?? 0, middle(columns, column));
  const isSplitAfter = (row: number, column: number) =>
    isDrawn(group, false, columns[column + 1] ?? 0, middle(heights, row));

  const covered = new Set<string>();
  const inside = pieces.filter((piece) => {
    const center = (piece.left + piece.right) / 2;
    return center > left && center < right && piece.baseline > top && piece.baseline < bottom + NEAR;
  });
  const rows: TableRow[] = [];
  for (let row = 0; row < heights.length - 1; row += 1) {
    const cells: TableCell[] = [];
    for (let column = 0; column < width; column += 1) {
      if (covered.has(`${row},${column}`)) continue;
      let columnSpan = 1;
      while (column + columnSpan < width && !isSplitAfter(row, column + columnSpan - 1)) columnSpan += 1;
      let rowSpan = 1;
      while (row + rowSpan < heights.length - 1 && !isSplitBelow(row + rowSpan - 1, column)) rowSpan += 1;
      for (let below = 0; below < rowSpan; below += 1) {
        for (let beside = 0; beside < columnSpan; beside += 1) covered.add(`${row + below},${column + beside}`);
      }
      const box = {
        left: columns[column] ?? 0,
        right: columns[column + columnSpan] ?? 0,
        top: heights[row] ?? 0,
        bottom: heights[row + rowSpan] ?? 0,
      };
      cells.push({ text: cellText(inside, box), column, rowSpan, columnSpan });
    }
    rows.push({ cells });
  }
  return { top, bottom, left, right, columns, rows };
}

function placesOf(rules: readonly Rule[]): number[] {
  const places: number[] = [];
  for (const { at } of [...rules].sort((left, right) => left.at - right.at)) {
    const last = places.at(-1);
    if (last === undefined || at - last > NEAR) places.push(at);
  }
  return places;
}

function middle(places: readonly number[], index: number): number {
  return ((places[index] ?? 0) + (places[index + 1] ?? 0)) / 2;
}

function isDrawn(group: readonly Rule[], across: boolean, at: number, through: number): boolean {
  return group.some(
    (rule) => isAcross(rule) === across && Math.abs(rule.at - at) <= NEAR && rule.from <= through && rule.to >= through,
  );
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function cellText(pieces: readonly Piece[], box: Box): string {
  const inside = pieces.filter((piece) => {
    const center = (piece.left + piece.right) / 2;
    const height = piece.baseline - piece.size * 0.35;
    return center > box.left && center < box.right && height > box.top && height < box.bottom;
  });
  return joinWrapped(rowsOf(inside), box);
}

/**
 * Lines of a cell: one that nearly fills the cell was wrapped, and goes on; after a shorter one the next line is a new one. Cells
 * whose lines are centred wrap as well, so only a line that leaves room for two more characters ends.
 */
export function joinWrapped(
  rows: readonly PrintedRow[],
  box: { readonly left: number; readonly right: number },
): string {
  let text = '';
  let before: PrintedRow | undefined;
  for (const row of rows) {
    const line = row.segments.map((segment) => segment.text).join(' ');
    if (before === undefined) text = line;
    else {
      const used = (before.segments.at(-1)?.right ?? 0) - (before.segments[0]?.left ?? 0);
      const isFull = box.right - box.left - used < before.size * 2.6;
      const gap = isFull && /[A-Za-z]$/.test(text) && /^[A-Za-z]/.test(line) ? ' ' : '';
      text += isFull ? `${gap}${line}` : `\n${line}`;
    }
    before = row;
  }
  return text;
}
