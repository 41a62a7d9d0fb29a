import { signInMinutes } from '../../sign-in.ts';
import { isOverdue, type Task } from '../../task.ts';
import type { Catalogue, Setting } from '../catalogue.ts';
import type { Action, Line, Message } from '../message.ts';
import { mySettings } from './own.ts';
import { buttons, dayFrom, line, tag, tagAmong, taskLine } from './words.ts';

const BUTTONS = 8;
const LISTED = 15;

/** Units that have not reported, and tasks of each, that are named; the rest is counted. An answer to a command takes five posts at most. */
const UNITS = 60;
const PER_UNIT = 5;

export const chat: Catalogue['chat'] = {
  botName: 'Duban',
  close: 'Close',
  cancel: 'Back',
  opening: 'Opening…',
  notSaved: 'This was not saved. Please try again.',
  recorded: 'Received. The answer is in your direct messages with me.',
  blank: 'Please fill this in',
  welcome: (name, officeName, met = 'email') => ({
    title: `Hello ${name}`,
    lines: [
      line(
        `${{ email: `${officeName} registered your e-mail address.`, code: `Your account is linked; ${officeName} registered you.`, account: `${officeName} registered your account.` }[met]} Reminders and answers about its work plan will come here.`,
      ),
      line('Reply to report; "tasks" shows yours; "settings" is for quiet hours, a deputy and absences.'),
      line('Reply "mute" to be left alone. If you were registered by mistake, please tell the office.'),
    ],
    actions: [buttons.all(), buttons.help()],
  }),
  notRegistered: (officeName) => ({
    lines: [
      line('You are not registered as a liaison yet, so this message was not recorded.'),
      line(
        officeName
          ? `To be registered, please give ${officeName} your Slack e-mail address or member ID; if you have a one-time code, send it to me.`
          : 'No directory has been imported yet. Please contact the office.',
      ),
    ],
  }),
  tooOften: {
    lines: [
      line(
        'Too much came within one minute, and what came after was not saved. Please wait a minute and send it again.',
      ),
    ],
  },
  evidence: { label: 'Evidence', hint: 'PDF, Word, Excel, a picture or text; at most 20 MB each' },
  fileFailed: (name, reason) => ({ lines: [line(`The file "${name}" was not taken: ${fileReasons[reason]}`)] }),
  dropPlan: {
    lines: [
      line('Please send the work plan as a file in a direct message to me. Nothing is in force before you confirm it.'),
    ],
  },
  usage: (words) => ({
    lines: [
      line(`“${words}” was not understood.`),
      line(
        'After “unreported” comes a period (June, Q2, H1, last month), after “task” and “record” a code such as 26-3-1, after “code” a name.',
      ),
    ],
    actions: [buttons.help()],
  }),
  deskLink: (address) =>
    address === null
      ? { lines: [line('There is no page, or you hold no role today. Please ask whoever runs this system.')] }
      : {
          title: 'Open the desk',
          lines: [
            { text: address, link: address },
            line(`It opens once, within ${signInMinutes.link} minutes. Do not pass it on.`),
          ],
        },
  reportAny: (tasks, text, { today }) => ({
    lines: tasks.length > 0 ? [] : [line('There are no open tasks.')],
    ...(tasks.length > 0
      ? {
          form: {
            title: 'Report progress',
            submit: { label: 'Submit', command: { name: 'report-progress' }, style: 'primary' },
            fields: [
              {
                name: 'task',
                label: 'Task',
                kind: 'select',
                required: true,
                options: tasks.map((task) => ({
                  value: task.id,
                  label: [
                    `${tag(task).trim()} ${task.discreet ? '' : task.title}`.trim(),
                    task.dueOn ? dayFrom(today, task.dueOn) : '',
                  ]
                    .filter(Boolean)
                    .join(' · '),
                })),
                ...(tasks.length === 1 && tasks[0] ? { value: tasks[0].id } : {}),
              },
              { name: 'text', label: 'Progress', kind: 'long-text', required: true, ...(text ? { value: text } : {}) },
              { name: 'done', label: 'Completed in full', kind: 'check' },
              { name: 'expectedOn', label: 'Expected completion', kind: 'day', hint: 'If not completed yet' },
            ],
          },
        }
      : {}),
  }),
  owed: (tasks, setting) => ({
    title: `To report (${tasks.length})`,
    lines: tasks.length > 0 ? tasks.map((task) => taskLine(task, setting)) : [line('There is nothing to report.')],
    actions: tasks.slice(0, BUTTONS).map((task) => buttons.report(task, ` ${tagAmong(task, tasks)}`)),
  }),
  unreported: (groups, until, setting, mayRemind) => ({
    title: `Due by ${dayFrom(setting.today, until)} and not reported (${groups.length} units)`,
    lines:
      groups.length > 0
        ? [
            ...groups
              .slice(0, UNITS)
              .flatMap(({ unit, tasks }) => [
                { text: `${unit.shortName} (${tasks.length})`, heading: true as const },
                ...tasks.slice(0, PER_UNIT).map((task) => taskLine(task, setting)),
                ...(tasks.length > PER_UNIT ? [line(`${tasks.length - PER_UNIT} more.`)] : []),
              ]),
            ...(groups.length > UNITS ? [line(`${groups.length - UNITS} more units on the desk.`)] : []),
          ]
        : [line('Everything has been reported.')],
    ...(mayRemind && groups.length > 0 ? { actions: [buttons.remind(until)] } : {}),
  }),
  home: {
    liaison: (tasks, setting) => {
      const late = tasks.filter((task) => isOverdue(task, setting.today, setting.calendar));
      return section(
        'My tasks',
        tasks,
        setting,
        'There are no open tasks. I will send one message in the morning when something is new or due.',
        late.length > 0 ? `${late.length} past the deadline` : '',
        (task) => buttons.report(task, ` ${tagAmong(task, tasks)}`),
        () => [],
      );
    },
    reviews: (tasks, unitName, setting) => queue('To review', tasks, unitName, setting, 'No reports wait for review.'),
    overdue: (tasks, unitName, setting) =>
      queue('Past the deadline', tasks, unitName, setting, 'No task is past its deadline.'),
    decide: (tasks, unitName, setting) =>
      queue('To decide', tasks, unitName, setting, 'No petitions wait for an answer.'),
    figures: ({ open, overdue, soon, waiting, closed }) => ({
      title: 'Overall',
      lines: [],
      facts: [
        { label: 'Open', value: String(open) },
        { label: 'Past the deadline', value: String(overdue) },
        { label: 'Due soon', value: String(soon) },
        { label: 'To review', value: String(waiting) },
        { label: 'Closed', value: String(closed) },
      ],
      actions: [buttons.all()],
    }),
    nothing: (officeName) => ({
      title: 'Hello',
      lines: [
        line(
          `The directory gives you no role in a unit or the office. Please contact ${officeName} with any question.`,
        ),
      ],
    }),
    start: (mayImport) => ({
      title: 'No work plan is in force yet',
      lines: [
        line(
          mayImport
            ? 'Please send the work plan as a file in our direct messages. I read it and list what to check; it counts once you confirm.'
            : 'Once the office puts a work plan into force, the overall figures stand here.',
        ),
      ],
    }),
    more: { lines: [], actions: [buttons.all(), buttons.help()] },
    office: { lines: [], actions: [mySettings, buttons.help()] },
  },
  app: {
    description: 'Turns a work plan into tasks that are reminded of, reported on, reviewed and published',
    longDescription:
      "Duban turns each item of a leading group's work plan into a task of the responsible unit. It reminds the liaison before the deadline, takes the answer in the same conversation, and lets the office close, return or extend in one place. " +
      'It writes only to people in the directory, at most one summary a working day, and reads no other channels. Deadlines are days in Beijing time. Closing, extending, signing and publishing are done by people only, and everything is kept in a ledger that cannot be changed. ' +
      'Please send nothing classified. To receive no messages, ask the office to change your registration.',
    slash: 'See and report tasks of the work plan',
    usage:
      'help | tasks | due | unreported PERIOD | task CODE | record CODE | bulletin | export | handover | settings | my settings | code NAME | desk',
    reportShortcut: 'Report progress',
    reportShortcutDescription: 'Choose a task and write how far it is',
    submitShortcut: 'Submit as progress',
    submitShortcutDescription: "Use this message's words as the progress of a task",
  },
};

