import type { DubanEvent } from './event.ts';
import type { OfficeId, TaskId } from './ids.ts';
import type { Actor } from './report.ts';

/** An event as it stands in the ledger (台账): numbered, chained by the hash of the one before. Texts never stand here. */
export interface LedgerEntry {
  readonly seq: number;
  readonly officeId: OfficeId;
  readonly at: Date;
  readonly actor: Actor;
  readonly taskId: TaskId | null;
  readonly type: DubanEvent['type'];
  /** The event without taskId, at, actor and type. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Names the algorithm, so that it can change: 'sha256'. */
  readonly algorithm: 'sha256';
  readonly previous: string;
  readonly hash: string;
}
