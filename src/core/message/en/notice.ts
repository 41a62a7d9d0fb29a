import { dayAt, instantAt } from '../../calendar.ts';
import type { NoticeKind } from '../../notice.ts';
import type { Petition, Report, SupervisionNotice } from '../../report.ts';
import type { Task } from '../../task.ts';
import type { NoticeFacts, Setting } from '../catalogue.ts';
import type { Action, Line, Message } from '../message.ts';
import { noticeNumber } from '../zh/document.ts';
import { noticeNames } from './card.ts';
import { supervisionNotice } from './document.ts';
import { evidenceAction } from './file.ts';
import {
  about,
  asBefore,
  buttons,
  dayFrom,
  dueText,
  limitText,
  line,
  REVIEWED,
  reportText,
  sentence,
  standing,
  taskName,
  unitAs,
  whereText,
  wordsOf,
  workdays,
} from './words.ts';

type Wording = (facts: NoticeFacts, setting: Setting) => Message;

/** What has no words of its own, because the flow that writes it brings the message: only the task and where it stands. */
const bare =
  (title: string): Wording =>
  ({ task }, setting) =>
    about(task, {
      title,
      lines: [line(`${taskName(task)} · ${standing(task, setting)}`)],
      actions: [buttons.show(task)],
    });

const isReturned = ({ state }: Task): boolean => state.status === 'open' && state.supplementDueOn !== undefined;

const asked: Wording = ({ task, unit }, setting) =>
  about(task, {
    title: `${standing(task, setting)} · ${taskName(task)}`,
    lines: [
      line(
        `${sentence(dueText(task, setting))}.${task.discreet ? ` ${asBefore}` : isReturned(task) ? '' : ' Please report progress.'}`,
      ),
    ],
    actions: reporting({ task, unit }),
  });

