import { type Day, instantAt } from '../core/calendar.ts';
import type { TaskEvent } from '../core/event.ts';
import type { BulletinId, SupervisionNoticeId } from '../core/ids.ts';
import type { CommandName, Message } from '../core/message/message.ts';
import type { Outcome } from '../core/message/room-texts.ts';
import type { Notice, NoticeKind } from '../core/notice.ts';
import { type ComingRung, rungComingOn } from '../core/rung-preview.ts';
import type { Task } from '../core/task.ts';
import { unitOf } from '../core/unit.ts';
import { eventOf } from './check-invariants.ts';
import { callsFor } from './office-posts.ts';
import { bulletinCard, ownBulletinCard } from './publish-bulletin.ts';
import type { Deps, Scene } from './scene.ts';

/** What a sent card of the office says now; `over`: nothing is left to do on it, and it follows nothing any more. */
export interface CardNow {
  readonly message: Message;
  readonly over: boolean;
}

/** Facts that end what a card asks for. */
const ends: Partial<Readonly<Record<NoticeKind, ReadonlySet<TaskEvent['type']>>>> = {
  'for-review': new Set<TaskEvent['type']>([
    'task-closed',
    'task-returned',
    'task-cancelled',
    'report-corrected',
    'dispute-upheld',
    'task-reassigned',
  ]),
  petition: new Set<TaskEvent['type']>([
    'extension-granted',
    'petition-refused',
    'petition-withdrawn',
    'explanation-accepted',
    'dispute-upheld',
    'task-reported-done',
    'task-reassigned',
    'task-closed',
    'task-cancelled',
  ]),
  'for-signature': new Set<TaskEvent['type']>([
    'supervision-notice-signed',
    'supervision-notice-withdrawn',
    'task-closed',
    'task-cancelled',
  ]),
};

const FOLLOWED: ReadonlySet<NoticeKind> = new Set<NoticeKind>([
  'for-review',
  'petition',
  'for-signature',
  'bulletin',
  'rungs-coming',
  'calls',
  'alarm',
]);

/** Whether the words and buttons of a notice follow what it is about once it has been sent: one of the office's with something to press. */
export function isFollowed(notice: Notice): boolean {
  // The card of an imported plan answers whoever dropped the file.
  if (notice.kind === 'answer') return notice.message !== null && planIn(notice.message) !== null;
  if (!FOLLOWED.has(notice.kind)) return false;
  const presses = [...(notice.message?.actions ?? []).map(({ command }) => command.name), ...formOf(notice)];
  return notice.kind === 'alarm' ? presses.includes('release-sweep') : presses.length > 0;
}

const formOf = ({ message }: Notice): readonly CommandName[] =>
  message?.form ? [message.form.submit.command.name] : [];

/** What the card says now; `sent` are its words as it was sent. */
export async function cardNow(deps: Deps, scene: Scene, notice: Notice, sent: Message, sentAt: Date): Promise<CardNow> {
  switch (notice.kind) {
    case 'rungs-coming':
      return rungsNow(deps, scene, notice, sent);
    case 'calls':
      return callsNow(deps, scene, notice, sent);
    case 'bulletin':
      return bulletinNow(deps, scene, sent);
    case 'answer':
      return planNow(deps, scene, sent);
    case 'alarm':
      return scene.office.sweepHeldUntil === null ? settled(deps, scene, sent, null) : standing(sent);
    default:
      return aboutTask(deps, scene, notice, sent, sentAt);
  }
}

const standing = (message: Message): CardNow => ({ message, over: false });

const settled = (deps: Deps, scene: Scene, sent: Message, outcome: Outcome | 'replaced' | null): CardNow => ({
  message: deps.texts.room.settled(sent, outcome, scene.setting),
  over: true,
});

async function aboutTask(deps: Deps, scene: Scene, notice: Notice, sent: Message, sentAt: Date): Promise<CardNow> {
  const task = notice.taskId === null ? null : await deps.stores.task(notice.taskId);
  if (task === null) return settled(deps, scene, sent, null);
  if (await stillAsks(deps, notice, sent, task)) return standing(await asNow(deps, scene, notice, sent, task));
  return settled(deps, scene, sent, await outcomeOf(deps, scene, notice, task, sentAt));
}

