import type { Day } from '../calendar.ts';
import type { OwnSettings } from '../own-settings.ts';
import type { QuietHours } from '../profile.ts';
import type { Task } from '../task.ts';
import type { Person, Unit } from '../unit.ts';
import type { Message } from './message.ts';
import type { Setting } from './setting.ts';

/** What a person sets for themselves: quiet hours, deputy, absence, being left alone; and how an account is shown to be theirs. */
export interface OwnWords {
  settings(set: OwnSettings, setting: Setting): Message;
  quietForm(set: OwnSettings): Message;
  deputyForm(set: OwnSettings): Message;
  absenceForm(set: OwnSettings): Message;
  quietSet(quiet: QuietHours | null): Message;
  deputySet(deputy: Person | null): Message;
  /** `alone` are the units for which nobody stands in. */
  absenceSet(
    absence: { readonly from: Day; readonly to: Day; readonly deputy: Person | null },
    alone: readonly Unit[],
    setting: Setting,
  ): Message;
  absenceEnded(): Message;
  notAway(): Message;
  /** `to` gets what the person would have got; null when the clerk phones. */
  leftAlone(to: Person | null, setting: Setting): Message;
  writtenAgain(): Message;
  /** It was so already. */
  unchanged(): Message;
  /** To whom stands in: for whom, and when. */
  standsIn(person: Person, units: readonly Unit[], from: Day, to: Day, setting: Setting): Message;
  /** No person of this name, or several. */
  notOne(name: string, count: number): Message;
  /** A one-time code, shown once to whoever asked for it. */
  invited(person: Person, code: string, expiresAt: Date, setting: Setting): Message;
  /** The code is wrong, used or too old; or too many were tried. */
  codeRefused(why: 'wrong' | 'too-many', officeName: string | null): Message;
}

/** Files handed in as evidence, and handed out again. */
export interface FileWords {
  kept(task: Task, name: string, setting: Setting): Message;
  refused(name: string, why: 'too-large' | 'unknown-type', setting: Setting): Message;
  /** Files that no words and no thread assign: which of these tasks are they for? `heldKey` names the input that waits. */
  ask(names: readonly string[], tasks: readonly Task[], heldKey: string, setting: Setting): Message;
  /** Nothing is open that a file could be evidence for. */
  noTask(setting: Setting): Message;
  /** Asked to see a task's files: what is handed over, or, on a platform that hands over none, where they are. */
  sent(task: Task, names: readonly string[], setting: Setting): Message;
  listed(task: Task, names: readonly string[], setting: Setting): Message;
  notSent(task: Task, names: readonly string[], setting: Setting): Message;
  none(setting: Setting): Message;
}