const fileReasons: Readonly<Record<Parameters<Catalogue['chat']['fileFailed']>[1], string>> = {
  'too-large': 'it is larger than 20 MB.',
  'not-a-file': 'Slack gave no file content. Please upload it again.',
  unavailable: 'it could not be downloaded. Please send it again later.',
};

function section(
  heading: string,
  tasks: readonly Task[],
  setting: Setting,
  empty: string,
  note: string,
  button: (task: Task) => Action,
  more: (task: Task) => readonly string[],
): Message {
  const rest = tasks.length - LISTED;
  const lines: readonly Line[] =
    tasks.length === 0
      ? [line(empty)]
      : [
          ...(note ? [line(note)] : []),
          ...tasks.slice(0, LISTED).map((task) => taskLine(task, setting, more(task))),
          ...(rest > 0 ? [line(`${rest} more under "All tasks".`)] : []),
        ];
  return {
    title: tasks.length > 0 ? `${heading} (${tasks.length})` : heading,
    lines,
    actions: tasks.slice(0, BUTTONS).map(button),
  };
}

/** What waits for the office, with the unit of each. */
function queue(
  heading: string,
  tasks: readonly Task[],
  unitName: (task: Task) => string,
  setting: Setting,
  empty: string,
): Message {
  const show = (task: Task): Action => buttons.show(task, ` ${task.code}`);
  return section(heading, tasks, setting, empty, '', show, (task) => [unitName(task)]);
}
