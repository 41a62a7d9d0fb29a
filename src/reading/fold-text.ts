/** A text made easy to read, with the way back: character `i` of `text` was printed at `at[i]`. */
export interface FoldedText {
  readonly text: string;
  readonly at: readonly number[];
}

/** Traditional characters that occur in limits and targets. */
const SIMPLIFIED = new Map(
  [
    ...'後后個个內内週周開开會会時时間间應应實实節节國国慶庆勞劳動动長长續续進进態态終终總总報报號号當当兩两點点陽阳結结檢检驗验項项過过從从於于歲岁簡简議议財财達达篇篇戶户處处萬万億亿際际審审課课題题發发佈布佔占裡里還还這这來来離离開开學学農农曆历臘腊穀谷種种驚惊蟄蛰滿满處处門门關关單单條条辦办覆复減减戰战雙双訖讫屆届啓启啟启齊齐傳传調调輪轮資资訓训轉转補补權权團团隊队區区縣县鄉乡鎮镇廳厅號号餘余數数據据',
  ].reduce<[string, string][]>((pairs, sign, index, all) => {
    if (index % 2 === 0) pairs.push([sign, all[index + 1] as string]);
    return pairs;
  }, []),
);

const SAME = new Map<string, string>([
  ...[...'—–－―‐‑‒─−﹣～〜~∼'].map((dash) => [dash, '-'] as const),
  ...[...'“”‘’"\'「」『』＂＇'].map((quote) => [quote, ''] as const),
  ...[...'・•‧∙●'].map((point) => [point, '·'] as const),
  ...[...'［【'].map((open) => [open, '['] as const),
  ...[...'］】'].map((close) => [close, ']'] as const),
  ['≥', '≥'],
  ['％', '%'],
  ['﹪', '%'],
  ['％', '%'],
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
export function foldText(text: string): FoldedText {
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
  return SIMPLIFIED.get(sign) ?? sign;
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
