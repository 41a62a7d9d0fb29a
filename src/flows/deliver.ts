import { earlier } from '../core/calendar.ts';
import { stillTrue } from '../core/digest.ts';
import type { DeliveryId } from '../core/ids.ts';
import type { Message } from '../core/message/message.ts';
import type { Delivery, Notice } from '../core/notice.ts';
import type { Via } from '../core/report.ts';
import { type Account, isOutOfReach } from '../core/unit.ts';
import { DeliveryError } from '../errors.ts';
import type { Change, JobQueue, Messenger } from '../ports.ts';
import { addressAgain, recipientOf } from './address.ts';
import { isFollowed } from './card-now.ts';
import { cardFor } from './cards.ts';
import {
  findAgain,
  hasMissedItsMorning,
  isOutOfHours,
  type Messengers,
  mayHaveArrived,
  nothing,
  notTaken,
  putOff,
  sentAt,
  triesOf,
  uncountedIn,
} from './delivery-tries.ts';
import { fail, flag } from './hand-to-clerk.ts';
import { lossOf } from './lose-account.ts';
import type { Rewriters } from './refresh-cards.ts';
import { type Deps, loadScene, type Scene, textsFor } from './scene.ts';
import { noticesServed } from './sign-notice.ts';

/** After a backup was put back: what the platforms were given since its instant, the rows do not know. */
export interface Recovery {
  readonly from: Date;
  readonly until: Date;
}

/** Duties of the lost time are caught up with for so long: a card of that morning, an escalation of that day. */
const CAUGHT_UP_MS = 24 * 3_600_000;
/** An act of the lost time is done again by a person within so long: then the platform may have its message already. */
const DONE_AGAIN_MS = 30 * 24 * 3_600_000;
/** Milliseconds, machine clock: time to write the text, and then CALL_MS. */
const LEASE_MS = 20_000;
/**
 * From the last look at the lease: what the adapter does before it writes (4 s at most), a platform call (10 s), what the platform still
 * takes after it was given up (2 s), the step between.
 */
const CALL_MS = 17_000;
/** The answer to the last look is believed for so long; CALL_MS leaves room for it. */
const ANSWER_MS = 1_000;
/** Between two looks at a delivery that another sender holds: when its lease has ended, but within these bounds. */
const HELD_MS = { least: 500, most: 5_000 } as const;
const LEASE_ENDED_MS = 50;
/** Before a second try when the platform said nothing better. */
const RETRY_MS = 5_000;
/** A message is not asked for before the last try has surely ended. */
const ASK_AFTER_MS = 13_000;
/** After so many tries a passing fault counts as lasting, and a message that breaks its sender is not tried again: the office is told. */
const MOST_ATTEMPTS = 8;

/**
 * When a delivery is due: claim it, write its text as true now, check lease and fence, hand it over, record the platform's id.
 * After an ambiguous answer the platform is asked before any second try; where it cannot be asked, a person decides.
 */
export async function deliver(
  id: DeliveryId,
  deps: Deps & { messengers: Messengers; rewriters?: Rewriters; queue: JobQueue; recovery?: Recovery | null },
  again = 0,
): Promise<void> {
  const delivery = await deps.stores.claim(id, LEASE_MS);
  if (!delivery) {
    await comeBack(deps, id, again + 1);
    return;
  }
  const scene = await loadScene(deps);
  const notices = await deps.stores.notices(delivery.noticeIds);
  if (triesOf(delivery) > MOST_ATTEMPTS) {
    await giveUp(deps, scene, delivery, notices);
    return;
  }
  const isOut = isOutOfHours(scene, delivery);
  if (isOut && !mayHaveArrived(delivery)) {
    if (!(await wasSaidInLostTime(deps, scene, delivery, notices))) await notNow(deps, scene, delivery, notices);
    return;
  }
  const rendered = await render(deps, scene, delivery, notices);
  if (rendered.message === null) {
    await sayNothing(deps, scene, delivery, notices, rendered);
    return;
  }

  const messenger = delivery.channel === 'offline' ? undefined : deps.messengers[delivery.channel];
  if (!messenger || delivery.channel === 'offline' || delivery.address === null) {
    await fail(deps, scene, delivery, rendered.message, notices, 'not-connected');
    return;
  }
  const to = accountNow(scene, delivery, { platform: delivery.channel, address: delivery.address });
  try {
    const known = await ask(messenger, to, delivery, deps.recovery ?? null);
    if (known === 'cannot-ask') {
      await flag(deps, scene, delivery, rendered.message, notices);
      return;
    }
    // Only an earlier try could have brought it in time.
    if (known === 'absent' && isOut) return await notNow(deps, scene, delivery, notices);
    if (known === 'absent' && !(await isStillMine(deps, delivery))) {
      await comeBack(deps, id, again + 1);
      return;
    }
    const { platformId } = known === 'absent' ? await messenger.send(to, rendered.message, delivery.key) : known;
    await deps.stores.settle(
      delivery,
      { state: 'sent', platformId, sentAt: sentAt(scene, delivery), failure: null, sent: rendered.message },
      deps.rewriters?.[to.platform] && notices.some(isFollowed)
        ? { ...rendered.change, liveCards: [id] }
        : rendered.change,
    );
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    await afterError(deps, scene, delivery, rendered.message, notices, error);
  }
}

