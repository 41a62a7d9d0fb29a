import { randomInt, scrypt } from 'node:crypto';
import { promisify } from 'node:util';

/** Letters and digits that nobody takes for one another. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const LENGTH = 8;
const FORM = new RegExp(`^(?:代码|code)?[：:\\s]*([${ALPHABET}]{4})[-\\s]?([${ALPHABET}]{4})$`, 'iu');

/** One hash for all codes, so that a code can be looked up; each is 39 bits of chance and gone in two days. */
const SALT = 'duban one-time code';
const derive = promisify<string, string, number, Buffer>(scrypt);

/** Codes by which an account can show whose it is. Only their slow hash is kept. */
export const oneTimeCodes = {
  /** A new code, as it is told: XXXX-XXXX. */
  draw(): string {
    const letters = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
    return `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}`;
  },
  /** The code in a message that holds nothing else, or null. */
  in(text: string): string | null {
    const [, first, second] = FORM.exec(text.trim()) ?? [];
    return first && second ? `${first}-${second}`.toUpperCase() : null;
  },
  async hashOf(code: string): Promise<string> {
    return (await derive(code, SALT, 24)).toString('base64url');
  },
};
