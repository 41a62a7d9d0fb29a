import type { PersonId, TaskId } from '../core/ids.ts';
import type { Message } from '../core/message/message.ts';
import { together } from '../core/message/together.ts';
import { may } from '../core/permission.ts';
import type { Evidence, Via } from '../core/report.ts';
import { dayInForce, type Task } from '../core/task.ts';
import { cleanText, codePointsOf, textLimit } from '../core/text.ts';
import { unitOf } from '../core/unit.ts';
import { isNamed, type WhichTask, whichTask } from '../core/which-task.ts';
import { itemNamed } from '../reading/item-named.ts';
import type { ReplyReading } from '../reading/reading.ts';
import { type ReplyContext, readReply, splitReply, wordsOfTasks } from '../reading/reply.ts';
import { readWish, type Wish } from '../reading/wish.ts';
import { type ActInput, type ActOutcome, withAnswer } from './act-on-task.ts';
import { makePetition } from './decide-petition.ts';
import { partOf } from './held-words.ts';
import { acknowledge } from './manage-task.ts';
import { grantWish } from './own-settings.ts';
import { pasteConversation } from './paste-conversation.ts';
import { recordReport, type Said } from './record-report.ts';
import { actingAs, type Deps, loadScene, type Scene } from './scene.ts';
import { openOf, othersOf, ownNames, tasksOf } from './spoken-for.ts';
import { taskCard } from './task-card.ts';

/** What a person wrote, with the platform's own key; stored before it was acknowledged. */
export interface Reply {
  readonly by: PersonId;
  readonly via: Via;
  readonly text: string;
  readonly key: { readonly platform: string; readonly key: string };
  /** The task whose thread it answers, or that was picked from a list. */
  readonly taskId: TaskId | null;
  /** The platform's event time, bounded by arrival. */
  readonly madeAt: Date;
  readonly evidence?: readonly Evidence[];
  /** The earlier input whose words these are: they waited for "which item is meant?". */
  readonly waited?: string;
  /** Which of several parts of it, from 1. */
  readonly part?: number;
  /** A discreet item is meant: the words are kept nowhere. */
  readonly erase?: boolean;
}

/** What became of a reply: discreet items keep no text, so the chat's own copy is emptied too. */
export interface Handled {
  readonly erase: boolean;
}

/**
 * When a person writes: read it, find the task, decide, save, and queue the answer. Never silence, never a guess: what is unclear
 * is asked back with choices.
 */
export async function handleReply(deps: Deps, reply: Reply): Promise<Handled> {
  const scene = await loadScene(deps);
  const wish = reply.taskId === null ? readWish(reply.text, scene.today) : null;
  if (wish) return wished(deps, scene, reply, wish);
  const pasted = reply.taskId === null ? await pasteConversation(deps, { ...reply, pastedAt: reply.madeAt }) : null;
  if (pasted) return pasted;
  const clean = cleanText(reply.text);
  const thread = reply.taskId ? await deps.stores.task(reply.taskId) : null;
  const own = await tasksOf(deps, scene, reply.by);
  if (!clean.ok) {
    const { answer } = deps.texts;
    const why =
      clean.refusal === 'text-too-long'
        ? answer.tooLong(codePointsOf(reply.text), textLimit, scene.setting)
        : answer.refused(clean.refusal, null, scene.setting);
    // What is refused is recorded nowhere; whoever has a discreet item may have meant it.
    return say(deps, scene, { ...reply, erase: [thread, ...own].some((task) => task?.discreet) }, why);
  }
  const context = { today: scene.today, ownUnits: ownNames(scene, reply.by) };
  const readings = splitReply(clean.text, context);
  const [reading] = readings;
  const named = readings.flatMap((one) => one.tasks);
  const erase = (thread?.discreet ?? false) || meansDiscreet(named, own);
  const said: Reply = { ...reply, text: clean.text, erase };
  if (reply.waited !== undefined && thread) return handleChosen(deps, scene, said, readings, thread, own, context);
  if (readings.length > 1 && readings.every((one) => one.tasks.length === 1))
    return handleEach(deps, scene, said, readings, own, context);
  return handleOne(deps, scene, said, reading ?? readReply(clean.text, context), thread, own);
}

const meansDiscreet = (named: readonly string[], own: readonly Task[]): boolean =>
  own.some((task) => task.discreet && named.some((one) => isNamed(task, one)));

