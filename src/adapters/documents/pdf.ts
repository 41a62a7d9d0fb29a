import { getDocumentProxy } from 'unpdf';
import type { PDFDocumentProxy } from 'unpdf/pdfjs';
import type { SourceBlock, SourceDocument, SourceLine, SourceTable } from '../../reading/source-document.ts';
import { printedTitle } from './flow.ts';
import { PAGE_LIMIT, SCANNED_CHARACTERS_PER_PAGE } from './limits.ts';
import { withoutFurniture } from './pdf-furniture.ts';
import { type PrintedRow, rowsOf, splitColumns, textOfRow } from './pdf-lines.ts';
import { openPage, type Piece } from './pdf-page.ts';
import { type RuledTable, ruledTables } from './pdf-table.ts';
import { continueTable } from './pdf-table-pages.ts';
import { Unreadable } from './refusals.ts';

/** Rows of several segments that make it worth looking for printed lines. */
const ROWS_OF_A_TABLE = 2;

/** A row of running text, or a table, where it stands on its page. */
type PageBlock =
  | { readonly kind: 'row'; readonly row: PrintedRow }
  | { readonly kind: 'table'; readonly table: RuledTable };

/**
 * A PDF with a text layer: printed lines in reading order, without page numbers, running headers and footers; tables by their
 * printed lines, going on over pages. Places are page and printed line, from 1.
 */
export async function readPdf(bytes: Uint8Array): Promise<SourceDocument> {
  const pdf = await open(bytes);
  if (pdf.numPages > PAGE_LIMIT) throw new Unreadable('too-many-pages');
  const pages: PageBlock[][] = [];
  let characters = 0;
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await openPage(pdf, number);
    for (const piece of page.pieces) characters += piece.text.trim().length;
    const rows = rowsOf(page.pieces);
    const isTabular = rows.filter((row) => row.segments.length > 1).length >= ROWS_OF_A_TABLE;
    const tables = isTabular ? ruledTables(await page.rules(), page.pieces) : [];
    pages.push(blocksOf(page.pieces, tables, page.width));
  }
  if (characters < pdf.numPages * SCANNED_CHARACTERS_PER_PAGE) throw new Unreadable('scanned');

  const blocks = sourceBlocks(cleaned(pages));
  if (blocks.length === 0) throw new Unreadable('no-text');
  const title = printedTitle([await titleOf(pdf)], blocks);
  return {
    format: 'pdf',
    text: textOf(blocks),
    blocks,
    flowing: false,
    ...(title === undefined ? {} : { metaTitle: title }),
  };
}

async function open(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  try {
    // pdf.js takes the bytes over, so it is given its own copy.
    return await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0, useSystemFonts: false });
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException';
    throw new Unreadable(isLocked ? 'encrypted' : 'damaged', '', { cause: error });
  }
}

async function titleOf(pdf: PDFDocumentProxy): Promise<string> {
  const { info } = await pdf.getMetadata();
  const title = 'Title' in info ? info.Title : undefined;
  return typeof title === 'string' ? title : '';
}

/** What a page shows, from the top down: the words outside its tables, column by column, and the tables between them. */
function blocksOf(pieces: readonly Piece[], tables: readonly RuledTable[], width: number): PageBlock[] {
  const outside = pieces.filter((piece) => !tables.some((table) => isInside(piece, table)));
  const columns = tables.length === 0 ? splitColumns(outside, width) : undefined;
  const rows = columns === undefined ? rowsOf(outside) : columns.flatMap(rowsOf);
  const blocks: PageBlock[] = rows.map((row) => ({ kind: 'row', row }));
  for (const table of tables) {
    const at = blocks.findIndex((block) => (block.kind === 'row' ? block.row.baseline : block.table.top) > table.top);
    blocks.splice(at === -1 ? blocks.length : at, 0, { kind: 'table', table });
  }
  return blocks;
}

function isInside(piece: Piece, table: RuledTable): boolean {
  const center = (piece.left + piece.right) / 2;
  const height = piece.baseline - piece.size * 0.35;
  return center > table.left && center < table.right && height > table.top && height < table.bottom;
}

function cleaned(pages: readonly (readonly PageBlock[])[]): (readonly PageBlock[])[] {
  const kept = withoutFurniture(
    pages.map((blocks) => blocks.flatMap((block) => (block.kind === 'row' ? [block.row] : []))),
  );
  return pages.map((blocks, page) => {
    const rows = new Set(kept[page]);
    return blocks.filter((block) => block.kind === 'table' || rows.has(block.row));
  });
}

function sourceBlocks(pages: readonly (readonly PageBlock[])[]): SourceBlock[] {
  const blocks: SourceBlock[] = [];
  let last: { readonly table: RuledTable; readonly page: number } | undefined;
  for (const [index, pageBlocks] of pages.entries()) {
    const page = index + 1;
    let line = 0;
    for (const block of pageBlocks) {
      if (block.kind === 'row') {
        line += 1;
        const made: SourceLine = { kind: 'line', text: textOfRow(block.row), place: { page, line } };
        blocks.push(made);
        last = undefined;
        continue;
      }
      const made = sourceTable(block.table, page, line + 1);
      line += block.table.rows.length;
      const before = blocks.at(-1);
      const continued =
        last !== undefined && last.page === page - 1 && before?.kind === 'table'
          ? continueTable(before, last.table, made, block.table)
          : undefined;
      if (continued === undefined) blocks.push(made);
      else blocks[blocks.length - 1] = continued;
      last = { table: block.table, page };
    }
  }
  return blocks;
}

function sourceTable(table: RuledTable, page: number, firstLine: number): SourceTable {
  return {
    kind: 'table',
    rows: table.rows.map(({ cells }, index) => ({ cells, place: { page, line: firstLine + index } })),
  };
}

function textOf(blocks: readonly SourceBlock[]): string {
  return blocks
    .flatMap((block) =>
      block.kind === 'line' ? [block.text] : block.rows.map((row) => row.cells.map((cell) => cell.text).join('\t')),
    )
    .join('\n');
}
