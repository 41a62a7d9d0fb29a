import { parse } from 'csv-parse/sync';
import { DocumentRefused } from '../../reading/source-document.ts';
import { readDocument } from './read-document.ts';

/** A directory or list file (.csv in UTF-8 or GB18030, .xlsx) as rows of texts. Throws DocumentRefused. */
export async function readTable(bytes: Uint8Array, name: string): Promise<readonly (readonly string[])[]> {
  const document = await readDocument(bytes, name);
  const table = document.blocks.find((block) => block.kind === 'table');
  if (document.format === 'xlsx' && table?.kind === 'table')
    return table.rows.map((row) => row.cells.map((cell) => cell.text));
  try {
    return parse(document.text, { bom: true, relax_column_count: true, skip_empty_lines: true }) as string[][];
  } catch (cause) {
    throw Object.assign(
      new DocumentRefused('damaged', `${name}：不是逗号分隔的表格，请另存为 .csv 或 .xlsx 后重试。`),
      { cause },
    );
  }
}
