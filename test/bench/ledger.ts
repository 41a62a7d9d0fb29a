import { LedgerEnds } from '../../src/adapters/database/ledger-ends.ts';
import { ledgerRow } from '../../src/adapters/database/rows.ts';
import { insertion } from '../../src/adapters/database/sql.ts';
import { ledgerEntries } from '../../src/adapters/database/tables.ts';
import type { LedgerEntry } from '../../src/core/ledger.ts';
import type { SqlRunner } from '../../src/ports.ts';
import * as stored from '../support/stored-rows.ts';
import { openFresh, type Place } from './place.ts';
import { inTurns, progress, type Row, ratioRow, timed } from './row.ts';

/** Acts of one round, each a transaction of its own with one entry. */
const ACTS = 200;
const INSERT = insertion(ledgerEntries);

/** B11: an act whose entry is chained as every commit of the bot chains it, against the same transaction with a plain insertion. */
export async function ledgerRows(place: Place, rounds: number): Promise<readonly Row[]> {
  progress('ledger: chained against plain');
  const fresh = await openFresh(place);
  try {
    await fresh.database.stores(async () => {}).commit(stored.ground);
    const task = stored.storedTask();
    const fact = () => stored.progressed(task.id);
    const ends = new LedgerEnds();
    let plainSeq = 0;
    const plainOffice = stored.newId<typeof stored.office.id>();
    const acts = (act: (sql: SqlRunner) => Promise<unknown>) => () =>
      timed(() =>
        fresh.onOne(async (sql) => {
          for (let count = 0; count < ACTS; count += 1) {
            await sql('BEGIN', []);
            await act(sql);
            await sql('COMMIT', []);
          }
        }),
      );
    const takes = {
      chained: acts((sql) => ends.append(sql, [fact()], stored.office.id)),
      plain: acts((sql) => {
        const { taskId, at, actor, type, ...facts } = fact();
        const row = {
          taskId,
          at,
          actor,
          type,
          facts,
          officeId: plainOffice,
          algorithm: 'sha256',
          hash: '',
          previous: '',
        };
        plainSeq += 1;
        return sql(INSERT, [JSON.stringify([ledgerRow({ ...row, seq: plainSeq } as LedgerEntry)])]);
      }),
    };
    await takes.chained();
    await takes.plain();
    const times = await inTurns(rounds, takes);
    return [
      ratioRow(
        {
          id: 'B11.chain',
          name: 'one entry, chained under the lock of the head',
          unit: 'ms',
          against: 'plain insertion',
          atMost: 1.2,
        },
        times.map(({ chained, plain }) => [chained / ACTS, plain / ACTS]),
      ),
    ];
  } finally {
    await fresh.close();
  }
}
