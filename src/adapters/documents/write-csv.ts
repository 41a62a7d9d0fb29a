import type { Cell, Sheet } from '../../core/sheet.ts';
import { guarded } from '../../core/sheet-text.ts';

const BYTE_ORDER_MARK = '\ufeff';
const LINE_END = '\r\n';

/**
 * Sheets as one file of values parted by commas (RFC 4180, UTF-8 with its mark, CRLF), each with title, notes and headings, an empty
 * line between two. Cells have no type here: every text stands in quotes and is guarded (`core/sheet-text`); a reader takes one
 * apostrophe off its front.
 */
export function writeCsv(sheets: readonly Sheet[]): Uint8Array {
  const parts = sheets.map(({ title, notes, columns, rows }) =>
    [
      ...[title, ...notes].map(quoted),
      columns.map(({ heading }) => quoted(heading)).join(','),
      ...rows.map((cells) => cells.map(fieldOf).join(',')),
    ]
      .map((line) => line + LINE_END)
      .join(''),
  );
  return new TextEncoder().encode(BYTE_ORDER_MARK + parts.join(LINE_END));
}

const quoted = (text: string): string => `"${guarded(text).replaceAll('"', '""')}"`;

function fieldOf(cell: Cell): string {
  switch (cell.kind) {
    case 'text':
      return quoted(cell.text);
    case 'number':
      return String(cell.value);
    case 'day':
      return cell.on;
    case 'moment':
      return `${cell.on} ${timeOf(cell.at)}`;
    case 'empty':
      return '';
    default:
      return cell satisfies never;
  }
}

const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
