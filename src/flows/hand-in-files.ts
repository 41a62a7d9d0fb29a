import type { TaskId } from '../core/ids.ts';
import type { Message } from '../core/message/message.ts';
import { together } from '../core/message/together.ts';
import type { Evidence } from '../core/report.ts';
import type { Task } from '../core/task.ts';
import { isNamed } from '../core/which-task.ts';
import type { EvidenceStore } from '../ports.ts';
import { splitReply } from '../reading/reply.ts';
import { mayAct, withAnswer } from './act-on-task.ts';
import { attachEvidence } from './attach-evidence.ts';
import { type Handled, handleReply, type Reply, say } from './handle-reply.ts';
import { type Deps, loadScene, type Scene } from './scene.ts';
import { ownNames, tasksOf } from './spoken-for.ts';

/** A file as it came: the sender's name for it, and its bytes. */
export interface HandedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Files that a person of a unit sent, with the words beside them. */
export type HandedIn = Omit<Reply, 'evidence'> & {
  readonly files: readonly HandedFile[];
  /** Files that are kept already. */
  readonly kept?: readonly Evidence[];
  /** Keeps in mind which files wait for their task under the input's key, before the person is asked. */
  hold(evidence: readonly Evidence[]): Promise<void>;
};

/**
 * When a person of a unit sends files: they are evidence of what the words beside them report, else of the task whose thread it is, else
 * the person is asked which of their tasks they belong to. What may not be kept is refused in words, and the words still count. A
 * discreet item takes no file, also when only the words name it.
 */
export async function handInFiles(deps: Deps & { readonly files: EvidenceStore }, input: HandedIn): Promise<Handled> {
  const scene = await loadScene(deps);
  const { files, kept: before = [], hold, ...reply } = input;
  const thread = reply.taskId ? await deps.stores.task(reply.taskId) : null;
  const own = await tasksOf(deps, scene, reply.by);
  const no = refusalFor(deps, scene, reply, thread, own);
  if (no) {
    const handled = reply.text.trim() === '' ? null : await handleReply(deps, reply);
    await answerBeside(deps, scene, reply, handled === null ? '' : '#files', no);
    return { erase: handled?.erase ?? reply.erase === true };
  }
  const kept: Evidence[] = [...before];
  const refused: Message[] = [];
  for (const file of files) {
    const done = await deps.files.keep(file.bytes, file.name);
    if (done.ok) kept.push(done.evidence);
    else refused.push(deps.texts.file.refused(file.name, done.why, scene.setting));
  }
  const hasWords = reply.text.trim() !== '';
  if (refused.length > 0) {
    const isAll = !hasWords && kept.length === 0;
    await answerBeside(deps, scene, reply, isAll ? '' : '#refused', together(refused));
  }
  const handled = hasWords ? await handleReply(deps, { ...reply, evidence: kept }) : { erase: false };
  const left = hasWords ? await withoutReport(deps, reply, kept) : kept;
  if (left.length === 0) return handled;
  const suffix = hasWords ? '#files' : '';
  if (thread) {
    await attachAll(deps, { ...reply, evidence: left }, thread, suffix);
    return handled;
  }
  const open = forEvidence(own);
  const names = left.map((one) => one.name);
  await hold(left);
  const asked = deps.texts.file.ask(names, open, reply.key.key, scene.setting);
  await answerBeside(deps, scene, reply, suffix, asked);
  return handled;
}

/** Every file as evidence of one task; the answers are one. `suffix` tells the input's own answer from one beside it. */
export async function attachAll(
  deps: Deps,
  input: Omit<Reply, 'taskId' | 'text'> & { readonly evidence: readonly Evidence[] },
  task: Task,
  suffix: string,
): Promise<void> {
  const { by, via, key, madeAt } = input;
  const answers: Message[] = [];
  for (const [index, evidence] of input.evidence.entries()) {
    const part = { ...key, key: `${key.key}#file-${index + 1}` };
    const done = await attachEvidence(deps, { by, via, taskId: task.id, key: part, evidence, madeAt, partly: true });
    const scene = await loadScene(deps);
    if (!done.ok) answers.push(deps.texts.answer.refused(done.refusal, done.task, scene.setting));
    else if (done.answer) answers.push(done.answer);
  }
  const scene = await loadScene(deps);
  await answerBeside(deps, scene, input, suffix, { ...together(answers), thread: task.code });
}

/** When a person has picked the task of files that waited. Another person's files, or those of an input that is gone, are not there. */
export async function attachHeld(
  deps: Deps,
  pressed: Pick<Reply, 'by' | 'via' | 'key'> & {
    readonly command: { readonly id?: string };
    readonly fields: Readonly<Record<string, string>>;
    readonly at: Date;
    readonly held?: { readonly evidence?: readonly Evidence[] } | null;
  },
): Promise<{ readonly refusal: 'not-there'; readonly task: null } | null> {
  const { by, via, key, at, held } = pressed;
  const task = await deps.stores.task((pressed.command.id ?? pressed.fields.task ?? '') as TaskId);
  const evidence = held?.evidence ?? [];
  if (!task || evidence.length === 0) return { refusal: 'not-there', task: null };
  await attachAll(deps, { by, via, key, madeAt: at, evidence }, task, '');
  return null;
}

/** What speaks against keeping anything: another's task, a discreet one, or no task that a file could be for. */
function refusalFor(
  deps: Deps,
  scene: Scene,
  { by, text }: Omit<Reply, 'evidence'>,
  thread: Task | null,
  own: readonly Task[],
): Message | null {
  const { answer, file } = deps.texts;
  if (thread) {
    if (!mayAct(scene, by, 'contribute', thread)) return answer.refused('not-there', null, scene.setting);
    return thread.discreet ? answer.refused('discreet-takes-no-text', thread, scene.setting) : null;
  }
  const named = splitReply(text, { today: scene.today, ownUnits: ownNames(scene, by) }).flatMap((one) => one.tasks);
  const discreet = own.find((task) => task.discreet && named.some((one) => isNamed(task, one)));
  if (discreet) return answer.refused('discreet-takes-no-text', discreet, scene.setting);
  return forEvidence(own).length === 0 ? file.noTask(scene.setting) : null;
}

/** Tasks that a file can be evidence for. */
const forEvidence = (own: readonly Task[]): readonly Task[] =>
  own.filter((task) => !task.discreet && (task.state.status === 'open' || task.state.status === 'reported-done'));

/** The files that the words beside them did not carry into a report. */
async function withoutReport(
  deps: Deps,
  { madeAt }: Omit<Reply, 'evidence'>,
  kept: readonly Evidence[],
): Promise<readonly Evidence[]> {
  const until = new Date(Math.max(madeAt.getTime(), deps.clock.now().getTime()) + 1);
  const made = await deps.stores.reportsBetween(new Date(Math.min(madeAt.getTime(), until.getTime() - 1)), until);
  const reported = new Set(made.flatMap((report) => report.evidence.map((one) => one.fileId)));
  return kept.filter((one) => !reported.has(one.fileId));
}

/** An answer that counts the input as answered, or, with a suffix, one beside the answer that did. */
async function answerBeside(
  deps: Deps,
  scene: Scene,
  reply: Pick<Reply, 'by' | 'via' | 'key' | 'erase'>,
  suffix: string,
  message: Message,
): Promise<void> {
  const key = { ...reply.key, key: `${reply.key.key}${suffix}` };
  if (suffix === '') await say(deps, scene, reply, message);
  else await deps.stores.commit(withAnswer(deps, scene, {}, { by: reply.by, via: reply.via, key }, message));
}
