import type { PersonId } from '../../core/ids.ts';
import type { SignIn } from '../../core/sign-in.ts';
import type { SqlRunner } from '../../ports.ts';
import type { SignIns } from '../../ports-sign-in.ts';

interface Row {
  readonly kind: SignIn['kind'];
  readonly person_id: string;
  readonly opened_at: Date;
  readonly seen_at: Date;
}

const COLUMNS = 'kind, person_id, opened_at, seen_at';

/** Links and sessions in the database: every replica knows them. */
export function signIns(sql: SqlRunner): SignIns {
  const one = async (text: string, hash: string): Promise<SignIn | null> => {
    const [row] = (await sql(text, [hash])) as readonly Row[];
    return row
      ? { kind: row.kind, personId: row.person_id as PersonId, openedAt: row.opened_at, seenAt: row.seen_at }
      : null;
  };
  return {
    async keep(hash, { kind, personId, openedAt, seenAt }) {
      await sql(`INSERT INTO sign_ins (hash, ${COLUMNS}) VALUES ($1, $2, $3::uuid, $4, $5)`, [
        hash,
        kind,
        personId,
        openedAt,
        seenAt,
      ]);
    },
    // Deleted and read in one statement: of two that come at once, one gets it.
    take: (hash) => one(`DELETE FROM sign_ins WHERE hash = $1 RETURNING ${COLUMNS}`, hash),
    find: (hash) => one(`SELECT ${COLUMNS} FROM sign_ins WHERE hash = $1`, hash),
    async seen(hash, at) {
      await sql('UPDATE sign_ins SET seen_at = $2 WHERE hash = $1', [hash, at]);
    },
    async dropOlder(than) {
      await sql('DELETE FROM sign_ins WHERE opened_at < $1', [than]);
    },
  };
}
