import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDocument, readDocumentFile } from '../../../src/adapters/documents/read-document.ts';
import { DocumentRefused } from '../../../src/reading/source-document.ts';
import { cpuMs } from '../../support/cpu-time.ts';
import { pdfOf } from '../../support/pdf.ts';
import { textsOf, wordFile, wordParagraph, workbookFile } from '../../support/read-files.ts';
import { officeFile, zipOf } from '../../support/zip.ts';

const MEGABYTE = 1024 * 1024;

/** An old compound file with a directory entry of that name. */
function compoundFile(stream: string): Buffer {
  return Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    Buffer.from(`${stream}\0`, 'utf16le'),
  ]);
}

describe('reading a file', () => {
  it.each([
    ['docx', wordFile(wordParagraph('完成排查。'))],
    ['xlsx', workbookFile([{ name: '一', rows: '<row><c t="str"><v>排查</v></c></row>' }])],
    ['pdf', pdfOf([[{ text: '完成重点场所排查整治。', x: 80, y: 100 }]])],
    ['html', Buffer.from('<!-- saved -->\n<html><body><p>完成排查。</p></body></html>')],
    ['html', Buffer.from('<h1>要点</h1><p>完成排查。</p>')],
    ['md', Buffer.from('# 要点\n\n完成排查。')],
    ['txt', Buffer.from('完成排查。')],
  ])('knows %s by its content, whatever its name says', async (format, bytes) => {
    expect((await readDocument(bytes, '要点.jpg')).format).toBe(format);
  });

  it.each([
    ['an empty file', Buffer.alloc(0), 'empty', '没有任何内容'],
    ['a file of blanks', Buffer.from(' \n\n'), 'empty', '没有读到文字'],
    ['an old Word file', compoundFile('WordDocument'), 'unknown-type', '.docx'],
    ['an old Excel file', compoundFile('Workbook'), 'unknown-type', '.xlsx'],
    ['an encrypted office file', compoundFile('EncryptedPackage'), 'encrypted', '取消密码'],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), 'scanned', 'OCR'],
    ['RTF', Buffer.from('{\\rtf1\\ansi}'), 'unknown-type', '.docx'],
    ['an archive', zipOf([{ name: '要点.docx', content: 'PK' }]), 'unknown-type', '解压'],
    ['a gzip file', Buffer.from('1f8b0800', 'hex'), 'unknown-type', '解压'],
    ['OFD', zipOf([{ name: 'OFD.xml', content: '<x/>' }]), 'unknown-type', 'OFD'],
    ['a presentation', zipOf([{ name: 'ppt/presentation.xml', content: '<x/>' }]), 'unknown-type', '演示文稿'],
    ['a Word file without words', wordFile('<w:p/>'), 'empty', '没有读到文字'],
    ['a scanned PDF', pdfOf([[]]), 'scanned', 'OCR'],
  ])('refuses %s and says what to do', async (_, bytes, code, words) => {
    const refused: unknown = await readDocument(bytes, '/某处/工作\n要点.docx').catch((error: unknown) => error);

    expect(refused).toBeInstanceOf(DocumentRefused);
    expect(refused).toMatchObject({ code, message: expect.stringMatching(/^《工作要点\.docx》[^\n]+。$/) });
    expect(refused).toMatchObject({ message: expect.stringContaining(words) });
  });
});