/** What was said of one of several tasks; nothing where the same words were said of a discreet one too. */
function wordsAbout(task: string, said: ReturnType<typeof wordsOfTasks>, own: readonly Task[]): string {
  const about = said.filter((part) => part.tasks.includes(task));
  return about.some((part) => meansDiscreet(part.tasks, own)) ? '' : about.map((part) => part.words).join('\n');
}

/** What a person wants of their own messages is done, or refused in words. */
async function wished(deps: Deps, scene: Scene, reply: Reply, wish: Wish): Promise<Handled> {
  const answer = await grantWish(deps, scene, reply, wish);
  if (answer === null) return { erase: false };
  return say(
    deps,
    scene,
    reply,
    'refusal' in answer ? deps.texts.answer.refused(answer.refusal, null, scene.setting) : answer,
  );
}

/** Several tasks in one message: each gets its own record; what could be recorded is answered as one, each question by itself. */
async function handleEach(
  deps: Deps,
  scene: Scene,
  reply: Reply,
  readings: readonly ReplyReading[],
  own: readonly Task[],
  context: ReplyContext,
): Promise<Handled> {
  const { answer } = deps.texts;
  const answers: Message[] = [];
  const questions: Message[] = [];
  let unread = false;
  const words = wordsOfTasks(reply.text, context);
  // Whoever has a discreet item may have meant it: what is recorded nowhere is repeated nowhere.
  const mayRepeat = !own.some((task) => task.discreet);
  for (const [index, reading] of readings.entries()) {
    const named = reading.tasks[0] ?? '';
    const which = whichTask(named, null, own, scene.today);
    const part = { ...reply, key: partOf(reply.key, index + 1) };
    const text = wordsAbout(named, words, own);
    const said = mayRepeat ? text : '';
    if (which.kind === 'ask') {
      const others = othersOf(scene, reply.by);
      questions.push(answer.askWhich(which.candidates, part.key.key, scene.setting, others, said));
      continue;
    }
    // Each part is recorded once; the whole is answered once, below.
    const taken =
      which.kind === 'found' ? await actOnReading(deps, scene, { ...part, text }, reading, which.task, true) : null;
    unread ||= taken === null;
    if (which.kind === 'none') answers.push(answer.partNotThere(said || named, scene.setting));
    else if (taken === null)
      answers.push(
        which.task.discreet
          ? answer.discreetTakesNoText(which.task, scene.setting)
          : answer.partNotUnderstood(which.task, said || named, scene.setting),
      );
    else if (taken.ok) answers.push(taken.answer ?? answer.acknowledged(taken.task, scene.setting));
    else answers.push(refusedAs(deps, scene, taken));
  }
  // Words that wait for a choice are kept till then.
  const erase = reply.erase === true || (unread && !mayRepeat && questions.length === 0);
  const all = answers.length > 0 ? [together(answers), ...questions] : questions;
  return sayEach(deps, scene, { ...reply, erase }, all);
}

/** Words that waited for their task: of all that they say, what is about the task that was picked now. The rest has been answered. */
async function handleChosen(
  deps: Deps,
  scene: Scene,
  reply: Reply,
  readings: readonly ReplyReading[],
  picked: Task,
  own: readonly Task[],
  context: ReplyContext,
): Promise<Handled> {
  const naming =
    readings[(reply.part ?? 0) - 1] ?? readings.find((one) => one.tasks.some((named) => isNamed(picked, named)));
  const named = naming?.tasks[0];
  const several = readings.length > 1;
  const text = several && named !== undefined ? wordsAbout(named, wordsOfTasks(reply.text, context), own) : reply.text;
  const reading = { ...(naming ?? readings[0] ?? readReply(reply.text, context)), tasks: [] };
  return handleOne(deps, scene, { ...reply, text }, reading, picked, own);
}

