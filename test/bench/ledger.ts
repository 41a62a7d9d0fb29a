import { ledgerRow } from '../../src/adapters/database/rows.ts';
import { insertion } from '../../src/adapters/database/sql.ts';
import { ledgerEntries } from '../../src/adapters/database/tables.ts';
import { chain } from '../../src/core/ledger.ts';
import { aTask } from '../support/builders.ts';
import * as stored from '../support/stored-rows.ts';
import { openFresh, type Place } from './place.ts';
import { progress, type Row, ratioRow, timed } from './row.ts';

/** Acts of one round, each a transaction of its own with one entry. */
const ACTS = 200;
const INSERT = insertion(ledgerEntries);

/** B11: an act whose entry is chained in its own transaction, against the same transaction with a plain insertion. */
export async function ledgerRows(place: Place, rounds: number): Promise<readonly Row[]> {
  progress('ledger: chained against plain');
  const fresh = await openFresh(place);
  try {
    await fresh.database.stores(async () => {}).commit(stored.ground);
    await fresh.onOne(
      async (sql) => void (await sql('INSERT INTO ledger_heads VALUES ($1, 0, $2)', [stored.office.id, ''])),
    );
    let seq = 0;
    const event = stored.progressed(aTask().id);
    const facts = () => ({ ...event, taskId: stored.itemId as never });
    const chained = () =>
      fresh.onOne(async (sql) => {
        for (let act = 0; act < ACTS; act += 1) {
          await sql('BEGIN', []);
          const found = await sql('SELECT seq, hash FROM ledger_heads WHERE office_id = $1 FOR UPDATE', [
            stored.office.id,
          ]);
          const [head] = found as readonly { seq: number; hash: string }[];
          const [entry] = chain(head ?? null, [facts()], stored.office.id);
          if (!entry) throw new Error('No entry');
          await sql(INSERT, [JSON.stringify([ledgerRow(entry)])]);
          await sql('UPDATE ledger_heads SET seq = $2, hash = $3 WHERE office_id = $1', [
            stored.office.id,
            entry.seq,
            entry.hash,
          ]);
          await sql('COMMIT', []);
          seq = entry.seq;
        }
      });
    const plain = () =>
      fresh.onOne(async (sql) => {
        const [like] = chain({ seq, hash: '' }, [facts()], stored.office.id);
        if (!like) throw new Error('No entry');
        for (let act = 0; act < ACTS; act += 1) {
          seq += 1;
          await sql('BEGIN', []);
          await sql(INSERT, [JSON.stringify([ledgerRow({ ...like, seq })])]);
          await sql('COMMIT', []);
        }
        await sql('UPDATE ledger_heads SET seq = $1', [seq]);
      });
    await chained();
    const times: [number, number][] = [];
    for (let round = 0; round < rounds; round += 1) {
      const first = round % 2 === 0;
      const before = first ? 0 : (await timed(plain)) / ACTS;
      const own = (await timed(chained)) / ACTS;
      times.push([own, first ? (await timed(plain)) / ACTS : before]);
    }
    return [
      ratioRow(
        {
          id: 'B11.chain',
          name: 'one entry, chained under the lock of the head',
          unit: 'ms',
          against: 'plain insertion',
          atMost: 1.2,
        },
        times,
      ),
    ];
  } finally {
    await fresh.close();
  }
}
