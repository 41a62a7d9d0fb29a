import type { SourceBlock, SourceDocument, SourceTable } from '../../src/reading/source-document.ts';

/** A plain text as the reader of files gives it: one line a block, with offsets. */
export function textDocument(text: string): SourceDocument {
  const blocks: SourceBlock[] = [...text.matchAll(/[^\n]+/g)]
    .filter((match) => match[0].trim() !== '')
    .map((match) => ({
      kind: 'line',
      text: match[0].trimEnd(),
      place: { from: match.index, to: match.index + match[0].trimEnd().length },
    }));
  return { format: 'txt', text, blocks, flowing: false };
}

/** Paragraphs and tables as a format with paragraphs of its own gives them. */
export function flowingDocument(pieces: readonly (string | SourceTable)[]): SourceDocument {
  let from = 0;
  const blocks = pieces.map((piece): SourceBlock => {
    if (typeof piece !== 'string') return piece;
    const place = { from, to: from + piece.length };
    from += piece.length + 1;
    return { kind: 'line', text: piece, place, paragraph: true };
  });
  return {
    format: 'docx',
    text: pieces.filter((piece) => typeof piece === 'string').join('\n'),
    blocks,
    flowing: true,
  };
}

/** A table from rows of cells; `text×rows` makes a cell that reaches down, and the rows below leave its column out (null). */
export function tableOf(rows: readonly (readonly (string | null)[])[]): SourceTable {
  return {
    kind: 'table',
    rows: rows.map((row, at) => ({
      place: { sheet: '表', row: at + 1 },
      cells: row.flatMap((text, column) => {
        if (text === null) return [];
        const [words = '', spans] = text.split('×');
        return [{ text: words, column, rowSpan: Number(spans ?? 1), columnSpan: 1 }];
      }),
    })),
  };
}
