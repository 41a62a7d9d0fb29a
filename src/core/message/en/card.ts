import { dayAt } from '../../calendar.ts';
import type { Call, CardEntry, CardSection } from '../../card-section.ts';
import type { MorningCard } from '../../digest.ts';
import type { Petition, SupervisionNotice } from '../../report.ts';
import { submitBy, type Task } from '../../task.ts';
import type { Setting } from '../catalogue.ts';
import type { Action, Line, Message } from '../message.ts';
import {
  asBefore,
  buttons,
  day,
  dayFrom,
  line,
  tagAmong,
  taskLine,
  taskName,
  titleDay,
  wordsOf,
  workdays,
} from './words.ts';

/** Tasks named on a card before the rest is counted and left to 全部任务. */
const LISTED = 30;

/** Codes named on the line of one call. */
const NAMED = 4;

/** Buttons for single tasks on a card; the others are reached by their number or through 全部任务. */
const BUTTONS = 4;

export const petitionNames = {
  extension: 'Extension',
  dispute: 'Question of responsibility',
  explain: 'Explanation',
} as const satisfies Record<Petition['kind'], string>;

export const noticeNames = {
  supervise: 'Supervision notice',
  letter: 'Letter of request',
  'propose-coordination': 'Proposal to coordinate',
} as const satisfies Record<SupervisionNotice['kind'], string>;

export function card(morning: MorningCard, setting: Setting): Message {
  const heading = morning.weekly ? 'This week' : 'Today';
  const unit = morning.units.map((one) => one.shortName).join(', ') || setting.officeName;
  const asked = openEntries(morning);
  const example = asked.find((entry) => !entry.task.discreet);
  return {
    title: `${heading} · ${unit} (${titleDay(morning.day)})`,
    lines: [
      ...summaryLines(morning),
      ...morning.sections.flatMap((section) => sectionLines(section, setting)),
      ...(example
        ? [
            {
              text: `To report, just reply, e.g. “${tagAmong(example.task, tasksOf(asked))} done”.`,
              tone: 'muted' as const,
            },
          ]
        : []),
    ],
    actions: cardActions(morning, asked),
  };
}

function summaryLines({ summary }: MorningCard): readonly Line[] {
  if (!summary) return [];
  return [
    line(
      `${summary.open} open, of which ${summary.overdue} past the limit and ${summary.soon} due soon; ${summary.waiting} waiting for review.`,
    ),
  ];
}

function sectionLines(section: CardSection, setting: Setting): readonly Line[] {
  switch (section.kind) {
    case 'overdue':
    case 'soon':
    case 'supplement':
    case 'warned':
    case 'waiting':
      return section.entries.map((entry) => entryLine(entry, setting));
    case 'to-confirm':
      return under('For you to confirm', section.entries, (entry) => taskLine(entry.task, setting));
    case 'all':
      return under('Other tasks', section.entries, (entry) => entryLine(entry, setting));
    case 'to-call':
      return under('Please phone', section.entries, (entry) => taskLine(entry.task, setting, [entry.unit.shortName]));
    case 'window':
      return [
        ...section.windows.map(({ unit, closesOn }) =>
          line(
            `${unit.shortName} has not reported progress in this period; please report by ${dayFrom(setting.today, submitBy(closesOn, setting.calendar))}`,
          ),
        ),
        { text: 'Reply with the number and how it stands, or choose one under “All tasks”.', tone: 'muted' },
      ];
    case 'to-review':
      return under('Reports to review', section.entries, (entry) => reviewLine(entry, setting));
    case 'undecided':
      return under('Deadlines to set', section.entries, (entry) => ({
        text: `${entry.unit.shortName} · ${taskName(entry.task)}`,
        code: entry.task.code,
      }));
    case 'year-end':
      return under('Due by year’s end', section.entries, (entry) =>
        taskLine(entry.task, setting, [entry.unit.shortName]),
      );
    case 'to-decide':
      return under('Requests to answer', section.entries, ({ task, unit }) => ({
        text: [
          ...(task.petition ? [petitionNames[task.petition.kind]] : []),
          unit.shortName,
          taskName(task),
          ...(task.petition?.requestedDay ? [`to ${dayFrom(setting.today, task.petition.requestedDay)}`] : []),
        ].join(' · '),
        code: task.code,
      }));
    case 'to-sign':
      return under('To sign', section.drafts, ({ notice, task, unit }) => ({
        text: `${noticeNames[notice.kind]} · ${unit.shortName} · ${taskName(task)} · drafted ${day(dayAt(notice.draftedAt))}`,
        code: task.code,
      }));
    case 'to-phone':
      return under('To phone or deliver', section.calls, (call) =>
        line([callName(call), call.person?.phone ?? '', codesOf(call)].filter(Boolean).join(' · ')),
      );
    default:
      return section satisfies never;
  }
}

/** 市教育局 王芳, or as much of it as is known. */
function callName({ unit, person }: Call): string {
  return [unit?.shortName, person?.name ?? 'recipient unknown'].filter(Boolean).join(' ');
}

/** The tasks that the message to be passed on is about: a few by code, the rest counted. */
function codesOf({ delivery }: Call): string {
  const named = [delivery.sent?.thread, ...(delivery.sent?.lines ?? []).map((each) => each.code)];
  const codes = [...new Set(named.filter((code) => code !== undefined))];
  return codes.length > NAMED
    ? `${codes.slice(0, NAMED).join(', ')} and ${codes.length - NAMED} more`
    : codes.join(', ');
}

