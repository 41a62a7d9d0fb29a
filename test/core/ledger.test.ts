import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from '../../src/core/canonical.ts';
import type { DubanEvent } from '../../src/core/event.ts';
import type { OfficeId } from '../../src/core/ids.ts';
import { chain, genesis, hashOfText, type LedgerEntry, verifyChain } from '../../src/core/ledger.ts';
import { at, id } from '../support/message-facts.ts';
import { note } from '../support/results.ts';

const officeId: OfficeId = id('office-1');
const actor = { personId: id<NonNullable<DubanEvent['actor']['personId']>>('person-1'), via: 'local' } as const;

const event = (n: number): DubanEvent => ({
  type: 'task-reported-done',
  taskId: id(`task-${n}`),
  at: new Date(at('2026-06-12 15:20').getTime() + n),
  actor,
  reportId: id(`report-${n}`),
  textHash: hashOfText(`文字 ${n}`),
  summary: '已完成',
  madeAt: at('2026-06-12 15:19'),
  needsConfirmation: false,
});

const chainOf = (count: number) =>
  chain(
    null,
    Array.from({ length: count }, (_, n) => event(n)),
    officeId,
  );

/** What a store gives back: facts as JSON with keys in another order, instants as Date again. */
function stored(entry: LedgerEntry): LedgerEntry {
  const facts = Object.fromEntries(Object.entries(JSON.parse(JSON.stringify(entry.facts))).reverse());
  return { ...entry, at: new Date(entry.at.toISOString()), facts };
}

const rehash = (entry: LedgerEntry, previous: string): LedgerEntry => {
  const { taskId, at: when, actor: by, type, facts } = entry;
  const made = chain(
    { seq: entry.seq - 1, hash: previous },
    [{ taskId, at: when, actor: by, type, ...facts } as never],
    officeId,
  );
  return made[0] as LedgerEntry;
};

describe('what people said', () => {
  it('is entered as its hash only: words of a report, a note, a reason for cancelling', () => {
    const facts: readonly object[] = [
      event(1),
      { type: 'task-cancelled', reason: '并入第三项' },
      { type: 'task-judged-hard', note: '资金未到位', noteHash: hashOfText('资金未到位') },
    ];

    const entries = chain(null, facts.map((fact) => ({ ...event(1), ...fact })) as DubanEvent[], officeId);

    expect(JSON.stringify(entries)).not.toMatch(/已完成|并入|资金/);
    expect(entries.map((entry) => Object.keys(entry.facts).filter((name) => name.endsWith('Hash')))).toEqual([
      ['textHash'],
      ['textHash', 'reasonHash'],
      ['textHash', 'noteHash'],
    ]);
    expect(verifyChain(entries)).toMatchObject({ ok: true });
  });
});

describe('the hash of an entry', () => {
  it('covers each column by itself: what is moved from one into another is found', () => {
    const honest = chain(null, [{ ...event(1), actor: { personId: null, via: 'cli' } }], officeId)[0] as LedgerEntry;
    const forged = { ...honest, actor: { personId: null, via: 'cli"},"algorithm":"sha256' as 'cli' } };

    expect(verifyChain([honest])).toMatchObject({ ok: true });
    expect(verifyChain([forged])).toMatchObject({ ok: false, why: 'changed' });
  });

  it('is that of the previous hash and the canonical row', () => {
    for (const actorOf of [
      actor,
      { personId: null, via: 'clock' } as const,
      { personId: id<never>('a"b'), via: 'cli' } as const,
    ]) {
      const [entry] = chain(null, [{ ...event(1), actor: actorOf }], officeId);
      const { hash: found, previous, ...row } = entry as LedgerEntry;

      expect(found).toBe(hashOfText(previous + canonical(row)));
    }
  });
});

