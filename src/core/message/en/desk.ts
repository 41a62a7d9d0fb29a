import type { TaskEvent } from '../../event.ts';
import type { OfficeTimeKind } from '../../schedule.ts';
import { deskButtons } from '../buttons.ts';
import type { Catalogue } from '../catalogue.ts';
import { noticeNames, petitionNames } from './card.ts';
import { buttons, day, quoted, reportText, standing, wordsOf } from './words.ts';

const upcoming: Readonly<Record<OfficeTimeKind, string>> = {
  'morning-card': 'Morning cards go out',
  window: 'Report window',
  bulletin: 'A bulletin is drafted',
  audit: 'Nightly check',
  'ledger-head': 'Ledger head recorded',
  'year-end': 'Year-end list',
};

const rungs: Readonly<Record<string, string>> = {
  chase: 'Liaison chased',
  'chase-deputy-head': 'Deputy head told',
  supervise: 'Supervision notice drafted',
  letter: 'Letter drafted',
  'propose-coordination': 'Proposal to coordinate drafted',
};

const points: Readonly<Record<string, string>> = {
  long: '15 days before',
  '5': '5 working days before',
  '1': '1 working day before',
  '0': 'on the day',
};

function history(event: TaskEvent, unitName: Parameters<Catalogue['desk']['history']>[1]): string {
  switch (event.type) {
    case 'task-started':
      return `Tracked, responsible: ${unitName(event.unitId)}${event.dueOn ? `, due ${day(event.dueOn)}` : ', day to be decided'}`;
    case 'task-progress-reported':
      return `Progress reported${event.percent === null ? '' : ` ${event.percent}%`}${event.summary ? `: ${quoted(event.summary, 40)}` : ''}`;
    case 'task-reported-done':
      return `Reported done${event.summary ? `: ${quoted(event.summary, 40)}` : ''}${event.needsConfirmation ? ', waiting for the unit’s own reviewer' : ''}`;
    case 'report-confirmed':
      return 'Confirmed by the unit, passed to the office';
    case 'report-corrected':
      return `Report corrected${event.summary ? `: ${quoted(event.summary, 40)}` : ''}`;
    case 'task-returned':
      return `Returned, supplement by ${day(event.supplementDueOn)}`;
    case 'task-closed':
      return 'Closed by the office';
    case 'task-reopened':
      return `Reopened, supplement by ${day(event.supplementDueOn)}`;
    case 'task-cancelled':
      return 'No longer tracked';
    case 'petition-made':
      return `${petitionNames[event.kind]}${event.requestedDay ? `, to ${day(event.requestedDay)}` : ''}${event.afterDue ? ' (after the limit)' : ''}`;
    case 'extension-granted':
      return `Due day moved from ${event.from ? day(event.from) : 'undecided'} to ${day(event.to)}`;
    case 'petition-refused':
      return 'Not granted';
    case 'petition-withdrawn':
      return 'Withdrawn by the unit';
    case 'explanation-accepted':
      return `Explanation accepted, held until ${day(event.heldUntil)}`;
    case 'dispute-upheld':
      return `Responsibility moved from ${unitName(event.from)} to ${unitName(event.to)}, earlier notices annulled`;
    case 'task-reassigned':
      return `Reassigned: ${unitName(event.from)} → ${unitName(event.to)}`;
    case 'deadline-decided':
      return `Due day set: ${day(event.dueOn)}`;
    case 'task-revised':
      return 'item updated with the revised plan';
    case 'task-acknowledged':
      return 'Liaison has taken note';
    case 'task-judged-hard':
      return event.noteHash === null ? 'No longer judged hard to finish' : 'Judged hard to finish';
    case 'ladder-held':
      return `Chasing held until ${day(event.until)}`;
    case 'rung-skipped':
      return `Step ${event.rung} skipped`;
    case 'task-reminded':
      return `Reminded ${points[event.point] ?? ''}${event.missed.length > 0 ? `, ${event.missed.length} missed during an outage` : ''}`;
    case 'supplement-reminded':
      return 'Reminded of the supplement';
    case 'rung-warned':
      return 'Warned of the next step';
    case 'overdue-shown':
      return `Shown as ${event.overdueWorkdays} working days overdue`;
    case 'rung-climbed':
      return `${rungs[event.kind] ?? ''}, ${event.overdueWorkdays} working days overdue${event.repeat > 0 ? ` (repeat ${event.repeat})` : ''}`;
    case 'rung-exhausted':
      return 'No answer to repeated chasers, the office will phone';
    case 'review-reminded':
      return 'Office reminded to review';
    case 'supervision-notice-drafted':
      return 'Draft waits for signature';
    case 'supervision-notice-signed':
      return `Signed ${event.number}`;
    case 'supervision-notice-withdrawn':
      return 'Draft withdrawn';
    case 'supervision-notice-delivered':
      return 'Delivery recorded';
    case 'supervision-notice-acknowledged':
      return 'Acknowledged by the unit';
    case 'signature-reminded':
      return 'Reminded to sign';
    case 'acknowledgement-chased':
      return 'Not acknowledged, to be phoned';
    case 'escalation-corrected':
      return 'Reported in time, earlier chasers corrected';
    default:
      return event satisfies never;
  }
}

export const desk: Catalogue['desk'] = {
  bot: 'Duban',
  erasedPerson: (code) => `Removed person #${code}`,
  history,
  review: (task, report, setting) =>
    [standing(task, setting), report ? reportText(task, report) : ''].filter(Boolean).join('  '),
  petition: (task, petition) =>
    [
      `${petitionNames[petition.kind]}${petition.requestedDay ? `, to ${day(petition.requestedDay)}` : ''}`,
      wordsOf(task, petition.reason),
    ]
      .filter(Boolean)
      .join('  '),
  draft: (_task, notice) =>
    `${noticeNames[notice.kind]} waits for signature, ${notice.overdueWorkdays} working days overdue`,
  call: (person) =>
    person
      ? `Please call ${person.name}${person.phone ? `, phone ${person.phone}` : ''}`
      : 'Nobody is registered for this unit, please contact it',
  upcoming: (kind) => upcoming[kind],
  buttons: deskButtons(buttons, { signBulletin: 'Sign', publish: 'Publish', edit: 'Edit' }),
};
