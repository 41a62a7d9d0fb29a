const DIGITS = '零一二三四五六七八九';
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 };

/** The number a Chinese numeral says (十七, 两百三十, 一百零五, 二〇二六); null for anything else. */
export function chineseNumber(text: string): number | null {
  const plain = text.replaceAll('两', '二').replaceAll('〇', '零').replaceAll('○', '零');
  if (plain === '' || !/^[零一二三四五六七八九十百千万亿]+$/.test(plain)) return null;
  if (!/[十百千万亿]/.test(plain)) return Number(Array.from(plain, (char) => DIGITS.indexOf(char)).join(''));

  let total = 0;
  let section = 0;
  let digit: number | null = null;
  for (const char of plain) {
    const unit = UNITS[char];
    if (unit === undefined) {
      if (digit !== null && digit > 0) return null;
      digit = DIGITS.indexOf(char);
    } else if (unit < 10_000) {
      section += (digit ?? 1) * unit;
      digit = null;
    } else {
      total += (section + (digit ?? 0)) * unit;
      section = 0;
      digit = null;
    }
  }
  return total + section + (digit ?? 0);
}
