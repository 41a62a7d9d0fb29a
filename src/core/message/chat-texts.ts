import type { Day } from '../calendar.ts';
import type { Task } from '../task.ts';
import type { Unit } from '../unit.ts';
import type { Message } from './message.ts';
import type { Setting } from './setting.ts';

/** What a chat platform says around the messages: its modals, menus, home page and its own description. */
export interface ChatTexts {
  readonly botName: string;
  readonly close: string;
  readonly cancel: string;
  readonly opening: string;
  /** Saving failed: the person is told to do it again. */
  readonly notSaved: string;
  /** Something done in a place where its answer does not show. */
  readonly recorded: string;
  readonly blank: string;
  /** To a person at the first contact: met by their e-mail address, by a one-time code, or entered with their account. */
  welcome(name: string, officeName: string, met?: 'email' | 'code' | 'account'): Message;
  notRegistered(officeName: string | null): Message;
  /** Someone sends more in a minute than is taken. */
  readonly tooOften: Message;
  /** Beside the fields of a form that reports. */
  readonly evidence: { readonly label: string; readonly hint: string };
  fileFailed(name: string, reason: 'too-large' | 'not-a-file' | 'unavailable'): Message;
  readonly dropPlan: Message;
  /** A command whose words were not understood: how it is written. */
  usage(words: string): Message;
  /** The link that opens the page once; null where there is no page, or none for this person. */
  deskLink(address: string | null): Message;
  /** A form to report on any of these tasks, with words proposed. Without tasks it says so. */
  reportAny(tasks: readonly Task[], text: string, setting: Setting): Message;
  owed(tasks: readonly Task[], setting: Setting): Message;
  /** Units that have not reported; `mayRemind`: one tap reminds them. */
  unreported(
    groups: readonly { unit: Unit; tasks: readonly Task[] }[],
    until: Day,
    setting: Setting,
    mayRemind: boolean,
  ): Message;
  /** The home page in sections; an empty one says what happens next. */
  readonly home: {
    liaison(tasks: readonly Task[], setting: Setting): Message;
    reviews(tasks: readonly Task[], unitName: (task: Task) => string, setting: Setting): Message;
    overdue(tasks: readonly Task[], unitName: (task: Task) => string, setting: Setting): Message;
    decide(tasks: readonly Task[], unitName: (task: Task) => string, setting: Setting): Message;
    figures(counts: Readonly<Record<'open' | 'overdue' | 'soon' | 'waiting' | 'closed', number>>): Message;
    nothing(officeName: string): Message;
    /** No plan is in force yet; `mayImport`: the reader can send one. */
    start(mayImport: boolean): Message;
    readonly more: Message;
    readonly office: Message;
  };
  /** How the app describes itself where it is installed. */
  readonly app: Readonly<
    Record<
      | 'description'
      | 'longDescription'
      | 'slash'
      | 'usage'
      | 'reportShortcut'
      | 'reportShortcutDescription'
      | 'submitShortcut'
      | 'submitShortcutDescription',
      string
    >
  >;
}