const wordings: Readonly<Record<NoticeKind, Wording>> = {
  remind: asked,
  supplement: asked,
  overdue: asked,
  window: asked,
  warn: asked,
  chase: (facts, setting) =>
    about(facts.task, {
      title: `Chaser · ${taskName(facts.task)}`,
      lines: [line(`${sentence(whereText(facts.task, setting))}. Please report today.`)],
      actions: reporting(facts),
    }),
  'chase-deputy-head': ({ task, unit }, setting) =>
    about(task, {
      title: `Please step in · ${taskName(task)}`,
      lines: [line(`${unit.shortName}: ${whereText(task, setting)}. Please ask the liaison to report.`)],
      actions: [buttons.show(task)],
    }),
  'supporting-reported': ({ task, otherUnit, report }) =>
    about(task, {
      title: `From a supporting unit · ${taskName(task)}`,
      lines: [
        line(`${otherUnit?.shortName ?? 'A supporting unit'} reports: ${report ? reportText(task, report) : ''}`),
      ],
      actions: [buttons.show(task)],
    }),
  'review-wait': ({ task, unit }, setting) =>
    about(task, {
      title: `To review · ${taskName(task)}`,
      lines: [line(`The report of ${unit.shortName} is ${waitedText(task.state, setting)}.`)],
      actions: reviewing(task),
    }),
  'sign-wait': bare('To sign'),
  phone: ({ task, unit, person }, setting) =>
    about(task, {
      title: `Please phone · ${unit.shortName}`,
      lines: [
        line(`${taskName(task)} · ${standing(task, setting)}`),
        line(person ? [person.name, person.phone].filter(Boolean).join(' ') : 'The directory has no liaison there.'),
      ],
      actions: [buttons.record(task), buttons.show(task)],
    }),
  weekly: bare('This week'),
  'year-end': bare('Due by year’s end'),

  answer: ({ task, reason }, setting) =>
    about(task, {
      lines: [line([taskName(task), standing(task, setting), wordsOf(task, reason)].filter(Boolean).join(' · '))],
    }),
  assigned: ({ task, unit }, setting) =>
    about(task, {
      title: `Task · ${taskName(task)}`,
      lines: [
        line(
          `${sentence(dueText(task, setting))}. To be reported by ${unitAs(unit)}; you will be reminded before it is due.`,
        ),
        line(
          task.discreet
            ? asBefore
            : 'To report, reply to this message. If you think another unit is responsible, say so.',
        ),
      ],
      actions: [buttons.report(task), buttons.extension(task), buttons.dispute(task)],
    }),
  'for-confirmation': ({ task, report, person }, setting) =>
    about(task, {
      title: `For you to confirm · ${taskName(task)}`,
      lines: [
        line(`${person ? person.name : 'The liaison'} reports: ${report ? reportText(task, report) : 'done'}`),
        line(`${sentence(dueText(task, setting))}. Once confirmed it goes to the Office.`),
      ],
      actions: [buttons.confirm(task), buttons.show(task)],
    }),
  'for-review': ({ task, unit, report }, setting) =>
    about(task, {
      title: `To review · ${unit.shortName} ${taskName(task)}`,
      lines: [line(report ? `Reported: ${reportText(task, report, REVIEWED)}` : 'Reported: done')],
      facts: [
        ...(report ? [{ label: 'Reported at', value: madeText(report, setting) }] : []),
        { label: 'Deadline', value: limitText(task, setting) },
      ],
      actions: [...reviewing(task), ...evidenceAction(task, report?.evidence.length ?? 0)],
    }),
  returned: ({ task, unit, reason }, setting) =>
    about(task, {
      title: `Returned · ${taskName(task)}`,
      lines: [
        ...(wordsOf(task, reason) ? [line(`To be added: ${wordsOf(task, reason)}`)] : []),
        line(`${sentence(dueText(task, setting))}.`),
      ],
      actions: reporting({ task, unit }),
    }),
  closed: ({ task }) => about(task, { title: `Closed · ${taskName(task)}`, lines: [line('Nothing more to report.')] }),
  reopened: ({ task, unit, reason }, setting) =>
    about(task, {
      title: `Reopened · ${taskName(task)}`,
      lines: [
        ...(wordsOf(task, reason) ? [line(`Reason: ${wordsOf(task, reason)}`)] : []),
        line(`${sentence(dueText(task, setting))}.`),
      ],
      actions: reporting({ task, unit }),
    }),
  cancelled: ({ task, reason }) =>
    about(task, {
      title: `Cancelled · ${taskName(task)}`,
      lines: [
        ...(wordsOf(task, reason) ? [line(`Reason: ${wordsOf(task, reason)}`)] : []),
        line('Nothing more to report; earlier reminders no longer apply.'),
      ],
    }),
  petition: ({ task, unit, petition }, setting) => petitionForOffice(task, unit.shortName, petition, setting),
  'petition-decided': ({ task, unit, petition, otherUnit }, setting) =>
    about(task, {
      title: `Answer to your request · ${taskName(task)}`,
      lines: petition ? decisionLines(task, petition, otherUnit ?? unit, setting).map(line) : [],
      actions: task.state.status === 'open' && !otherUnit ? [buttons.report(task)] : [],
    }),
  reassigned: ({ task, unit, otherUnit }, setting) =>
    otherUnit
      ? about(task, {
          title: `Reassigned · ${taskName(task)}`,
          lines: [
            line(
              `Now to be reported by ${unit.shortName}; your unit has nothing more to report, and earlier reminders no longer apply.`,
            ),
          ],
        })
      : about(task, {
          title: `Reassigned · ${taskName(task)}`,
          lines: [
            line(
              `Now to be reported by ${unitAs(unit)}. ${sentence(dueText(task, setting))}.${task.discreet ? ` ${asBefore}` : ''}`,
            ),
          ],
          actions: [buttons.report(task), buttons.extension(task), buttons.dispute(task)],
        }),
  'handed-over': ({ task, unit }, setting) =>
    about(task, {
      title: `Handed over · ${unit.shortName}`,
      lines: [line(`${taskName(task)} · ${standing(task, setting)} · now yours to report.`)],
      actions: [buttons.report(task), buttons.all()],
    }),
  'for-signature': (facts, setting) => {
    const { task, unit, supervisionNotice: formal } = facts;
    if (!formal) return bare('To sign')(facts, setting);
    return about(task, {
      title: `To sign · ${formalTitle(formal)} · ${unit.shortName}`,
      lines: formalLines(facts, formal, setting),
      actions: [buttons.sign(formal), buttons.withdraw(formal), buttons.hold(task), buttons.show(task)],
    });
  },
  supervise: (facts, setting) => {
    const { task, supervisionNotice: formal } = facts;
    if (!formal) return asked(facts, setting);
    return about(task, {
      title: `${formalTitle(formal)} · ${taskName(task)}`,
      lines: formalLines(facts, formal, setting),
      actions: [buttons.acknowledge(formal), ...reporting(facts)],
    });
  },
  'supervise-copy': (facts, setting) => {
    const { task, supervisionNotice: formal } = facts;
    if (!formal) return asked(facts, setting);
    return about(task, {
      title: `Copy · ${formalTitle(formal)} · ${taskName(task)}`,
      lines: [
        line('This notice was sent to the head of your unit; the liaison gets a copy, to help and to acknowledge.'),
        ...formalLines(facts, formal, setting),
      ],
      actions: [buttons.acknowledge(formal), ...reporting(facts)],
    });
  },
  bulletin: bare('Bulletin'),
  import: bare('Import'),
  correction: ({ task, petition }) =>
    about(task, {
      title: `Correction · ${taskName(task)}`,
      lines: [
        line(
          petition?.kind === 'dispute'
            ? 'The task is not yours. The earlier chaser is withdrawn; both entries stay on record.'
            : 'The report was made within the limit. The earlier chaser is withdrawn; both entries stay on record.',
        ),
      ],
    }),
  alarm: bare('Please look'),
  'rungs-coming': bare('To be escalated'),
  calls: bare('To phone'),
  'ledger-head': bare('Head of the ledger'),
  unreported: asked,
};

