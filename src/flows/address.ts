import { addDays, type Day, instantAt, later } from '../core/calendar.ts';
import type { PersonId, UnitId } from '../core/ids.ts';
import { hashOfText } from '../core/ledger.ts';
import type { Catalogue } from '../core/message/catalogue.ts';
import type { Message } from '../core/message/message.ts';
import {
  type Delivery,
  isUrgent,
  type NewDelivery,
  type Notice,
  type NoticeDraft,
  noticeKey,
  type Recipient,
} from '../core/notice.ts';
import { localMorning, sendableAt } from '../core/quiet-hours.ts';
import { sendSlot } from '../core/schedule.ts';
import {
  type Account,
  accountOf,
  holdersOf,
  isOutOfReach,
  type Person,
  type RoleName,
  type Unit,
  unitOf,
} from '../core/unit.ts';
import { roomFor, toEachOfOffice, vacanciesOf } from './office-room.ts';
import { type Deps, type Scene, textsFor, textsOfOffice } from './scene.ts';

/** Notices with the deliveries that carry them, ready to be committed. */
export interface Addressed {
  readonly notices: readonly Notice[];
  readonly deliveries: readonly NewDelivery[];
}

/**
 * A draft with its words, or with `say`, which words it in the language of whoever gets it; `place` is a channel that it is posted to,
 * whoever reads there, in the language of the office.
 */
export type Said = NoticeDraft & {
  readonly message?: Message;
  readonly say?: (texts: Catalogue) => Message;
  readonly place?: Account;
};

/**
 * Turns drafts into notices and finds who gets each today: the present holder of the role (A岗, B岗 if absent), on the chat or on
 * the clerk's list when without an account. A role that nobody holds falls to the office with an alarm. What is for the office goes
 * to its channel, or without one to each of its people.
 */
export function address(deps: Deps, scene: Scene, drafts: readonly Said[]): Addressed {
  const notices: Notice[] = [];
  const deliveries = new Map<string, NewDelivery>();
  const said: readonly Said[] = [...drafts, ...alarmsFor(scene, drafts)];
  const found = said.filter(isVacancy).map(({ round }) => round);
  const vacancies = found.length > 0 ? hashOfText(found.sort().join()) : '';
  for (const draft of toEachOfOffice(scene, withoutCopies(scene, said))) {
    const place = draft.place ?? roomFor(scene, draft);
    const person = recipientOf(scene, draft.recipient);
    const message = draft.say?.(place ? textsOfOffice(deps) : textsFor(deps, person)) ?? draft.message;
    const notice = noticeOf(deps, scene, draft, message);
    notices.push(notice);
    const own = place
      ? roomDelivery(deps, scene, place, notice)
      : draft.manner === 'card'
        ? cardDelivery(deps, scene, person, notice)
        : noticeDelivery(deps, scene, person, notice);
    // Vacancies found together are told together, though each is noted for itself.
    const delivery = isVacancy(draft)
      ? { ...own, key: `notice|vacancies:${vacancies}|${own.personId ?? own.address ?? '-'}|${own.channel}` }
      : own;
    const known = deliveries.get(delivery.key);
    deliveries.set(
      delivery.key,
      known
        ? { ...known, noticeIds: [...known.noticeIds, notice.id] }
        : { ...delivery, ...nextCards(scene, person, delivery) },
    );
  }
  return { notices, deliveries: [...deliveries.values()] };
}

/** Stored notices, addressed to whoever holds the role now; where nobody does, the alarm goes with them. */
export function addressAgain(deps: Deps, scene: Scene, stored: readonly Notice[]): Addressed {
  const byKey = new Map(stored.map((notice) => [notice.key, notice]));
  const again = address(
    deps,
    scene,
    stored.map(({ message, ...rest }) => (message ? { ...rest, message } : rest)),
  );
  const idOf = new Map(again.notices.map((notice) => [notice.id, byKey.get(notice.key)?.id ?? notice.id]));
  const deliveries = again.deliveries.map((delivery) => ({
    ...delivery,
    noticeIds: delivery.noticeIds.map((id) => idOf.get(id) ?? id),
  }));
  return { notices: again.notices.filter((notice) => !byKey.has(notice.key)), deliveries };
}

