import { type Day, dayAt, dayOfMonth, monthOf, weekdayOf, yearOf } from '../../calendar.ts';
import type { Refusal } from '../../event.ts';
import type { Report } from '../../report.ts';
import { dayInForce, isOverdue, lateFrom, overdueWorkdays, submitBy, type Task } from '../../task.ts';
import { codePointsOf, shorten } from '../../text.ts';
import type { RoleName, Unit } from '../../unit.ts';
import { buttonsIn } from '../buttons.ts';
import type { Setting } from '../catalogue.ts';
import type { Line, Message, Tone } from '../message.ts';

export const buttons = buttonsIn({
  report: 'Report',
  done: 'All done',
  notYet: 'Not yet, report progress',
  more: 'Add to it',
  correct: 'Misunderstood, correct',
  extension: 'Ask for extension',
  dispute: 'Question responsibility',
  explain: 'Explain',
  show: 'Show',
  all: 'All tasks',
  help: 'Help',
  confirm: 'Confirm',
  close: 'Close',
  return: 'Return',
  reopen: 'Reopen',
  record: 'Record on behalf',
  hold: 'Hold chasers',
  skip: 'Skip this step',
  setDay: 'Set deadline',
  assign: 'Reassign',
  cancel: 'Cancel task',
  grant: 'Extend',
  uphold: 'Unit is right',
  accept: 'Accept',
  refuse: 'Refuse',
  sign: 'Sign',
  withdraw: 'Withdraw',
  acknowledge: 'Acknowledge',
  delivered: 'Told',
  retry: 'Send again',
  retrySurely: 'Not received: send again',
  served: 'Record as told',
  remind: 'Remind these units',
  adopt: 'Confirm and adopt',
  release: 'Continue sending',
  none: 'None of these',
});

export const roleNames: Readonly<Record<RoleName, string>> = {
  'office-staff': 'Office clerk',
  'office-director': 'Office director',
  signer: 'signer',
  liaison: 'liaison',
  'unit-reviewer': 'unit reviewer',
  'unit-deputy-head': 'deputy head',
  'unit-head': 'head of unit',
  'leader-in-charge': 'leader in charge',
};

/** Why not, and what would work. */
export const refusals: Readonly<Record<Refusal, string>> = {
  'not-there': 'There is no such item. Reply “tasks” to see yours.',
  'not-permitted': 'This is done by the Office. Please contact the Office if you need it.',
  'already-closed': 'The task is closed; there is nothing more to do. To correct something, the Office reopens it.',
  'already-cancelled': 'The task was cancelled; there is nothing more to report.',
  'already-adopted': 'The plan is in force already.',
  'not-lead-unit': 'The lead unit reports this task; please tell them what you did in support.',
  'not-open': 'The task is not open, so this cannot be done now.',
  'not-reported-done': 'The task was not reported done, so it can be neither closed nor returned yet.',
  'not-awaiting-confirmation': 'No report of this task waits for your confirmation.',
  'reason-required': 'Please give a reason.',
  'day-required': 'Please give a day.',
  'day-in-the-past': 'That day has passed; please give today or a later day.',
  'day-not-later': 'That day is not later than the present deadline; please give a later one.',
  'no-open-petition': 'No request is waiting; it may have been answered.',
  'petition-already-open': 'A request is waiting for the Office already; once it is answered you can make another.',
  'discreet-takes-no-text':
    'This item is a reminder only and takes no text here; please report through the usual channel.',
  'already-signed': 'The notice is signed already.',
  'already-withdrawn': 'The notice was withdrawn.',
  'not-signed': 'The notice is not signed yet.',
  'already-decided': 'This has been decided already.',
  'already-delivered': 'This message has arrived, or the clerk has told it: not sent again.',
  'delivery-under-way': 'This message is still being sent and is tried again by itself: not sent again.',
  'may-have-arrived':
    'This message may have arrived, and its platform cannot be asked: not sent again. Ask the person first; if it did not arrive, send it again.',
  'retention-too-short': 'Records are kept for at least 180 days: nothing was erased.',
  'still-holds-roles': 'This person still holds a role: hand over first (duban directory handover).',
  'not-reachable': 'This person has no account now: not sent again. Phone them, or add an account.',
  'deadline-undecided': 'The task has no deadline yet; please set one first.',
  'same-unit': 'That unit is responsible already; please choose another.',
  'unknown-unit': 'The directory has no such unit; please check the name or import the directory first.',
  'bulletin-not-draft': 'The bulletin is signed and can no longer be changed.',
  'nowhere-to-post': 'There is nowhere to post it: choose a channel, or have it sent to the liaisons.',
  'already-posted': 'The bulletin has been posted to this channel; it is not posted a second time.',
  'no-rung-left': 'No step is left for this task that could be skipped.',
  'signers-only': 'This is for the signer: please let a signer or the director press it.',
  'reminded-lately':
    'These units were reminded lately, so nothing was sent again. Wait until the gap has passed, or phone them.',
  'rooms-fixed':
    'The office channel is set by the installation and cannot be changed here. Ask whoever runs the system.',
  'successor-required': 'Choose who takes over: someone of the directory, and not the same person.',
  'bulletin-not-signed': 'The bulletin must be signed before it is published.',
  'text-required': 'Please write how it stands, then submit.',
  'text-too-long': 'The text is too long and was not recorded. Please send it in parts, or as a file.',
  'control-characters': 'The text holds characters that cannot be stored and was not recorded. Please send plain text.',
  'quiet-hours-unclear': 'Quiet hours need two times of day, from 0:00 to 23:59; write “quiet hours 12:00-14:00”.',
  'quiet-hours-empty': 'Quiet hours begin and end at the same time; write “quiet hours 12:00-14:00”.',
  'quiet-hours-all-day': 'Quiet hours cannot cover the whole working day (9:00 to 17:00); please make them shorter.',
  'ends-before-it-begins': 'It ends before it begins; please correct the days.',
  'absence-too-long': 'An absence of more than a year is a handover; please contact the Office.',
  'deputy-not-of-unit':
    'The deputy must be a colleague of your unit in the directory. To add someone, please contact the Office.',
};

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
] as const;

