// What the flows need from outside, declared by the user of it.
import type { BulletinDraft, BulletinFigures, Period } from './core/bulletin.ts';
import type { Calendar, Day } from './core/calendar.ts';
import type { DubanEvent } from './core/event.ts';
import type {
  BulletinId,
  DeliveryId,
  NoticeId,
  OfficeId,
  PersonId,
  PetitionId,
  PlanId,
  SupervisionNoticeId,
  TaskId,
  UnitId,
} from './core/ids.ts';
import type { LedgerEntry } from './core/ledger.ts';
import type { Message } from './core/message/message.ts';
import type { Delivery, NewDelivery, Notice } from './core/notice.ts';
import type { PlanItem, WorkPlan } from './core/plan.ts';
import type { Policy } from './core/policy.ts';
import type { Evidence, Petition, Report, SupervisionNotice } from './core/report.ts';
import type { OfficeTimeKind } from './core/schedule.ts';
import type { Task } from './core/task.ts';
import type { Absence, Account, Directory, Person } from './core/unit.ts';
import type { PlanReading } from './reading/reading.ts';
import type { SourceDocument } from './reading/source-document.ts';

/** The office clock: duties, verdicts, ledger instants. Virtual in demo and simulation. */
export interface Clock {
  now(): Date;
}

/** New ids (UUIDv7). Seeded in simulation. */
export interface Ids {
  next<Id extends string>(): Id;
}

/** Channels of a chat platform: where the office works together, and where its bulletins are posted. */
export interface Rooms {
  /** Null: each of the office's people gets what is for the office. */
  readonly office: Account | null;
  readonly bulletin: Account | null;
  /** The installation names the office's channel: it cannot be chosen. */
  readonly fixed?: boolean;
}

/** The tenant with its settings. */
export interface Office {
  readonly id: OfficeId;
  readonly name: string;
  readonly shortName: string;
  readonly policy: Policy;
  /** Working-day additions of the office beside the shipped table: day → works or not. */
  readonly dayAdditions: Readonly<Record<string, boolean>>;
  /** Days of events that relative limits wait for, as the office recorded them. */
  readonly eventDays: Readonly<Record<string, Day>>;
  readonly rooms: Rooms;
  /** Set while a sweep is held for a person to decide (clock jump). */
  readonly sweepHeldUntil: Date | null;
  /** The instant up to which duties have been swept: the left edge of the next sweep. */
  readonly sweptUntil: Date | null;
}

/** One of the office's own times: the morning card, windows, bulletin, audit, the head of the ledger, year's end. */
export interface OfficeTime {
  readonly kind: OfficeTimeKind;
  readonly nextAt: Date;
}

/** An input as stored before it is acknowledged; unique by the platform's own key. */
export interface InboundEvent {
  readonly platform: string;
  readonly key: string;
  readonly receivedAt: Date;
  readonly personId: PersonId | null;
  readonly body: string;
}

/** A stored bulletin. Figures are frozen at the cut-off; text is as edited. */
export interface Bulletin extends BulletinDraft {
  readonly id: BulletinId;
  readonly officeId: OfficeId;
  readonly text: string;
  readonly status: 'draft' | 'signed' | 'published';
  readonly number: { readonly year: number; readonly serial: number } | null;
  readonly signedBy: PersonId | null;
  readonly draftedAt: Date;
  readonly publishedAt: Date | null;
}

/**
 * Everything one happening writes, in ONE transaction: rows are upserted by id, facts become ledger entries in order, deliveries
 * that are due become jobs. Tasks are compared by version: `version` is the one that was read; the stored one is one higher.
 * Notices and deliveries whose key exists already are passed over; a card that is still queued takes the new notice ids, for one that
 * is not the next card does.
 */
