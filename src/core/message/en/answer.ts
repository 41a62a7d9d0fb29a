import { dayAt } from '../../calendar.ts';
import type { Task } from '../../task.ts';
import type { Unit } from '../../unit.ts';
import type { Catalogue, Setting } from '../catalogue.ts';
import type { Action, Line, Message } from '../message.ts';
import { noticeNumber } from '../zh/document.ts';
import { noticeNames, petitionNames } from './card.ts';
import { evidenceAction } from './file.ts';
import {
  about,
  asBefore,
  buttons,
  day,
  dayFrom,
  dueText,
  limitText,
  line,
  REVIEWED,
  refusals,
  reportText,
  sentence,
  standing,
  tag,
  tagAmong,
  taskLine,
  taskName,
  wordsOf,
} from './words.ts';

/** Choices offered at once; more are reached by their number. */
const CHOICES = 8;

/** Tasks of a list; the rest is counted. An answer to a command takes five posts at most. */
const LISTED = 200;

/** Reports shown with a task, newest first. */
const SHOWN = 5;

const simple = (text: string): Message => ({ lines: [line(text)] });

const ofTask = (task: Task, text: string, actions: readonly Action[] = []): Message =>
  about(task, actions.length > 0 ? { lines: [line(text)], actions } : { lines: [line(text)] });

/** The next limit, where there is still something to report. */
const remaining = (task: Task, setting: Setting): readonly Line[] =>
  task.state.status === 'open' && task.dueOn !== null
    ? [{ text: `${sentence(dueText(task, setting))}, ${standing(task, setting)}.`, tone: 'muted' }]
    : [];

/** Of an item with several limits, which one was meant. */
const limitOf = (task: Task, setting: Setting): readonly Line[] =>
  task.dueOn === null ? [] : [{ text: `${sentence(dueText(task, setting))}.`, tone: 'muted' }];

const afterLimitText = (afterLimit: boolean): string =>
  afterLimit ? ' It was made after the deadline and is recorded as such.' : '';

