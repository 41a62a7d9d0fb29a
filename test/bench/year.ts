import { ledgerRow } from '../../src/adapters/database/rows.ts';
import { insertion } from '../../src/adapters/database/sql.ts';
import * as tables from '../../src/adapters/database/tables.ts';
import { keep } from '../../src/adapters/memory/keep.ts';
import { day } from '../../src/core/calendar.ts';
import { chain, genesis, type LedgerEntry, verifyChain } from '../../src/core/ledger.ts';
import type { Delivery } from '../../src/core/notice.ts';
import { eventOf } from '../../src/flows/check-invariants.ts';
import { type Simulation, simulate } from '../../src/flows/simulate.ts';
import { wireSimulation } from '../../src/wire-simulation.ts';
import { benchOffice } from './office.ts';
import type { Place } from './place.ts';
import { inventedPlan } from './plan.ts';
import { progress, type Row, ratioRow, timed, valueRow } from './row.ts';

const SEED = 1;
/** Entries verified in one measurement, at least: a short ledger is verified as often as that takes. */
const VERIFIED = 100_000;

/**
 * B8, B10 and the rate of B11: a simulated year of so many tasks against two loops without a decision (the same steps and rows in bare
 * SQL, which is how the bar's own figure of 7.2 s was measured, and the same rows copied in memory, which is no bar), and
 * whether anything went wrong in it.
 */
export async function yearRows(place: Place, tasks: number, rounds: number): Promise<readonly Row[]> {
  progress(`year: ${tasks} tasks, ${rounds} rounds`);
  const bytes = new TextEncoder().encode(inventedPlan(tasks));
  const times: (readonly [number, number])[] = [];
  const bySql: (readonly [number, number])[] = [];
  let last: Played | null = null;
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    const played: Played = await play(bytes);
    const took = (performance.now() - begun) / 1000;
    times.push([took, (await timed(() => rawLoop(played))) / 1000]);
    bySql.push([took, (await sqlLoop(place, played)) / 1000]);
    last = played;
  }
  if (!last) return [];
  const { year, entries, kept } = last;
  const actions = entries.length + year.totals.sent;
  const against = `hashing and copying the same ${entries.length} entries and ${kept.length} rows, no decision`;
  return [
    ratioRow(
      {
        id: 'B8.year',
        name: `simulated year of ${year.tasks} tasks, ${actions} actions`,
        unit: 's',
        against: 'the same steps and rows in bare SQL',
        atMost: 3,
      },
      bySql,
    ),
    ratioRow({ id: 'B8.year.memory', name: 'the same year, both in memory', unit: 's', against, atMost: null }, times),
    ...exactness(year),
    verifying(entries),
  ];
}

interface Played {
  readonly year: Simulation;
  readonly entries: readonly LedgerEntry[];
  readonly kept: readonly object[];
  readonly deliveries: readonly Delivery[];
}

async function play(bytes: Uint8Array): Promise<Played> {
  const deps = wireSimulation(SEED);
  const input = { bytes, fileName: 'plan.txt', from: day('2026-03-02'), to: day('2026-12-31'), seed: SEED };
  const year = await simulate(input, deps);
  const deliveries = await deps.stores.deliveries({});
  const kept = [...(await deps.stores.tasks({})), ...deliveries];
  return { year, entries: await deps.stores.ledger({}), kept, deliveries };
}

const LEDGER = insertion(tables.ledgerEntries);
const DELIVERIES = insertion(tables.deliveries);
const DUE = `SELECT id FROM tasks WHERE next_action_at >= $1 AND next_action_at <= $2 ORDER BY next_action_at, id LIMIT 100
  FOR UPDATE SKIP LOCKED`;
const MOVE = `UPDATE tasks SET version = version + 1, next_action_at = $2 WHERE id = ANY($1)`;