describe('chaining events', () => {
  it('begins at the genesis of the office, numbers from 1, and goes on from a head', () => {
    const [first, second] = chainOf(2);
    const further = chain({ seq: 2, hash: second?.hash ?? '' }, [event(2)], officeId);

    expect(first).toMatchObject({
      seq: 1,
      previous: genesis(officeId),
      algorithm: 'sha256',
      type: 'task-reported-done',
    });
    expect(second).toMatchObject({ seq: 2, previous: first?.hash });
    expect(further).toEqual([chainOf(3)[2]]);
  });

  it('keeps facts as plain JSON, so that what a store gives back hashes the same', () => {
    const entries = chainOf(5);

    expect(entries[0]?.facts).toEqual({
      reportId: 'report-0',
      textHash: hashOfText('文字 0'),
      madeAt: '2026-06-12T07:19:00.000Z',
      needsConfirmation: false,
    });
    expect(verifyChain(entries.map(stored))).toEqual({ ok: true, head: { seq: 5, hash: entries[4]?.hash } });
  });

  it('gives two offices different chains', () => {
    expect(chain(null, [event(0)], id('office-2'))[0]?.hash).not.toBe(chainOf(1)[0]?.hash);
  });

  it('holds one hash that was worked out by hand', () => {
    expect(hashOfText('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
});

describe('verifying the chain', () => {
  const entries = chainOf(10);
  const head = { seq: 10, hash: entries[9]?.hash ?? '' };
  const changed = (seq: number, change: Partial<LedgerEntry>) =>
    entries.map((entry) => (entry.seq === seq ? { ...entry, ...change } : entry));

  it('is empty and whole without entries', () => {
    expect(verifyChain([])).toEqual({ ok: true, head: null });
    expect(verifyChain([], head)).toEqual({ ok: true, head });
  });

  it('goes on from a head that was verified before', () => {
    const from = { seq: 4, hash: entries[3]?.hash ?? '' };

    expect(verifyChain(entries.slice(4), from)).toEqual({ ok: true, head });
    expect(verifyChain(entries.slice(4), { ...from, hash: genesis('x') })).toMatchObject({ ok: false });
  });

  it.each<[string, readonly LedgerEntry[], number, string]>([
    ['a fact changed', changed(5, { facts: { ...entries[4]?.facts, summary: '未完成' } }), 5, 'changed'],
    ['an instant changed', changed(5, { at: at('2026-06-11 09:00') }), 5, 'changed'],
    ['an actor changed', changed(5, { actor: { personId: null, via: 'clock' } }), 5, 'changed'],
    ['a type changed', changed(5, { type: 'task-acknowledged' }), 5, 'changed'],
    ['a hash changed', changed(5, { hash: 'f'.repeat(64) }), 5, 'changed'],
    [
      'an entry rewritten with its own hash',
      entries.map((e) => (e.seq === 5 ? rehash({ ...e, facts: {} }, e.previous) : e)),
      5,
      'changed',
    ],
    ['the first cut off', entries.slice(1), 1, 'cut'],
    ['one cut from the middle', entries.filter((e) => e.seq !== 6), 6, 'cut'],
    ['three cut from the middle', entries.filter((e) => e.seq < 4 || e.seq > 6), 4, 'cut'],
    [
      'two exchanged',
      entries.map((e, i) => (i === 3 ? entries[4] : i === 4 ? entries[3] : e) as LedgerEntry),
      4,
      'reordered',
    ],
    ['one repeated', [...entries.slice(0, 4), ...entries.slice(3)], 5, 'reordered'],
    ['two exchanged and renumbered', changed(4, { facts: entries[4]?.facts ?? {} }), 4, 'changed'],
    ['another beginning', chain({ seq: 0, hash: genesis('another') }, [event(0)], officeId), 1, 'wrong-genesis'],
    ['an entry of another office', changed(5, { officeId: id('office-2') }), 5, 'other-office'],
  ])('names the first bad entry: %s', (_what, bad, seq, why) => {
    expect(verifyChain(bad)).toEqual({ ok: false, seq, why });
  });

  it('shows a cut tail and a rewritten chain by the head that was published', () => {
    const rewritten = chain(
      null,
      Array.from({ length: 12 }, (_, n) => event(n + 1)),
      officeId,
    );

    expect(verifyChain(entries.slice(0, 8), null, head)).toEqual({ ok: false, seq: 9, why: 'cut' });
    expect(verifyChain(rewritten, null, head)).toEqual({ ok: false, seq: 10, why: 'not-as-published' });
    expect(verifyChain(entries, null, { seq: 3, hash: entries[2]?.hash ?? '' })).toEqual({ ok: true, head });
  });

  it('finds any single change of any field of any entry', () => {
    let mutations = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 }),
        fc.constantFrom('at', 'actor', 'taskId', 'type', 'facts', 'previous', 'hash'),
        fc.string({ minLength: 1 }),
        (seq, field, text) => {
          const value = {
            at: new Date(Math.abs(hashOfText(text).charCodeAt(0)) * 1_000_003),
            actor: { personId: id(text), via: 'web' },
            taskId: id(text),
            type: text,
            facts: { summary: text },
            previous: hashOfText(text),
            hash: hashOfText(text),
          }[field];
          const check = verifyChain(changed(seq, { [field]: value }));
          mutations += 1;
          return !check.ok && check.seq === seq;
        },
      ),
      { numRuns: 500 },
    );
    note(31, { mutations, detected: mutations });
  });
});
