import { describe, expect, it } from 'vitest';
import { LedgerEnds } from '../../src/adapters/database/ledger-ends.ts';
import type { LedgerHead } from '../../src/core/ledger.ts';
import type { SqlRunner } from '../../src/ports.ts';
import { aTask } from '../support/builders.ts';
import * as rows from '../support/stored-rows.ts';

const office = rows.office.id;
const facts = (count: number) => Array.from({ length: count }, () => rows.progressed(aTask().id));

/** The head and the entries of one ledger as statements see them; counts what was asked. */
function aLedger() {
  const state = { head: null as LedgerHead | null, entries: 0, statements: 0 };
  const sql: SqlRunner = async (text, [entries, _, seq, hash, wasSeq, wasHash]) => {
    state.statements += 1;
    if (text.startsWith('SELECT')) return state.head ? [state.head] : [];
    if (text.startsWith('INSERT INTO ledger_heads')) {
      state.head ??= { seq: 0, hash: '' };
      return [];
    }
    if (wasSeq !== undefined && (state.head?.seq !== wasSeq || state.head?.hash !== wasHash)) return [];
    state.entries += JSON.parse(entries as string).length;
    if (seq !== undefined) state.head = { seq: seq as number, hash: hash as string };
    return [{}];
  };
  return { state, sql };
}

describe('the end of a ledger as a process remembers it', () => {
  it('costs one statement while nobody else writes, and four the first time', async () => {
    const { state, sql } = aLedger();
    const ends = new LedgerEnds();

    await ends.append(sql, facts(1), office);
    expect(state.statements).toBe(4);
    await ends.append(sql, facts(3), office);
    expect(state).toMatchObject({ statements: 5, entries: 4, head: { seq: 4 } });
  });

  it('is read anew when another process went on', async () => {
    const { state, sql } = aLedger();
    const [one, other] = [new LedgerEnds(), new LedgerEnds()];

    for (const ends of [one, other, one, one, other]) await ends.append(sql, facts(1), office);

    expect(state).toMatchObject({ entries: 5, head: { seq: 5 } });
  });

  it('is read anew when the change that left it was taken back', async () => {
    const { state, sql } = aLedger();
    const ends = new LedgerEnds();
    await ends.append(sql, facts(2), office);
    const stood = { ...state };
    await ends.append(sql, facts(1), office);
    Object.assign(state, { head: stood.head, entries: stood.entries });

    await ends.append(sql, facts(1), office);

    expect(state).toMatchObject({ entries: 3, head: { seq: 3 } });
  });

  it('is one an office', async () => {
    const [first, second] = [aLedger(), aLedger()];
    const ends = new LedgerEnds();

    await ends.append(first.sql, facts(2), office);
    await ends.append(second.sql, facts(1), rows.newId());

    expect([first.state.head?.seq, second.state.head?.seq]).toEqual([2, 1]);
  });
});
