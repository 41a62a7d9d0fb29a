import type { Person } from '../../unit.ts';
import type { Alarm } from '../alarm.ts';
import type { Setting } from '../catalogue.ts';
import type { Message } from '../message.ts';
import { faultWords } from './fault-words.ts';
import { about, buttons, dayFrom, line, roleNames, sentence, taskName, whereText } from './words.ts';

/** Units named in one alarm; more at once is a directory that was never filled in. */
const VACANCIES = 30;

/** What the office must be told at once: what happened, what follows, what to do. */
export function alarm(what: Alarm, setting: Setting): Message {
  switch (what.kind) {
    case 'no-recipient': {
      const { vacancies } = what;
      const [first] = vacancies;
      return {
        title: `Nobody to write to · ${vacancies.length === 1 && first ? first.unit.shortName : `${vacancies.length} units`}`,
        lines: [
          ...vacancies
            .slice(0, VACANCIES)
            .map(({ unit, roles }) =>
              line(`${unit.shortName} has no ${roles.map((role) => roleNames[role]).join(', ')}.`),
            ),
          ...(vacancies.length > VACANCIES ? [line(`${vacancies.length - VACANCIES} more.`)] : []),
          line(
            'The notices were not sent and stand on the Office’s list to phone. Please complete the directory, or phone and record the answer.',
          ),
        ],
      };
    }
    case 'delivery-failed':
      return {
        title: `Not delivered · ${what.to}`,
        lines: [
          line(`${platformNames[what.platform] ?? what.platform} did not take it (${faultWords(what.code)}).`),
          line('Please phone or deliver by hand, then record it.'),
        ],
      };
    case 'delivery-unknown':
      return {
        title: `Delivery uncertain · ${what.to}`,
        lines: [
          line(
            `${platformNames[what.platform] ?? what.platform} gave no answer. It may or may not have arrived; it was not sent again.`,
          ),
          line('Please ask the recipient, then record it.'),
        ],
      };
    case 'obligation-without-message':
      return about(what.task, {
        title: `Missing reminder · ${taskName(what.task)}`,
        lines: [
          line(
            `The nightly check found a reminder that was due and not sent. ${sentence(whereText(what.task, setting))}.`,
          ),
          line('Please contact the unit and tell whoever maintains the system.'),
        ],
        actions: [buttons.show(what.task)],
      });
    case 'calendar-missing':
      return {
        title: `No holiday table for ${what.year}`,
        lines: [
          line(
            `Working days of ${what.year} are counted Monday to Friday for now; holidays and make-up days are not known.`,
          ),
          line('Please update once the State Council has published them.'),
        ],
      };
    case 'sweep-held':
      return {
        title: 'Sending is held: please confirm',
        lines: [
          line(
            `${what.due} of ${what.open} open tasks would be chased at once. The clock may be wrong; nothing was sent.`,
          ),
          line('Please check the clock, then continue.'),
        ],
        actions: [buttons.release()],
      };
    case 'ledger-broken':
      return {
        title: 'The ledger does not verify',
        lines: [
          line(`Entry ${what.seq} does not agree with its neighbors; it may have been changed or cut out.`),
          line('Please change nothing, keep things as they are, and tell whoever maintains the system.'),
        ],
      };
    case 'account-lost':
      return {
        title: `Account gone · ${what.person.name}`,
        lines: [
          line(
            `The account on ${platformNames[what.platform] ?? what.platform} takes nothing (${faultWords(what.code)}).`,
          ),
          line(passedTo(what.to)),
          line('Please check whether the person has left, and update the directory or hand over.'),
        ],
      };
    case 'left-alone':
      return {
        title: `No messages wanted · ${what.person.name}`,
        lines: [
          line(`${what.person.name} asked not to be written to here.`),
          line(passedTo(what.to)),
          line('The unit stays responsible. Please agree on another way, or on another liaison.'),
        ],
      };
    case 'written-again':
      return {
        title: `Takes messages again · ${what.person.name}`,
        lines: [
          line(
            `${what.person.name} takes messages here again${what.to ? `; ${what.to.name} gets them no longer` : ''}. Nothing to do.`,
          ),
        ],
      };
    case 'away-alone':
      return {
        title: `Nobody stands in · ${what.person.name}`,
        lines: [
          line(
            `${what.person.name} is away from ${dayFrom(setting.today, what.from)} to ${dayFrom(setting.today, what.to)}; nobody stands in for ${what.units.map((unit) => unit.shortName).join(', ')}.`,
          ),
          line('Reminders of these days still go to the person. Please name a deputy, or phone.'),
        ],
      };
    case 'platform-shut-out':
      return {
        title: `${platformNames[what.platform] ?? what.platform} is cut off`,
        lines: [
          line(
            `${platformNames[what.platform] ?? what.platform} refuses messages of this app (${faultWords(what.code)}); sending has stopped.`,
          ),
          line(
            'What was due is kept and sent as true then once it is back. Please phone meanwhile where it is urgent.',
          ),
          line('The operator should check the app’s installation and token.'),
        ],
      };
    case 'platform-back':
      return {
        title: `${platformNames[what.platform] ?? what.platform} is back`,
        lines: [line('What was kept is being sent, as true now; what has passed is left out.')],
      };
    case 'input-unanswered':
      return {
        title: `A message was not dealt with · ${what.person.name}`,
        lines: [
          line(
            `What ${what.person.name} sent on ${platformNames[what.platform] ?? what.platform} (${dayFrom(setting.today, what.on)}) is kept, but every try to deal with it failed.`,
          ),
          line(
            'Please ask the person what it said, record it for the unit where it is a report, and tell the operator.',
          ),
        ],
      };
    default:
      return what satisfies never;
  }
}

const passedTo = (to: Person | null): string =>
  to
    ? `What would go there goes to ${to.name}.`
    : 'Nobody stands in: what would go there stands on the Office’s list to phone.';

const platformNames: Readonly<Record<string, string>> = { slack: 'Slack', wecom: 'WeCom', local: 'The local chat' };
