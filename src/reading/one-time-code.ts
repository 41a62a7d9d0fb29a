/** Letters and digits that nobody takes for one another. */
export const codeLetters = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

const FORM = new RegExp(`^(?:代码|code)?[：:\\s]*([${codeLetters}]{4})[-\\s]?([${codeLetters}]{4})$`, 'iu');

/** The one-time code in a message that holds nothing else, as XXXX-XXXX; else null. */
export function readCode(text: string): string | null {
  const [, first, second] = FORM.exec(text.trim()) ?? [];
  return first && second ? `${first}-${second}`.toUpperCase() : null;
}