export const answer: Catalogue['answer'] = {
  recordedProgress: ({ task, report, afterLimit }, setting) =>
    about(task, {
      lines: [
        line(`Recorded ${tag(task)}: ${reportText(task, report)}.${afterLimitText(afterLimit)}`),
        ...remaining(task, setting),
      ],
      actions: [buttons.more(task), buttons.correct(report)],
    }),
  recordedDone: ({ task, report, needsConfirmation, afterLimit }, setting) =>
    about(task, {
      lines: [
        line(
          `Recorded ${tag(task)}: ${reportText(task, report)}. ${needsConfirmation ? 'Passed to your unit’s reviewer, then to the Office' : 'Passed to the Office for review'}.${afterLimitText(afterLimit)}`,
        ),
        ...limitOf(task, setting),
      ],
      actions: [buttons.more(task), buttons.correct(report)],
    }),
  askWhetherDone: ({ task, report }) =>
    ofTask(
      task,
      task.discreet
        ? `${taskName(task)}: is it reported as done through the usual channel?`
        : `${wordsOf(task, report.text) || taskName(task)} is recorded as said, ${report.percent === null ? 'without a percentage' : `progress ${report.percent}%`}. Is it all done?`,
      [buttons.done(task), buttons.notYet(task)],
    ),
  corrected: ({ task, report, needsConfirmation }, setting) =>
    about(task, {
      lines: [
        line(
          `Corrected ${tag(task)}: ${reportText(task, report)}. The first entry stays on record.${sentOn(report.claimsDone, needsConfirmation)}`,
        ),
        ...(report.claimsDone ? [] : remaining(task, setting)),
      ],
      actions: [buttons.correct(report)],
    }),
  askWhich: (candidates, heldKey, setting, others = [], said = '') => ({
    lines: [
      line(said === '' ? 'Which item is meant?' : `“${said}”: which item is meant?`),
      ...candidates.slice(CHOICES).map((task) => taskLine(task, setting, unitAmong(task, others))),
      ...(candidates.length > CHOICES ? [line('For one without a button, reply with its number.')] : []),
    ],
    actions: [
      ...candidates.slice(0, CHOICES).map((task) => buttons.choose(choiceText(task, setting, others), task, heldKey)),
      buttons.none(heldKey),
    ],
  }),
  partNotUnderstood: (task, said) => ({
    lines: [
      {
        text: `“${said}” was not understood and not recorded. Please say how it stands, e.g. “${tag(task)} done”.`,
        code: task.code,
      },
    ],
    actions: [buttons.report(task)],
    thread: task.code,
  }),
  partNotThere: (said) =>
    simple(`“${said}”: there is no task of that number, and nothing was recorded. Reply “tasks” to see yours.`),
  notUnderstood: (open) => {
    const example = open[0];
    const how = example
      ? `Reply with the number and how it stands, e.g. “${tagAmong(example, open)} done”, or use a button.`
      : 'See “Help”.';
    return {
      lines: [line(`This was not understood and not recorded. ${how}`)],
      actions: [
        ...open.slice(0, 3).map((task) => buttons.report(task, ` ${tagAmong(task, open)}`)),
        buttons.all(),
        buttons.help(),
      ],
    };
  },
  noOpenTasks: () => simple('There are no open tasks.'),
  taskList: (tasks, setting, others = []) => ({
    title: `All tasks (${tasks.length})`,
    lines:
      tasks.length > 0
        ? [
            ...tasks.slice(0, LISTED).map((task) => taskLine(task, setting, unitAmong(task, others))),
            ...(tasks.length > LISTED
              ? [line(`${tasks.length - LISTED} more; reply with a code to see one of them.`)]
              : []),
          ]
        : [line('There are no tasks.')],
    actions: tasks.slice(0, CHOICES).map((task) => buttons.show(task, ` ${tagAmong(task, tasks)}`)),
  }),
  taskDetail: (task, unit, reports, petitions, may, setting) => {
    const open = petitions.find((petition) => petition.status === 'open');
    return about(task, {
      title: taskName(task),
      lines: [
        ...(task.discreet ? [line(asBefore)] : []),
        ...reports
          .toSorted((a, b) => b.madeAt.getTime() - a.madeAt.getTime())
          .slice(0, SHOWN)
          .map((report, i) =>
            line(
              `${dayFrom(setting.today, dayAt(report.madeAt))}, report${report.recordedBy === null ? '' : ' (recorded on behalf)'}: ${reportText(task, report, i === 0 ? REVIEWED : undefined)}`,
            ),
          ),
        ...(reports.length > SHOWN ? [line(`${reports.length - SHOWN} earlier reports.`)] : []),
        ...petitions.map((petition) =>
          line(
            `${dayFrom(setting.today, dayAt(petition.askedAt))}, ${petitionNames[petition.kind]}: ${[wordsOf(task, petition.reason), petitionStates[petition.status]].filter(Boolean).join(', ')}`,
          ),
        ),
        ...(task.judgedHard !== null
          ? [line(['Judged hard to finish in time', wordsOf(task, task.judgedHard)].filter(Boolean).join(': '))]
          : []),
      ],
      facts: [
        { label: 'Unit', value: unit.shortName },
        { label: 'Deadline', value: limitText(task, setting) },
        { label: 'Status', value: standing(task, setting) },
      ],
      actions: [
        ...(may.report && task.state.status === 'open'
          ? [buttons.report(task), buttons.extension(task), buttons.dispute(task), buttons.explain(task)]
          : []),
        ...evidenceAction(task, new Set(reports.flatMap(({ evidence }) => evidence.map((one) => one.fileId))).size),
        ...(may.review ? reviewActions(task) : []),
        ...(may.review && open ? [buttons.grant(open), buttons.refuse(open)] : []),
        ...(may.record && task.state.status === 'open' ? [buttons.record(task)] : []),
      ],
    });
  },
  help: (roles) => ({
    title: 'Help',
    lines: [
      ...(roles.includes('liaison') ? liaisonHelp : []),
      ...(roles.includes('unit-reviewer')
        ? ['When your unit reports something done, please confirm it; then it goes to the Office.']
        : []),
      ...(roles.includes('office-staff') || roles.includes('office-director') ? officeHelp : []),
      ...(roles.includes('signer') || roles.includes('office-director')
        ? ['You sign supervision notices and bulletins; they are numbered once signed.']
        : []),
      'Reply “tasks” to see all tasks. Please send nothing classified.',
    ].map(line),
    actions: [buttons.all()],
  }),
  acknowledged: (task, setting) =>
    task
      ? ofTask(task, `Noted. ${taskName(task)}, ${standing(task, setting)}`, [buttons.report(task)])
      : simple('Noted.'),
  extensionAsked: (task, petition, setting) =>
    ofTask(
      task,
      `Recorded ${tag(task)}: extension asked${petition.requestedDay ? ` to ${dayFrom(setting.today, petition.requestedDay)}` : ''}${petition.afterDue ? ', after the deadline' : ''}. Passed to the Office; no chasers until it is answered, and the present deadline stands.`,
    ),
  extensionNeedsDay: (task) =>
    ofTask(task, `${taskName(task)}: to ask for an extension, please give the new day and the reason.`, [
      buttons.extension(task),
    ]),
  disputeMade: (task) =>
    ofTask(
      task,
      `Recorded ${tag(task)}: responsibility questioned. Passed to the Office; the deadline runs on until it is answered, and if you are right the record is annulled.`,
    ),
  explanationMade: (task) => ofTask(task, `Recorded ${tag(task)}: your explanation. Passed to the Office.`),
  forwardedToLead: (task, lead) =>
    ofTask(task, `${taskName(task)} is reported by ${lead.shortName}; what you did in support was passed to them.`),
  discreetTakesNoText: (task) =>
    ofTask(task, `${taskName(task)} is a reminder only; the text was not recorded. ${asBefore}`, [
      buttons.report(task),
    ]),
  refused: (refusal, task) =>
    task && refusal !== 'not-there'
      ? ofTask(task, `${taskName(task)}: ${refusals[refusal]}`)
      : simple(refusals[refusal]),
  closed: (task) => ofTask(task, `${taskName(task)} is closed; the unit has been told.`, [buttons.reopen(task)]),
  returned: (task, until) =>
    ofTask(task, `${taskName(task)} was returned; the unit is asked to add to it by ${day(until)}.`),
  reopened: (task, setting) => ofTask(task, `${taskName(task)} is open again; ${dueText(task, setting)}.`),
  cancelled: (task) => ofTask(task, `${taskName(task)} is cancelled; the unit has been told.`),
  petitionDecided: (task, petition, setting) => {
    const granted = petition.status === 'granted';
    const until = petition.grantedDay ? dayFrom(setting.today, petition.grantedDay) : null;
    const decided = {
      extension: granted ? `extended${until ? ` to ${until}` : ''}` : 'not extended; the deadline stands',
      dispute: granted ? 'the unit was right' : 'the unit stays responsible',
      explain: granted
        ? `explanation accepted, no chasers${until ? ` until ${until}` : ''}`
        : 'explanation not accepted',
    }[petition.kind];
    return ofTask(task, `${taskName(task)}: ${decided}. The unit has been told.`);
  },
  confirmed: (task) => ofTask(task, `${taskName(task)} is confirmed and passed to the Office.`),
  held: (task, until) =>
    ofTask(task, `${taskName(task)}: no chasers until ${day(until)}. The deadline stands; this is in the ledger.`),
  skipped: (task) => ofTask(task, `${taskName(task)}: this step is skipped, as the ledger says.`),
  takenBack: (corrections) => ({
    lines: [
      line(
        'You deleted a message; what it reported is recorded and stands. To correct it, press below or simply reply.',
      ),
    ],
    actions: corrections,
  }),
  noted: (task, setting) => ofTask(task, `Recorded: ${taskLine(task, setting).text}`, [buttons.show(task)]),
  reassigned: (task, to) =>
    ofTask(task, `${taskName(task)} is now reported by ${to.shortName}; both units have been told.`),
  signed: (notice, task, unit) =>
    ofTask(
      task,
      `${noticeNames[notice.kind]}${notice.number ? ` ${noticeNumber(notice.kind, notice.number)}` : ''} is signed and goes to ${notice.kind === 'propose-coordination' ? 'the Leading Group' : unit.shortName}.`,
    ),
  withdrawn: (task) => ofTask(task, `The notice on ${taskName(task)} is withdrawn; this is in the ledger.`),
  noticeAcknowledged: (task) =>
    ofTask(task, `Acknowledged. ${taskName(task)} can be reported here.`, [
      buttons.report(task),
      buttons.extension(task),
    ]),
  recordedOffline: ({ task, report, needsConfirmation, afterLimit }, unit) =>
    ofTask(
      task,
      `Recorded for ${unit.shortName} ${tag(task)}: ${reportText(task, report)}.${sentOn(report.claimsDone, needsConfirmation)}${afterLimitText(afterLimit)}`,
      [buttons.correct(report)],
    ),
  deliveredOffline: (to) => simple(`Recorded: ${to} has been told.`),
  retried: (to, asksFirst) =>
    simple(
      `The message to ${to} is sent again${asksFirst ? ', unless the platform says that it has it already' : ''}. This stands in the ledger.`,
    ),
  bulletinSigned: (title) => simple(`“${title}” is signed and can be published.`),
  bulletinPublished: (title) => simple(`“${title}” is published.`),
  recordForUnit: (unit) =>
    simple(
      `This task is ${unit.shortName}’s to report; your words were not recorded. To record for the unit, press “Record on behalf”.`,
    ),
  tooLong: (characters, limit) =>
    simple(
      `The text has ${characters} characters, more than ${limit}, and was not recorded. Please send it in parts, or as a file.`,
    ),
  notForBot: () => simple('This is only for the tasks of the work plan. For anything else please contact the Office.'),
  dismissed: () => simple('Noted; nothing was recorded.'),
  released: () => simple('Sending goes on; what was held goes out now. It stands in the ledger.'),
};

