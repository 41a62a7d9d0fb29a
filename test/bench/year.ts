import { keep } from '../../src/adapters/memory/keep.ts';
import { day } from '../../src/core/calendar.ts';
import { chain, genesis, type LedgerEntry, verifyChain } from '../../src/core/ledger.ts';
import { eventOf } from '../../src/flows/check-invariants.ts';
import { type Simulation, simulate } from '../../src/flows/simulate.ts';
import { wireSimulation } from '../../src/wire-simulation.ts';
import { inventedPlan } from './plan.ts';
import { progress, type Row, ratioRow, timed, valueRow } from './row.ts';

const TASKS = 1_000;
const SEED = 1;

/** B8, B10 and the rate of B11: a simulated year of 1,000 tasks, what its rows alone cost, and whether anything went wrong in it. */
export async function yearRows(rounds: number): Promise<readonly Row[]> {
  progress(`year: ${TASKS} tasks, ${rounds} rounds`);
  const bytes = new TextEncoder().encode(inventedPlan(TASKS));
  const times: (readonly [number, number])[] = [];
  let last: Played | null = null;
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    const played: Played = await play(bytes);
    const took = (performance.now() - begun) / 1000;
    times.push([took, (await timed(() => rawLoop(played))) / 1000]);
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
        against,
        atMost: 3,
      },
      times,
    ),
    ...exactness(year),
    verifying(entries),
  ];
}

interface Played {
  readonly year: Simulation;
  readonly entries: readonly LedgerEntry[];
  readonly kept: readonly object[];
}

async function play(bytes: Uint8Array): Promise<Played> {
  const deps = wireSimulation(SEED);
  const input = { bytes, fileName: 'plan.txt', from: day('2026-03-02'), to: day('2026-12-31'), seed: SEED };
  const year = await simulate(input, deps);
  const kept = [await deps.stores.tasks({}), await deps.stores.deliveries({})].flat();
  return { year, entries: await deps.stores.ledger({}), kept };
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
  const rates = Array.from({ length: 7 }, () => {
    const start = performance.now();
    if (!verifyChain(entries).ok) throw new Error('The ledger of the year does not verify');
    return entries.length / (performance.now() - start) / 1000;
  });
  return valueRow(
    { id: 'B11.verify', name: `verifying ${entries.length} entries`, unit: 'million a second', atLeast: 0.5 },
    rates,
  );
}
