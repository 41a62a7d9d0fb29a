import type { Alarm, Setting } from '../catalogue.ts';
import type { Message } from '../message.ts';
import { about, buttons, line, roleNames, sentence, standing, taskName, whereText } from './words.ts';

/** What the office must be told at once: what happened, what follows, what to do. */
export function alarm(what: Alarm, setting: Setting): Message {
  switch (what.kind) {
    case 'no-recipient': {
      const lines = [
        line(
          `${what.unit.shortName} has no ${roleNames[what.role]}. The notice was not sent and stands on the Office’s list to phone.`,
        ),
        ...(what.task ? [line(`${taskName(what.task)} · ${standing(what.task, setting)}`)] : []),
        line('Please complete the directory, or phone and record the answer.'),
      ];
      const message = { title: `Nobody to receive · ${what.unit.shortName}`, lines };
      return what.task ? about(what.task, { ...message, actions: [buttons.record(what.task)] }) : message;
    }
    case 'delivery-failed':
      return {
        title: `Not delivered · ${what.to}`,
        lines: [
          line(`${platformNames[what.platform] ?? what.platform} did not take it (code ${what.code}).`),
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
    default:
      return what satisfies never;
  }
}

const platformNames: Readonly<Record<string, string>> = { slack: 'Slack', wecom: 'WeCom', local: 'The local chat' };
