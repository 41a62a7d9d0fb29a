import { readNumeral } from './numerals.ts';

/** The number a text is (17, 十七, 两百三十), null when anything else stands in it. */
export function numberOf(text: string): number | null {
  const numeral = readNumeral(text, 0);
  return numeral?.to === text.length && Number.isFinite(numeral.value) ? numeral.value : null;
}