describe('a hostile file', () => {
  const blanks = Buffer.alloc(70 * MEGABYTE, 32);
  const document = (content: string) => officeFile({ 'word/document.xml': content });

  it.each([
    ['a file that is too long', Buffer.alloc(20 * MEGABYTE + 1, 65), 'too-large'],
    ['a text that is too long', Buffer.alloc(5 * MEGABYTE, 65), 'too-large'],
    ['a zip bomb', zipOf([{ name: 'word/document.xml', content: blanks, packed: true }]), 'too-large'],
    [
      'too many parts',
      zipOf(Array.from({ length: 60_000 }, (_, index) => ({ name: `${index}`, content: '' }))),
      'too-large',
    ],
    [
      'an encrypted part',
      zipOf([{ name: 'word/document.xml', content: '<x/>', packed: true, encrypted: true }]),
      'encrypted',
    ],
    ['a directory that is cut off', document('<w:document/>').slice(0, -30), 'damaged'],
  ])('is refused from its directory within 50 ms: %s', async (_, bytes, code) => {
    const spent = await cpuMs(() => expect(readDocument(bytes, '要点.docx')).rejects.toMatchObject({ code }));

    expect(spent).toBeLessThan(50);
  });

  it.each([
    [
      'a part longer than its directory says',
      zipOf([{ name: 'word/document.xml', content: blanks, packed: true, claimedSize: 1_000 }]),
      'damaged',
    ],
    ['a part that is cut off', document('<w:document><w:body><w:p>'), 'damaged'],
    ['entities', document('<!DOCTYPE a [<!ENTITY b "c">]><w:document><w:body>&b;</w:body></w:document>'), 'damaged'],
    [
      'a DTD behind a long comment',
      document(`<!--${' '.repeat(9000)}--><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`),
      'damaged',
    ],
    ['elements nested a million deep', document('<w:p>'.repeat(1_000_000)), 'too-deep'],
    ['a page nested half a million deep', Buffer.from(`<html>${'<div>'.repeat(500_000)}`), 'too-deep'],
    [
      'a table of 10,000 columns',
      wordFile(`<w:tbl><w:tr>${'<w:tc><w:p/></w:tc>'.repeat(10_000)}</w:tr></w:tbl>`),
      'too-large',
    ],
    [
      'a cell that spans a billion columns',
      wordFile('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr></w:tc><w:tc/></w:tr></w:tbl>'),
      'too-large',
    ],
    [
      'a sheet of 10,000 columns',
      workbookFile([{ name: '一', rows: `<row>${'<c t="str"><v>甲</v></c>'.repeat(10_000)}</row>` }]),
      'too-large',
    ],
    [
      'a page with spans of 10,000 columns',
      Buffer.from('<html><table><tr><td colspan="10000">甲<td>乙</table>'),
      'too-large',
    ],
  ])('is refused: %s', async (_, bytes, code) => {
    await expect(readDocument(bytes, '要点.docx')).rejects.toMatchObject({ code });
  });

  it('does not hold up others while it is read', async () => {
    const bomb = document(
      `<w:document><w:body>${'<w:p><w:r><w:t>中</w:t></w:r></w:p>'.repeat(1_500_000)}</w:body></w:document>`,
    );
    let refusal: unknown;
    const spent = await cpuMs(async () => {
      refusal = await readDocument(bomb, '要点.docx').catch((error: unknown) => error);
    });

    // On an idle machine the memory ends first, on a busy one the time.
    expect(refusal).toMatchObject({ code: expect.stringMatching(/^(too-large|timed-out)$/) });
    expect(spent).toBeLessThan(250);
  });

  it.each([
    ['blanks', '工作要点\n　', '　', '。'],
    ['stars', '# 要点\n', '***a**', ''],
    ['brackets', '# 要点\n', '[', ''],
    ['hashes', '# 要点', ' #', 'x'],
    ['rules', '| 任务 |\n', '-', 'x'],
    ['line breaks', '工作要点', '\n', '--|'],
    ['quotes and tabs', '序号\t任务\n', '"\t', ''],
    ['tabs', '序号\t任务\n', '任', ''],
    ['rows of bars', '| a |\n', '| a\n', '| a | b |'],
    ['rules of bars', '', '|--|\n', ''],
    ['rows of tabs', '', 'a\t\n', 'a\tb\tc'],
  ])('of pumped %s is read in linear time', async (_, before, pumped, after) => {
    const text = `${before}${pumped.repeat(400_000 / pumped.length)}${after}`;
    const spent = await cpuMs(() => readDocument(Buffer.from(text), '要点.txt').catch(() => undefined));

    expect(spent).toBeLessThan(1_500);
  });
});

describe('reading a file from the disk', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'documents-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('gives the document', async () => {
    const path = join(folder, '要点.txt');
    await writeFile(path, '完成排查。');

    expect(textsOf(await readDocumentFile(path))).toEqual(['完成排查。']);
  });

  it.each([
    ['no file', '没有的文件.txt', '《没有的文件.txt》找不到'],
    ['a folder', '', '不是文件'],
  ])('refuses %s', async (_, name, words) => {
    await expect(readDocumentFile(join(folder, name))).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining(words),
    });
  });
});