/** Who answers for a role of a unit when none of its holders can be written to: its leads, upwards. */
const leadsOf: Partial<Readonly<Record<RoleName, readonly RoleName[]>>> = {
  liaison: ['unit-deputy-head', 'unit-head'],
  'unit-reviewer': ['unit-deputy-head', 'unit-head'],
  'unit-deputy-head': ['unit-head'],
};

/**
 * The person who gets what is said to this recipient today, or null when nobody holds the role. Where every holder's account is gone
 * it is the unit's lead; where that fails too, a holder whom the clerk has to phone.
 */
export function recipientOf(scene: Scene, recipient: Recipient): Person | null {
  if ('personId' in recipient) return scene.directory.persons.find((p) => p.id === recipient.personId) ?? null;
  const { unitId, role } = recipient;
  const holders = holdersOf(scene.directory, unitId, role, scene.today);
  const [first] = holders;
  const inReach = holders.find((person) => !isOutOfReach(person));
  if (inReach) return inReach;
  if (first) {
    const leads = (leadsOf[role] ?? []).flatMap((lead) => holdersOf(scene.directory, unitId, lead, scene.today));
    return leads.find((person) => accountOf(person) !== null) ?? first;
  }
  // The office acts as one: a missing director or signer is answered for by its staff.
  if (recipient.unitId === scene.officeUnit.id)
    return holdersOf(scene.directory, recipient.unitId, 'office-staff', scene.today)[0] ?? null;
  return null;
}

function noticeOf(deps: Deps, scene: Scene, draft: NoticeDraft, message: Message | undefined): Notice {
  return {
    id: deps.ids.next(),
    officeId: scene.office.id,
    key: noticeKey(draft),
    taskId: draft.taskId,
    dueOn: draft.dueOn,
    kind: draft.kind,
    round: draft.round,
    recipient: draft.recipient,
    manner: draft.manner,
    message: message ?? null,
    createdAt: scene.now,
    status: 'due',
    statusReason: null,
  };
}

/** The day whose morning card takes what is decided now: today, unless it is a day off or its cards have left. */
export function cardDay(scene: Scene): Day {
  return scene.calendar.workdayOnOrAfter(scene.cardsHaveLeft ? addDays(scene.today, 1) : scene.today);
}

/** A person's morning card of a day, with its first line or still empty. */
export function cardDelivery(deps: Deps, scene: Scene, person: Person | null, notice: Notice | null): Delivery {
  const unitId = notice && 'unitId' in notice.recipient ? notice.recipient.unitId : null;
  return {
    ...blank(deps, scene, person),
    kind: 'card',
    unitId,
    noticeIds: notice ? [notice.id] : [],
    ...cardOn(scene, person, unitId, cardDay(scene)),
  };
}

/** Lines that come when their card has left stand on one of so many that follow: in a leap of the clock several can leave. */
const NEXT_CARDS = 2;

function nextCards(scene: Scene, person: Person | null, { day, unitId }: Delivery): Pick<NewDelivery, 'nextCards'> {
  if (day === null) return {};
  const days = Array.from({ length: NEXT_CARDS }, (_, index) => scene.calendar.addWorkdays(day, index + 1));
  return { nextCards: days.map((on) => cardOn(scene, person, unitId, on)) };
}

/** A person's card of a day: its key, and when it leaves. */
function cardOn(scene: Scene, person: Person | null, unitId: UnitId | null, on: Day) {
  const channel = (person && accountOf(person)?.platform) ?? 'offline';
  const { policy } = scene.office;
  // What the clerk has to phone about stands on the clerk's own card of the same morning, whenever that leaves.
  const slot =
    channel === 'offline'
      ? instantAt(on, policy.decideAt)
      : localMorning(sendSlot(person?.id ?? (unitId as unknown as PersonId), on, policy), person?.profile?.zone);
  return {
    key: `card|${person?.id ?? unitId ?? '-'}|${on}|${channel}`,
    day: on,
    dueAt: heldBack(scene, person, channel, later(slot, scene.now), { urgent: false, day: on }),
  };
}

