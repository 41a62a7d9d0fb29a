import type { SourceDocument } from '../../reading/source-document.ts';
import { openArchive } from './archive.ts';
import { decodePage, decodeText } from './decode.ts';
import { detectOffice, isMarkdown } from './detect.ts';
import { readDocx } from './docx.ts';
import { readHtml } from './html.ts';
import { TEXT_BYTES_LIMIT } from './limits.ts';
import { readMarkdown } from './markdown.ts';
import { Unreadable } from './refusals.ts';
import { readTxt } from './txt.ts';
import { readXlsx } from './xlsx.ts';

/** Reads a text or a Markdown text. */
export function readText(bytes: Uint8Array): SourceDocument {
  if (bytes.byteLength > TEXT_BYTES_LIMIT) throw new Unreadable('text-too-large');
  const text = decodeText(bytes);
  return isMarkdown(text) ? readMarkdown(text) : readTxt(text);
}

/** Reads a web page. */
export function readPage(bytes: Uint8Array): SourceDocument {
  if (bytes.byteLength > TEXT_BYTES_LIMIT) throw new Unreadable('text-too-large');
  return readHtml(decodePage(bytes));
}

/** Reads an office file. */
export async function readOffice(bytes: Uint8Array): Promise<SourceDocument> {
  const archive = await openArchive(bytes);
  switch (detectOffice(archive.names)) {
    case 'docx':
      return await readDocx(archive);
    case 'xlsx':
      return await readXlsx(archive);
  }
}
