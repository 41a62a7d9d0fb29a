import type { Database } from '../../src/adapters/database/open.ts';
import { verifyChain } from '../../src/core/ledger.ts';
import { zh } from '../../src/core/message/zh.ts';
import { verdict } from '../../src/core/task.ts';
import { wholeLedger } from '../../src/flows/check-invariants.ts';
import { type Deps, loadScene } from '../../src/flows/scene.ts';
import { newId } from './stored-rows.ts';
import { silent } from './stores.ts';

/** The flows' parts over the rows of a database, at one instant. */
export function depsAt(database: Database, now: Date): Deps {
  const stores = database.stores(async () => {});
  return { stores, clock: { now: () => now }, ids: { next: newId }, texts: zh, log: silent };
}

/** What a release says that is owed and judged in its rows, as plain JSON: another one must say the same of them. */
export async function toldDuties(database: Database, now: Date) {
  const deps = depsAt(database, now);
  const { stores } = deps;
  const { today, calendar } = await loadScene(deps);
  const duties = (await stores.tasks({})).map((task) => ({
    code: task.code,
    status: task.state.status,
    dueOn: task.dueOn,
    nextActionAt: task.nextActionAt,
    version: task.version,
    verdict: verdict(task, today, calendar),
  }));
  const ledger = await wholeLedger(deps);
  const states = Object.groupBy(await stores.deliveries({}), ({ state }) => state);
  const told = {
    now,
    head: await stores.ledgerHead(),
    chain: verifyChain(ledger).ok,
    entries: ledger.length,
    deliveries: Object.fromEntries(Object.entries(states).map(([state, list]) => [state, list.length])),
    nextDueAt: await stores.nextDueAt(),
    duties: duties.sort((a, b) => (a.code < b.code ? -1 : 1)),
  };
  return JSON.parse(JSON.stringify(told)) as unknown;
}
