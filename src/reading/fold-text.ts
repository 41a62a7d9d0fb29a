import { toSimplified } from './traditional.ts';

/** A text made easy to read, with the way back: character `i` of `text` was printed at `at[i]`. */
export interface FoldedText {
  readonly text: string;
  readonly at: readonly number[];
}

const SAME = new Map<string, string>([
  ...[...'—–－―‐‑‒─−﹣～〜~∼'].map((dash) => [dash, '-'] as const),
  ...[...'“”‘’"\'「」『』＂＇'].map((quote) => [quote, ''] as const),
  ...[...'・•‧∙●'].map((point) => [point, '·'] as const),
  ...[...'［【'].map((open) => [open, '['] as const),
  ...[...'］】'].map((close) => [close, ']'] as const),
  ['Ⅰ', '1'],
  ['Ⅱ', '2'],
  ['Ⅲ', '3'],
  ['Ⅳ', '4'],
  ['﹪', '%'],
  ['．', '.'],
]);

const isDigit = (sign: string | undefined): boolean => sign !== undefined && sign >= '0' && sign <= '9';

function isBlank(code: number): boolean {
  return (
    code <= 0x20 ||
    code === 0xa0 ||
    code === 0xad ||
    code === 0x3000 ||
    code === 0xfeff ||
    (code >= 0x2000 && code <= 0x200f) ||
    code === 0x2028 ||
    code === 0x2029
  );
}

/**
 * Narrow characters for wide ones, one dash, no quotation marks, no blanks, simplified characters.
 * A blank or a quotation mark between two numbers stays as a blank, unless they are the spaced digits of one number (1 2月).
 */
export function foldText(printed: string): FoldedText {
  const text = toSimplified(printed);
  const out: string[] = [];
  const at: number[] = [];
  let gap = -1;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const sign = foldSign(text[index] as string, code);
    if (sign === '') {
      if (gap < 0) gap = index;
      continue;
    }
    if (gap >= 0) {
      if (isDigit(sign) && isDigit(out.at(-1)) && !isSpacedNumber(text, index, out)) {
        out.push(' ');
        at.push(gap);
      }
      gap = -1;
    }
    out.push(sign);
    at.push(index);
  }
  mendMisreadings(out);
  return { text: out.join(''), at };
}

function foldSign(sign: string, code: number): string {
  if (code < 0x80) return isBlank(code) || sign === '"' || sign === "'" ? '' : sign === '~' ? '-' : sign;
  if (isBlank(code)) return '';
  const same = SAME.get(sign);
  if (same !== undefined) return same;
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  return sign;
}

/** Two lone digits with a blank between are one number that was spread out. */
function isSpacedNumber(text: string, index: number, out: readonly string[]): boolean {
  const next = foldSign(text[index + 1] ?? '', (text[index + 1] ?? ' ').charCodeAt(0));
  return !isDigit(out.at(-2)) && !isDigit(next) && /[\s\u3000]/.test(text[index - 1] ?? '');
}

/** Scanning takes 日 for 目 or 曰 and 底 for 低; behind a number or a month nothing else can be meant. */
function mendMisreadings(out: string[]): void {
  for (let index = 1; index < out.length; index += 1) {
    const sign = out[index];
    const before = out[index - 1];
    if ((sign === '目' || sign === '曰') && isDigit(before)) out[index] = '日';
    else if (sign === '低' && before === '月') out[index] = '底';
    else if (sign === '未' && (before === '月' || before === '年' || before === '度') && isLimitEnd(out[index + 1])) {
      out[index] = '末';
    }
  }
}

const isLimitEnd = (sign: string | undefined): boolean => sign === undefined || '前,。;)、之以'.includes(sign);
