import type { DubanEvent } from '../../core/event.ts';
import type { OfficeId } from '../../core/ids.ts';
import { chain, type LedgerEntry, type LedgerHead } from '../../core/ledger.ts';
import type { SqlRunner } from '../../ports.ts';
import { ledgerRow } from './rows.ts';
import { insertion, writeRows } from './sql.ts';
import * as tables from './tables.ts';

const INSERT = insertion(tables.ledgerEntries);
/** Entries that are written with the head in one statement, as nearly all changes have no more. */
const LAST_ENTRIES = 500;

const LOCK = 'SELECT seq, hash FROM ledger_heads WHERE office_id = $1 FOR UPDATE';
const GO_ON = `WITH head AS (UPDATE ledger_heads SET seq = $3, hash = $4 WHERE office_id = $2) ${INSERT}`;
/** The first entry of an office has an end to follow, too: of two that come at once, one waits for the other. */
const BEGIN = `INSERT INTO ledger_heads (office_id, seq, hash) VALUES ($1, 0, '') ON CONFLICT DO NOTHING`;
/** Writes nothing, and gives no row, when the head is another than was thought. */
const GO_ON_FROM = `WITH head AS (UPDATE ledger_heads SET seq = $3, hash = $4 WHERE office_id = $2 AND seq = $5 AND hash = $6 RETURNING 1),
  added AS (${INSERT} WHERE EXISTS (SELECT 1 FROM head)) SELECT 1 FROM head`;

/**
 * The ends of the ledgers, as this process left them. An entry is chained to the end that is remembered, and written only if the
 * stored one is still the same: one statement. Where another process went on meanwhile, or a change was taken back, the stored end
 * is locked and read first. What is remembered may be wrong at any time; what is written never is.
 */
export class LedgerEnds {
  readonly #remembered = new Map<string, LedgerHead>();

  /** Appends the events as entries. Locks the head last and for the shortest time: all changes of an office meet there. */
  async append(sql: SqlRunner, events: readonly DubanEvent[], office: string): Promise<void> {
    if (events.length === 0) return;
    const officeId = office as OfficeId;
    const remembered = this.#remembered.get(officeId);
    if (remembered && events.length <= LAST_ENTRIES) {
      const entries = chain(remembered, events, officeId);
      // Before the statement runs: what is begun meanwhile waits for its lock, and then finds this very end.
      const values = [...this.#lastOf(entries), remembered.seq, remembered.hash];
      if ((await sql(GO_ON_FROM, values)).length > 0) return;
    }
    const head = await this.#locked(sql, officeId);
    const entries = chain(head.seq === 0 ? null : head, events, officeId);
    await writeRows(sql, INSERT, entries.slice(0, -LAST_ENTRIES).map(ledgerRow));
    await sql(GO_ON, this.#lastOf(entries));
  }

  async #locked(sql: SqlRunner, officeId: OfficeId): Promise<LedgerHead> {
    const [head] = (await sql(LOCK, [officeId])) as readonly LedgerHead[];
    if (head) return head;
    await sql(BEGIN, [officeId]);
    const [begun] = (await sql(LOCK, [officeId])) as readonly LedgerHead[];
    return begun as LedgerHead;
  }

  #lastOf(entries: readonly LedgerEntry[]): unknown[] {
    const last = entries.at(-1) as LedgerEntry;
    this.#remembered.set(last.officeId, { seq: last.seq, hash: last.hash });
    return [JSON.stringify(entries.slice(-LAST_ENTRIES).map(ledgerRow)), last.officeId, last.seq, last.hash];
  }
}
