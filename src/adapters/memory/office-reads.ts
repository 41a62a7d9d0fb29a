import type { Stores } from '../../ports.ts';
import { inputKey } from './apply-change.ts';
import { keep } from './keep.ts';
import { by } from './order.ts';
import type { Tables } from './tables.ts';

type OfficeReads = Pick<
  Stores,
  'office' | 'officeTimes' | 'directory' | 'plans' | 'planByHash' | 'items' | 'bulletins' | 'bulletin' | 'nextSerial'
>;

/** Plans, items, office, directory, bulletins. */
export function officeReads(tables: Tables): OfficeReads {
  return {
    async office() {
      return tables.office;
    },
    async officeTimes() {
      return [...tables.officeTimes.values()].sort(
        (a, b) => a.nextAt.getTime() - b.nextAt.getTime() || (a.kind < b.kind ? -1 : 1),
      );
    },
    async directory() {
      return tables.directory;
    },
    async plans() {
      return [...tables.plans.values()].sort(by((plan) => plan.importedAt));
    },
    async planByHash(textHash) {
      return [...tables.plans.values()].find((plan) => plan.textHash === textHash) ?? null;
    },
    async items(planId) {
      return [...tables.items.values()]
        .filter((item) => item.planId === planId)
        .sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
    },
    async bulletins() {
      return [...tables.bulletins.values()].sort(by((bulletin) => bulletin.draftedAt));
    },
    async bulletin(id) {
      return tables.bulletins.get(id) ?? null;
    },
    async nextSerial(series, year) {
      const kind = { supervision: 'supervise', letter: 'letter', coordination: 'propose-coordination', bulletin: null }[
        series
      ];
      const rows =
        kind === null
          ? [...tables.bulletins.values()]
          : [...tables.supervisionNotices.values()].filter((n) => n.kind === kind);
      return 1 + Math.max(0, ...rows.map(({ number }) => (number?.year === year ? number.serial : 0)));
    },
  };
}

/** The ledger in its order. */
export function ledgerReads(tables: Tables): Pick<Stores, 'ledger' | 'ledgerHead'> {
  return {
    async ledger({ taskId, afterSeq = 0, limit }) {
      const after = tables.ledger.slice(afterSeq);
      const rows = taskId === undefined ? after : after.filter((entry) => entry.taskId === taskId);
      return limit === undefined ? rows : rows.slice(0, limit);
    },
    async ledgerHead() {
      const last = tables.ledger.at(-1);
      return last ? { seq: last.seq, hash: last.hash } : null;
    },
  };
}

/** What came in. */
export function inbound(tables: Tables): Pick<Stores, 'receive' | 'unhandled' | 'inbound'> {
  return {
    async receive(event) {
      const key = inputKey(event);
      if (tables.inbound.has(key) || tables.handled.has(key)) return false;
      tables.inbound.set(key, keep(event));
      return true;
    },
    async inbound(platform, key) {
      return tables.inbound.get(inputKey({ platform, key })) ?? null;
    },
    async unhandled(limit, platform) {
      return [...tables.inbound.values()]
        .filter((event) => !tables.handled.has(inputKey(event)) && (platform ?? event.platform) === event.platform)
        .sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime() || (inputKey(a) < inputKey(b) ? -1 : 1))
        .slice(0, limit);
    },
  };
}
