// What keeping the office's records in order needs from outside: erasing old words, and the figures of what waits.
import type { PersonId } from './core/ids.ts';
import type { Change } from './ports.ts';

/** What is to be erased: words of what was over before an instant, or what was written to and by a person. */
export type ErasureScope = { readonly before: Date } | { readonly personId: PersonId };

/** How much was erased; `files` are evidence that nothing names any more. */
export interface Erased {
  readonly tasks: number;
  readonly reports: number;
  readonly petitions: number;
  readonly messages: number;
  readonly inputs: number;
  readonly files: readonly string[];
}

/** Erases words and nothing else: no entry of the ledger, no task, no signed document. */
export interface RetentionStore {
  /** One transaction with the fact that says so. `limit` tasks at most; the caller goes on until nothing is left. */
  erase(
    scope: ErasureScope,
    parts: {
      readonly limit: number;
      /** Counts, and leaves everything as it was. */
      readonly dryRun: boolean;
      removeFiles(ids: readonly string[]): Promise<void>;
      change(erased: Erased): Change;
    },
  ): Promise<Erased>;
}

/** Removes evidence for good. */
export interface EvidenceRemover {
  remove(fileIds: readonly string[]): Promise<void>;
}

/** What waits, for an operator: by these an office sees whether its duties are met. */
export interface Figures {
  /** Deliveries to a platform: due and waiting, not due yet, in hand, with an ambiguous answer, put off after a try. */
  readonly queued: number;
  readonly planned: number;
  readonly sending: number;
  readonly unknown: number;
  readonly putOff: number;
  /** Deliveries that nobody has in hand though they were due long ago, and by how many milliseconds the oldest. */
  readonly lateDeliveries: number;
  readonly deliveryLateMs: number;
  /** Milliseconds by which the oldest task or office time waits for its sweep. */
  readonly dutyLateMs: number;
  /** A sweep waits for a person (clock jump): what is due is not late but held. */
  readonly held: boolean;
  /** Stored inputs that nobody has answered, and since when. */
  readonly inbound: number;
  readonly inboundSince: Date | null;
  readonly ledgerEntries: number;
  /** Instant of the ledger's last entry, by the office clock. */
  readonly ledgerAt: Date | null;
}
