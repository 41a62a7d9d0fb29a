import { describe, expect, it } from 'vitest';
import type { DubanEvent } from '../../src/core/event.ts';
import type { OfficeId } from '../../src/core/ids.ts';
import { chain, type LedgerEntry } from '../../src/core/ledger.ts';
import { checkPublished, checkPublishedHash, headLine, readHeadLines } from '../../src/core/published-head.ts';
import { at } from '../support/builders.ts';

const officeId = '019ab000-0000-7000-8000-000000000001' as OfficeId;
const held = (n: number): DubanEvent => ({
  type: 'ledger-head-posted',
  taskId: null,
  at: new Date(at('2026-06-12 15:20').getTime() + n),
  actor: { personId: null, via: 'clock' },
  head: String(n),
});
const ledgerOf = (...numbers: number[]): readonly LedgerEntry[] => chain(null, numbers.map(held), officeId);

const whole = ledgerOf(1, 2, 3, 4, 5);
const published = [2, 4].map((seq) => ({ seq, hash: whole[seq - 1]?.hash ?? '' }));

describe('a ledger held against published heads', () => {
  it('agrees, also when it has grown since', () => {
    expect(checkPublished(whole, published)).toEqual({ ok: true, checked: 2 });
    expect(checkPublished(whole, [])).toEqual({ ok: true, checked: 0 });
  });

  it.each<[string, readonly LedgerEntry[], { seq: number; why: string }]>([
    ['its tail was cut off', whole.slice(0, 3), { seq: 4, why: 'missing' }],
    ['it was emptied', [], { seq: 2, why: 'missing' }],
    [
      'an old copy was put back and went on',
      [...whole.slice(0, 3), ...ledgerOf(1, 2, 3, 9, 10).slice(3)],
      { seq: 4, why: 'replaced' },
    ],
    ['it was written anew from the start', ledgerOf(7, 8, 9, 10, 11), { seq: 2, why: 'replaced' }],
  ])('does not agree when %s', (_, entries, found) => {
    expect(checkPublished(entries, published)).toEqual({ ok: false, ...found });
  });

  it('agrees with a hash read off a bulletin, whole or its beginning, while its entry stands', () => {
    const hash = whole[3]?.hash ?? '';

    expect(checkPublishedHash(whole, hash)).toEqual({ ok: true, checked: 1 });
    expect(checkPublishedHash(whole, hash.slice(0, 16))).toEqual({ ok: true, checked: 1 });
    expect(checkPublishedHash(whole.slice(0, 3), hash)).toEqual({ ok: false, seq: null, why: 'missing' });
  });
});

describe('the file of heads', () => {
  const head = { at: at('2026-06-12 15:20'), seq: 4, hash: whole[3]?.hash ?? '', officeId };

  it('holds a line a day, and is read back as it was written', () => {
    const text = `${headLine(head)}\r\n\n${headLine({ ...head, seq: 5 })}\n`;

    expect(readHeadLines(text)).toEqual({ ok: true, heads: [head, { ...head, seq: 5 }] });
  });

  it.each(['x', '2026-06-12T07:20:00.000Z 4 abc office', `4 ${head.hash} office`])(
    'names the line that is none: %s',
    (line) => {
      expect(readHeadLines(`${headLine(head)}\n${line}\n`)).toEqual({ ok: false, line: 2 });
    },
  );
});
