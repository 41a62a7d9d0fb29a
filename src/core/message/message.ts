/** How a line or fact looks beside its words; colour always comes second. */
export type Tone = 'plain' | 'muted' | 'green' | 'amber' | 'red';

/** One line of a message, without markup. `code` is the task it is about, so that a thread can be opened from it. */
export interface Line {
  readonly text: string;
  readonly tone?: Tone;
  readonly code?: string;
  /** It names the lines that follow it. */
  readonly heading?: true;
  /** The address that the line opens: one of our own, never a person's. */
  readonly link?: string;
}

/** What pressing a button or submitting a form asks for. Checked at the door by the schema of commands, then by core/permission. */
export interface Command {
  readonly name: CommandName;
  /** Task, report, petition, notice, bulletin or plan id, as the command needs. */
  readonly id?: string;
  /** A choice that the button itself carries (an item, a unit, a day). */
  readonly value?: string;
}

export type CommandName =
  | 'open-report'
  | 'report-done'
  | 'report-progress'
  | 'correct-report'
  | 'open-extension'
  | 'ask-extension'
  | 'open-dispute'
  | 'dispute'
  | 'open-explain'
  | 'explain'
  | 'choose-task'
  | 'confirm-report'
  | 'close-task'
  | 'open-return'
  | 'return-task'
  | 'open-reopen'
  | 'reopen-task'
  | 'open-grant'
  | 'grant-petition'
  | 'open-refuse'
  | 'refuse-petition'
  | 'sign-notice'
  | 'open-withdraw'
  | 'withdraw-notice'
  | 'acknowledge-notice'
  | 'open-record'
  | 'record-offline'
  | 'record-delivered'
  | 'retry-delivery'
  | 'hold-ladder'
  | 'open-hold'
  | 'skip-rung'
  | 'open-skip'
  | 'open-set-day'
  | 'set-day'
  | 'open-assign'
  | 'assign-task'
  | 'open-cancel'
  | 'cancel-task'
  | 'confirm-units'
  | 'adopt-plan'
  | 'apply-revision'
  | 'record-event'
  | 'record-drafts'
  | 'show-task'
  | 'list-tasks'
  | 'edit-bulletin'
  | 'sign-bulletin'
  | 'publish-bulletin'
  | 'open-publish'
  | 'remind-unreported'
  | 'open-handover'
  | 'hand-over'
  | 'open-rooms'
  | 'set-rooms'
  | 'release-sweep'
  | 'attach-file'
  | 'send-evidence'
  | SettingCommand
  | 'copy-text'
  | 'help'
  | 'dismiss';

/** Commands of one's own settings, which everybody has. */
export type SettingCommand =
  | 'show-settings'
  | 'open-quiet'
  | 'set-quiet'
  | 'open-absence'
  | 'set-absence'
  | 'end-absence'
  | 'open-deputy'
  | 'set-deputy'
  | 'leave-alone'
  | 'write-again';

export interface Action {
  readonly label: string;
  readonly command: Command;
  readonly style?: 'primary' | 'danger';
}

export interface Field {
  readonly name: string;
  readonly label: string;
  /** `channel` is a channel of the chat platform, by the platform's own id; where there are none it is left out. */
  readonly kind: 'text' | 'long-text' | 'day' | 'select' | 'check' | 'channel';
  readonly required?: boolean;
  readonly value?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly hint?: string;
}

/** At most one form a message; its answer comes back as the command with the fields' values. */
export interface Form {
  readonly title: string;
  readonly submit: Action;
  readonly fields: readonly Field[];
}

/** A platform-neutral message. User text inside is plain text: the adapter escapes it for its platform. */
export interface Message {
  readonly title?: string;
  readonly lines: readonly Line[];
  readonly facts?: readonly { readonly label: string; readonly value: string }[];
  readonly actions?: readonly Action[];
  readonly form?: Form;
  /** Figures in rows and columns; the first row is the heading. */
  readonly table?: readonly (readonly string[])[];
  /** A text that is attached as a file; platforms without files leave it out. */
  readonly file?: { readonly name: string; readonly title: string; readonly text: string };
  /** The task whose thread the message belongs to, or none. */
  readonly thread?: string;
}

/** A label with the colon of its script. */
export const labelled = (label: string): string => (/[ -~]$/.test(label) ? `${label}: ` : `${label}：`);

/** The whole message as plain text, to paste elsewhere (微信群). */
export function plainText(message: Message): string {
  return [
    ...(message.title ? [message.title] : []),
    ...message.lines.map((line) => line.text),
    ...(message.facts ?? []).map((fact) => `${labelled(fact.label)}${fact.value}`),
    ...(message.table ?? []).map((row) => row.join('　')),
  ].join('\n');
}