/** Tue 30 June */
export function day(on: Day): string {
  return `${WEEKDAYS[weekdayOf(on) - 1]} ${dayOfMonth(on)} ${MONTHS[monthOf(on) - 1]}`;
}

/** As `day`, with the year where it is another one than today's. */
export function dayFrom(today: Day, on: Day): string {
  return yearOf(on) === yearOf(today) ? day(on) : `${day(on)} ${yearOf(on)}`;
}

/** 30 June 2026, for documents. */
export function fullDay(on: Day): string {
  return `${dayOfMonth(on)} ${MONTHS[monthOf(on) - 1]} ${yearOf(on)}`;
}

/** Mon 29 June, for titles. */
export const titleDay = day;

/** 1 working day, 3 working days */
export const workdays = (count: number): string => `${count} working ${count === 1 ? 'day' : 'days'}`;

/** (十二), or the code where no number is printed. */
export function tag(task: Task): string {
  return task.label === null ? task.code : `(${task.label})`;
}

/** As `tag`; the code where another task of the same message bears the same number. */
export function tagAmong(task: Task, others: readonly Task[]): string {
  const isShared = others.some((other) => other.id !== task.id && other.label === task.label);
  return isShared ? task.code : tag(task);
}

export function taskName(task: Task): string {
  const title = task.discreet ? '' : task.title;
  return [task.code, ...(task.label === null ? [] : [`(${task.label})`]), title].filter(Boolean).join(' ');
}

/** How a unit is addressed in the middle of a sentence. */
export function unitAs(unit: Unit): string {
  return unit.relation === 'office' ? 'the Office' : 'your unit';
}

/** Where a task stands, in words. */
export function standing(task: Task, setting: Setting): string {
  const { state } = task;
  switch (state.status) {
    case 'closed':
      return 'closed';
    case 'cancelled':
      return 'cancelled';
    case 'reported-done':
      return 'waiting for review';
    case 'open':
      break;
    default:
      return state satisfies never;
  }
  const limit = dayInForce(task);
  if (limit === null) return 'deadline not set';
  if (isOverdue(task, setting.today, setting.calendar)) {
    const late = `${workdays(overdueWorkdays(task, setting.today, setting.calendar))} past the`;
    return state.supplementDueOn ? `returned, ${late} day for adding` : `${late} limit`;
  }
  if (state.awaitingConfirmation) return 'waiting for the unit’s own reviewer';
  return state.supplementDueOn ? `returned, ${timeLeft(limit, setting)}` : timeLeft(limit, setting);
}

function timeLeft(limit: Day, { today, calendar }: Setting): string {
  const last = submitBy(limit, calendar);
  if (today > last) return `counts as late from ${day(lateFrom(limit, calendar))}`;
  const left = calendar.workdaysBetween(today, last);
  if (left > 0) return `${workdays(left)} left`;
  return today === limit ? 'due today' : 'please report today';
}

