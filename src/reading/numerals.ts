/** A number as printed, from the place it starts to the place after it. */
export interface Numeral {
  readonly value: number;
  readonly to: number;
  /** The printed characters. */
  readonly raw: string;
  readonly arabic: boolean;
  /** Digits after the point, 0 without one. */
  readonly decimals: number;
}

const DIGITS = new Map<string, number>([
  ...[...'〇一二三四五六七八九'].map((sign, value) => [sign, value] as const),
  ['零', 0],
  ['○', 0],
  ['◯', 0],
  ['两', 2],
]);

const SCALES = new Map<string, number>([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
]);

/** Tens written as one character: 廿 is twenty, 卅 thirty. */
const TENS = new Map<string, number>([
  ['廿', 20],
  ['卅', 30],
]);

/** Longer runs are account numbers or noise, never an amount: they are not read at all. */
const LONGEST = 20;

// Each sign of a text is asked several times what it is: by its code the answer is one look.
const ARABIC = 1;
const CHINESE = 2;
const SCRIPT = new Uint8Array(0x1_0000);
for (const sign of '0123456789') SCRIPT[sign.charCodeAt(0)] = ARABIC;
for (const sign of [...DIGITS.keys(), ...SCALES.keys(), ...TENS.keys()]) SCRIPT[sign.charCodeAt(0)] = CHINESE;

const scriptOf = (sign: string | undefined): number => (sign === undefined ? 0 : (SCRIPT[sign.charCodeAt(0)] ?? 0));
const isArabic = (sign: string | undefined): boolean => scriptOf(sign) === ARABIC;

/** Letters that scanning puts for digits, taken as such only inside a run that has a digit. */
const MISREAD = new Map([
  ['O', '0'],
  ['o', '0'],
  ['l', '1'],
  ['I', '1'],
]);

/** True when the character may begin or continue a number. */
export function isNumeral(sign: string | undefined): boolean {
  return scriptOf(sign) !== 0;
}

/** True when the character goes on with the number before it. */
export function isInsideNumeral(text: string, at: number): boolean {
  const script = scriptOf(text[at]);
  return script !== 0 && scriptOf(text[at - 1]) === script;
}

// Whoever looks for a day, a quarter or an amount at a place asks for the same number again.
const LATEST = 8;
const latest: { text: string; from: number; numeral: Numeral | null }[] = Array.from({ length: LATEST }, () => ({
  text: '',
  from: -1,
  numeral: null,
}));

/** Reads the number that stands at `from`: 25, 2.5, 1,200, 二十五, 二○二○, 廿五. Null when there is none. */
export function readNumeral(text: string, from: number): Numeral | null {
  const first = text[from];
  if (first === undefined || (scriptOf(first) === 0 && !MISREAD.has(first))) return null;
  const known = latest[from % LATEST];
  if (known?.from === from && known.text === text) return known.numeral;
  const numeral = numeralAt(text, from, first);
  if (known) Object.assign(known, { text, from, numeral });
  return numeral;
}

function numeralAt(text: string, from: number, first: string): Numeral | null {
  if (isArabic(first) || (MISREAD.has(first) && isArabic(text[from + 1]))) {
    return readArabic(text, from);
  }
  return isNumeral(first) ? readChinese(text, from) : null;
}

function readArabic(text: string, from: number): Numeral | null {
  let digits = '';
  let at = from;
  for (; at < text.length; at += 1) {
    const sign = text[at] as string;
    if (at - from > LONGEST) return null;
    if (isArabic(sign)) digits += sign;
    else if (MISREAD.has(sign)) digits += MISREAD.get(sign);
    else if (sign !== ',' || !isThousand(text, at)) break;
  }
  let decimals = 0;
  if (text[at] === '.' && isArabic(text[at + 1])) {
    let end = at + 1;
    while (isArabic(text[end]) && end - from <= LONGEST) end += 1;
    if (end - from > LONGEST) return null;
    // 2020.6.30 is a day, not a fraction: the reader of days takes it apart again.
    decimals = end - at - 1;
    digits += text.slice(at, end);
    at = end;
  }
  return { value: Number(digits), to: at, raw: text.slice(from, at), arabic: true, decimals };
}

/** A comma groups thousands when exactly three digits follow it. */
function isThousand(text: string, comma: number): boolean {
  return (
    isArabic(text[comma - 1]) &&
    isArabic(text[comma + 1]) &&
    isArabic(text[comma + 2]) &&
    isArabic(text[comma + 3]) &&
    !isArabic(text[comma + 4])
  );
}

function readChinese(text: string, from: number): Numeral | null {
  let at = from;
  while (at < text.length && at - from <= LONGEST && isNumeral(text[at])) at += 1;
  if (at - from > LONGEST) return null;
  const raw = text.slice(from, at);
  return { value: chineseValue(raw), to: at, raw, arabic: false, decimals: 0 };
}

function chineseValue(raw: string): number {
  if (raw.length === 1) return DIGITS.get(raw) ?? SCALES.get(raw) ?? TENS.get(raw) ?? 0;
  const signs = [...raw];
  // 二0二六 mixes the two scripts, as people type it.
  const digitOf = (sign: string): number | undefined => DIGITS.get(sign) ?? (isArabic(sign) ? Number(sign) : undefined);
  if (signs.every((sign) => digitOf(sign) !== undefined)) {
    return signs.reduce((sum, sign) => sum * 10 + (digitOf(sign) ?? 0), 0);
  }
  let total = 0;
  let digit: number | null = null;
  for (const sign of signs) {
    const scale = SCALES.get(sign);
    const tens = TENS.get(sign);
    if (scale !== undefined) {
      total += (digit ?? 1) * scale;
      digit = null;
    } else if (tens !== undefined) {
      total += tens;
      digit = null;
    } else {
      digit = digitOf(sign) ?? 0;
    }
  }
  return total + (digit ?? 0);
}
