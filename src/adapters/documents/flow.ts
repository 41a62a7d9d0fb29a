import type { SourceBlock, SourceCell, SourceDocument } from '../../reading/source-document.ts';
import { CELL_LIMIT, COLUMN_LIMIT } from './limits.ts';
import { Unreadable } from './refusals.ts';

/** A line or table of a flowing format, before its place in the joined text is known. */
export type FlowBlock =
  | {
      readonly kind: 'line';
      readonly text: string;
      readonly heading?: number;
      /** The line may be only a part of a paragraph, which goes on in the next line. */
      readonly runsOn?: true;
    }
  | { readonly kind: 'table'; readonly rows: readonly (readonly SourceCell[])[]; readonly title?: string };

/**
 * The document of a flowing format: its text is its lines and rows joined, cells by tabs, and each place is an offset range of it.
 * Every line is a whole paragraph, but for the lines of a paragraph with soft breaks: of those only the last says so.
 */
export function flowDocument(
  format: SourceDocument['format'],
  flow: readonly FlowBlock[],
  metaTitle: string | undefined,
): SourceDocument {
  const parts: string[] = [];
  let end = 0;
  const placed = (text: string) => {
    parts.push(text);
    const place = { from: end, to: end + text.length };
    end = place.to + 1;
    return place;
  };

  const blocks = flow.map((block): SourceBlock => {
    if (block.kind === 'line') {
      const { runsOn, ...line } = block;
      return { ...line, place: placed(line.text), ...(runsOn ? {} : { paragraph: true }) };
    }
    const rows = block.rows.map((cells) => ({ cells, place: placed(cells.map((cell) => cell.text).join('\t')) }));
    return { ...block, rows };
  });
  if (!/\S/.test(parts.join(''))) throw new Unreadable('no-text');
  return { format, text: parts.join('\n'), blocks, flowing: true, ...(metaTitle ? { metaTitle } : {}) };
}

/** A cell as a row's source gives it: with its spans, before it is known which columns cells of earlier rows take up. */
export interface LooseCell {
  readonly text: string;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

/** Gives each cell its column: the first one free, as cells of earlier rows may reach down. Spans end with the table. */
export function layOut(rows: readonly (readonly LooseCell[])[], budget: CellBudget): SourceCell[][] {
  const takenUntil: number[] = [];
  return rows.map((row, index) => {
    let column = 0;
    return row.map((cell) => {
      while ((takenUntil[column] ?? 0) > index) column += 1;
      const columnSpan = Math.max(1, cell.columnSpan);
      const rowSpan = Math.max(1, Math.min(cell.rowSpan, rows.length - index));
      budget.take(column + columnSpan, columnSpan * rowSpan);
      for (let covered = column; covered < column + columnSpan; covered += 1) takenUntil[covered] = index + rowSpan;
      const placed = { text: cell.text, column, rowSpan, columnSpan };
      column += columnSpan;
      return placed;
    });
  });
}

/** Counts the cells of all tables of a file and refuses tables beyond the limits. */
export class CellBudget {
  private left = CELL_LIMIT;

  /** Takes the places that one cell covers, in a row that now reaches to `width` columns. */
  take(width: number, places: number): void {
    if (width > COLUMN_LIMIT) throw new Unreadable('too-many-columns');
    this.left -= places;
    if (this.left < 0) throw new Unreadable('too-many-cells');
  }
}

/** Text of one paragraph: blanks that only lay out the source are one blank, ideographic spaces stay. */
export function tidy(text: string): string {
  return text.replace(/[ \t\r\n\u00a0\u200b\ufeff]+/g, ' ').trim();
}

/** The first of the titles that a file's own data give which the document also prints: file data are often left over from a template. */
export function printedTitle(
  titles: readonly string[],
  blocks: readonly { readonly kind: string; readonly text?: string }[],
): string | undefined {
  const printed = blocks.map((block) => block.text?.replace(/\s/g, '') ?? '').join('');
  return titles
    .map((title) => tidy(title))
    .find((title) => title.length >= 4 && printed.includes(title.replace(/\s/g, '')));
}