/** The limit of a task with what must be known of it: days off, extensions, a supplement day. */
export function dueText(task: Task, setting: Setting): string {
  const supplementDueOn = supplementDay(task);
  if (supplementDueOn) return `please add to it by ${dayFrom(setting.today, supplementDueOn)}`;
  return task.dueOn === null ? 'deadline not set' : `due ${limitText(task, setting)}`;
}

const supplementDay = (task: Task): Day | undefined =>
  task.state.status === 'open' ? task.state.supplementDueOn : undefined;

/** As `dueText`, beside a label that says what it is. */
export function limitText(task: Task, { today, calendar }: Setting): string {
  const supplementDueOn = supplementDay(task);
  const supplement = supplementDueOn ? `; to be added to by ${dayFrom(today, supplementDueOn)}` : '';
  if (task.dueOn === null) return `not set${supplement}`;

  const last = submitBy(task.dueOn, calendar);
  const early =
    !supplementDueOn && last !== task.dueOn && today <= last ? `, please report by ${dayFrom(today, last)}` : '';
  const extended =
    task.extensions > 0 && task.originalDueOn
      ? ` (originally ${dayFrom(today, task.originalDueOn)}, extended ${task.extensions === 1 ? 'once' : `${task.extensions} times`})`
      : '';
  return `${dayFrom(today, task.dueOn)}${extended}${early}${supplement}`;
}

/** A text as the beginning of a sentence. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A person's own words, on one line; a long text is shown shortened and says so. */
export function quoted(text: string, codePoints = 120): string {
  const length = codePointsOf(text);
  const shown = shorten(text, codePoints);
  return shown.endsWith('…') && length > codePoints ? `“${shown}” (${length} characters in all)` : `“${shown}”`;
}

/** A person's words about a task: none for a discreet one. */
export function wordsOf(task: Task, text: string | null | undefined, codePoints?: number): string {
  return task.discreet || !text ? '' : quoted(text, codePoints);
}

/** What a report said: claim, words, percent and expected day, each only if said. */
export function reportText(task: Task, report: Report, codePoints?: number): string {
  if (task.discreet) return `reported ${report.claimsDone ? 'as done ' : ''}through the usual channel`;
  const said = [
    ...(report.claimsDone ? ['done'] : []),
    ...(wordsOf(task, report.text) ? [wordsOf(task, report.text, codePoints)] : []),
    ...(report.percent === null ? [] : [`progress ${report.percent}%`]),
    ...(report.expectedOn === null ? [] : [`expected ${dayFrom(dayAt(report.madeAt), report.expectedOn)}`]),
    ...(report.evidence.length > 0 ? [`${report.evidence.length} files`] : []),
  ];
  return said.length > 0 ? said.join(', ') : '(without text)';
}

export function toneOf(task: Task, setting: Setting): Tone {
  if (task.state.status !== 'open') return 'muted';
  if (isOverdue(task, setting.today, setting.calendar)) return 'red';
  const limit = dayInForce(task);
  if (limit === null) return 'plain';
  const left = setting.calendar.workdaysBetween(setting.today, submitBy(limit, setting.calendar));
  return left <= task.policy.soonWorkdays ? 'amber' : 'plain';
}

/** State and limit in one clause; where there is no limit the state has said so. */
export function whereText(task: Task, setting: Setting): string {
  return [standing(task, setting), ...limitPart(task, setting)].join('; ');
}

/** Code points of a report that the one who reviews it reads at once; the whole stands on the desk. */
export const REVIEWED = 400;

/** A message of one task, in its thread. */
export function about(task: Task, message: Omit<Message, 'thread'>): Message {
  return { ...message, thread: task.code };
}

export const line = (text: string): Line => ({ text });

/** A task in a list: state first, then name, then limit. */
export function taskLine(task: Task, setting: Setting, more: readonly string[] = []): Line {
  const parts = [standing(task, setting), taskName(task), ...limitPart(task, setting), ...more];
  return { text: parts.filter(Boolean).join(' · '), tone: toneOf(task, setting), code: task.code };
}

/** The limit is not said twice where the state has said that there is none. */
function limitPart(task: Task, setting: Setting): readonly string[] {
  return task.dueOn === null && dayInForce(task) === null ? [] : [dueText(task, setting)];
}

/** Asked of the unit for a discreet task instead of any text. */
export const asBefore = 'Please report through the usual channel; no text is taken here.';
