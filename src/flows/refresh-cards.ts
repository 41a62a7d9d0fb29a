import type { Day } from '../core/calendar.ts';
import type { TaskId } from '../core/ids.ts';
import { hashOfText } from '../core/ledger.ts';
import type { Form, Message } from '../core/message/message.ts';
import type { Delivery, Notice } from '../core/notice.ts';
import type { Platform } from '../core/unit.ts';
import { DeliveryError } from '../errors.ts';
import type { LiveCard, Rewriter } from '../ports.ts';
import { type Addressed, address } from './address.ts';
import { cardNow } from './card-now.ts';
import { type Deps, loadScene, type Scene, speakingTo } from './scene.ts';

/** The platforms that can write a sent message anew. */
export type Rewriters = Partial<Record<Platform, Rewriter>>;

/** How far the ledger had come when the cards were looked at, so that only what happened since is looked at again. */
export interface Seen {
  readonly seq: number;
  readonly day: Day;
}

/** Cards read in one go. */
const PAGE = 200;
/** Entries of the ledger since the last look; after more of them every card is looked at. */
const ENTRIES = 1_000;

/**
 * After anything happened, by whatever way: sent cards of the office are written anew in place where they say something else now, and
 * lose their buttons when nothing is left to do. Doing it twice does no harm. Null: something could not be written, look at all again.
 */
export async function refreshCards(deps: Deps & { rewriters: Rewriters }, seen: Seen | null): Promise<Seen | null> {
  const scene = await loadScene(deps);
  const head = await deps.stores.ledgerHead();
  const now: Seen = { seq: head?.seq ?? 0, day: scene.today };
  if (seen && seen.seq === now.seq && seen.day === now.day) return now;
  const touched = seen && seen.day === now.day ? await tasksSince(deps, seen.seq) : null;
  let whole = true;
  let cards = await deps.stores.liveCards(PAGE);
  while (cards.length > 0) {
    const notices = await deps.stores.notices(cards.flatMap(({ delivery }) => delivery.noticeIds));
    const byId = new Map(notices.map((notice) => [notice.id, notice]));
    for (const card of cards) {
      const [noticeId] = card.delivery.noticeIds;
      const notice = noticeId === undefined ? undefined : byId.get(noticeId);
      if (!(await refresh(deps, scene, card, notice, touched))) whole = false;
    }
    const last = cards.at(-1)?.delivery.id;
    cards = cards.length < PAGE || last === undefined ? [] : await deps.stores.liveCards(PAGE, last);
  }
  return whole ? now : null;
}

/** Tasks that something happened to; null when that is too much to say. */
async function tasksSince(deps: Deps, seq: number): Promise<ReadonlySet<TaskId> | null> {
  const entries = await deps.stores.ledger({ afterSeq: seq, limit: ENTRIES });
  if (entries.length === ENTRIES) return null;
  return new Set(entries.flatMap(({ taskId }) => (taskId === null ? [] : [taskId])));
}

/** True when the card says what is true, or never will. */
async function refresh(
  deps: Deps & { rewriters: Rewriters },
  scene: Scene,
  { delivery, shown }: LiveCard,
  notice: Notice | undefined,
  touched: ReadonlySet<TaskId> | null,
): Promise<boolean> {
  const { id, channel, platformId, sent, sentAt } = delivery;
  const rewriter = channel === 'offline' ? undefined : deps.rewriters[channel];
  if (!notice || !sent || !sentAt || platformId === null) {
    await deps.stores.noteShown(id, null);
    return true;
  }
  // Another process is connected to its platform.
  if (!rewriter) return true;
  // One that was just sent may have been overtaken on its way: it is looked at once in any case.
  if (shown !== null && notice.taskId !== null && touched && !touched.has(notice.taskId)) return true;
  // A card in a person's direct messages is in their language, one in a channel in the office's.
  const reader = scene.directory.persons.find((person) => person.id === delivery.personId);
  const mine = reader ? speakingTo(deps, reader) : deps;
  const { message, over } = await cardNow(mine, scene, notice, sent, sentAt);
  const hash = lookOf(message);
  if (hash !== (shown ?? lookOf(sent))) {
    try {
      const { saidAbove, saidBelow } = mine.texts.room;
      const isTooLong = (await rewriter.rewrite(platformId, message, saidAbove)) === 'too-long';
      if (isTooLong && over) await rewriter.rewrite(platformId, inBrief(message), saidAbove);
      else if (isTooLong) {
        // The new message is durable before the old one points at it; both happen once, however often this is done.
        await deps.stores.commit(sentAnew(deps, scene, notice, delivery, message));
        await rewriter.rewrite(platformId, saidBelow(sent), saidAbove);
        await deps.stores.noteShown(id, null);
        return true;
      }
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      deps.log.warn({ code: error.code, delivery: id }, 'A card of the office could not be written anew');
      // A message that was deleted, or is too old to be changed, stays as it is; its buttons answer.
      if (error.retry === 'never') await deps.stores.noteShown(id, null);
      return error.retry === 'never';
    }
  }
  await deps.stores.noteShown(id, over ? null : hash);
  return true;
}

/** A card that has outgrown its place is sent as a message of its own, which is followed from then on. */
function sentAnew(deps: Deps, scene: Scene, notice: Notice, delivery: Delivery, message: Message): Addressed {
  const { channel, address: to, personId } = delivery;
  const place = personId === null && channel !== 'offline' && to !== null ? { platform: channel, address: to } : null;
  const { message: _before, ...draft } = notice;
  return address(deps, scene, [{ ...draft, round: `anew:${notice.round}`, message, ...(place ? { place } : {}) }]);
}

/** What became of a card, without its words: they stand in the task. */
const inBrief = ({ facts: _facts, ...message }: Message): Message => ({ ...message, lines: message.lines.slice(0, 1) });

/** What a reader sees of a message, as one hash: the order in which it was stored says nothing. */
function lookOf({ title, lines, facts, actions, form }: Message): string {
  return hashOfText(
    JSON.stringify([
      title ?? '',
      lines.map(({ text, tone, code }) => [text, tone ?? '', code ?? '']),
      (facts ?? []).map(({ label, value }) => [label, value]),
      (actions ?? []).map(({ label, command }) => [label, command.name, command.id ?? '', command.value ?? '']),
      form ? formLook(form) : '',
    ]),
  );
}

const formLook = ({ title, fields }: Form): readonly unknown[] => [
  title,
  fields.map(({ name, value }) => [name, value ?? '']),
];