const petitionStates = {
  open: 'waiting for an answer',
  granted: 'granted',
  refused: 'not granted',
  withdrawn: 'withdrawn',
} as const;

const liaisonHelp = [
  'To report: reply with the number and how it stands, e.g. “(number) done”, or use “Report”.',
  'For more time: use “Ask for extension” with a day and a reason, before the deadline.',
  'If another unit is responsible: use “Question responsibility”.',
  'Evidence: send the file with the number, or choose the task.',
  'Quiet hours, a deputy, absences: reply “settings”.',
];

const officeHelp = [
  'Review: for a task reported done use “Close” or “Return”, with what is missing and a day.',
  'Record on behalf: what a unit said by phone or on paper, from the task’s page.',
  'Commands: unreported (one tap reminds those units), bulletin, handover, settings; as slash commands in a chat platform.',
];

const sentOn = (claimsDone: boolean, needsConfirmation: boolean): string =>
  claimsDone ? (needsConfirmation ? ' Passed to the unit’s reviewer.' : ' Passed to the Office for review.') : '';

const choiceText = (task: Task, { today }: Setting, others: readonly Unit[]): string =>
  [...unitAmong(task, others), taskName(task), ...(task.dueOn ? [dayFrom(today, task.dueOn)] : [])].join(' ');

/** The unit of a task, where it is one of those to be named. */
const unitAmong = (task: Task, others: readonly Unit[]): readonly string[] =>
  others.filter((unit) => unit.id === task.unitId).map((unit) => unit.shortName);

function reviewActions(task: Task): readonly Action[] {
  switch (task.state.status) {
    case 'reported-done':
      return [buttons.close(task), buttons.return(task)];
    case 'closed':
      return [buttons.reopen(task)];
    case 'open':
      return [
        ...(task.dueOn === null ? [buttons.setDay(task)] : [buttons.hold(task)]),
        buttons.assign(task),
        buttons.cancel(task),
      ];
    case 'cancelled':
      return [];
    default:
      return task.state satisfies never;
  }
}
