import { randomInt, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { codeLetters } from '../reading/one-time-code.ts';

const LENGTH = 8;

/** One hash for all codes, so that a code can be looked up; each is 39 bits of chance and gone in two days. */
const SALT = 'duban one-time code';
const derive = promisify<string, string, number, Buffer>(scrypt);

/** Codes by which an account can show whose it is. Only their slow hash is kept. */
export const oneTimeCodes = {
  /** A new code, as it is told: XXXX-XXXX. */
  draw(): string {
    const letters = Array.from({ length: LENGTH }, () => codeLetters[randomInt(codeLetters.length)]).join('');
    return `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}`;
  },
  async hashOf(code: string): Promise<string> {
    return (await derive(code, SALT, 24)).toString('base64url');
  },
};
