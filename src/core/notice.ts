import type { Day } from './calendar.ts';
import type { DeliveryId, NoticeId, OfficeId, PersonId, TaskId, UnitId } from './ids.ts';
import type { Message } from './message/message.ts';
import type { Platform, RoleName } from './unit.ts';

/** What a notice is about. The first group stands on the morning card; the second goes at once. */
export type NoticeKind =
  // in the card
  | 'remind'
  | 'supplement'
  | 'warn'
  | 'overdue'
  | 'chase'
  | 'chase-deputy-head'
  | 'review-wait'
  | 'sign-wait'
  | 'window'
  | 'phone'
  | 'weekly'
  | 'year-end'
  // at once
  | 'answer'
  | 'assigned'
  | 'for-confirmation'
  | 'for-review'
  | 'supporting-reported'
  | 'returned'
  | 'closed'
  | 'reopened'
  | 'cancelled'
  | 'petition'
  | 'petition-decided'
  | 'reassigned'
  | 'handed-over'
  | 'for-signature'
  | 'supervise'
  | 'supervise-copy'
  | 'bulletin'
  | 'import'
  | 'correction'
  | 'alarm'
  | 'rungs-coming'
  | 'calls'
  | 'ledger-head'
  | 'unreported';

/** What is said at once in any hour: the answer to one's own act, a signed notice, what was wrong before, and alarms. */
const URGENT: ReadonlySet<NoticeKind> = new Set<NoticeKind>([
  'answer',
  'alarm',
  'supervise',
  'supervise-copy',
  'correction',
]);

/** Whether a notice is said in quiet hours too. */
export const isUrgent = (kind: NoticeKind): boolean => URGENT.has(kind);

/** To whom a notice goes: a role of a unit (resolved when the delivery is made), or one person (the answer to an act). */
export type Recipient = { readonly unitId: UnitId; readonly role: RoleName } | { readonly personId: PersonId };

/**
 * Something that must be said, before it has an id. Unique by (task, due day, kind, round, recipient): `round` names the occurrence
 * within the due day's round, such as `1:before-5` or `2:rung-3:repeat-1`.
 */
export interface NoticeDraft {
  readonly taskId: TaskId | null;
  readonly dueOn: Day | null;
  readonly kind: NoticeKind;
  readonly round: string;
  readonly recipient: Recipient;
  /** `card`: a line in the recipient's next morning card. `now`: a message of its own. */
  readonly manner: 'card' | 'now';
  /** For `now`: the message, already worded. For `card` the line is worded at the claim. */
  readonly message?: Message;
}

/** A notice as stored. `key` is its uniqueness as one text. */
export interface Notice {
  readonly id: NoticeId;
  readonly officeId: OfficeId;
  readonly key: string;
  readonly taskId: TaskId | null;
  readonly dueOn: Day | null;
  readonly kind: NoticeKind;
  readonly round: string;
  readonly recipient: Recipient;
  readonly manner: 'card' | 'now';
  readonly message: Message | null;
  readonly createdAt: Date;
  /** `annulled` by a later entry (a dispute upheld), never deleted. */
  readonly status: 'due' | 'said' | 'dropped' | 'annulled';
  readonly statusReason: string | null;
}

/** `offline` is the clerk's list: to be phoned or delivered by hand, then recorded. */
export type Channel = Platform | 'offline';

/** One message to one person on one platform. `key` is its uniqueness and the idempotency key that the platform is given. */
export interface Delivery {
  readonly id: DeliveryId;
  readonly officeId: OfficeId;
  readonly key: string;
  readonly kind: 'card' | 'notice';
  readonly personId: PersonId | null;
  /** The unit it is for, when nobody holds the role or the person is unknown. */
  readonly unitId: UnitId | null;
  readonly channel: Channel;
  readonly address: string | null;
  readonly noticeIds: readonly NoticeId[];
  /** For a card: its day. */
  readonly day: Day | null;
  /** When it is to be handed over, by the office clock. */
  readonly dueAt: Date;
  readonly state: 'queued' | 'sending' | 'sent' | 'failed' | 'unknown' | 'superseded';
  /** Raised by each claim: the fence. */
  readonly attempt: number;
  readonly leaseUntil: Date | null;
  readonly platformId: string | null;
  readonly sentAt: Date | null;
  readonly failure: string | null;
  /** What was sent, kept for "copy as text" and for the record; null until sent. Never holds a discreet text. */
  readonly sent: Message | null;
}

/** A delivery to be stored. A card may have left already: then its lines stand on the first of the next ones that has not. */
export interface NewDelivery extends Delivery {
  readonly nextCards?: readonly Pick<Delivery, 'key' | 'day' | 'dueAt'>[];
}

/** The text that makes a notice unique. */
export function noticeKey(notice: Pick<NoticeDraft, 'taskId' | 'dueOn' | 'kind' | 'round' | 'recipient'>): string {
  const to =
    'personId' in notice.recipient ? notice.recipient.personId : `${notice.recipient.unitId}:${notice.recipient.role}`;
  return [notice.taskId ?? '-', notice.dueOn ?? '-', notice.kind, notice.round, to].join('|');
}
