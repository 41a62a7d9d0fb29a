import type { Command, CommandName } from '../core/message/message.ts';

/** Commands that only show something: a form, a card, a list. They change nothing, so they need no stored input. */
const SHOWING: ReadonlySet<CommandName> = new Set<CommandName>([
  'open-report',
  'open-extension',
  'open-dispute',
  'open-explain',
  'open-return',
  'open-reopen',
  'open-grant',
  'open-refuse',
  'open-withdraw',
  'open-record',
  'open-hold',
  'open-skip',
  'open-publish',
  'open-handover',
  'open-rooms',
  'open-set-day',
  'open-assign',
  'open-cancel',
  'show-task',
  'list-tasks',
  'help',
  'show-settings',
  'open-quiet',
  'open-absence',
  'open-deputy',
]);

/** Commands that open their own form while they carry no words. */
const WITHOUT_WORDS: ReadonlySet<CommandName> = new Set<CommandName>(['correct-report', 'edit-bulletin']);

/** Whether a command, given with these fields, only shows something. A correction without its words opens its form. */
export function onlyShows(command: Command, fields: Readonly<Record<string, string>>): boolean {
  return SHOWING.has(command.name) || (WITHOUT_WORDS.has(command.name) && fields.text === undefined);
}
