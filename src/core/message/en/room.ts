import type { BulletinDraft } from '../../bulletin.ts';
import { type Day, dayAt, instantAt } from '../../calendar.ts';
import type { Call } from '../../card-section.ts';
import type { Task } from '../../task.ts';
import type { Setting } from '../catalogue.ts';
import type { Action, Line } from '../message.ts';
import type { Handover, RoomBulletin, RoomTexts } from '../room-texts.ts';
import { noticeNames } from './card.ts';
import { classNames, classOrder, overallLines } from './document.ts';
import { faultWords } from './fault-words.ts';
import { roomForms, rungNames, titleOf } from './room-form.ts';
import {
  buttons,
  dayFrom,
  line,
  roleNames,
  sentence,
  standing,
  tagAmong,
  taskLine,
  taskName,
  titleDay,
  unitAs,
} from './words.ts';

/** Tasks of a card that get buttons of their own; the others are reached by their code. */
const BUTTONS = 8;
const LISTED = 30;

/** Drafts of the home page, which has other sections beside them. */
const DRAFTS = 12;

/** Characters of a bulletin that a card shows; the whole stands in the form. */
const SHOWN = 6_000;

const clockTime = (at: Date): string =>
  new Date(at.getTime() - instantAt(dayAt(at), '00:00').getTime()).toISOString().slice(11, 16);

