import { periodsOf } from '../../src/core/bulletin.ts';
import { draftBulletin } from '../../src/flows/draft-bulletin.ts';
import { loadScene } from '../../src/flows/scene.ts';
import { type BenchOffice, benchOffice } from './office.ts';
import { type Place, roundTrips } from './place.ts';
import { inTurns, progress, type Row, ratioRow, timed, warmUp } from './row.ts';

const UNITS = 500;
const FEW_UNITS = 20;

/** As an office stands in the middle of its year: a third closed, some waiting, one in five reported on, some past their limit. */
const MIDYEAR = `
  UPDATE tasks SET due_on = '2026-03-' || 10 + (abs(hashtext(code)) % 19), day_in_force = '2026-03-' || 10 + (abs(hashtext(code)) % 19)
    WHERE abs(hashtext(code)) % 25 = 0;
  UPDATE tasks SET status = 'closed', state = '{"status":"closed","closedOn":"2026-03-20","reportMadeAt":"2026-03-18T02:00:00.000Z"}'
    WHERE abs(hashtext(code)) % 3 = 1;
  UPDATE tasks SET status = 'reported-done', state = '{"status":"reported-done","madeAt":"2026-03-25T02:00:00.000Z"}'
    WHERE abs(hashtext(code)) % 30 = 2;
  INSERT INTO reports (id, office_id, task_id, unit_id, via, made_at, recorded_at, text, percent, "values", claims_done, evidence)
    SELECT gen_random_uuid(), office_id, id, unit_id, 'local', '2026-03-19T02:00:00Z', '2026-03-19T02:00:00Z', '正在推进', 40, '[]', false, '[]'
    FROM tasks WHERE abs(hashtext(code)) % 5 = 0;
  VACUUM (ANALYZE) tasks; VACUUM (ANALYZE) reports`;

const AGGREGATE = `SELECT unit_id, status, count(*) FILTER (WHERE day_in_force <= '2026-03-31') AS due, count(*)
  FROM tasks GROUP BY unit_id, status`;

/** B6: a bulletin with figures by unit, in the plan's order and worded, against the bare aggregate of the same tasks. */
export async function bulletinRows(place: Place, sizes: readonly number[], rounds: number): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const size of sizes) {
    progress(`bulletin: ${size} tasks`);
    const office = await midyear(place, size, UNITS);
    try {
      await warmUp(() => draft(office));
      const times = await inTurns(rounds, {
        draft: () => timed(() => draft(office)),
        bare: () => timed(() => office.sql(AGGREGATE)),
      });
      rows.push(
        ratioRow(
          {
            id: `B6.${size / 1000}k`,
            name: `bulletin of ${size} tasks, ${UNITS} units, a fifth reported on`,
            unit: 'ms',
            against: 'bare aggregate',
            atMost: 3,
          },
          times.map(({ draft: own, bare }) => [own, bare]),
        ),
      );
      if (size === sizes[0]) rows.push(await trips(place, office));
    } finally {
      await office.close();
    }
  }
  return rows;
}

/** Statements of a bulletin with many units, against those with few. */
async function trips(place: Place, office: BenchOffice): Promise<Row> {
  const small = await midyear(place, 1_000, FEW_UNITS);
  try {
    const [many, few] = [await roundTrips(() => draft(office)), await roundTrips(() => draft(small))];
    return ratioRow(
      {
        id: 'B6.trips',
        name: `statements of a bulletin with ${UNITS} units`,
        unit: 'round trips',
        against: `with ${FEW_UNITS} units`,
        atMost: 1,
      },
      [[many, few]],
    );
  } finally {
    await small.close();
  }
}

async function midyear(place: Place, tasks: number, units: number): Promise<BenchOffice> {
  const office = await benchOffice(place, tasks, units);
  for (const statement of MIDYEAR.split(';')) await office.sql(statement);
  await draft(office);
  return office;
}

async function draft(office: BenchOffice): Promise<void> {
  const [period] = periodsOf(2026);
  if (!period) throw new Error('A year without periods');
  const drafted = await draftBulletin(office.deps, await loadScene(office.deps), period);
  if (!drafted?.bulletin.figures.tasks) throw new Error('No bulletin was drafted');
}
