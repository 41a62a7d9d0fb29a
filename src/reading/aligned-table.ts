import { compact } from './characters.ts';
import { furnitureOf, looksLikeTitle } from './furniture.ts';
import { readLabel } from './labels.ts';
import { isAddressedDuty } from './paragraph-kind.ts';
import type { SourceBlock, SourceLine, SourceRow, SourceTable } from './source-document.ts';
import { type ColumnKind, columnKindOf } from './table-columns.ts';
import { cellsOfLines, columnsOf, type Token, widelyParted } from './text-columns.ts';

/** A table whose print keeps its columns, and the block behind it. */
export interface AlignedTable {
  readonly table: SourceTable;
  readonly next: number;
}

interface Header {
  readonly words: readonly string[];
  readonly kinds: readonly ColumnKind[];
  readonly starts: readonly number[];
}

const TELLING: readonly ColumnKind[] = ['lead', 'supporting', 'responsible', 'limit', 'leaders'];
const MOST_LINES = 2000;

/**
 * A table under a header whose words wide gaps part, each line with its cells under those words; empty cells are gaps.
 * Sections between the rows stay, and the header that a next page prints again is left out. Null when none begins here.
 */
export function alignedTable(blocks: readonly SourceBlock[], at: number): AlignedTable | null {
  const first = blocks[at];
  let header = first?.kind === 'line' ? headerOf(first.text) : null;
  if (!header || first?.kind !== 'line') return null;
  const rows: SourceRow[] = [];
  let open: SourceLine[] = [];
  const flush = (): void => {
    if (open.length > 0 && header) rows.push(rowOf(open, header));
    open = [];
  };
  let next = at + 1;
  for (; next < blocks.length && next < at + MOST_LINES; next++) {
    const line = blocks[next];
    if (line?.kind !== 'line') break;
    const again = sameHeader(line, header);
    if (again) {
      // The next page may set its columns elsewhere; a header over nothing is none.
      flush();
      if (rows.length === 0) return null;
      header = again;
      continue;
    }
    const kind = kindOfLine(line, header, blocks[next + 1], open.length > 0);
    if (kind === 'end') break;
    if (kind === 'skip') continue;
    if (kind !== 'more') flush();
    if (kind === 'section') {
      const cells = [{ text: line.text.trim(), column: 0, rowSpan: 1, columnSpan: header.words.length }];
      rows.push({ cells, place: line.place });
    } else open.push(line);
  }
  flush();
  if (!rows.some((row) => row.cells.length > 1)) return null;
  const cells = header.words.map((text, column) => ({ text, column, rowSpan: 1, columnSpan: 1 }));
  return { table: { kind: 'table', rows: [{ cells, place: first.place }, ...rows] }, next };
}

function headerOf(line: string): Header | null {
  if (line.length > 200 || /[。；]/u.test(line)) return null;
  const parted = widelyParted(line);
  if (parted.length < 3) return null;
  const words = parted.map((token) => compact(token.text));
  const known = words.map(columnKindOf);
  const kinds = known.map((kind): ColumnKind => kind ?? 'remark');
  const isHeader =
    known.filter((kind) => kind === undefined).length <= 1 &&
    words.every((word) => word.length <= 20) &&
    kinds.some((kind) => TELLING.includes(kind)) &&
    kinds.includes('task');
  return isHeader ? { words, kinds, starts: parted.map((token) => token.at) } : null;
}

function sameHeader(line: SourceLine, header: Header): Header | null {
  const other = headerOf(line.text);
  return other?.words.join() === header.words.join() ? other : null;
}

type LineKind = 'row' | 'more' | 'section' | 'skip' | 'end';

function kindOfLine(line: SourceLine, header: Header, below: SourceBlock | undefined, isOpen: boolean): LineKind {
  const { text } = line;
  const words = compact(text);
  const furniture = furnitureOf(text);
  if (furniture === 'page') return 'skip';
  if (below?.kind === 'line' && sameHeader(below, header) && looksLikeTitle(words.replace(/[（(]续表?[）)]$/u, '')))
    return 'skip';
  if (furniture !== null || /^(?:备注|注|附注|说明)[\d:：]/u.test(words) || isAddressedDuty(text)) return 'end';
  const tokens = widelyParted(text);
  const style = readLabel(text)?.style;
  if (tokens.length === 1 && (style === 'han' || style === 'han-bracket' || style === 'chapter'))
    return words.length <= 30 && !/[。；]/u.test(words) ? 'section' : 'end';
  return kindOfCells(tokens, header, isOpen);
}

function kindOfCells(tokens: readonly Token[], header: Header, isOpen: boolean): LineKind {
  const columns = columnsOf(tokens, header.kinds, header.starts);
  const filled = (kind: ColumnKind): boolean => columns.some((column) => header.kinds[column] === kind);
  if (header.kinds.includes('number')) {
    const at = columns.findIndex((column) => header.kinds[column] === 'number');
    if (at !== -1 && /^\d{1,3}[.、．]?$/u.test(tokens[at]?.text ?? '')) return 'row';
  } else if (tokens.length >= 2 && filled('task') && TELLING.some(filled)) return 'row';
  // What goes on stands under a word of the header; prose begins at the margin and runs across.
  const isProse =
    tokens.length === 1 && (tokens[0]?.at ?? 0) < (header.starts[1] ?? 0) && (tokens[0]?.text.length ?? 0) > 14;
  return isOpen && !isProse ? 'more' : 'end';
}

function rowOf(lines: readonly SourceLine[], header: Header): SourceRow {
  const tokens = lines.length === 1 ? widelyParted(lines[0]?.text ?? '') : [];
  const texts =
    tokens.length === header.words.length
      ? tokens.map((token) => token.text)
      : cellsOfLines(
          lines.map((line) => line.text),
          header.kinds,
          header.starts,
        );
  const [first] = lines as [SourceLine];
  const last = lines.at(-1) as SourceLine;
  const place =
    'from' in first.place && 'to' in last.place ? { from: first.place.from, to: last.place.to } : first.place;
  return { cells: texts.map((text, column) => ({ text, column, rowSpan: 1, columnSpan: 1 })), place };
}