async function handleOne(
  deps: Deps,
  scene: Scene,
  reply: Reply,
  reading: ReplyReading,
  thread: Task | null,
  own: readonly Task[],
): Promise<Handled> {
  const { answer } = deps.texts;
  if (reading.intent === 'help') return say(deps, scene, reply, answer.help(rolesHeld(scene, reply.by), scene.setting));
  if (reading.intent === 'list') return say(deps, scene, reply, await listFor(deps, scene, reply.by, own));
  // A number or code and nothing else: the item is to be seen. In a task's thread a bare number may be anything.
  const toSee = reading.intent === 'unknown' ? itemNamed(reply.text) : null;
  const named = reading.tasks[0] ?? (thread === null ? toSee : null);
  const which = whichTask(named, thread, own, scene.today);
  if (reading.intent === 'unknown' && (which.kind !== 'found' || thread === null) && named === null) {
    // What is recorded nowhere may have meant the discreet item: it stays nowhere.
    const kept = { ...reply, erase: reply.erase === true || own.some((task) => task.discreet) };
    return say(deps, scene, kept, answer.notUnderstood(openOf(scene, reply.by, own), scene.setting));
  }
  if (which.kind !== 'found') {
    // "收到" to the whole card is about no one task.
    if (reading.intent === 'acknowledge') return say(deps, scene, reply, answer.acknowledged(null, scene.setting));
    if (toSee !== null && which.kind === 'ask')
      return say(deps, scene, reply, answer.taskList(which.candidates, scene.setting, othersOf(scene, reply.by)));
    const asked = named === null ? reading : { ...reading, tasks: [named] };
    return say(deps, scene, reply, await unfoundOrOthers(deps, scene, reply, asked, which, own));
  }
  const said = { ...reply, erase: reply.erase === true || which.task.discreet };
  const outcome = await actOnReading(deps, scene, said, reading, which.task);
  if (outcome === null) {
    if (toSee !== null && named !== null)
      return say(deps, scene, said, await taskCard(deps, scene, reply.by, which.task));
    const message = which.task.discreet
      ? answer.discreetTakesNoText(which.task, scene.setting)
      : answer.notUnderstood(openOf(scene, reply.by, own), scene.setting);
    return say(deps, scene, said, message);
  }
  if (!outcome.ok) return say(deps, scene, said, refusedAs(deps, scene, outcome));
  return { erase: said.erase };
}

/** The act that a reading asks for, on a task that is known; null when nothing is asked that could be done. */
async function actOnReading(
  deps: Deps,
  scene: Scene,
  reply: Reply,
  reading: ReplyReading,
  task: Task,
  partly = false,
): Promise<ActOutcome | null> {
  const input: ActInput = {
    by: reply.by,
    via: reply.via,
    taskId: task.id,
    key: reply.key,
    erase: reply.erase === true || task.discreet,
    ...(reply.waited === undefined ? {} : { waited: reply.waited }),
    partly,
  };
  const asked = { reason: reply.text, requestedDay: reading.date, askedAt: reply.madeAt };
  switch (reading.intent) {
    case 'done':
    case 'progress':
      if (await isRecorded(deps, reply, task)) {
        const message = deps.texts.answer.noted(task, scene.setting);
        await say(deps, scene, reply, message);
        return { ok: true, task, answer: message, duplicate: true };
      }
      return recordReport(deps, { ...input, said: saidAs(reply, reading) });
    case 'extension':
      if (reading.date === null) {
        const message = deps.texts.answer.extensionNeedsDay(task, scene.setting);
        if (!partly) await say(deps, scene, reply, message);
        return { ok: true, task, answer: message, duplicate: false };
      }
      return makePetition(deps, { ...input, asked: { kind: 'extension', ...asked } });
    case 'dispute':
      return makePetition(deps, { ...input, asked: { kind: 'dispute', ...asked, requestedDay: null } });
    case 'blocked':
      return makePetition(deps, { ...input, asked: { kind: 'explain', ...asked, requestedDay: null } });
    case 'acknowledge':
      return acknowledge(deps, input);
    default:
      return null;
  }
}

/** Whether the words that waited were recorded for this task before: their button was pressed again. */
async function isRecorded({ stores }: Deps, { waited, by, madeAt, text }: Reply, task: Task): Promise<boolean> {
  if (waited === undefined) return false;
  const reports = await stores.reportsOf(task.id);
  return reports.some(
    (report) =>
      report.by === by && report.madeAt.getTime() === madeAt.getTime() && report.text === (task.discreet ? '' : text),
  );
}

function saidAs(reply: Reply, reading: ReplyReading): Said {
  return {
    text: reply.text,
    claimsDone: reading.intent === 'done',
    percent: reading.percent,
    values: reading.values,
    expectedOn: reading.intent === 'progress' ? reading.date : null,
    madeAt: reply.madeAt,
    ...(reply.evidence ? { evidence: reply.evidence } : {}),
  };
}

