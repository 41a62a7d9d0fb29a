import type { Task } from '../../core/task.ts';
import type { Change, JobQueue, Office, Stores } from '../../ports.ts';
import { checkChange, inputKey, writeChange } from './apply-change.ts';
import { memoryDeliveries, releasable, release } from './deliveries.ts';
import { keep } from './keep.ts';
import { inbound, ledgerReads, officeReads } from './office-reads.ts';
import { emptyTables } from './tables.ts';
import { taskReads } from './task-reads.ts';

/** What the memory store may be given; everything can be left out. */
export interface MemoryOptions {
  readonly office?: Office;
  /** Where jobs go; without it they go nowhere. */
  readonly enqueue?: JobQueue['enqueue'];
  /** The office clock: deliveries due by it become jobs with their commit. Without it only `releaseDue` makes jobs. */
  readonly officeNow?: () => Date;
  /** The machine clock of leases. It stands still by default: one process that cannot die alone needs no lease to run out. */
  readonly machineNow?: () => Date;
}

/**
 * The stores in memory, for tests and simulation: what the database does, shown by the same contract suite. Rows given back are
 * frozen; what is given in may be changed afterwards without effect.
 */
export function memoryStores(options: MemoryOptions = {}): Stores {
  const tables = emptyTables();
  if (options.office) tables.office = keep(options.office);
  const enqueue = options.enqueue ?? (async () => {});

  async function commit(change: Change): Promise<'committed' | 'duplicate'> {
    if (change.handled && tables.handled.has(inputKey(change.handled))) return 'duplicate';
    checkChange(tables, change);
    const added = writeChange(tables, change);
    const now = options.officeNow?.();
    const jobs = now
      ? release(
          tables,
          added.filter((delivery) => delivery.state === 'queued' && delivery.dueAt <= now),
        )
      : [];
    if (jobs.length > 0) await enqueue(jobs, null);
    return 'committed';
  }

  const context = {
    tables,
    machineNow: options.machineNow ?? (() => new Date(0)),
    isStill: !options.machineNow,
    enqueue,
    commit,
  };
  return {
    commit,
    lanes: 1,
    ...taskReads(tables),
    ...officeReads(tables),
    ...ledgerReads(tables),
    ...memoryDeliveries(context),
    ...inbound(tables),
    async passIdle(now) {
      const isDue =
        tables.tasksDue.due(null, now, 1).length > 0 ||
        [...tables.officeTimes.values()].some((time) => time.nextAt <= now) ||
        releasable(context, now, 1).length > 0;
      if (isDue || !tables.office) return false;
      tables.office = keep({ ...tables.office, sweptUntil: now, sweepHeldUntil: null });
      return true;
    },
    async noteSwept(until) {
      if (tables.office) tables.office = keep({ ...tables.office, sweptUntil: until, sweepHeldUntil: null });
    },
    async sweepDue(now, mark, limit, decide) {
      const due = tables.tasksDue.due(mark, now, limit).flatMap((id) => tables.tasks.get(id as Task['id']) ?? []);
      if (due.length > 0) await commit(decide(due));
      return due.length;
    },
  };
}
