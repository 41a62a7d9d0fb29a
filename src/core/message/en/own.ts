import { dayAt } from '../../calendar.ts';
import type { QuietHours } from '../../profile.ts';
import type { Person } from '../../unit.ts';
import type { Catalogue } from '../catalogue.ts';
import type { Action, Field, Message } from '../message.ts';
import { dayFrom, line } from './words.ts';

/** The button behind which everybody finds what they set for themselves. */
export const mySettings: Action = { label: 'My settings', command: { name: 'show-settings' } };

const buttons = {
  settings: mySettings,
  quiet: { label: 'Quiet hours', command: { name: 'open-quiet' } },
  deputy: { label: 'Deputy', command: { name: 'open-deputy' } },
  absence: { label: 'Away', command: { name: 'open-absence' } },
  back: { label: 'I am back', command: { name: 'end-absence' } },
  alone: { label: 'No messages', command: { name: 'leave-alone' } },
  again: { label: 'Write to me again', command: { name: 'write-again' } },
} as const satisfies Record<string, Action>;

const simple = (...texts: readonly string[]): Message => ({
  lines: texts.map((text) => line(text)),
  actions: [buttons.settings],
});

const hours = ({ from, to }: QuietHours): string => `${from} to ${to}${to <= from ? ' (next day)' : ''}`;

const deputyField = (colleagues: readonly Person[], chosen: Person | null): readonly Field[] =>
  colleagues.length === 0
    ? []
    : [
        {
          name: 'deputy',
          label: 'Deputy',
          kind: 'select',
          ...(chosen ? { value: chosen.id } : {}),
          options: colleagues.map((one) => ({ value: one.id, label: one.name })),
        },
      ];

const noColleague =
  'The directory knows nobody else of your unit, so no deputy can be named. Please ask the Office to add someone.';

export const own: Catalogue['own'] = {
  settings: ({ quiet, deputy, absences, leftAlone, colleagues }, { today }) => ({
    title: 'My settings',
    lines: [
      line(
        quiet
          ? `Quiet hours: every day ${hours(quiet)}; what can wait comes when they end.`
          : 'Quiet hours: none. Set them, and what can wait comes when they end.',
      ),
      line(
        deputy
          ? `Deputy: ${deputy.name}, whenever you are away or cannot be written to.`
          : colleagues.length > 0
            ? 'Deputy: none. Name a colleague who stands in while you are away.'
            : `Deputy: none. ${noColleague}`,
      ),
      ...(absences.length > 0
        ? absences.map(({ from, to, deputy: standing }) =>
            line(
              `Away: ${dayFrom(today, from)} to ${dayFrom(today, to)}${standing ? `; ${standing.name} stands in` : ''}.`,
            ),
          )
        : [line('Away: nothing noted. Note it beforehand, and reminders go to your deputy.')]),
      ...(leftAlone ? [line('You get no reminders at present; what you write is still answered.')] : []),
    ],
    actions: [
      buttons.quiet,
      ...(colleagues.length > 0 ? [buttons.deputy] : []),
      buttons.absence,
      ...(absences.length > 0 ? [buttons.back] : []),
      leftAlone ? buttons.again : buttons.alone,
    ],
  }),
  quietForm: ({ quiet }) => ({
    lines: [
      line(
        'What can wait comes when they end; answers to you and supervision notices come at once. Leave both empty for none.',
      ),
    ],
    form: {
      title: 'Quiet hours',
      submit: { label: 'Save', command: { name: 'set-quiet' }, style: 'primary' },
      fields: [
        {
          name: 'from',
          label: 'From',
          kind: 'text',
          hint: 'Beijing time, e.g. 12:00',
          ...(quiet ? { value: quiet.from } : {}),
        },
        {
          name: 'to',
          label: 'To',
          kind: 'text',
          hint: 'Beijing time, e.g. 14:00',
          ...(quiet ? { value: quiet.to } : {}),
        },
      ],
    },
  }),
  deputyForm: ({ colleagues, deputy }) =>
    colleagues.length === 0
      ? simple(noColleague)
      : {
          lines: [
            line(
              'While you are away or cannot be written to, reminders go to your deputy, who reports. Leave it empty for none.',
            ),
          ],
          form: {
            title: 'Deputy',
            submit: { label: 'Save', command: { name: 'set-deputy' }, style: 'primary' },
            fields: deputyField(colleagues, deputy),
          },
        },
  absenceForm: ({ colleagues, deputy }) => ({
    lines: [line(colleagues.length > 0 ? 'Reminders of these days go to your deputy.' : noColleague)],
    form: {
      title: 'Away',
      submit: { label: 'Save', command: { name: 'set-absence' }, style: 'primary' },
      fields: [
        { name: 'from', label: 'From', kind: 'day', required: true },
        { name: 'to', label: 'To', kind: 'day', required: true },
        ...deputyField(colleagues, deputy),
      ],
    },
  }),
  quietSet: (quiet) => simple(quiet ? `Quiet hours every day: ${hours(quiet)}.` : 'No quiet hours any more.'),
  deputySet: (deputy) => simple(deputy ? `Your deputy is ${deputy.name}.` : 'No deputy any more.'),
  absenceSet: ({ from, to, deputy }, alone, { today }) =>
    simple(
      `Noted: away ${dayFrom(today, from)} to ${dayFrom(today, to)}${deputy ? `; ${deputy.name} stands in` : ''}.`,
      ...(alone.length > 0
        ? [
            `Nobody stands in for ${alone.map((unit) => unit.shortName).join(', ')}: reminders still come to you, and the Office knows.`,
          ]
        : []),
    ),
  absenceEnded: () => simple('Welcome back; reminders come to you again.'),
  notAway: () => simple('No absence was noted.'),
  leftAlone: (to, { officeName }) =>
    simple(
      `You get no more reminders. ${to ? `They go to ${to.name}.` : `${officeName} will phone you instead.`}`,
      'Your unit’s tasks and deadlines stay as they are. Reply “unmute” to change it.',
    ),
  writtenAgain: () => simple('Reminders come to you again.'),
  unchanged: () => simple('It is so already; nothing changed.'),
  standsIn: (person, units, from, to, { today }) => ({
    title: 'You stand in',
    lines: [
      line(
        `${person.name} is away ${dayFrom(today, from)} to ${dayFrom(today, to)}. You stand in for ${units.map((unit) => unit.shortName).join(', ')}: reminders come to you, and you can report by replying.`,
      ),
    ],
    actions: [{ label: 'All tasks', command: { name: 'list-tasks' } }],
  }),
  notOne: (name, count) => ({
    lines: [
      line(
        count === 0
          ? `The directory has no “${name}”. Please check the name, or import the directory first.`
          : `The directory has ${count} people called “${name}”; please add the short name of the unit after it.`,
      ),
    ],
  }),
  invited: (person, code, expiresAt, { today }) => ({
    title: `One-time code · ${person.name}`,
    lines: [
      line(`${code}`),
      line(
        `Please pass it to ${person.name}, who sends it to me in a direct message. Valid until ${dayFrom(today, dayAt(expiresAt))}, once; it is not shown again.`,
      ),
    ],
  }),
  codeRefused: (why, officeName) => ({
    lines: [
      line(
        why === 'wrong'
          ? `The code is wrong, used, or too old. Please check it, or ask ${officeName ?? 'the Office'} for a new one.`
          : `Too many tries. Please wait an hour, or contact ${officeName ?? 'the Office'}.`,
      ),
    ],
  }),
};