/** A heading with the count, then its lines; the rest is counted, never dropped in silence. */
function under<Entry>(heading: string, entries: readonly Entry[], text: (entry: Entry) => Line): readonly Line[] {
  const rest = entries.length - LISTED;
  return [
    { text: `${heading} (${entries.length})`, tone: 'muted', heading: true },
    ...entries.slice(0, LISTED).map(text),
    ...(rest > 0 ? [{ text: `${rest} more under “All tasks”.`, tone: 'muted' as const }] : []),
  ];
}

function entryLine(entry: CardEntry, setting: Setting): Line {
  const { task, unit } = entry;
  return taskLine(task, setting, [
    ...(entry.supporting ? [`in support of ${unit.shortName}`] : []),
    ...(task.petition ? [`${petitionNames[task.petition.kind]} waiting for an answer`] : []),
    ...(task.discreet && !entry.supporting ? [asBefore] : []),
    ...(entry.missing && wordsOf(task, entry.missing) ? [`missing: ${wordsOf(task, entry.missing, 60)}`] : []),
    ...(entry.rung === 'chase' ? ['please report today'] : []),
    ...(entry.rung === 'chase-deputy-head' ? [`please ask the liaison of ${unit.shortName} to report`] : []),
    ...(entry.warning ? [warningText(entry.warning, setting)] : []),
  ]);
}

/** Fair warning: what comes on which day unless something is heard, and what can be done till then. */
export function warningText(warning: NonNullable<CardEntry['warning']>, setting: Setting): string {
  const { rung, on } = warning;
  const what = {
    chase: 'will chase the liaison',
    'chase-deputy-head': 'will ask the deputy head to step in',
    supervise: 'will draft a supervision notice for signature',
    letter: 'will draft a letter of request for signature',
    'propose-coordination': 'will propose that the Leading Group coordinate',
  }[rung.kind];
  return `unless we hear before ${dayFrom(setting.today, on)}, the Office ${what}; you can report, ask for an extension or explain`;
}

function reviewLine({ task, unit }: CardEntry, { today, calendar }: Setting): Line {
  const since = task.state.status === 'reported-done' ? dayAt(task.state.waitingSince) : today;
  const waited = calendar.workdaysBetween(since, today);
  const text = [
    unit.shortName,
    taskName(task),
    `reported ${day(since)}`,
    ...(waited > 0 ? [`waiting ${workdays(waited)}`] : []),
  ].join(' · ');
  return { text, code: task.code };
}

/** The tasks that the reader is asked to report on. */
function openEntries(morning: MorningCard): readonly CardEntry[] {
  return morning.sections.flatMap((section) =>
    section.kind === 'overdue' || section.kind === 'soon' || section.kind === 'supplement' || section.kind === 'warned'
      ? section.entries.filter((entry) => entry.rung !== 'chase-deputy-head')
      : [],
  );
}

const tasksOf = (entries: readonly CardEntry[]): readonly Task[] => entries.map(({ task }) => task);

/** Sections whose tasks are opened before anything is decided about them. */
const SHOWN: ReadonlySet<CardSection['kind']> = new Set(['to-call', 'to-confirm', 'to-review', 'to-decide']);

function cardActions(morning: MorningCard, asked: readonly CardEntry[]): readonly Action[] {
  const first = asked[0]?.task;
  const warned = asked.find((entry) => entry.warning)?.task;
  const own =
    first && asked.length === 1
      ? [buttons.report(first), buttons.extension(first), ...(warned ? [buttons.explain(first)] : [])]
      : [
          ...asked.slice(0, BUTTONS).map(({ task }) => buttons.report(task, ` ${tagAmong(task, tasksOf(asked))}`)),
          ...(warned
            ? [
                buttons.extension(warned, ` ${tagAmong(warned, tasksOf(asked))}`),
                buttons.explain(warned, ` ${tagAmong(warned, tasksOf(asked))}`),
              ]
            : []),
        ];
  const toShow = morning.sections.flatMap((section): readonly Task[] => {
    if (section.kind === 'overdue') {
      return section.entries.filter((entry) => entry.rung === 'chase-deputy-head').map(({ task }) => task);
    }
    if (SHOWN.has(section.kind) && 'entries' in section) {
      return section.entries.map(({ task }) => task);
    }
    return section.kind === 'to-sign' ? section.drafts.map(({ task }) => task) : [];
  });
  const undecided = morning.sections.flatMap((section) => (section.kind === 'undecided' ? section.entries : []));
  const calls = morning.sections.flatMap((section) => (section.kind === 'to-phone' ? section.calls : []));
  return [
    ...own,
    ...toShow.slice(0, BUTTONS).map((task) => buttons.show(task, ` ${tagAmong(task, toShow)}`)),
    ...undecided.slice(0, BUTTONS).map(({ task }) => buttons.setDay(task, ` ${tagAmong(task, tasksOf(undecided))}`)),
    ...calls.slice(0, BUTTONS).map((call) => buttons.delivered(call.delivery.id, ` (${callName(call)})`)),
    buttons.all(),
  ];
}