function noticeDelivery(deps: Deps, scene: Scene, person: Person | null, notice: Notice): Delivery {
  // Whoever asked to be left alone is still answered.
  const account = person && (accountOf(person) ?? (notice.kind === 'answer' ? answerable(person) : null));
  const channel = account?.platform ?? 'offline';
  return {
    ...blank(deps, scene, person, account),
    kind: 'notice',
    key: `notice|${notice.key}|${person?.id ?? '-'}|${channel}`,
    unitId: 'unitId' in notice.recipient ? notice.recipient.unitId : null,
    noticeIds: [notice.id],
    day: null,
    dueAt: heldBack(scene, person, channel, scene.now, { urgent: isUrgent(notice.kind), day: notice.dueOn }),
  };
}

const answerable = (person: Person): Account | null =>
  person.accounts.find((account) => account.fault === undefined) ?? null;

/** Not in a person's quiet hours, if it can wait. The clerk's list has none. */
function heldBack(
  scene: Scene,
  person: Person | null,
  channel: Delivery['channel'],
  at: Date,
  about: { urgent: boolean; day: Day | null },
): Date {
  if (channel === 'offline') return at;
  // A day that has passed already cannot be missed by waiting.
  const day = about.day !== null && about.day < scene.today ? null : about.day;
  return sendableAt(at, person?.profile?.quiet, { ...about, day });
}

function blank(deps: Deps, scene: Scene, person: Person | null, account: Account | null = person && accountOf(person)) {
  return {
    id: deps.ids.next<Delivery['id']>(),
    officeId: scene.office.id,
    personId: person?.id ?? null,
    channel: account?.platform ?? ('offline' as const),
    address: account?.address ?? null,
    state: 'queued' as const,
    attempt: 0,
    leaseUntil: null,
    platformId: null,
    sentAt: null,
    failure: null,
    sent: null,
  };
}

/** Whoever gets the notice itself needs no copy of it. */
function withoutCopies(scene: Scene, drafts: readonly Said[]): readonly Said[] {
  const served = drafts.filter((draft) => draft.kind === 'supervise');
  return drafts.filter((draft) => {
    if (draft.kind !== 'supervise-copy') return true;
    const person = recipientOf(scene, draft.recipient);
    // A unit without liaison is told through its head; that it has none is no news here.
    if (person === null) return false;
    return !served.some(
      (other) => other.taskId === draft.taskId && recipientOf(scene, other.recipient)?.id === person.id,
    );
  });
}

/** A post to a channel. */
function roomDelivery(deps: Deps, scene: Scene, place: Account, notice: Notice): Delivery {
  return {
    ...blank(deps, scene, null, place),
    kind: 'notice',
    key: `notice|${notice.key}|room:${place.address}|${place.platform}`,
    unitId: 'unitId' in notice.recipient ? notice.recipient.unitId : null,
    noticeIds: [notice.id],
    day: null,
    dueAt: scene.now,
  };
}

/** The alarm that a unit has nobody. */
const isVacancy = (draft: Pick<NoticeDraft, 'kind' | 'round'>): boolean =>
  draft.kind === 'alarm' && draft.round.startsWith('no-recipient:');

/** One alarm a unit for the roles in it that nobody holds, once as long as that lasts: every rung would run into it anew. */
function alarmsFor(scene: Scene, drafts: readonly NoticeDraft[]): Said[] {
  const missing = new Map<string, { readonly unit: Unit; readonly roles: readonly RoleName[] }>();
  for (const { recipient, kind } of drafts) {
    if ('personId' in recipient || kind === 'supervise-copy' || recipientOf(scene, recipient)) continue;
    const unit = unitOf(scene.directory, recipient.unitId);
    const { roles, fault } = vacanciesOf(scene, recipient, unit.relation);
    missing.set(fault, { unit, roles });
  }
  if (missing.size === 0) return [];
  const vacancies = [...missing.values()];
  return [...missing.keys()].map((fault) => ({
    taskId: null,
    dueOn: null,
    kind: 'alarm',
    round: `no-recipient:${fault}`,
    recipient: { unitId: scene.officeUnit.id, role: 'office-staff' },
    manner: 'now',
    say: (texts) => texts.alarm({ kind: 'no-recipient', vacancies }, scene.setting),
  }));
}