/** Lease and fence, asked right before the write. An answer that was long under way (the process stood still) says nothing any more. */
async function isStillMine({ stores, clock }: Deps, delivery: Delivery): Promise<boolean> {
  const asked = clock.now().getTime();
  const isMine = await stores.stillMine(delivery, CALL_MS);
  return isMine && clock.now().getTime() - asked <= ANSWER_MS;
}

/**
 * Another sender holds it, or its wait is not over. If that sender dies, the next try comes when its lease has ended, not with the
 * minute's sweep.
 */
async function comeBack(deps: Deps & { queue: JobQueue }, deliveryId: DeliveryId, again: number): Promise<void> {
  const held = await deps.stores.delivery(deliveryId);
  if (held?.state !== 'sending' && held?.state !== 'queued' && held?.state !== 'unknown') return;
  const channelKey = `${held.channel}:${held.address}`;
  // On a server leases and the office go by one clock; where they do not, they lie far apart.
  const leftMs = (held.leaseUntil?.getTime() ?? 0) - deps.clock.now().getTime() + LEASE_ENDED_MS;
  const isKnown = Math.abs(leftMs) <= LEASE_MS;
  const heldMs = isKnown ? Math.min(HELD_MS.most, Math.max(HELD_MS.least, leftMs)) : HELD_MS.most;
  const startAfterMs = held.state === 'sending' ? heldMs : ASK_AFTER_MS;
  const urgent = held.kind === 'notice';
  await deps.queue.enqueue([{ deliveryId, attempt: held.attempt, channelKey, startAfterMs, urgent, again }], null);
}

/**
 * A card that may not leave now and was surely not taken: before its hour (the clock was set back, or another process's goes ahead of
 * this one's) it waits, after its morning what still holds goes onto the next one.
 */
async function notNow(
  deps: Deps & { queue: JobQueue },
  scene: Scene,
  delivery: Delivery,
  notices: readonly Notice[],
): Promise<void> {
  if (!hasMissedItsMorning(scene, delivery)) {
    await putOff(deps, delivery, notTaken(delivery.attempt), delivery.dueAt.getTime() - scene.now.getTime());
    return;
  }
  const { change } = await render(deps, scene, delivery, notices, { isOver: true });
  await deps.stores.settle(delivery, { ...nothing, state: 'superseded', failure: 'its morning has gone' }, change);
}

/**
 * Whether the platform has it already: asked where an earlier try may have reached it, and after a backup was put back. What a person
 * does again long afterwards is asked about where that can be done, and else is sent.
 */
async function ask(messenger: Messenger, to: Account, delivery: Delivery, recovery: Recovery | null) {
  const since = recovery ? delivery.dueAt.getTime() - recovery.until.getTime() : Number.POSITIVE_INFINITY;
  const isCaughtUp = since < CAUGHT_UP_MS;
  const isDoneAgain = delivery.kind === 'notice' && since < DONE_AGAIN_MS;
  if (!isCaughtUp && !isDoneAgain && !mayHaveArrived(delivery)) return 'absent';
  const from = recovery && (isCaughtUp || isDoneAgain) ? earlier(recovery.from, delivery.dueAt) : delivery.dueAt;
  const known = await messenger.find(to, delivery.key, from);
  return known === 'cannot-ask' && !isCaughtUp && !mayHaveArrived(delivery) ? 'absent' : known;
}

