import { latin1 } from './decode.ts';
import { type ReadingProblem, Unreadable } from './refusals.ts';

/** What a file is by its first bytes. `text` may still be a page or Markdown. */
export type Container = 'pdf' | 'archive' | 'page' | 'text';

/** First bytes of files that are refused by name. */
const REFUSED: readonly (readonly [starts: RegExp, problem: ReadingProblem, named: string])[] = [
  [/^\{\\rtf/, 'save-as', 'RTF 文档'],
  [
    /^\x89PNG|^\xff\xd8\xff|^GIF8|^BM[\s\S]{4}\0\0\0\0|^II\*\0|^MM\0\*|^RIFF[\s\S]{4}WEBP|^[\s\S]{4}ftyp(?:heic|mif1)/,
    'picture',
    '',
  ],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: gzip begins with one.
  [/^Rar!|^7z\xbc\xaf|^BZh|^\x1f\x8b|^\xfd7zXZ/, 'packed-files', '压缩包'],
  [/^MIME-Version:|^From: <?Saved by|^Content-Type: multipart\//i, 'save-as', '单个文件网页（MHT）'],
  [
    /^\s*<\?xml[\s\S]{0,400}?(?:mso-application|<pkg:package|<w:wordDocument|urn:schemas-microsoft-com:office:spreadsheet)/,
    'save-as',
    '旧式的 XML 文档',
  ],
];

/** Names that a compound file (OLE2) keeps in its directory, in UTF-16: they tell what made it. */
const COMPOUND: readonly (readonly [stream: string, problem: ReadingProblem, named: string])[] = [
  ['EncryptedPackage', 'encrypted', ''],
  ['EncryptionInfo', 'encrypted', ''],
  ['WordDocument', 'old-word', ''],
  ['Workbook', 'old-excel', ''],
  ['Book', 'old-excel', ''],
  ['PowerPoint Document', 'export-pdf', '演示文稿'],
];

const PAGE =
  /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|link|style|script|table|div|article|section|main|header|nav|center|h[1-6]|p|ul|ol|font|span)\b/i;

/** What the file is by its content, whatever its name says. What cannot be read is refused by what it is. */
export function detectContainer(bytes: Uint8Array): Container {
  const head = latin1(bytes.subarray(0, 2048));
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return 'archive';
  if (head.slice(0, 1024).includes('%PDF-')) return 'pdf';
  if (head.startsWith('\xd0\xcf\x11\xe0')) throw compoundProblem(bytes);

  const readable = head.replace(/^\xef\xbb\xbf/, '');
  for (const [starts, problem, named] of REFUSED) {
    if (starts.test(readable)) throw new Unreadable(problem, named);
  }
  return PAGE.test(readable.replaceAll('\0', '').replace(/^\xff\xfe|^\xfe\xff/, '')) ? 'page' : 'text';
}

function compoundProblem(bytes: Uint8Array): Unreadable {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const [stream, problem, named] of COMPOUND) {
    // The name ends with a NUL, so that "Book" is not found in "Bookmarks".
    if (buffer.includes(Buffer.from(`${stream}\0`, 'utf16le'))) return new Unreadable(problem, named);
  }
  return new Unreadable('save-as', '旧版办公文件');
}

/** What an archive holds by the names of its parts. Anything but docx and xlsx is refused by what it is. */
export function detectOffice(names: ReadonlySet<string>): 'docx' | 'xlsx' {
  // Some producers number the main part.
  if ([...names].some((name) => /^word\/document\d*\.xml$/.test(name))) return 'docx';
  if (names.has('xl/workbook.xml')) return 'xlsx';
  if (names.has('OFD.xml')) throw new Unreadable('export-pdf', 'OFD 版式文件');
  if (names.has('ppt/presentation.xml')) throw new Unreadable('export-pdf', '演示文稿');
  if (names.has('xl/workbook.bin')) throw new Unreadable('save-as', '二进制工作簿（.xlsb）');
  if (names.has('content.xml') && names.has('mimetype')) throw new Unreadable('save-as', 'OpenDocument 文件');
  throw new Unreadable('packed-files', '压缩包');
}

/** Whether a text is written in Markdown: by its headings, its table rules or its strong marks, whatever its name says. */
export function isMarkdown(text: string): boolean {
  const sample = text.slice(0, 200_000);
  if (/^---\r?\n(?:[\w-]+:.*\r?\n){1,40}---\r?$/m.test(sample)) return true;
  if (/^[ \t]{0,3}\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)+\|?[ \t]*$/m.test(sample)) return true;
  if (/^#{1,6} +\S/m.test(sample)) return true;
  return (sample.match(/\*\*[^*\n]{1,200}\*\*/g)?.length ?? 0) >= 2;
}
