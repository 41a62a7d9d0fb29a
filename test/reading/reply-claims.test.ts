import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { day } from '../../src/core/calendar.ts';
import { readReply } from '../../src/reading/reply.ts';

const today = day('2026-06-15');
const intentOf = (text: string) => readReply(text, { today }).intent;

/** `noClaim`: words about finishing that do not say, as a whole clause, that the task is finished. `noRequest`: later days not asked for. */
const { noClaim, noRequest } = JSON.parse(
  readFileSync(new URL('./corpus/no-claims.json', import.meta.url), 'utf8'),
) as { readonly noClaim: readonly string[]; readonly noRequest: readonly string[] };

describe('claiming done', () => {
  it.each(noClaim)('is not read from %s', (text) => {
    expect(intentOf(text)).not.toBe('done');
  });
});

describe('asking for an extension', () => {
  it.each(noRequest)('is not read from %s', (text) => {
    expect(intentOf(text)).not.toBe('extension');
  });
});