export const notice: Wording = (facts, setting) => wordings[facts.kind](facts, setting);

/** Supervision notice 督办〔2026〕3号, or without the number until it is signed. */
function formalTitle({ kind, number }: SupervisionNotice): string {
  return [noticeNames[kind], ...(number ? [noticeNumber(kind, number)] : [])].join(' ');
}

/** The document from its addressee on: its name and number stand in the title of the message. */
function formalLines(
  { task, unit, formalText }: NoticeFacts,
  formal: SupervisionNotice,
  setting: Setting,
): readonly Line[] {
  const text = (formalText ?? supervisionNotice(formal, task, unit, null, setting)).split('\n');
  return text
    .slice(text.indexOf('') + 1)
    .filter((paragraph) => paragraph !== '')
    .map(line);
}

/** The ways out that a unit always has. */
function reporting({ task }: Pick<NoticeFacts, 'task' | 'unit'>): readonly Action[] {
  return [buttons.report(task), buttons.extension(task), buttons.explain(task)];
}

function reviewing(task: NoticeFacts['task']): readonly Action[] {
  return [buttons.close(task), buttons.return(task), buttons.show(task)];
}

function waitedText(state: NoticeFacts['task']['state'], { today, calendar }: Setting): string {
  if (state.status !== 'reported-done') return 'waiting for review';
  const waited = calendar.workdaysBetween(dayAt(state.waitingSince), today);
  return waited > 0 ? `waiting for review for ${workdays(waited)}` : 'waiting for review';
}

/** When a report was made, and how it reached us if somebody wrote it down for the unit. */
export function madeText(report: Report, { today }: Setting): string {
  const on = dayAt(report.madeAt);
  const time = new Date(report.madeAt.getTime() - instantAt(on, '00:00').getTime()).toISOString().slice(11, 16);
  return `${dayFrom(today, on)}, ${time}${report.recordedBy === null ? '' : ' (recorded on behalf)'}`;
}

export function petitionForOffice(
  task: NoticeFacts['task'],
  unitName: string,
  petition: Petition | undefined,
  setting: Setting,
): Message {
  const title = {
    extension: `Extension asked · ${unitName} ${taskName(task)}`,
    dispute: `Responsibility questioned · ${unitName} ${taskName(task)}`,
    explain: `Explanation · ${unitName} ${taskName(task)}`,
  }[petition?.kind ?? 'explain'];
  const reason = wordsOf(task, petition?.reason);
  return about(task, {
    title,
    lines: [
      ...(reason ? [line(`Reason: ${reason}`)] : []),
      ...(petition?.kind === 'dispute'
        ? [line('The deadline runs on until this is answered; if the unit is right, the record is annulled.')]
        : []),
      ...(petition?.afterDue ? [line('Asked after the deadline.')] : []),
    ],
    facts: [
      { label: 'Present deadline', value: limitText(task, setting) },
      ...(petition?.kind === 'extension' && petition.requestedDay
        ? [{ label: 'Asked to', value: dayFrom(setting.today, petition.requestedDay) }]
        : []),
    ],
    actions: petition ? [buttons.grant(petition), buttons.refuse(petition), buttons.show(task)] : [buttons.show(task)],
  });
}

/** What the office decided, to the unit that asked. */
export function decisionLines(
  task: NoticeFacts['task'],
  petition: Petition,
  asker: NoticeFacts['unit'],
  setting: Setting,
): readonly string[] {
  const note = wordsOf(task, petition.note);
  const granted = petition.status === 'granted';
  const decided = {
    extension: granted
      ? petition.grantedDay
        ? `Extended to ${dayFrom(setting.today, petition.grantedDay)}.`
        : 'Extended.'
      : `The extension was not granted; ${dueText(task, setting)}.`,
    dispute: granted
      ? `You were right: ${unitAs(asker)} no longer reports this task, and earlier reminders and records are annulled.`
      : `After consideration the task stays with ${unitAs(asker)}; ${dueText(task, setting)}.`,
    explain: granted
      ? `The explanation was accepted; no chasers${petition.grantedDay ? ` until ${dayFrom(setting.today, petition.grantedDay)}` : ''}.`
      : `The explanation was not accepted; ${dueText(task, setting)}. Please report soon.`,
  }[petition.kind];
  return [decided, ...(note ? [`Note: ${note}`] : [])];
}
