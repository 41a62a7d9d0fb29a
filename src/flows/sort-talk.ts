import { type Day, dayAt, instantAt, isDay } from '../core/calendar.ts';
import { type Sender, senderOf } from '../core/sender.ts';
import type { Task } from '../core/task.ts';
import { cleanText } from '../core/text.ts';
import { whichTask } from '../core/which-task.ts';
import type { ChatterReason, ConversationMessage } from '../reading/conversation.ts';
import { readConversation, sortConversation } from '../reading/conversation.ts';
import type { ReplyReading } from '../reading/reading.ts';
import { splitReply } from '../reading/reply.ts';
import type { Deps, Scene } from './scene.ts';

/** One thing that was said about one task, to be recorded on behalf when a person confirms it. */
export interface TalkDraft {
  /** Message and part, stable for the same talk: 4, 4.2. */
  readonly id: string;
  readonly message: ConversationMessage;
  readonly sender: Sender;
  readonly reading: ReplyReading;
  /** The task that is meant; null when a person has to pick one of `candidates`. */
  readonly task: Task | null;
  readonly candidates: readonly Task[];
  readonly madeAt: Date;
}

/** A talk as sorted: what may be recorded, what is there already, what was left out and why, and who is nobody we know. */
export interface SortedTalk {
  readonly drafts: readonly TalkDraft[];
  readonly known: number;
  readonly left: readonly { readonly why: ChatterReason | 'no-task'; readonly message: ConversationMessage }[];
  readonly strangers: readonly ConversationMessage[];
}

/** True for a talk of a group: several messages with times, or several speakers that the directory knows. */
export function looksLikeTalk(scene: Scene, text: string): boolean {
  const said = readConversation(text, { today: scene.today }).filter((message) => message.sender !== '');
  if (said.filter((message) => message.at !== null).length >= 2) return true;
  const known = new Set(said.map((message) => message.sender).filter((name) => isKnown(scene, name)));
  return known.size >= 2;
}

const isKnown = (scene: Scene, name: string): boolean => senderOf(scene.directory, name, scene.today) !== null;

/** Sorts a pasted talk: sender → unit → task. The same talk and instant always give the same drafts. */
export async function sortTalk(deps: Deps, scene: Scene, text: string, pastedAt: Date): Promise<SortedTalk> {
  const today = dayAt(pastedAt);
  const messages = readConversation(text, { today });
  const senders = new Map(
    [...new Set(messages.map((message) => message.sender))].map((name) => [
      name,
      name === '' ? null : senderOf(scene.directory, name, today),
    ]),
  );
  const ownUnitsOf = (name: string): readonly string[] => {
    const unit = senders.get(name)?.unit;
    return unit ? [unit.name, unit.shortName, ...unit.aliases] : [];
  };
  const drafts: TalkDraft[] = [];
  const left: SortedTalk['left'][number][] = [];
  const strangers: ConversationMessage[] = [];
  let known = 0;
  for (const [index, sorted] of sortConversation(messages, { today, ownUnitsOf }).entries()) {
    const { message } = sorted;
    const sender = senders.get(message.sender) ?? null;
    if (sorted.kind === 'chatter') left.push({ why: sorted.why, message });
    else if (sender === null || !cleanText(message.text).ok) strangers.push(message);
    else {
      const made = await draftsOf(deps, {
        index,
        message,
        sender,
        today,
        pastedAt,
        ownUnits: ownUnitsOf(message.sender),
      });
      if (made.length === 0) left.push({ why: 'no-task', message });
      for (const draft of made) {
        if (await isOnOneOf(deps, draft, draft.task ? [draft.task] : draft.candidates)) known += 1;
        else drafts.push(draft);
      }
    }
  }
  return { drafts, known, left, strangers };
}

interface Heard {
  readonly index: number;
  readonly message: ConversationMessage;
  readonly sender: Sender;
  readonly today: Day;
  readonly pastedAt: Date;
  readonly ownUnits: readonly string[];
}

/** A draft for each task that the message is about; the unit's own tasks only, since only it reports on them. */
async function draftsOf(deps: Deps, heard: Heard): Promise<readonly TalkDraft[]> {
  const { index, message, sender, today, pastedAt, ownUnits } = heard;
  const unitTasks = await deps.stores.tasks({ unitIds: [sender.unit.id], status: ['open', 'reported-done'] });
  const open = unitTasks.filter((task) => task.state.status === 'open');
  if (open.length === 0 && unitTasks.length === 0) return [];
  const readings = splitReply(message.text, { today, ownUnits }).flatMap((reading) =>
    reading.tasks.length > 1 ? reading.tasks.map((named) => ({ ...reading, tasks: [named] })) : [reading],
  );
  return readings.map((reading, part) => {
    const which = whichTask(reading.tasks[0] ?? null, null, unitTasks, today);
    return {
      id: part === 0 ? String(index + 1) : `${index + 1}.${part + 1}`,
      message,
      sender,
      reading,
      task: which.kind === 'found' ? which.task : null,
      candidates: [
        ...new Set([...(which.kind === 'ask' ? which.candidates : []), ...(open.length > 0 ? open : unitTasks)]),
      ],
      madeAt: instantOf(message.at, today, pastedAt),
    };
  });
}

/** The instant printed in the talk, never after the paste; without one, the paste. */
function instantOf(at: string | null, today: Day, pastedAt: Date): Date {
  const [first = '', second] = (at ?? '').split(' ');
  const time = second ?? first;
  if (!/^\d{2}:\d{2}$/u.test(time)) return pastedAt;
  const said = instantAt(second !== undefined && isDay(first) ? (first as Day) : today, time);
  return said > pastedAt ? pastedAt : said;
}

async function isOnOneOf(deps: Deps, draft: TalkDraft, tasks: readonly Task[]): Promise<boolean> {
  for (const task of tasks) if (await isRecorded(deps, draft, task)) return true;
  return false;
}

/** The same words of the same instant stand on the task already, written down for the unit. Without a printed day the words decide. */
export async function isRecorded(deps: Deps, draft: TalkDraft, task: Task): Promise<boolean> {
  const isDated = /^\d{4}-/u.test(draft.message.at ?? '');
  const isSame = (text: string, madeAt: Date): boolean =>
    text === draft.message.text && (!isDated || madeAt.getTime() === draft.madeAt.getTime());
  const [reports, petitions] = await Promise.all([deps.stores.reportsOf(task.id), deps.stores.petitionsOf(task.id)]);
  return (
    reports.some((report) => report.recordedBy !== null && isSame(report.text, report.madeAt)) ||
    petitions.some((petition) => petition.recordedBy !== null && isSame(petition.reason, petition.askedAt))
  );
}