export interface Change {
  readonly office?: Office;
  /** `was` is the instant that is served: when another process has served it already, nothing is written (ConflictError). */
  readonly officeTimes?: readonly (OfficeTime & { readonly was?: Date })[];
  readonly directory?: Directory;
  /** Single persons with their accounts, as they stand now; the rest of the directory is left alone. */
  readonly persons?: readonly Person[];
  /** All absences of single persons. */
  readonly absences?: readonly { readonly personId: PersonId; readonly days: readonly Absence[] }[];
  readonly plans?: readonly WorkPlan[];
  readonly items?: readonly PlanItem[];
  /** New tasks have version 0. */
  readonly tasks?: readonly Task[];
  readonly reports?: readonly Report[];
  readonly petitions?: readonly Petition[];
  readonly supervisionNotices?: readonly SupervisionNotice[];
  /** Drafts whose reason is gone (the task was reported, closed, extended): withdrawn unless signed meanwhile. */
  readonly withdrawnDrafts?: readonly SupervisionNoticeId[];
  readonly bulletins?: readonly Bulletin[];
  readonly notices?: readonly Notice[];
  readonly deliveries?: readonly NewDelivery[];
  /** Sent messages whose words and buttons follow what they are about from now on. */
  readonly liveCards?: readonly DeliveryId[];
  /** What became of stored notices: said, dropped as no longer true, annulled by a later decision. Never deleted. */
  readonly settledNotices?: readonly {
    readonly ids: readonly NoticeId[];
    readonly status: 'said' | 'dropped' | 'annulled';
    readonly reason: string | null;
  }[];
  readonly events?: readonly DubanEvent[];
  /** The input this change answers: stored as handled; a second change with the same key writes nothing and reports `duplicate`. */
  readonly handled?: {
    readonly platform: string;
    readonly key: string;
    /** A discreet item takes no text: the stored input's body is emptied. */
    readonly erase?: true;
    /** With `erase`: also the body of the earlier input with this key, whose words waited for "which item is meant?". */
    readonly waited?: string;
  };
}

/** Tasks as decisions need them: load, commit, sweep. */
export interface TaskStore {
  task(id: TaskId): Promise<Task | null>;
  taskByCode(code: string): Promise<Task | null>;
  tasks(filter: TaskFilter): Promise<readonly Task[]>;
  reportsOf(taskId: TaskId): Promise<readonly Report[]>;
  /** Reports made in [from, to), oldest first: a bulletin reads its period at once. */
  reportsBetween(from: Date, to: Date): Promise<readonly Report[]>;
  petitionsOf(taskId: TaskId): Promise<readonly Petition[]>;
  petition(id: PetitionId): Promise<Petition | null>;
  noticesOf(taskId: TaskId): Promise<readonly Notice[]>;
  supervisionNotice(id: SupervisionNoticeId): Promise<SupervisionNotice | null>;
  supervisionNotices(filter: {
    taskId?: TaskId;
    status?: SupervisionNotice['status'];
  }): Promise<readonly SupervisionNotice[]>;
  /** Throws ConflictError when a task's version has moved. */
  commit(change: Change): Promise<'committed' | 'duplicate'>;
  /**
   * Claims up to `limit` tasks with mark ≤ nextActionAt ≤ now, oldest first, skipping those another process holds; `decide` is
   * pure and runs inside the claiming transaction, which then writes its change. Returns how many were claimed.
   */
  sweepDue(now: Date, mark: Date | null, limit: number, decide: (tasks: readonly Task[]) => Change): Promise<number>;
  /**
   * The figures of a bulletin, as `core/bulletin-figures` gives them of the plan's tasks with the reports made from `since` to the
   * cut-off: counted where the rows are, in a few statements however many units and tasks.
   */
  bulletinFigures(asked: {
    readonly planId: PlanId;
    readonly period: Period;
    readonly since: Date;
    readonly calendar: Calendar;
  }): Promise<BulletinFigures>;
  /** How many may claim at once: while the rows of one are written, the next decides. */
  readonly lanes: number;
  /**
   * When nothing at all is due by `now` (task, office time, delivery): notes that the office has been swept up to it, and is true.
   * When anything is due it writes nothing and is false.
   */
  passIdle(now: Date): Promise<boolean>;
  /** Notes up to when the office has been swept. What was held is not held any more. */
  noteSwept(until: Date): Promise<void>;
  /** The earliest instant, after that one if given, at which anything (task, office time, delivery) is due, or null. */
  nextDueAt(after?: Date): Promise<Date | null>;
  /** Open tasks in all, and those whose nextActionAt ≤ now (to recognize a clock jump). */
  dueShare(now: Date): Promise<{ open: number; due: number }>;
}

export interface TaskFilter {
  readonly unitIds?: readonly UnitId[];
  /** Also tasks where one of `unitIds` only supports. */
  readonly orSupporting?: boolean;
  readonly status?: readonly Task['state']['status'][];
  readonly planId?: PlanId;
  /** Only those with a petition that waits for the office. */
  readonly petitioned?: true;
  /** Due (in force, or supplement day) on or before. */
  readonly dueBefore?: Day;
  readonly limit?: number;
}

