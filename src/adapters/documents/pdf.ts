import { getDocumentProxy } from 'unpdf';
import type { PDFDocumentProxy } from 'unpdf/pdfjs';
import type { SourceBlock, SourceDocument, SourceLine } from '../../reading/source-document.ts';
import { printedTitle } from './flow.ts';
import { PAGE_CHARACTERS_LEAST, PAGE_LIMIT } from './limits.ts';
import { alignedTable } from './pdf-aligned.ts';
import { ChineseTables } from './pdf-cmaps.ts';
import { withoutFurniture } from './pdf-furniture.ts';
import { type PrintedRow, rowsOf, splitColumns, textOfRow } from './pdf-lines.ts';
import { openPage, type Piece } from './pdf-page.ts';
import { type PageTable, ruledTables } from './pdf-table.ts';
import { GrowingTable } from './pdf-table-pages.ts';
import { Unreadable } from './refusals.ts';

/** Rows of several segments that make it worth looking for printed lines. */
const ROWS_OF_A_TABLE = 2;
/** Pages asked for together: their reading is interleaved by pdf.js. */
const PAGES_AT_ONCE = 8;

/** A row of running text, or a table, where it stands on its page. */
type PageBlock =
  | { readonly kind: 'row'; readonly row: PrintedRow }
  | { readonly kind: 'table'; readonly table: PageTable };

/**
 * A PDF with a text layer: printed lines in reading order, without page numbers, running headers and footers; tables by their
 * printed lines, going on over pages. Places are page and printed line, from 1.
 */
export async function readPdf(bytes: Uint8Array): Promise<SourceDocument> {
  const pdf = await open(bytes);
  if (pdf.numPages > PAGE_LIMIT) throw new Unreadable('too-many-pages');
  const pages: ReadPage[] = [];
  for (let first = 1; first <= pdf.numPages; first += PAGES_AT_ONCE) {
    const count = Math.min(PAGES_AT_ONCE, pdf.numPages - first + 1);
    pages.push(...(await Promise.all(Array.from({ length: count }, (_, index) => readPage(pdf, first + index)))));
  }
  const textless = pages.flatMap(({ characters }, index) => (characters < PAGE_CHARACTERS_LEAST ? [index + 1] : []));
  if (textless.length === pages.length) throw new Unreadable('scanned');

  const blocks = sourceBlocks(cleaned(pages));
  const title = printedTitle([await titleOf(pdf)], blocks);
  return {
    format: 'pdf',
    text: textOf(blocks),
    blocks,
    flowing: false,
    ...(title === undefined ? {} : { metaTitle: title }),
    ...(textless.length === 0 ? {} : { leftOut: [{ kind: 'pages-without-text', where: textless.join('、') }] }),
  };
}

async function open(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  try {
    // pdf.js takes the bytes over, so it is given its own copy.
    return await getDocumentProxy(Uint8Array.from(bytes), {
      verbosity: 0,
      useSystemFonts: false,
      cMapPacked: false,
      BinaryDataFactory: ChineseTables,
    });
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException';
    throw new Unreadable(isLocked ? 'encrypted' : 'damaged', '', { cause: error });
  }
}

interface ReadPage {
  readonly blocks: readonly PageBlock[];
  readonly height: number;
  readonly characters: number;
}

async function readPage(pdf: PDFDocumentProxy, number: number): Promise<ReadPage> {
  const page = await openPage(pdf, number);
  const isTabular = rowsOf(page.pieces).filter((row) => row.segments.length > 1).length >= ROWS_OF_A_TABLE;
  const tables = isTabular ? ruledTables(await page.rules(), page.pieces) : [];
  const characters = page.pieces.reduce((sum, piece) => sum + piece.text.trim().length, 0);
  page.close();
  return { blocks: blocksOf(page.pieces, tables, page.width), height: page.height, characters };
}

async function titleOf(pdf: PDFDocumentProxy): Promise<string> {
  const { info } = await pdf.getMetadata();
  const title = 'Title' in info ? info.Title : undefined;
  return typeof title === 'string' ? title : '';
}

/** What a page shows, from the top down: the words outside its tables, column by column, and the tables between them. */
function blocksOf(pieces: readonly Piece[], tables: readonly PageTable[], width: number): PageBlock[] {
  const outside = pieces.filter((piece) => !tables.some((table) => isInside(piece, table)));
  const columns = tables.length === 0 ? splitColumns(outside, width) : undefined;
  const rows = columns === undefined ? rowsOf(outside) : columns.flatMap(rowsOf);
  const blocks = columns === undefined ? withAlignedTables(rows) : rows.map((row): PageBlock => ({ kind: 'row', row }));
  for (const table of tables) {
    const at = blocks.findIndex((block) => (block.kind === 'row' ? block.row.baseline : block.table.top) > table.top);
    blocks.splice(at === -1 ? blocks.length : at, 0, { kind: 'table', table });
  }
  return blocks;
}

function withAlignedTables(rows: readonly PrintedRow[]): PageBlock[] {
  const blocks: PageBlock[] = [];
  for (let index = 0; index < rows.length; ) {
    const row = rows[index];
    const found = alignedTable(rows, index);
    if (found !== undefined) blocks.push({ kind: 'table', table: found.table });
    else if (row !== undefined) blocks.push({ kind: 'row', row });
    index += found?.taken ?? 1;
  }
  return blocks;
}

function isInside(piece: Piece, table: PageTable): boolean {
  const center = (piece.left + piece.right) / 2;
  const height = piece.baseline - piece.size * 0.35;
  return center > table.left && center < table.right && height > table.top && height < table.bottom;
}

function cleaned(pages: readonly ReadPage[]): (readonly PageBlock[])[] {
  const kept = withoutFurniture(
    pages.map(({ blocks, height }) => ({
      rows: blocks.flatMap((block) => (block.kind === 'row' ? [block.row] : [])),
      height,
    })),
  );
  return pages.map(({ blocks }, page) => {
    const rows = new Set(kept[page]);
    return blocks.filter((block) => block.kind === 'table' || rows.has(block.row));
  });
}

function sourceBlocks(pages: readonly (readonly PageBlock[])[]): SourceBlock[] {
  const blocks: (SourceLine | GrowingTable)[] = [];
  for (const [index, pageBlocks] of pages.entries()) {
    const page = index + 1;
    let line = 1;
    for (const block of pageBlocks) {
      if (block.kind === 'row') {
        blocks.push({ kind: 'line', text: textOfRow(block.row), place: { page, line } });
        line += 1;
        continue;
      }
      const before = blocks.at(-1);
      const isTaken = before instanceof GrowingTable && before.goesOn(block.table, page, line);
      if (!isTaken) blocks.push(new GrowingTable(block.table, page, line));
      line += block.table.rows.length;
    }
  }
  return blocks.map((block) => (block instanceof GrowingTable ? block.block : block));
}

function textOf(blocks: readonly SourceBlock[]): string {
  return blocks
    .flatMap((block) =>
      block.kind === 'line' ? [block.text] : block.rows.map((row) => row.cells.map((cell) => cell.text).join('\t')),
    )
    .join('\n');
}