/** Nothing of one's own was named: perhaps the office names another unit's task, then its card with what may be done. */
async function unfoundOrOthers(
  deps: Deps,
  scene: Scene,
  reply: Reply,
  reading: ReplyReading,
  which: WhichTask,
  own: readonly Task[],
): Promise<Message> {
  const named = reading.tasks[0];
  const sees = may(actingAs(scene, reply.by), 'list-all', { officeUnitId: scene.officeUnit.id });
  if (named && sees) {
    const tasks = (await deps.stores.tasks({})).filter((task) => isNamed(task, named));
    const [only] = tasks;
    if (only && tasks.length === 1) return cardForOffice(deps, scene, reply.by, only, reading);
    if (tasks.length > 0) return deps.texts.answer.taskList(tasks, scene.setting, othersOf(scene, reply.by));
  }
  return unfound(deps, scene, reply, which, own, named !== undefined);
}

/** A unit's task as the office may see it; a report in the office's own words is nobody's, and the card says so first. */
async function cardForOffice(
  deps: Deps,
  scene: Scene,
  by: PersonId,
  task: Task,
  reading: ReplyReading,
): Promise<Message> {
  const card = await taskCard(deps, scene, by, task);
  if (reading.intent === 'unknown' || reading.intent === 'acknowledge') return card;
  const { lines } = deps.texts.answer.recordForUnit(unitOf(scene.directory, task.unitId), scene.setting);
  return { ...card, lines: [...lines, ...card.lines] };
}

function unfound(
  deps: Deps,
  scene: Scene,
  reply: Reply,
  which: WhichTask,
  own: readonly Task[],
  named = false,
): Message {
  const { answer } = deps.texts;
  if (which.kind === 'ask')
    return answer.askWhich(which.candidates, reply.key.key, scene.setting, othersOf(scene, reply.by));
  // A task was named that is not this unit's: not there, for this person.
  if (named) return answer.refused('not-there', null, scene.setting);
  return openOf(scene, reply.by, own).length > 0
    ? answer.askWhich(openOf(scene, reply.by, own).slice(0, 5), reply.key.key, scene.setting)
    : answer.noOpenTasks(scene.setting);
}

function refusedAs(deps: Deps, scene: Scene, outcome: Extract<ActOutcome, { ok: false }>): Message {
  return deps.texts.answer.refused(outcome.refusal, outcome.task, scene.setting);
}

const rolesHeld = (scene: Scene, by: PersonId) => [...new Set(actingAs(scene, by).roles.map((role) => role.role))];

/** What a person may list: the office everything that is not over, a unit its own. */
export async function listFor(deps: Deps, scene: Scene, by: PersonId, own: readonly Task[]): Promise<Message> {
  const all = may(actingAs(scene, by), 'list-all', { officeUnitId: scene.officeUnit.id });
  const tasks = all
    ? (await deps.stores.tasks({ status: ['open', 'reported-done'] })).toSorted(soonestFirst)
    : own.filter((task) => task.state.status !== 'closed');
  return tasks.length > 0
    ? deps.texts.answer.taskList(tasks, scene.setting, othersOf(scene, by))
    : deps.texts.answer.noOpenTasks(scene.setting);
}

/** A list may be too long to be read to its end: what presses stands first. */
const soonestFirst = (a: Task, b: Task): number => ((dayInForce(a) ?? '9999') < (dayInForce(b) ?? '9999') ? -1 : 1);

/** Several answers to one input, in order. */
async function sayEach(deps: Deps, scene: Scene, reply: Reply, messages: readonly Message[]): Promise<Handled> {
  const changes = messages.map((message, index) =>
    withAnswer(deps, scene, {}, index === 0 ? reply : { ...reply, key: partOf(reply.key, index) }, message),
  );
  await deps.stores.commit({
    ...changes[0],
    notices: changes.flatMap(({ notices = [] }) => notices),
    deliveries: changes.flatMap(({ deliveries = [] }) => deliveries),
  });
  return { erase: reply.erase === true };
}

/** Answers without an act: the input counts as handled. */
export async function say(
  deps: Deps,
  scene: Scene,
  input: Pick<Reply, 'by' | 'via' | 'key' | 'erase' | 'waited'>,
  message: Message,
): Promise<Handled> {
  await deps.stores.commit(withAnswer(deps, scene, {}, input, message));
  return { erase: input.erase === true };
}
