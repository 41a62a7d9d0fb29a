/** Chinese numerals as labels print them. */
const HAN_DIGITS = '零一二三四五六七八九';

const BLANK = /[\s\u200b]/;

/** Blanks that only space the print are dropped: between Chinese characters, digits and punctuation none is ever meant. */
export function compact(text: string): string {
  if (!BLANK.test(text)) return text;
  return text.replace(/[\s\u3000\u200b\ufeff]+/gu, (blank: string, at: number) =>
    /[A-Za-z]/.test(text[at - 1] ?? '') && /[A-Za-z]/.test(text[at + blank.length] ?? '') ? ' ' : '',
  );
}

/** One blank for each run of blanks, none at the ends. Unlike `compact` it keeps what separates two names. */
export function oneLine(text: string): string {
  return text.replace(/[\s\u3000\u200b\ufeff]+/gu, ' ').trim();
}

/** Full-width digits, letters and percent signs as usual ones: ６月 is 6月. */
export function plainDigits(text: string): string {
  if (!/[\uff05-\uff5a]/.test(text)) return text;
  return text.replace(/[０-９Ａ-Ｚａ-ｚ％]/gu, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}

// 3月3l日, 2O24年, 预案l9个: between or beside digits, and before a sign that only counts, scanning put letters for digits.
const MISREAD_DIGITS =
  /(?<![A-Za-z])(?=[\dlIOo]*[lIOo])(?:[\dlIOo]*\d[\dlIOo]*|[lIOo]{1,3}(?=[月日曰号年%]))(?![A-Za-z])/gu;
const MISREAD_LABEL = /^\s*[lIOo]{1,2}(?=[、.．]\p{Script=Han})/u;

/** Digits as meant: full-width ones as usual, and letters that a scan put for digits read as digits. No character moves. */
export function meantDigits(text: string): string {
  const plain = plainDigits(text);
  if (!/[lIOo曰]/.test(plain)) return plain;
  const asDigits = (run: string): string => run.replace(/[lI]/g, '1').replace(/[Oo]/g, '0');
  return plain
    .replace(MISREAD_LABEL, asDigits)
    .replace(MISREAD_DIGITS, asDigits)
    .replace(/(?<=\d)曰/gu, '日');
}

/** How many columns a line takes in print: a Chinese character is as wide as two Latin letters. */
export function printedWidth(text: string): number {
  let width = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // Of a character beyond the first plane the second half is not counted again.
    if (code >= 0xdc00 && code <= 0xdfff) continue;
    width += code > 0x2e7f ? 2 : 1;
  }
  return width;
}

/** 十二 → 12, 廿 is not read; null when the text is no numeral up to 99. */
export function hanOrdinal(text: string): number | null {
  const match = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/u.exec(text);
  if (!match || text === '') return null;
  const [, tens, ten, ones] = match;
  if (!ten) return tens && !ones ? HAN_DIGITS.indexOf(tens) : null;
  return (tens ? HAN_DIGITS.indexOf(tens) : 1) * 10 + (ones ? HAN_DIGITS.indexOf(ones) : 0);
}

const OPENING: ReadonlySet<string | undefined> = new Set('（(〔[［【{｛〈');
const CLOSING: ReadonlySet<string | undefined> = new Set('）)〕]］】}｝〉');

// Most characters are Chinese ones: they are passed over by their code.
const isHan = (character: string | undefined): boolean =>
  character !== undefined && character >= '\u4e00' && character <= '\u9fff';

export const isOpening = (character: string | undefined): boolean => !isHan(character) && OPENING.has(character);
export const isClosing = (character: string | undefined): boolean => !isHan(character) && CLOSING.has(character);

/** A bracket with its content: `to` stands behind the closing mark, or at the end of the text when none follows. */
export interface Bracket {
  readonly from: number;
  readonly to: number;
  readonly content: string;
  readonly closed: boolean;
}

/** The outermost brackets of a text, in order. Shapes need not match: print and OCR mix （ with ) and 〕. */
export function bracketsOf(text: string): Bracket[] {
  const found: Bracket[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (isOpening(text[at])) {
      if (depth === 0) from = at;
      depth++;
    } else if (isClosing(text[at]) && depth > 0) {
      depth--;
      if (depth === 0) found.push({ from, to: at + 1, content: text.slice(from + 1, at), closed: true });
    }
  }
  if (depth > 0) found.push({ from, to: text.length, content: text.slice(from + 1), closed: false });
  return found;
}

/** Splits where one of the separators stands outside every bracket and quotation. */
export function splitOutside(text: string, separators: RegExp): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (isOpening(character) || character === '“' || character === '《') depth++;
    else if (isClosing(character) || character === '”' || character === '》') depth = Math.max(0, depth - 1);
    else if (depth === 0 && separators.test(character)) {
      pieces.push(text.slice(from, at));
      from = at + 1;
    }
  }
  pieces.push(text.slice(from));
  return pieces;
}
