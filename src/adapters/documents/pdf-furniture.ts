import { type PrintedRow, textOfRow } from './pdf-lines.ts';

/** Rows at the top and at the bottom of a page that may be a running header or footer. */
const EDGE_ROWS = 3;
/** Running headers and footers stand in these margins: 37 mm above and 35 mm below on official paper (GB/T 9704). */
const TOP_MARGIN = 0.125;
const BOTTOM_MARGIN = 0.88;
/** A running line stands on this share of the pages at least: the even or the odd ones. */
const SHARE_OF_PAGES = 0.4;
/** A page number that no line of a document looks like, even where there is but one page. */
const DECORATED = /^(?:[—–\-－·•.]+\s*\d{1,4}\s*[—–\-－·•.]+|第\s*\d{1,4}\s*页.*|\d{1,4}\s*[/／]\s*\d{1,4})$/;

/** The rows of a page outside its tables, and its height. */
export interface PrintedPage {
  readonly rows: readonly PrintedRow[];
  readonly height: number;
}

/**
 * The pages without page numbers and running headers and footers: lines that come back at the same height on many pages, with the
 * same words or a number that grows with the page. A table's header row keeps its first place.
 */
export function withoutFurniture(pages: readonly PrintedPage[]): (readonly PrintedRow[])[] {
  const counts = new Map<string, number>();
  for (const [page, printed] of pages.entries()) {
    for (const key of new Set(edgesOf(printed).flatMap((row) => keysOf(row, page)))) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const least = Math.max(2, Math.ceil(pages.length * SHARE_OF_PAGES));
  const seen = new Set<string>();
  return pages.map((printed, page) => {
    const edges = new Set(edgesOf(printed));
    return printed.rows.filter((row) => {
      if (!edges.has(row)) return true;
      const text = textOfRow(row);
      if (row.segments.length === 1 && DECORATED.test(text)) return false;
      if (/^附(?:件|表|录)/.test(text)) return true;
      const keys = keysOf(row, page).filter((key) => (counts.get(key) ?? 0) >= least);
      if (keys.length === 0) return true;
      const isFirst = !keys.some((key) => seen.has(key));
      for (const key of keys) seen.add(key);
      return row.segments.length > 2 && isFirst;
    });
  });
}

function edgesOf({ rows, height }: PrintedPage): readonly PrintedRow[] {
  const edges = rows.length <= EDGE_ROWS * 2 ? rows : [...rows.slice(0, EDGE_ROWS), ...rows.slice(-EDGE_ROWS)];
  return edges.filter(({ baseline }) => baseline < height * TOP_MARGIN || baseline > height * BOTTOM_MARGIN);
}

/** By the words themselves, and by the words with the page's number taken off; heights are taken in steps of 3 points. */
function keysOf(row: PrintedRow, page: number): string[] {
  const height = Math.round(row.baseline / 3);
  const text = textOfRow(row).replace(/\s/g, '');
  const keys = [`${height}=${text}`];
  // One number of the line grows with the page, the others stay: 第3页 共12页.
  if (text.length <= 60) {
    for (const match of text.matchAll(/\d{1,4}/g)) {
      const shift = Number(match[0]) - page;
      keys.push(`${height}=${text.slice(0, match.index)}<${shift}>${text.slice(match.index + match[0].length)}`);
    }
  }
  return keys;
}
