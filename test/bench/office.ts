import { randomIds } from '../../src/adapters/ids.ts';
import { bossQueue } from '../../src/adapters/queue/queue.ts';
import { systemClock } from '../../src/adapters/system-clock.ts';
import { day, makeCalendar } from '../../src/core/calendar.ts';
import { zh } from '../../src/core/message/zh.ts';
import { nextOfficeTime, officeTimeKinds } from '../../src/core/schedule.ts';
import type { Person, Role, Unit } from '../../src/core/unit.ts';
import type { Deps } from '../../src/flows/scene.ts';
import { aPerson, aRole, at, aUnit } from '../support/builders.ts';
import * as stored from '../support/stored-rows.ts';
import { type Fresh, openFresh, type Place, silent } from './place.ts';

/** Tasks of a round fall due five working days before their limit; nearly all cards of that morning are on their way. */
export const now = at('2026-03-24 09:24');
/** Tasks that a round may make due. */
export const MOST_DUE = 1_000;
const UNITS = 200;

/** An office with open tasks in a database of its own, and what makes some of them due. */
export interface BenchOffice {
  readonly tasks: number;
  readonly deps: Deps;
  /** One statement, or several without values. */
  sql<Found = unknown>(text: string, values?: unknown[]): Promise<readonly Found[]>;
  readonly onOne: Fresh['onOne'];
  /** As before any sweep, with so many tasks due now. */
  reset(due: number): Promise<void>;
  close(): Promise<void>;
}

/** Makes the office with so many open tasks; the set-up is not counted anywhere. */
export async function benchOffice(place: Place, tasks: number, units = UNITS): Promise<BenchOffice> {
  const { database, onOne, close } = await openFresh(place);
  const queue = bossQueue(database.executor, { embedded: database.kind === 'embedded', log: silent });
  await queue.prepare();
  const clock = { now: () => now };
  const stores = database.stores(queue.enqueue, clock);
  const deps: Deps = { stores, clock, ids: randomIds(systemClock), texts: zh, log: silent };
  const sql = async <Found>(text: string, values?: unknown[]) =>
    (await database.executor.executeSql(text, values)).rows as readonly Found[];

  await stores.commit({ ...stored.ground, directory: directory(units) });
  const { policy } = stored.office;
  const officeTimes = officeTimeKinds.map((kind) => ({
    kind,
    nextAt: nextOfficeTime(kind, now, policy, makeCalendar()),
  }));
  const first = stored.storedTask({ dueOn: day('2026-09-30'), code: 'first', nextActionAt: at('2026-09-01 09:00') });
  await stores.commit({ officeTimes, tasks: [first] });
  await multiply(sql, tasks);
  await sql('VACUUM (ANALYZE)');

  return {
    tasks,
    deps,
    sql,
    onOne,
    async reset(due) {
      await sql(`BEGIN;
        ALTER TABLE ledger_entries DISABLE TRIGGER USER;
        TRUNCATE notices, deliveries, ledger_entries, ledger_heads;
        ALTER TABLE ledger_entries ENABLE TRIGGER USER;
        DELETE FROM pgboss.job;
        DELETE FROM tasks WHERE id IN (SELECT id FROM bench_due);
        INSERT INTO tasks SELECT * FROM bench_due;
        COMMIT`);
      await sql(`UPDATE tasks SET next_action_at = $1 WHERE id IN (SELECT id FROM bench_due ORDER BY id LIMIT $2)`, [
        now,
        due,
      ]);
      await sql(`UPDATE offices SET swept_until = $1, sweep_held_until = NULL`, [new Date(now.getTime() - 60_000)]);
      for (const table of ['tasks', 'offices', 'pgboss.job_common']) await sql(`VACUUM ${table}`);
    },
    async close() {
      await queue.stop();
      await close();
    },
  };
}

type Sql = BenchOffice['sql'];

/** Copies the one task, each for one of the units; the first ones have the limit that is reminded of now. */
async function multiply(sql: Sql, tasks: number): Promise<void> {
  const columns = await sql<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'tasks' AND table_schema = 'public'
     ORDER BY ordinal_position`,
  );
  const own: Record<string, string> = {
    id: 'gen_random_uuid()',
    code: `'26-1-' || i`,
    unit_id: `(SELECT units[1 + i % array_length(units, 1)] FROM bench_units)`,
    due_on: `CASE WHEN i <= ${MOST_DUE} THEN '2026-03-31' ELSE due_on END`,
    original_due_on: `CASE WHEN i <= ${MOST_DUE} THEN '2026-03-31' ELSE original_due_on END`,
    day_in_force: `CASE WHEN i <= ${MOST_DUE} THEN '2026-03-31' ELSE day_in_force END`,
    next_action_at: `timestamptz '${now.toISOString()}' + (1 + i % 250) * interval '1 day'`,
  };
  await sql(
    `CREATE TABLE bench_units AS SELECT array_agg(id ORDER BY position) AS units FROM units WHERE relation <> 'office'`,
  );
  await sql(`INSERT INTO tasks (${columns.map(({ name }) => name).join(', ')})
    SELECT ${columns.map(({ name }) => own[name] ?? `t.${name}`).join(', ')}
    FROM tasks AS t CROSS JOIN generate_series(1, ${tasks - 1}) AS i WHERE t.code = 'first'`);
  await sql(`CREATE TABLE bench_due AS SELECT * FROM tasks WHERE due_on = '2026-03-31'`);
}

/** The office, and units with a liaison each. */
function directory(count: number) {
  const units: Unit[] = [...stored.directory.units.filter((unit) => unit.relation === 'office')];
  const persons: Person[] = [];
  const roles: Role[] = [];
  const join = (unit: Unit, name: string, role: Role['role']) => {
    const id = stored.newId<Person['id']>();
    persons.push(aPerson(id, { name }));
    roles.push(aRole(id, unit.id, role));
  };
  for (const unit of units) join(unit, '办公室', 'office-staff');
  for (let nth = 1; nth <= count; nth += 1) {
    const unit = aUnit({ id: stored.newId(), name: `市第${nth}局`, shortName: `${nth}局`, aliases: [] });
    units.push(unit);
    join(unit, `联络员${nth}`, 'liaison');
  }
  return { units, persons, roles, absences: [] };
}
