import type { Task } from '../task.ts';
import type { Catalogue } from './catalogue.ts';
import type { CommandName, Line, Message } from './message.ts';
import type { Setting } from './setting.ts';

/** What a unit does about a task that is open; once it is not, there is nothing to press. */
const UNIT_ACTS: ReadonlySet<CommandName> = new Set<CommandName>([
  'open-report',
  'report-done',
  'open-extension',
  'open-dispute',
  'open-explain',
]);

/**
 * A card as it was sent to a unit's person, brought up to date for the tasks that something happened to: where each stands now, and no
 * button that would be refused. Null when it says what is true as it is.
 */
export function ownCardNow(
  sent: Message,
  tasks: readonly Task[],
  texts: Pick<Catalogue, 'standing' | 'taskName'>,
  setting: Setting,
): Message | null {
  const moved = new Map(tasks.filter(hasMoved).map((task) => [task.code, task]));
  if (moved.size === 0) return null;
  const now = (task: Task): string => `${texts.standing(task, setting)}　${texts.taskName(task)}`;
  const lines = sent.lines.map((line): Line => {
    const task = line.code === undefined ? undefined : moved.get(line.code);
    return task && line.text !== now(task) ? { text: now(task), code: task.code, tone: toneOf(task, line) } : line;
  });
  // A message of one task names it by its thread.
  const about = sent.thread === undefined ? undefined : moved.get(sent.thread);
  const closed = new Set([...moved.values()].filter(isDealtWith).map((task) => task.id as string));
  const over = new Set([...moved.values()].filter(isOver).map((task) => task.id as string));
  const actions = (sent.actions ?? []).filter(({ command: { name, id = '' } }) =>
    name === 'correct-report' ? !over.has(id) : !(UNIT_ACTS.has(name) && closed.has(id)),
  );
  const hasLine = about && lines.some((line) => line.code === about.code);
  return {
    ...sent,
    lines: about && !hasLine ? [{ text: now(about), tone: toneOf(about, null) }, ...lines] : lines,
    ...(sent.actions ? { actions } : {}),
  };
}

/** Something happened after which the words of a reminder are not the whole truth any more. */
function hasMoved(task: Task): boolean {
  const { state } = task;
  return (
    isDealtWith(task) || task.petition !== null || (state.status === 'open' && state.supplementDueOn !== undefined)
  );
}

/** The unit has nothing to do about it at present. */
const isDealtWith = ({ state }: Task): boolean => state.status !== 'open' || state.awaitingConfirmation !== undefined;

/** What waits for review may still be corrected; what is over is the office's to open again. */
const isOver = ({ state }: Task): boolean => state.status === 'closed' || state.status === 'cancelled';

const toneOf = (task: Task, line: Line | null): NonNullable<Line['tone']> =>
  isDealtWith(task) ? 'muted' : (line?.tone ?? 'plain');