/**
 * Nothing is left to say. Where an earlier try may have said it, the platform is asked, so that what was said stands as sent; where it
 * cannot be asked, it does not stand as unsaid.
 */
async function sayNothing(
  deps: Deps & { messengers: Messengers; queue: JobQueue },
  scene: Scene,
  delivery: Delivery,
  notices: readonly Notice[],
  { why, change }: Rendered & { readonly message: null },
): Promise<void> {
  try {
    const known = mayHaveArrived(delivery) ? await findAgain(deps, delivery) : 'absent';
    if (known === 'cannot-ask') {
      const message = notices.find((notice) => notice.message)?.message ?? null;
      return await flag(deps, scene, delivery, message, notices, change);
    }
    const outcome =
      typeof known === 'object'
        ? ({ ...nothing, state: 'sent', platformId: known.platformId, sentAt: sentAt(scene, delivery) } as const)
        : ({ ...nothing, state: 'superseded', failure: why } as const);
    await deps.stores.settle(delivery, outcome, change);
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    await putOff(deps, delivery, error.code, error.retryAfterMs ?? ASK_AFTER_MS, 'unknown');
  }
}

/**
 * A card of a morning that has gone, after a backup was put back: where the platform has it, its lines were said and do not stand on
 * the next card again.
 */
async function wasSaidInLostTime(
  deps: Deps & { messengers: Messengers; queue: JobQueue; recovery?: Recovery | null },
  scene: Scene,
  delivery: Delivery,
  notices: readonly Notice[],
): Promise<boolean> {
  const isOfLostTime = deps.recovery && delivery.dueAt <= deps.recovery.until;
  if (!isOfLostTime || !hasMissedItsMorning(scene, delivery)) return false;
  try {
    const known = await findAgain(deps, delivery);
    if (typeof known !== 'object') return false;
    const ids = notices.filter((notice) => notice.status === 'due').map((notice) => notice.id);
    const sent = { ...nothing, state: 'sent', platformId: known.platformId, sentAt: delivery.dueAt } as const;
    await deps.stores.settle(delivery, sent, { settledNotices: [{ ids, status: 'said', reason: null }] });
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    await putOff(deps, delivery, notTaken(delivery.attempt) + error.code, error.retryAfterMs ?? ASK_AFTER_MS);
  }
  return true;
}

type Rendered =
  | { readonly message: Message; readonly change: Change }
  | { readonly message: null; readonly why: string; readonly change: Change };

/**
 * The text as it is true now; notices no longer true are dropped, and a role that moved is followed. Of a card whose morning is over
 * nothing is said: what still holds goes onto the next one.
 */
async function render(
  deps: Deps,
  scene: Scene,
  delivery: Delivery,
  notices: readonly Notice[],
  { isOver = false } = {},
): Promise<Rendered> {
  const live: Notice[] = [];
  const dropped: Notice[] = [];
  const moved: Notice[] = [];
  for (const notice of notices) {
    const task = notice.taskId ? await deps.stores.task(notice.taskId) : null;
    if (notice.status !== 'due' || !stillTrue(notice, task, scene.today, scene.calendar)) dropped.push(notice);
    else if (isOver || hasMoved(scene, delivery, notice)) moved.push(notice);
    else live.push(notice);
  }
  const change: Change = {
    settledNotices: [
      { ids: live.map((n) => n.id), status: 'said' as const, reason: null },
      { ids: dropped.map((n) => n.id), status: 'dropped' as const, reason: 'no longer true' },
    ].filter((settled) => settled.ids.length > 0),
    ...(await noticesServed(deps, scene, live, servedBy(delivery), { personId: null, via: 'clock' })),
    ...(moved.length > 0 ? addressAgain(deps, scene, moved) : {}),
  };
  if (delivery.kind === 'notice') {
    const message = live[0]?.message ?? null;
    return message
      ? { message, change }
      : { message: null, why: moved.length > 0 ? 'the role has moved' : 'no longer true', change };
  }
  if (isOver) return { message: null, why: 'its morning has gone', change };
  const person = scene.directory.persons.find((p) => p.id === delivery.personId);
  const card = person ? await cardFor(deps, scene, person, live) : null;
  if (card) return { message: textsFor(deps, person).card(card, scene.setting), change };
  // Nothing is said, so nothing counts as said.
  const settledNotices = (change.settledNotices ?? []).map((settled) => ({ ...settled, status: 'dropped' as const }));
  return { message: null, why: 'nothing to say', change: { ...change, settledNotices } };
}

