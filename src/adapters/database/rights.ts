import type pg from 'pg';
import { unknownMigrations } from './migrate.ts';
import { DatabaseProblem } from './problems.ts';

/** What keeps the ledger from being changed. */
export interface Protection {
  /** `role`: the bot's own role may not, whatever it runs. `trigger`: a trigger refuses; its owner could switch it off. */
  readonly by: 'role' | 'trigger' | 'embedded' | 'nothing';
  /** Migrations of a newer release. */
  readonly unknownMigrations: readonly string[];
}

/**
 * Gives the bot's role what it needs of the owner's tables, and of the ledger only reading and adding. The queue keeps a schema of its
 * own, which the bot's role makes.
 */
export async function grantTo(owner: pg.ClientBase, user: string): Promise<void> {
  const { rows } = await owner.query<{ own: boolean; database: string }>(
    'SELECT current_user = $1 AS own, current_database() AS database',
    [user],
  );
  if (user === '' || rows[0]?.own) return;
  const role = owner.escapeIdentifier(user);
  const database = owner.escapeIdentifier(rows[0]?.database ?? '');
  // One after another in any number of replicas: what is granted already stays.
  await owner.query('BEGIN');
  await owner.query(`SELECT pg_advisory_xact_lock(hashtext('duban grants'))`);
  await checkQueue(owner, user);
  await owner.query(`GRANT CREATE ON DATABASE ${database} TO ${role}`);
  await owner.query(`GRANT USAGE ON SCHEMA public TO ${role}`);
  await owner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}`);
  await owner.query(`GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${role}`);
  await owner.query(`REVOKE UPDATE, DELETE, TRUNCATE ON ledger_entries FROM ${role}`);
  await owner.query('COMMIT');
}

/** The queue keeps a schema of its own. Where there is none yet, what is under way gets its jobs anew. */
async function checkQueue(owner: pg.ClientBase, user: string): Promise<void> {
  const { rows } = await owner.query<{ usable: boolean }>(
    `SELECT pg_has_role($1, nspowner, 'USAGE') AS usable FROM pg_namespace WHERE nspname = 'pgboss'`,
    [user],
  );
  if (rows[0]?.usable === false) throw new DatabaseProblem('queue-owner', user);
  if (rows.length === 0)
    await owner.query(`UPDATE deliveries SET released_attempt = NULL WHERE state IN ('queued', 'sending', 'unknown')`);
}

const RIGHTS = `SELECT
    has_table_privilege('ledger_entries', 'UPDATE') OR has_table_privilege('ledger_entries', 'DELETE')
      OR has_table_privilege('ledger_entries', 'TRUNCATE')
      OR pg_has_role((SELECT relowner FROM pg_class WHERE oid = 'ledger_entries'::regclass), 'USAGE') AS may,
    EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = 'ledger_entries'::regclass AND tgname = 'ledger_entries_append_only'
      AND tgenabled IN ('O', 'A')) AS trigger`;

/** Which protection is in force now. */
export async function protectionOf(pool: pg.Pool, isEmbedded: boolean): Promise<Protection> {
  const { rows } = await pool.query<{ may: boolean; trigger: boolean }>(RIGHTS);
  const { may = true, trigger = false } = rows[0] ?? {};
  const by = !trigger ? 'nothing' : isEmbedded ? 'embedded' : may ? 'trigger' : 'role';
  return { by, unknownMigrations: await unknownMigrations(pool) };
}