async function stillAsks(deps: Deps, notice: Notice, sent: Message, task: Task): Promise<boolean> {
  const { state } = task;
  switch (notice.kind) {
    // A later report of the same task, after a return, has a card of its own.
    case 'for-review':
      return state.status === 'reported-done' && state.waitingSince <= notice.createdAt;
    case 'petition':
      return task.petition !== null && notice.round.endsWith(`petition-${task.petition.id}`);
    case 'for-signature': {
      const id = idIn(sent, 'sign-notice') as SupervisionNoticeId | null;
      return id !== null && (await deps.stores.supervisionNotice(id))?.status === 'drafted';
    }
    default:
      return false;
  }
}

/** A card for review shows the newest report. */
async function asNow(deps: Deps, scene: Scene, notice: Notice, sent: Message, task: Task): Promise<Message> {
  if (notice.kind !== 'for-review' || task.state.status !== 'reported-done') return sent;
  const { reportId } = task.state;
  const report = (await deps.stores.reportsOf(task.id)).find((one) => one.id === reportId);
  const unit = unitOf(scene.directory, task.unitId);
  return report ? deps.texts.notice({ kind: 'for-review', task, unit, report }, scene.setting) : sent;
}

/** Who ended it, when, and how: the last such fact since the card was sent. */
async function outcomeOf(
  deps: Deps,
  scene: Scene,
  { kind }: Notice,
  task: Task,
  sentAt: Date,
): Promise<Outcome | null> {
  const entries = await deps.stores.ledger({ taskId: task.id });
  const ended = entries.findLast((entry) => entry.at >= sentAt && ends[kind]?.has(entry.type as TaskEvent['type']));
  const event = ended ? eventOf(ended) : null;
  if (!event) return null;
  const by = scene.directory.persons.find((person) => person.id === event.actor.personId)?.name ?? null;
  const what = deps.texts.desk.history(event, (id) => unitOf(scene.directory, id).shortName);
  return { by, at: event.at, what };
}

async function rungsNow(deps: Deps, scene: Scene, notice: Notice, sent: Message): Promise<CardNow> {
  const on = notice.dueOn as Day;
  const codes = sent.lines.flatMap((line) => (line.code === undefined ? [] : [line.code]));
  const entries: ComingRung[] = [];
  for (const code of codes) {
    const task = await deps.stores.taskByCode(code);
    if (!task) continue;
    const unit = unitOf(scene.directory, task.unitId);
    entries.push({ task, unit, rung: rungComingOn(task, on, scene.calendar, unit) });
  }
  const message = deps.texts.room.rungsComing(on, entries, scene.setting);
  return { message, over: scene.now >= instantAt(on, scene.office.policy.decideAt) };
}

async function callsNow(deps: Deps, scene: Scene, notice: Notice, sent: Message): Promise<CardNow> {
  if (notice.dueOn !== scene.today) return settled(deps, scene, sent, 'replaced');
  return standing(deps.texts.room.calls(await callsFor(deps, scene), scene.setting));
}

async function bulletinNow(deps: Deps, scene: Scene, sent: Message): Promise<CardNow> {
  const id = idIn(sent, 'sign-bulletin') ?? idIn(sent, 'open-publish');
  const bulletin = id === null ? null : await deps.stores.bulletin(id as BulletinId);
  if (!bulletin) return settled(deps, scene, sent, null);
  // In a person's messages the draft stands in a form; the channel's card opens one.
  const card = sent.form ? ownBulletinCard : bulletinCard;
  return { message: card(deps, scene, bulletin), over: bulletin.status === 'published' };
}

/** The card of an imported plan or revision asks until the document is in force. */
async function planNow(deps: Deps, scene: Scene, sent: Message): Promise<CardNow> {
  const id = planIn(sent);
  const plan = (await deps.stores.plans()).find((one) => one.id === id);
  return plan && plan.adoptedOn === null ? standing(sent) : settled(deps, scene, sent, null);
}

const planIn = (message: Message): string | null => idIn(message, 'adopt-plan') ?? idIn(message, 'apply-revision');

/** What a card's button of that name is about. */
const idIn = (message: Message, name: CommandName): string | null =>
  message.actions?.find(({ command }) => command.name === name)?.command.id ?? null;