/** Whether a notice is for someone else by now, or its account is gone: it is addressed again. */
function hasMoved(scene: Scene, delivery: Delivery, notice: Notice): boolean {
  if (delivery.personId === null) return false;
  const person = recipientOf(scene, notice.recipient);
  if (person?.id !== delivery.personId) return true;
  const account = person.accounts.find((one) => one.platform === delivery.channel);
  return account?.fault !== undefined || (notice.kind !== 'answer' && isOutOfReach(person));
}

const servedBy = (delivery: Delivery): Via => (delivery.channel === 'offline' ? 'phone' : delivery.channel);

/** The person may have another account there by now. */
function accountNow(scene: Scene, delivery: Delivery, then: Account): Account {
  const person = scene.directory.persons.find((one) => one.id === delivery.personId);
  const account = person?.accounts.find((one) => one.platform === then.platform);
  return account ? { platform: account.platform, address: account.address } : then;
}

/** What a platform's refusal means: try later, ask first, or hand the duty to the clerk. */
async function afterError(
  deps: Deps & { queue: JobQueue },
  scene: Scene,
  delivery: Delivery,
  message: Message,
  notices: readonly Notice[],
  error: DeliveryError,
): Promise<void> {
  if (error.about === 'account' && (await passOn(deps, scene, delivery, notices, error.code))) return;
  const isShutOut = error.about === 'connection';
  if (error.retry === 'never' || (triesOf(delivery) >= MOST_ATTEMPTS && !isShutOut)) {
    await fail(deps, scene, delivery, message, notices, error.code);
    return;
  }
  const state = error.retry === 'ambiguous' ? ('unknown' as const) : ('queued' as const);
  const uncounted = uncountedIn(delivery.failure) + (isShutOut ? 1 : 0);
  const failure =
    (state === 'unknown' || mayHaveArrived(delivery) ? error.code : notTaken(delivery.attempt) + error.code) +
    (uncounted > 0 ? ` uncounted=${uncounted}` : '');
  const startAfterMs =
    error.retryAfterMs ?? (state === 'unknown' ? ASK_AFTER_MS : RETRY_MS * 2 ** (triesOf(delivery) - 1));
  await putOff(deps, delivery, failure, startAfterMs, state);
}

/** The account is gone: what it was to be told goes to whoever stands in, in the commit that says so. False when it is nobody's. */
async function passOn(
  deps: Deps,
  scene: Scene,
  delivery: Delivery,
  notices: readonly Notice[],
  code: string,
): Promise<boolean> {
  const { channel, address: to } = delivery;
  if (channel === 'offline' || to === null) return false;
  const change = await lossOf(deps, scene, { platform: channel, address: to, code }, { delivery, notices });
  if (change === null) return false;
  await deps.stores.settle(delivery, { ...nothing, state: 'failed', failure: code }, change);
  return true;
}

/**
 * Every try ended without a word: the process died of it, or broke off. If it arrived after all, that is written down; else the duty
 * moves to the clerk's list with the words it has, for the card of the day cannot be written again.
 */
async function giveUp(
  deps: Deps & { messengers: Messengers; queue: JobQueue },
  scene: Scene,
  delivery: Delivery,
  notices: readonly Notice[],
): Promise<void> {
  const { channel, address: to } = delivery;
  const name = scene.directory.persons.find((p) => p.id === delivery.personId)?.name ?? to ?? '';
  const alarm = deps.texts.alarm(
    { kind: 'delivery-failed', to: name, platform: channel, code: 'broke' },
    scene.setting,
  );
  const message = notices.find((notice) => notice.message)?.message ?? alarm;
  try {
    const known = await findAgain(deps, delivery);
    if (typeof known === 'object') {
      const sent = {
        state: 'sent',
        platformId: known.platformId,
        sentAt: sentAt(scene, delivery),
        failure: null,
        sent: message,
      } as const;
      const ids = notices.filter((notice) => notice.status === 'due').map((notice) => notice.id);
      await deps.stores.settle(delivery, sent, { settledNotices: [{ ids, status: 'said', reason: null }] });
      return;
    }
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
  }
  deps.log.error({ deliveryId: delivery.id, attempts: delivery.attempt }, 'A delivery breaks whoever tries it');
  await fail(deps, scene, delivery, message, notices, 'broke');
}
