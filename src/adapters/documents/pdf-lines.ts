import type { Piece } from './pdf-page.ts';

/** Words printed side by side without a wide gap. */
export interface Segment {
  readonly text: string;
  readonly left: number;
  readonly right: number;
}

/** What stands at one height of a page, from left to right: one segment for running text, several for the cells of a table. */
export interface PrintedRow {
  readonly baseline: number;
  readonly size: number;
  readonly segments: readonly Segment[];
}

/** A gap this wide (in character widths) separates cells or columns. */
const CELL_GAP = 1.8;
/** A gap this wide is a blank. Justified text stretches by less. */
const BLANK_GAP = 0.35;

/** The printed rows of some text, from the top down. */
export function rowsOf(pieces: readonly Piece[]): PrintedRow[] {
  const sorted = [...pieces].sort((left, right) => left.baseline - right.baseline || left.left - right.left);
  const rows: PrintedRow[] = [];
  let row: Piece[] = [];
  for (const piece of sorted) {
    const first = row[0];
    // Raised and lowered figures stand within half a line.
    if (first !== undefined && piece.baseline - first.baseline > Math.min(first.size, piece.size) * 0.5) {
      rows.push(...rowOf(row));
      row = [];
    }
    row.push(piece);
  }
  rows.push(...rowOf(row));
  return rows;
}

function rowOf(pieces: readonly Piece[]): PrintedRow[] {
  const sorted = [...pieces].sort((left, right) => left.left - right.left);
  const segments: { text: string; left: number; right: number }[] = [];
  let size = 0;
  let baseline = 0;
  let before: Piece | undefined;
  for (const piece of sorted) {
    if (piece.text.trim() === '') continue;
    if (before !== undefined && isOverprint(before, piece)) continue;
    const last = segments.at(-1);
    const gap = last === undefined ? 0 : piece.left - last.right;
    if (last === undefined || gap > CELL_GAP * piece.size) {
      segments.push({ text: piece.text.trimStart(), left: piece.left, right: piece.right });
    } else {
      const blank = gap > BLANK_GAP * piece.size && !/\s$/.test(last.text) && !/^\s/.test(piece.text);
      last.text += `${blank ? ' ' : ''}${piece.text}`;
      last.right = Math.max(last.right, piece.right);
    }
    if (piece.size > size) {
      size = piece.size;
      baseline = piece.baseline;
    }
    before = piece;
  }
  if (segments.length === 0) return [];
  return [{ baseline, size, segments: segments.map((segment) => ({ ...segment, text: segment.text.trimEnd() })) }];
}

/** Bold letters are sometimes made by printing the same word twice, a hair's breadth apart. */
function isOverprint(before: Piece, piece: Piece): boolean {
  return before.text === piece.text && Math.abs(before.left - piece.left) < piece.size * 0.25;
}

/** The words of a row in one line. */
export function textOfRow(row: PrintedRow): string {
  return row.segments.map((segment) => segment.text).join('  ');
}

/**
 * Text set in two columns: the height-sorted rows of the left column, then those of the right. Rows above, below and across both
 * stay where they are. Undefined when the page has one column, or a table.
 */
export function splitColumns(pieces: readonly Piece[], width: number): (readonly Piece[])[] | undefined {
  const rows = rowsOf(pieces);
  const gutter = gutterOf(rows, width);
  if (gutter === undefined) return undefined;
  const bands: { kind: 'both' | 'across'; from: number }[] = [];
  for (const row of rows) {
    const kind = row.segments.some((segment) => segment.left < gutter && segment.right > gutter) ? 'across' : 'both';
    if (bands.at(-1)?.kind !== kind) bands.push({ kind, from: row.baseline - row.size * 0.5 });
  }
  return bands.flatMap(({ kind, from }, index) => {
    const to = bands[index + 1]?.from ?? Number.POSITIVE_INFINITY;
    const inside = pieces.filter((piece) => piece.baseline >= from && piece.baseline < to);
    if (kind === 'across') return [inside];
    return [inside.filter((piece) => piece.left < gutter), inside.filter((piece) => piece.left >= gutter)];
  });
}

/** The middle of the gap between two columns of running text, most lines of which are full. */
function gutterOf(rows: readonly PrintedRow[], width: number): number | undefined {
  const pairs = rows.filter((row) => row.segments.length === 2);
  if (pairs.length < 6 || pairs.length < rows.length * 0.5) return undefined;
  const ends = pairs.map((row) => row.segments[0]?.right ?? 0).sort((left, right) => left - right);
  const starts = pairs.map((row) => row.segments[1]?.left ?? 0).sort((left, right) => left - right);
  const end = ends.at(-1) ?? 0;
  const start = starts[0] ?? 0;
  const left = Math.min(...pairs.map((row) => row.segments[0]?.left ?? 0));
  if (start <= end || end < width * 0.3 || start > width * 0.7) return undefined;
  const full = ends.filter((right) => right - left >= (end - left) * 0.85).length;
  return full >= pairs.length * 0.5 ? (start + end) / 2 : undefined;
}