/** Plans, items, office, directory, bulletins: read whole, written through `commit`. */
export interface OfficeStore {
  office(): Promise<Office | null>;
  officeTimes(): Promise<readonly OfficeTime[]>;
  directory(): Promise<Directory>;
  plans(): Promise<readonly WorkPlan[]>;
  planByHash(textHash: string): Promise<WorkPlan | null>;
  items(planId: PlanId): Promise<readonly PlanItem[]>;
  bulletins(): Promise<readonly Bulletin[]>;
  bulletin(id: BulletinId): Promise<Bulletin | null>;
  /** Draws the next number of a series within a year (督办〔2026〕n号, 通报〔2026〕n号); gapless because it commits with the change. */
  nextSerial(series: 'supervision' | 'letter' | 'coordination' | 'bulletin', year: number): Promise<number>;
}

/** Deliveries as `flows/deliver` needs them (ENGINE §5, recipe for one delivery). */
export interface DeliveryStore {
  delivery(id: DeliveryId): Promise<Delivery | null>;
  deliveries(filter: DeliveryFilter): Promise<readonly Delivery[]>;
  notices(ids: readonly NoticeId[]): Promise<readonly Notice[]>;
  /** The stored notices among these keys. */
  noticesByKey(keys: readonly string[]): Promise<readonly Notice[]>;
  /** Sent messages that follow what they are about, by id, those after `after`. */
  liveCards(limit: number, after?: DeliveryId): Promise<readonly LiveCard[]>;
  /** Notes what such a message shows now; null: nothing is left to do on it, and it follows nothing any more. */
  noteShown(id: DeliveryId, shown: string | null): Promise<void>;
  /** Notices still `due`, made before this instant, that no delivery carries: what the audit looks for. Always empty but for a bug. */
  noticesWithoutDelivery(before: Date, limit: number): Promise<readonly Notice[]>;
  /** Queued → sending with attempt + 1 and a lease by the machine clock, in one update; null when another holds it or it is over. */
  claim(id: DeliveryId, leaseMs: number): Promise<Delivery | null>;
  /**
   * True while the fence holds and the lease lasts `forMs` more (machine clock); asked immediately before the platform is written
   * to, with the time that the write may take: nobody else asks or sends before it has surely ended.
   */
  stillMine(delivery: Delivery, forMs?: number): Promise<boolean>;
  /**
   * Records the outcome where id and attempt still match; with the notices it settles and facts, in one transaction. What is put
   * off (queued, unknown) cannot be claimed by anybody for `waitMs`, by the machine clock.
   */
  settle(
    delivery: Delivery,
    outcome: Pick<Delivery, 'state' | 'platformId' | 'sentAt' | 'failure' | 'sent'>,
    change?: Change,
    waitMs?: number,
  ): Promise<boolean>;
  /** Gives deliveries whose job is gone for good a new try: the fence rises, and the next `releaseDue` makes its job. */
  revive(ids: readonly DeliveryId[]): Promise<void>;
  /**
   * Turns deliveries into jobs: queued ones due by the office clock, once each; and again those whose lease has run out
   * (`sending`) or whose answer was ambiguous (`unknown`) and whose wait by the machine clock is over. Returns how many.
   */
  releaseDue(now: Date, limit: number): Promise<number>;
}

/** A sent message that is written anew when what it is about has changed. `shown`: the hash of its words, null as it was sent. */
export interface LiveCard {
  readonly delivery: Delivery;
  readonly shown: string | null;
}

export interface DeliveryFilter {
  readonly personId?: PersonId;
  readonly channel?: Delivery['channel'];
  readonly state?: readonly Delivery['state'][];
  readonly dueAfter?: Date;
  readonly dueBefore?: Date;
  readonly taskId?: TaskId;
  readonly limit?: number;
}

/** What came in, stored before it is acknowledged. */
export interface InboundStore {
  /** False when the key was there already. */
  receive(event: InboundEvent): Promise<boolean>;
  unhandled(limit: number, platform?: InboundEvent['platform']): Promise<readonly InboundEvent[]>;
  /** A stored input, or null: what waits for "which item is meant?". */
  inbound(platform: string, key: string): Promise<InboundEvent | null>;
}

/** The ledger (台账), append-only: written through `commit`, read here in order. */
export interface LedgerStore {
  ledger(filter: { taskId?: TaskId; afterSeq?: number; limit?: number }): Promise<readonly LedgerEntry[]>;
  ledgerHead(): Promise<{ seq: number; hash: string } | null>;
}

/** All stores; an adapter makes one object of them. */
export type Stores = TaskStore & OfficeStore & DeliveryStore & InboundStore & LedgerStore;

