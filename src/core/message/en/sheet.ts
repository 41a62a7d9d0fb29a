import { dayAt } from '../../calendar.ts';
import type { Catalogue } from '../catalogue.ts';
// A document's number is what is printed on it, whatever the language around it.
import { noticeNumber } from '../zh/document.ts';
import { noticeNames } from './card.ts';
import { dayFrom, fullDay, line } from './words.ts';

const climbed = { chase: 'Liaison chased', 'chase-deputy-head': 'Deputy head told' } as const;

/** The sheet of tasks that a clerk prints. */
export const sheet: Catalogue['sheet'] = {
  columns: {
    label: 'No.',
    code: 'Code',
    item: 'Item',
    unit: 'Lead unit',
    supporting: 'Supporting units',
    printed: 'Limit as printed',
    original: 'Original limit',
    inForce: 'Limit in force',
    state: 'State',
    light: 'Light',
    progress: 'Latest progress',
    percent: 'Percent',
    reported: 'Reported at',
    closed: 'Closed on',
    overdue: 'Working days late',
    extension: 'Extension',
    supervision: 'Supervision',
  },
  states: {
    open: 'Under way',
    undecided: 'No limit yet',
    returned: 'To be supplemented',
    'to-confirm': 'With the unit’s reviewer',
    overdue: 'Beyond the limit',
    'reported-done': 'Waiting for review',
    closed: 'Closed',
    cancelled: 'Cancelled',
  },
  lights: { green: 'Green', amber: 'Amber', red: 'Red' },
  title: (plan) => `${plan}: sheet of tasks`,
  asOf: (tasks, setting) =>
    `${setting.officeFullName ?? setting.officeName}, as of ${fullDay(setting.today)}, ${tasks} task${tasks === 1 ? '' : 's'}.`,
  onlyOf: (units) => `Only tasks that ${units.map(({ shortName }) => shortName).join(', ')} leads or supports.`,
  leftOut: (tasks) =>
    `${tasks} more ${tasks === 1 ? 'task is' : 'tasks are'} a reminder without content and not on this sheet.`,
  continued: (code, row) => `${code} (cont. ${row})`,
  done: 'Done',
  unitsBetween: ', ',
  extension: (task, { today }) =>
    [
      ...(task.extensions > 0 ? [`Extended ${task.extensions} time${task.extensions === 1 ? '' : 's'}`] : []),
      ...(task.petition?.kind === 'extension'
        ? [
            `Extension${task.petition.requestedDay ? ` to ${dayFrom(today, task.petition.requestedDay)}` : ''} asked, not yet decided`,
          ]
        : []),
    ].join('; '),
  supervision: (rung, signed, isDrafted) => {
    const issued = signed.map(
      ({ kind, number, signedAt }) =>
        `${number ? noticeNumber(kind, number) : noticeNames[kind]}${signedAt ? ` (signed on ${fullDay(dayAt(signedAt))})` : ''}`,
    );
    const drafted = isDrafted && rung !== null && rung in noticeNames;
    const waiting = drafted ? [`${noticeNames[rung as keyof typeof noticeNames]} to be signed`] : [];
    const said = rung === 'chase' || rung === 'chase-deputy-head' ? [climbed[rung]] : [];
    return [...issued, ...waiting, ...said].join('; ');
  },
  fileName: (on) => `sheet-of-tasks-${on}`,
  sent: { lines: [line('The sheet of tasks is in your direct messages with me; it has the tasks you may see.')] },
  notSent: {
    lines: [line('The sheet of tasks could not be sent. Please try again later, or export it from the board.')],
  },
};
