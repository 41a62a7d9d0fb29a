import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, instantText } from '../../src/core/canonical.ts';

/** What the text stands for: a copy with sorted keys, written by JSON itself. */
function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(sorted);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => [key, sorted(field)]),
  );
}

describe('the canonical text of a value', () => {
  it('is what JSON writes of the same value with sorted keys', () => {
    const leaf = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 100 }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('', '"', '\\', '\n', '\u2028', '\ud800', 'x\udc00', '已排查 12 家', '1e400', '__proto__'),
      fc.double(),
      fc.boolean(),
      fc.constantFrom(null, undefined),
      fc.date({ noInvalidDate: true }),
    );
    // JavaScript itself puts keys that are whole numbers first; no fact has such a key.
    const key = fc.string().filter((text) => !/^\d+$/.test(text));
    const values = fc.letrec((tie) => ({
      value: fc.oneof(leaf, fc.array(tie('value')), fc.dictionary(key, tie('value'), { noNullPrototype: true })),
    })).value;

    fc.assert(
      fc.property(values, (value) => {
        expect(canonical(value)).toBe(JSON.stringify(sorted(value)) ?? 'null');
      }),
      { numRuns: 2_000 },
    );
  });

  it('does not depend on the order in which the fields came', () => {
    expect(canonical({ b: 1, a: { d: [2, { z: null, y: undefined }], c: '三' } })).toBe(
      '{"a":{"c":"三","d":[2,{"z":null}]},"b":1}',
    );
  });

  it('spells an instant as its ISO text, whichever was spelled before', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), (instant) => {
        const text = instant.toISOString();
        expect([instantText(instant), instantText(new Date(instant))]).toEqual([text, text]);
      }),
      { numRuns: 2_000 },
    );
  });
});