export const room: RoomTexts = {
  ...roomForms,
  settled: (card, outcome, { today }) => ({
    title: `${outcome === 'replaced' ? 'Earlier' : 'Dealt with'} · ${withoutState(card.title ?? '')}`,
    lines: [
      ...(outcome !== null && outcome !== 'replaced'
        ? [
            line(
              `${dayFrom(today, dayAt(outcome.at))} ${clockTime(outcome.at)} · ${outcome.by ?? 'Duban'}: ${outcome.what}`,
            ),
          ]
        : []),
      ...card.lines.map((one): Line => ({ ...one, tone: 'muted' })),
    ],
    ...(card.facts ? { facts: card.facts } : {}),
    actions: (card.actions ?? []).filter(({ command }) => command.name === 'show-task'),
    ...(card.thread === undefined ? {} : { thread: card.thread }),
  }),
  saidAbove: '(This part is now in the message above.)',
  saidBelow: ({ title, thread }) => ({
    ...(title === undefined ? {} : { title }),
    lines: [line('This has changed: please see the newer message below.')],
    ...(thread === undefined ? {} : { thread }),
  }),
  rungsComing: (on, entries, setting) => {
    const coming = entries.flatMap(({ task, rung }) => (rung ? [task] : []));
    const climbed = entries.filter(({ task }) => task.attention.rungOn === on);
    const rest = entries.length - LISTED;
    return {
      title:
        climbed.length > 0
          ? `Escalated on ${titleDay(on)} (${climbed.length})`
          : `To be escalated on ${titleDay(on)} (${coming.length})`,
      lines: [
        ...entries.slice(0, LISTED).map(({ task, unit, rung }) => ({
          text: [
            unit.shortName,
            taskName(task),
            rung ? `${standing(task, setting)}, ${rungNames[rung.kind]}` : notComing(task, on, setting),
          ].join(' · '),
          code: task.code,
          tone: rung ? ('amber' as const) : ('muted' as const),
        })),
        ...(rest > 0 ? [line(`${rest} more on the desk.`)] : []),
        ...(climbed.length > 0
          ? []
          : [
              {
                text: 'To stop one, hold or skip it with a reason before 9:00 that day. What is reported stops by itself.',
                tone: 'muted' as const,
              },
            ]),
      ],
      actions: coming.slice(0, BUTTONS).flatMap((task) => [
        { ...buttons.hold(task), label: `Hold ${task.code}` },
        { ...buttons.skip(task), label: `Skip ${task.code}` },
      ]),
    };
  },
  calls: (calls, { today }) => ({
    title: calls.length > 0 ? `To phone or hand over (${calls.length})` : 'To phone or hand over',
    lines: [
      ...(calls.length > 0
        ? calls
            .slice(0, LISTED)
            .map((call) => line([callName(call), call.person?.phone ?? '', codesOf(call)].filter(Boolean).join(' · ')))
        : [line('All have been told.')]),
      ...(calls.length > LISTED ? [line(`${calls.length - LISTED} more on the desk.`)] : []),
      ...(calls.length > 0
        ? [
            {
              text: `The list of ${titleDay(today)}; it follows what is recorded. Use “Record on behalf” for what you are told.`,
              tone: 'muted' as const,
            },
          ]
        : []),
    ],
    actions: calls.slice(0, BUTTONS).map((call) => buttons.served(call.delivery.id, ` · ${callName(call)}`)),
  }),
  ledgerHead: ({ seq, hash }, { today }) => ({
    title: `Head of the ledger · ${titleDay(today)}`,
    lines: [
      line(`Up to entry ${seq}: ${hash}`),
      { text: 'Noted each working day. A ledger that was changed or cut later does not match it.', tone: 'muted' },
    ],
  }),
  bulletin: (bulletin, title, setting) => ({
    title: `${bulletinStates[bulletin.status]} · ${titleOf(bulletin, title)}`,
    lines: [
      ...(bulletin.status === 'draft'
        ? [line('Figures are of the cut-off and do not follow the text. Please check the days before signing.')]
        : []),
      ...(bulletin.text.length <= SHOWN
        ? withoutTitle(bulletin.text, title).map(line)
        : [line(`The text has ${bulletin.text.length} characters; press “Edit” to read it.`)]),
    ],
    actions: bulletinActions(bulletin, setting),
  }),
  bulletins: (list, setting) => ({
    title: `Bulletins (${list.length})`,
    lines:
      list.length > 0
        ? list.map(({ bulletin, title }) => line(`${bulletinStates[bulletin.status]} · ${titleOf(bulletin, title)}`))
        : [line('There is none yet. One is drafted after the 5th of the month that follows each period.')],
    actions: list
      .slice(0, BUTTONS)
      .flatMap(({ bulletin, title }) =>
        bulletinActions(bulletin, setting).map((action) => ({ ...action, label: `${action.label} · ${title}` })),
      ),
  }),
  drafts: (notices, bulletins, maySign, setting) => {
    const waiting = bulletins.filter(({ bulletin }) => bulletin.status !== 'published');
    const count = notices.length + waiting.length;
    const rest = notices.length - DRAFTS;
    return {
      title: count > 0 ? `To sign (${count})` : 'To sign',
      lines:
        count > 0
          ? [
              ...waiting.map(({ bulletin, title }) => line([bulletinStates[bulletin.status], title].join(' · '))),
              ...notices.slice(0, DRAFTS).map(({ notice, task, unit }) => ({
                text: [noticeNames[notice.kind], unit.shortName, taskName(task), standing(task, setting)].join(' · '),
                code: task.code,
              })),
              ...(rest > 0 ? [line(`${rest} more on the desk.`)] : []),
            ]
          : [line('Nothing waits for a signature.')],
      actions: [
        ...waiting.flatMap(({ bulletin, title }) =>
          bulletinActions(bulletin, setting)
            .filter(({ command }) => maySign || command.name !== 'sign-bulletin')
            .map((action) => ({ ...action, label: `${action.label} · ${title}` })),
        ),
        ...notices
          .slice(0, BUTTONS)
          .map(({ notice, task }) =>
            maySign
              ? { ...buttons.sign(notice), label: `${buttons.sign(notice).label} ${task.code}` }
              : buttons.show(task, ` ${task.code}`),
          ),
      ],
    };
  },
  bulletinPost: (bulletin, title, ledgerHead) => ({
    title: titleOf(bulletin, title),
    lines: [
      ...overallLines(bulletin).map(line),
      line('The full text is attached.'),
      ...(ledgerHead === '' ? [] : [{ text: `Head of the ledger ${ledgerHead}`, tone: 'muted' as const }]),
    ],
    table: tableOf(bulletin),
    file: { name: `${titleOf(bulletin, title)}.txt`, title: titleOf(bulletin, title), text: bulletin.text },
  }),
  postedNowhere: (title, channel, code, bulletinId) => ({
    title: 'The bulletin was not posted',
    lines: [
      line(`“${title}” did not reach channel ${channel} (${faultWords(code)}).`),
      line('Please add the bot to the channel and post it again, or choose another one.'),
    ],
    actions: [{ label: 'Post again', command: { name: 'open-publish', id: bulletinId }, style: 'primary' }],
  }),
  roomLost: (channel, code) => ({
    title: 'The office channel takes nothing',
    lines: [
      line(`Channel ${channel} did not take a message (${faultWords(code)}). It went to the office's people instead.`),
      line('Please add the bot to the channel again, or choose another one with /duban settings.'),
    ],
  }),
  takenOver: (handover, setting) => ({
    title: `Handover · ${unitNames(handover)}`,
    lines: [
      line(
        `From ${dayFrom(setting.today, handover.on)} you take over from ${handover.from.name}: ${rolesText(handover)}.`,
      ),
      ...(handover.tasks.length > 0
        ? [
            line(`Open tasks: ${handover.tasks.length}`),
            ...handover.tasks.slice(0, LISTED).map((task) => taskLine(task, setting)),
          ]
        : [line('There are no open tasks now.')]),
      ...(handover.tasks.length > LISTED ? [line(`${handover.tasks.length - LISTED} more under “All tasks”.`)] : []),
      line('Earlier reports can still be seen; just reply to report.'),
    ],
    actions: [
      ...handover.tasks.slice(0, 4).map((task) => buttons.report(task, ` ${tagAmong(task, handover.tasks)}`)),
      buttons.all(),
      buttons.help(),
    ],
  }),
  handoverRecorded: (handover, { today }) => ({
    lines: [
      line(
        `Recorded: from ${dayFrom(today, handover.on)} ${handover.to.name} takes over from ${handover.from.name}: ${rolesText(handover)}, with ${handover.tasks.length} open tasks. The successor is told.`,
      ),
    ],
  }),
  roomsSet: ({ office, bulletin }) => ({
    lines: [
      line(
        office
          ? 'Saved: what is for the office goes to the channel.'
          : 'Saved: the office’s people get what is for the office.',
      ),
      line(
        bulletin
          ? 'Bulletins go to the chosen channel unless another one is picked.'
          : 'A channel is picked when a bulletin is posted.',
      ),
    ],
  }),
  askedToReport: (unit, tasks, setting) => ({
    title: `Please report · ${unit.shortName} (${tasks.length})`,
    lines: [
      ...tasks.slice(0, LISTED).map((task) => taskLine(task, setting)),
      ...(tasks.length > LISTED ? [line(`${tasks.length - LISTED} more under “All tasks”.`)] : []),
      line(`The Office has not heard about these yet. Please let ${unitAs(unit)} report, or ask for an extension.`),
    ],
    actions: [...tasks.slice(0, 4).map((task) => buttons.report(task, ` ${tagAmong(task, tasks)}`)), buttons.all()],
  }),
  reminded: (told, lately) => ({
    lines: [
      line(`Reminded ${told.length}: ${told.map((unit) => unit.shortName).join(', ')}.`),
      ...(lately.length > 0
        ? [line(`Reminded lately and left alone ${lately.length}: ${lately.map((unit) => unit.shortName).join(', ')}.`)]
        : []),
    ],
  }),
  remindedLately: (units, again, { today }) => ({
    lines: [
      line(
        units.length > 0
          ? `${units.map((unit) => unit.shortName).join(', ')}: reminded lately, so nothing was sent again. From ${dayFrom(today, again)} they can be reminded once more; if it is urgent, please phone.`
          : 'Everything has been reported; nobody needs a reminder.',
      ),
    ],
  }),
  officeOnly: { lines: [line('This is done by the Office. Please contact the Office if you need it.')] },
};

