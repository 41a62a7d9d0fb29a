import { type DocumentRefusal, DocumentRefused } from '../../reading/source-document.ts';
import {
  ARCHIVE_ENTRY_LIMIT,
  CELL_LIMIT,
  COLUMN_LIMIT,
  FILE_BYTES_LIMIT,
  PAGE_LIMIT,
  READING_MS_LIMIT,
  TEXT_BYTES_LIMIT,
  UNPACKED_BYTES_LIMIT,
} from './limits.ts';

const MEGABYTE = 1024 * 1024;

/** Every way a file can turn out unreadable: its code, what is wrong and the mend. `{}` is the detail of the case. */
const PROBLEMS = {
  empty: ['empty', '没有任何内容，请确认选对了文件'],
  'no-text': ['empty', '没有读到文字，请确认选对了文件'],
  'not-found': ['not-found', '找不到或打不开，请检查路径和权限'],
  'not-a-file': ['not-found', '不是文件，请给出文件的路径'],
  'file-too-large': ['too-large', `超过 ${FILE_BYTES_LIMIT / MEGABYTE} MB，请删去图片等无关内容后再试`],
  'text-too-large': ['too-large', `文字超过 ${TEXT_BYTES_LIMIT / MEGABYTE} MB，请只保留工作要点的正文后再试`],
  'unpacked-too-large': [
    'too-large',
    `解压后超过 ${UNPACKED_BYTES_LIMIT / MEGABYTE} MB，请删去图片等无关内容、另存后再试`,
  ],
  'too-many-entries': ['too-large', `内含超过 ${ARCHIVE_ENTRY_LIMIT} 个部件，不像正常的办公文件，请另存为新文件后再试`],
  'too-many-columns': ['too-large', `表格超过 ${COLUMN_LIMIT} 列，请删去无关的列后再试`],
  'too-many-cells': ['too-large', `表格超过 ${CELL_LIMIT} 个单元格，请只保留任务清单后再试`],
  'too-many-pages': ['too-large', `超过 ${PAGE_LIMIT} 页，请只保留工作要点所在的页后再试`],
  'out-of-memory': ['too-large', '内容过于庞大，读取时超出内存上限，请只保留工作要点的部分、另存后再试'],
  'too-deep': ['too-deep', '内部嵌套层数过多，不像正常的文件，请把内容复制到新文件后再试'],
  'timed-out': ['timed-out', `读取超过 ${READING_MS_LIMIT / 1000} 秒，请只保留工作要点的部分、另存后再试`],
  encoding: ['wrong-encoding', '的文字编码是 {}，请另存为 UTF-8 编码后再试'],
  'unknown-encoding': ['wrong-encoding', '的文字编码无法辨认，请另存为 UTF-8 编码后再试'],
  binary: ['unknown-type', '不是文本（含有二进制内容），请提供 docx、xlsx、pdf、html、md 或 txt 文件'],
  'other-type': ['unknown-type', '是{}，请提供 docx、xlsx、pdf、html、md 或 txt 文件'],
  'old-word': ['unknown-type', '是旧版 Word（.doc）或 WPS 文字，请另存为 .docx 后再试'],
  'old-excel': ['unknown-type', '是旧版 Excel（.xls）或 WPS 表格，请另存为 .xlsx 后再试'],
  'save-as': ['unknown-type', '是{}，请另存为 .docx 或 .xlsx 后再试'],
  'export-pdf': ['unknown-type', '是{}，请导出为 PDF 或另存为 .docx 后再试'],
  'packed-files': ['unknown-type', '是{}，请先解压，再提供其中的工作要点文件'],
  encrypted: ['encrypted', '已加密或设有打开密码，请取消密码、另存后再试'],
  scanned: ['scanned', '是扫描件，没有可读的文字，请先做文字识别（OCR），或提供 Word 原件'],
  picture: ['scanned', '是图片，没有可读的文字，请先做文字识别（OCR），或提供 Word 原件'],
  damaged: ['damaged', '已损坏或不完整，请用原来的软件打开、另存后再试'],
  'unsafe-xml': ['damaged', '内含文档类型声明（DTD），不像正常的办公文件，请用 Word 或 WPS 打开、另存后再试'],
} as const satisfies Record<string, readonly [DocumentRefusal, string]>;

/** What is wrong with a file, finer than the code of its refusal. */
export type ReadingProblem = keyof typeof PROBLEMS;

/** Thrown by the readers, who do not know the file's name; `refusalOf` turns it into what the person reads. */
export class Unreadable extends Error {
  readonly problem: ReadingProblem;
  readonly detail: string;

  constructor(problem: ReadingProblem, detail = '', options?: ErrorOptions) {
    super(problem, options);
    this.name = 'Unreadable';
    this.problem = problem;
    this.detail = detail;
  }
}

/** The one line that tells a person which file was refused, why, and what to do. */
export function refusalOf(error: Unreadable, name: string): DocumentRefused {
  const [code, text] = PROBLEMS[error.problem];
  const refused = new DocumentRefused(code, `《${shown(name)}》${text.replace('{}', error.detail)}。`);
  refused.cause = error;
  return refused;
}

/** A name as it may stand in a line: without its folders, control characters and line breaks, and not endless. */
function shown(name: string): string {
  if (name === '' || name === '-') return '标准输入';
  const last = name.split(/[\\/]/).at(-1) ?? name;
  const clean = last.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '');
  return clean.length > 80 ? `${clean.slice(0, 60)}…${clean.slice(-19)}` : clean;
}
