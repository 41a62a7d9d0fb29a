import type { Sheet } from '../../core/sheet.ts';
import { writeCsv } from './write-csv.ts';
import { writeXlsx } from './write-xlsx.ts';

/** What sheets can be written as: the endings of the files. */
export const sheetFormats = ['xlsx', 'csv'] as const;

export type SheetFormat = (typeof sheetFormats)[number];

/** Sheets as the bytes of one file; the same sheets at the same instant are the same bytes. */
export async function writeSheets(format: SheetFormat, sheets: readonly Sheet[], writtenAt: Date): Promise<Uint8Array> {
  return format === 'csv' ? writeCsv(sheets) : writeXlsx(sheets, writtenAt);
}