/** Milliseconds of the year's steps in bare SQL: what is due is claimed and moved on, what was written then is written, as it was worked out. */
async function sqlLoop(place: Place, { entries, deliveries, year }: Played): Promise<number> {
  const office = await benchOffice(place, year.tasks);
  try {
    const [first] = await office.sql<{ id: string }>('SELECT id FROM offices');
    const officeId = first?.id;
    const steps = new Map<number, { entries: object[]; deliveries: object[] }>();
    const stepAt = (at: Date) => {
      const step = steps.get(at.getTime()) ?? { entries: [], deliveries: [] };
      steps.set(at.getTime(), step);
      return step;
    };
    for (const entry of entries) stepAt(entry.at).entries.push({ ...ledgerRow(entry), officeId });
    for (const delivery of deliveries) stepAt(delivery.dueAt).deliveries.push({ ...delivery, officeId });
    const inOrder = [...steps].sort(([a], [b]) => a - b);
    // As many tasks fall due at each step as were decided on then.
    let taken = 0;
    let mark = new Date(0);
    const never = new Date('2099-01-01T00:00:00Z');
    const all = await office.sql<{ id: string }>('SELECT id FROM tasks');
    return await timed(() =>
      office.onOne(async (sql) => {
        for (const [time, step] of inOrder) {
          const at = new Date(time);
          await sql('BEGIN', []);
          await sql(DUE, [mark, at]);
          const moved = step.entries.map((_, index) => all[(taken + index) % all.length]?.id);
          taken += moved.length;
          await sql(MOVE, [moved, never]);
          if (step.entries.length > 0) await sql(LEDGER, [JSON.stringify(step.entries)]);
          if (step.deliveries.length > 0) await sql(DELIVERIES, [JSON.stringify(step.deliveries)]);
          await sql('COMMIT', []);
          mark = at;
        }
      }),
    );
  } finally {
    await office.close();
  }
}

/** What the year must write whatever decides it: each entry chained, each row copied once. */
function rawLoop({ entries, kept }: Played): void {
  const [first] = entries;
  if (!first) return;
  let head = { seq: 0, hash: genesis(first.officeId) };
  for (const entry of entries) {
    const event = eventOf(entry) ?? {
      ...entry.facts,
      type: entry.type,
      taskId: null,
      at: entry.at,
      actor: entry.actor,
    };
    head = chain(head, [event as Parameters<typeof chain>[1][number]], entry.officeId)[0] ?? head;
  }
  for (const row of kept) keep({ ...row });
}

/** B10: zeros with their n. */
function exactness({ invariants, totals, tasks }: Simulation): readonly Row[] {
  const figures = [
    ['lost', 'duties lost', invariants.I1, totals.sent],
    ['doubled', 'notices in two messages', invariants.I2, totals.sent],
    ['early', 'reminders before their instant', invariants.I3, totals.sent],
    ['verdicts', 'verdicts that differ from the ledger', invariants.I4, tasks],
  ] as const;
  return figures.map(([id, name, count, n]) =>
    valueRow({ id: `B10.${id}`, name: `${name}, simulated`, unit: `of ${n}`, atMost: 0 }, [count]),
  );
}

function verifying(entries: readonly LedgerEntry[]): Row {
  const times = Math.ceil(VERIFIED / entries.length);
  // By the thread's own time: what other programs take of the machine is not counted. Its clock goes in steps, so several at once.
  const rate = () => {
    const start = process.threadCpuUsage();
    for (let count = 0; count < times; count += 1) {
      if (!verifyChain(entries).ok) throw new Error('The ledger of the year does not verify');
    }
    const { user, system } = process.threadCpuUsage(start);
    return (times * entries.length) / (user + system);
  };
  // The first is the warm-up.
  rate();
  const rates = Array.from({ length: 7 }, rate);
  return valueRow(
    { id: 'B11.verify', name: `verifying ${entries.length} entries`, unit: 'million a second', atLeast: 0.5 },
    rates,
  );
}
