import { sweep } from '../../src/flows/sweep.ts';
import { type BenchOffice, benchOffice, now } from './office.ts';
import type { Place } from './place.ts';
import { inTurns, progress, type Row, ratioRow, timed } from './row.ts';

const TASKS = 10_000;
/** Idle sweeps of one measurement: a single one is mostly the disk's answer to one commit. */
export const IDLE_SWEEPS = 40;

/** B2, the second half: the sweep of a minute in which nothing is due, after a year of history, and after a burst that nothing has vacuumed. */
export async function growthRows(place: Place, rounds: number, rows: number): Promise<readonly Row[]> {
  const offices: BenchOffice[] = [];
  try {
    for (let count = 0; count < 3; count += 1) offices.push(await benchOffice(place, TASKS));
    const [young, old, burst] = offices as [BenchOffice, BenchOffice, BenchOffice];
    progress(`growth: ${rows} deliveries of history; ${rows} tasks and deliveries served in one burst`);
    await addHistory(old, rows);
    await addBurst(burst, rows);
    for (const office of offices)
      await office.sql('UPDATE offices SET swept_until = $1', [new Date(now.getTime() - 60_000)]);
    const idle = (office: BenchOffice) => () =>
      timed(async () => {
        for (let count = 0; count < IDLE_SWEEPS; count += 1) {
          const { tasks, officeTimes, released } = await sweep(office.deps);
          if (tasks + officeTimes + released > 0) throw new Error('Something was due');
        }
      });
    for (const office of offices) await idle(office)();
    const times = await inTurns(rounds, { young: idle(young), old: idle(old), burst: idle(burst) });
    const rowOf = (id: string, name: string, which: 'old' | 'burst') =>
      ratioRow(
        { id, name, unit: 'ms', against: `${TASKS} open tasks and nothing else`, atMost: 1.3 },
        times.map((took) => [took[which] / IDLE_SWEEPS, took.young / IDLE_SWEEPS]),
      );
    return [
      rowOf('B2.history', `idle sweep after ${rows} deliveries of history`, 'old'),
      rowOf('B2.burst', `idle sweep after a burst of ${rows}, no VACUUM`, 'burst'),
    ];
  } finally {
    for (const office of offices) await office.close();
  }
}

/** What was said and done in a year: sent deliveries with their notices, entries, closed tasks. */
async function addHistory({ sql }: BenchOffice, rows: number): Promise<void> {
  const at = `timestamptz '2025-03-24T01:00:00Z' + i * interval '5 minutes'`;
  await sql(`INSERT INTO notices (id, office_id, key, kind, round, recipient, manner, created_at, status)
    SELECT gen_random_uuid(), o.id, 'old ' || i, 'remind', '1', '{}', 'card', ${at}, 'said' FROM offices AS o, generate_series(1, ${rows}) AS i`);
  await sql(`INSERT INTO deliveries (id, office_id, key, kind, channel, notice_ids, due_at, state, attempt, released_attempt)
    SELECT gen_random_uuid(), n.office_id, n.key, 'card', 'local', ARRAY[n.id], n.created_at, 'sent', 1, 0 FROM notices AS n`);
  await sql(`INSERT INTO ledger_entries (office_id, seq, at, via, type, facts, algorithm, previous, hash)
    SELECT o.id, i, ${at}, 'clock', 'task-reminded', '{}', 'sha256', '', '' FROM offices AS o, generate_series(1, ${rows}) AS i`);
  await sql(
    `UPDATE tasks SET status = 'closed', next_action_at = NULL WHERE id IN (SELECT id FROM tasks ORDER BY code LIMIT ${TASKS / 2})`,
  );
  await sql('VACUUM (ANALYZE)');
}

/** Everything falls due in one instant and is served; what that leaves in the indexes, nobody clears away. */
async function addBurst({ sql }: BenchOffice, rows: number): Promise<void> {
  for (const table of ['tasks', 'deliveries']) await sql(`ALTER TABLE ${table} SET (autovacuum_enabled = false)`);
  const due = new Date(now.getTime() - 60_000).toISOString();
  for (let done = 0; done < rows; done += TASKS) {
    await sql(`UPDATE tasks SET next_action_at = '${due}'`);
    await sql(`UPDATE tasks SET next_action_at = timestamptz '${now.toISOString()}' + interval '9 days'`);
  }
  await sql(`INSERT INTO deliveries (id, office_id, key, kind, channel, notice_ids, due_at, state, attempt)
    SELECT gen_random_uuid(), o.id, 'burst ' || i, 'card', 'local', '{}', '${due}', 'queued', 0 FROM offices AS o, generate_series(1, ${rows}) AS i`);
  await sql(`UPDATE deliveries SET state = 'sent', attempt = 1, released_attempt = 0`);
}