/** “For signature · Supervision notice …” loses what it waited for. */
const withoutState = (title: string): string => title.replace(/^(?:To|For|Waiting)[^·]{1,24} · /, '');

/** The paragraphs of a bulletin below its title, which stands over the card already. */
const withoutTitle = (text: string, title: string): readonly string[] =>
  text.split('\n').filter((paragraph, at) => paragraph !== '' && !(at === 0 && paragraph.trim() === title));

/** Why a rung that was announced will not be climbed, in words. */
function notComing(task: Task, on: Day, setting: Setting): string {
  const { heldUntil } = task.attention;
  if (task.state.status !== 'open') return standing(task, setting);
  if (task.attention.rungOn === on) return `${standing(task, setting)}, escalated`;
  if (task.petition?.kind === 'extension') return 'an extension was asked for, not escalated';
  if (heldUntil !== null && heldUntil >= on) return `held until ${dayFrom(setting.today, heldUntil)}`;
  return `${standing(task, setting)}, not escalated`;
}

const callName = ({ unit, person }: Call): string =>
  [unit?.shortName, person?.name ?? 'recipient unknown'].filter(Boolean).join(' ');

function codesOf({ delivery }: Call): string {
  const named = [delivery.sent?.thread, ...(delivery.sent?.lines ?? []).map((each) => each.code)];
  const codes = [...new Set(named.filter((code) => code !== undefined))];
  return codes.length > 4 ? `${codes.slice(0, 4).join(', ')} and ${codes.length - 4} more` : codes.join(', ');
}

const bulletinStates = {
  draft: 'Bulletin to sign',
  signed: 'Bulletin to post',
  published: 'Bulletin posted',
} as const;

function bulletinActions({ id, status }: RoomBulletin, _setting: Setting): readonly Action[] {
  switch (status) {
    case 'draft':
      return [
        { label: 'Sign', command: { name: 'sign-bulletin', id }, style: 'primary' },
        { label: 'Edit', command: { name: 'edit-bulletin', id } },
      ];
    case 'signed':
      return [{ label: 'Choose a channel and post', command: { name: 'open-publish', id }, style: 'primary' }];
    case 'published':
      return [{ label: 'Post elsewhere', command: { name: 'open-publish', id } }];
    default:
      return status satisfies never;
  }
}

/** Totals by class only: a table by unit would rank. */
function tableOf({ figures }: BulletinDraft): readonly (readonly string[])[] {
  return [
    ['Class', 'Tasks'],
    ...classOrder.map((name) => [sentence(classNames[name]), String(figures.classes[name])]),
    ['Total', String(figures.tasks)],
    ...(figures.cancelled > 0 ? [['Beside it: cancelled', String(figures.cancelled)]] : []),
  ];
}

const unitNames = ({ roles }: Handover): string => [...new Set(roles.map(({ unit }) => unit.shortName))].join(', ');

const rolesText = ({ roles }: Handover): string =>
  [...new Set(roles.map(({ unit, role }) => `${roleNames[role]} of ${unit.shortName}`))].join(', ');