/** Sends to one account on one platform. Rejects with DeliveryError only. */
export interface Messenger {
  send(to: Account, message: Message, key: string): Promise<{ platformId: string }>;
  /** Asks the platform whether a message with this key arrived since then. */
  find(to: Account, key: string, since: Date): Promise<{ platformId: string } | 'absent' | 'cannot-ask'>;
}

/**
 * Writes a sent message anew in place, on platforms that can; what it leaves empty says `above`. Too long: it needs more room than it has
 * there, and nothing was written. Rejects with DeliveryError only.
 */
export interface Rewriter {
  rewrite(platformId: string, message: Message, above: string): Promise<'written' | 'too-long'>;
}

/** Runs a statement on the connection of the running transaction. */
export type SqlRunner = (text: string, values: readonly unknown[]) => Promise<readonly unknown[]>;

/** A job: a delivery to be made. Its id is worked out from (delivery, attempt), so that a job is never queued twice. */
export interface DeliveryJob {
  readonly deliveryId: DeliveryId;
  /** The delivery's attempt as it stands when the job is made: 0 before the first claim, n after the nth. */
  readonly attempt: number;
  /** At most one active per channel and address. */
  readonly channelKey: string;
  /** Not before (machine clock); snooze and Retry-After. */
  readonly startAfterMs?: number;
  /** What is said at once goes before the cards, however many of them wait. */
  readonly urgent?: boolean;
  /** Raised when the job of the same attempt has to come back: it came while another held the delivery, or too early. */
  readonly again?: number;
}

/** Jobs are written in the same transaction as the fact. */
export interface JobQueue {
  enqueue(jobs: readonly DeliveryJob[], within: SqlRunner | null): Promise<void>;
  start(work: (job: DeliveryJob) => Promise<void>): Promise<void>;
  /** Resolves when no job that may run now is left (demo's advance, tests). */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

/** A message of the local chat, to a person (`out`) or from them (`in`). */
export interface LocalMessage {
  readonly id: string;
  readonly personId: PersonId;
  readonly direction: 'in' | 'out';
  /** The task whose thread it belongs to, or null. */
  readonly threadCode: string | null;
  readonly message: Message;
  /** Unique: the delivery's key, or the sender's own. */
  readonly key: string;
  readonly at: Date;
}

/** The local chat's messages, numbered in the order they came. */
export interface LocalMessages {
  /** Stores a message. A key that is known already stores nothing and gives the first one's number. */
  append(message: LocalMessage): Promise<{ readonly seq: number }>;
  /** A person's messages numbered above `seq`, in order. */
  since(personId: PersonId, seq: number, limit: number): Promise<readonly (LocalMessage & { readonly seq: number })[]>;
  byKey(key: string): Promise<(LocalMessage & { readonly seq: number }) | null>;
  /** Gives a message that was sent other words and buttons; false when there is none of that number. */
  rewrite(seq: number, message: Message): Promise<boolean>;
  /** Empties a message's words: a discreet item takes no text. */
  erase(key: string): Promise<void>;
}

/** Small values that outlive the process, as JSON: the mode of the database, the virtual clock. */
export interface Settings {
  /** Null when it was never set. */
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
}

/** Files as documents and as plans. Both reject with DocumentRefused. */
export interface DocumentReader {
  /** A file as lines and tables. */
  read(bytes: Uint8Array, name: string): Promise<SourceDocument>;
  /** The work plan in a file, read where nobody waits for it. `year`: what bare months belong to, where it is known. */
  plan(bytes: Uint8Array, name: string, options: { readonly year?: number }): Promise<ReadPlan>;
}

/** A document, and the work plan that stands in it. */
export interface ReadPlan {
  readonly document: SourceDocument;
  readonly reading: PlanReading;
}

/** Keeps evidence (佐证材料) under our own id; what is too large or neither document nor picture is not kept. */
export interface EvidenceStore {
  keep(
    bytes: Uint8Array,
    name: string,
  ): Promise<
    | { readonly ok: true; readonly evidence: Evidence }
    | { readonly ok: false; readonly why: 'too-large' | 'unknown-type' }
  >;
  /** The bytes of a kept file; null when there is none under this id. */
  open(fileId: string): Promise<Uint8Array | null>;
}

/** Constant texts with a context object; secrets are never given to it. */
export interface Log {
  info(context: object, text: string): void;
  warn(context: object, text: string): void;
  error(context: object, text: string): void;
}
