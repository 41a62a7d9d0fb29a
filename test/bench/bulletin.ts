import { periodsOf } from '../../src/core/bulletin.ts';
import { draftBulletin } from '../../src/flows/draft-bulletin.ts';
import { loadScene } from '../../src/flows/scene.ts';
import { benchOffice } from './office.ts';
import { type Place, roundTrips } from './place.ts';
import { progress, type Row, ratioRow, timed, valueRow } from './row.ts';

const TASKS = 10_000;
const AGGREGATE = `SELECT unit_id, status, count(*) FILTER (WHERE day_in_force <= '2026-03-31') AS due, count(*)
  FROM tasks GROUP BY unit_id, status`;

/** B6: a bulletin with figures by unit, ranked and worded, against the bare aggregate of the same tasks. */
export async function bulletinRows(place: Place, rounds: number): Promise<readonly Row[]> {
  progress(`bulletin: ${TASKS} tasks`);
  const office = await benchOffice(place, TASKS);
  try {
    const [period] = periodsOf(2026);
    if (!period) throw new Error('A year without periods');
    const draft = async () => {
      const drafted = await draftBulletin(office.deps, await loadScene(office.deps), period);
      if (drafted?.bulletin.figures.tasks === undefined) throw new Error('No bulletin was drafted');
    };
    await draft();
    const times: [number, number][] = [];
    for (let round = 0; round < rounds; round += 1) {
      times.push([await timed(draft), await timed(() => office.sql(AGGREGATE))]);
    }
    const trips = await roundTrips(draft);
    return [
      ratioRow(
        {
          id: 'B6.10k',
          name: `bulletin of ${TASKS} tasks, 200 units`,
          unit: 'ms',
          against: 'bare aggregate',
          atMost: 3,
        },
        times,
      ),
      valueRow({ id: 'B6.trips', name: 'statements of a bulletin, whatever units', unit: 'round trips', atMost: 10 }, [
        trips,
      ]),
    ];
  } finally {
    await office.close();
  }
}
