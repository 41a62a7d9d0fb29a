import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import type { Day } from '../../core/calendar.ts';
import type { Refusal } from '../../core/event.ts';
import type { Catalogue } from '../../core/message/catalogue.ts';
import type { Command } from '../../core/message/message.ts';
import { paddedTime, quietRefusal } from '../../core/quiet-hours.ts';
import { cleanText } from '../../core/text.ts';
import type { InboundEvent, Log } from '../../ports.ts';
import { type Incoming, messageFrom, saidBySlash, slashFrom, submissionFrom } from './input.ts';
import { modalOf, type Submitted } from './modal.ts';
import { pressFrom } from './press.ts';
import type { Screens, SlackServices } from './services.ts';
import { askedFor } from './slash-words.ts';

/** What the gate stands on. `showsOnly` tells commands that change nothing: they are not stored. */
export interface GateParts {
  readonly services: SlackServices;
  readonly screens: Screens;
  readonly log: Log;
  showsOnly(command: Command, fields: Readonly<Record<string, string>>): boolean;
}

/**
 * A receiver whose events are stored before the library sees them, as the library acknowledges first and calls us then. What cannot
 * be stored is not acknowledged where Slack tries again (messages); a press, a form and a command get "not saved" instead.
 */
export function storingFirst(receiver: Receiver, parts: GateParts): Receiver {
  return {
    init(app: App) {
      const gated: App = Object.create(app);
      gated.processEvent = async (event) => {
        if (await admit(event, parts)) await app.processEvent(event);
      };
      receiver.init(gated);
    },
    start: (...args) => receiver.start(...args),
    stop: (...args) => receiver.stop(...args),
  };
}

/** True when the library may go on: stored, or nothing to be stored. Otherwise it is answered here. */
async function admit(event: ReceiverEvent, parts: GateParts): Promise<boolean> {
  const { services } = parts;
  const message = messageFrom(event.body);
  // Slack sends a message again that was not acknowledged: a failure here is thrown.
  if (message) return (await store(message, services)) !== null || acknowledged(event);

  const press = pressFrom(event.body);
  if (press?.incoming && 'command' in press.pressed && !parts.showsOnly(press.pressed.command, {})) {
    return stored(press.incoming, event, parts, async () => {
      await event.ack();
      await parts.screens.open(press.triggerId, notSaved(services.textsOf(press.user)));
    });
  }

  const submission = submissionFrom(event.body, services.now());
  if (submission) {
    const texts = services.textsOf(submission.incoming.user);
    const errors = fieldErrors(submission.submitted, texts, services.today());
    if (Object.keys(errors).length > 0) {
      await event.ack({ response_action: 'errors', errors });
      return false;
    }
    const [first] = Object.keys(submission.submitted.fields);
    return stored(submission.incoming, event, parts, () =>
      first === undefined
        ? event.ack({ response_action: 'update', view: notSaved(texts) })
        : event.ack({ response_action: 'errors', errors: { [first]: texts.chat.notSaved } }),
    );
  }

  const slash = slashFrom(event.body);
  if (slash && askedFor(slash.text).kind === 'say') {
    return stored(saidBySlash(slash, services.now()), event, parts, () =>
      event.ack({ response_type: 'ephemeral', text: services.textsOf(slash.user_id).chat.notSaved }),
    );
  }
  return true;
}

const notSaved = (texts: Catalogue) => modalOf({ lines: [{ text: texts.chat.notSaved }] }, texts.chat);

async function acknowledged(event: ReceiverEvent): Promise<false> {
  await event.ack();
  return false;
}

/** Stores what Slack will not send again; a failure is told to the person. */
async function stored(
  incoming: Incoming,
  event: ReceiverEvent,
  parts: GateParts,
  tell: () => Promise<unknown>,
): Promise<boolean> {
  try {
    if ((await store(incoming, parts.services)) !== null) return true;
  } catch (error) {
    parts.log.error({ err: error, key: incoming.key }, 'An input from Slack could not be stored');
    await tell();
    return false;
  }
  return acknowledged(event);
}

/** The stored event; null when the same thing was stored before. */
async function store(incoming: Incoming, services: SlackServices): Promise<InboundEvent | null> {
  for (const key of incoming.sameAs) if (await services.isKnown(key)) return null;
  const event = await inboundOf(incoming, services);
  return (await services.receive(event)) ? event : null;
}

/** An input as it is stored. */
export async function inboundOf(incoming: Incoming, services: SlackServices): Promise<InboundEvent> {
  return {
    platform: 'slack',
    key: incoming.key,
    receivedAt: services.now(),
    personId: await services.personOf(incoming.user),
    body: JSON.stringify({ ...incoming.input, user: incoming.user }),
  };
}

/** Commands whose day lies ahead. */
const AHEAD: ReadonlySet<string> = new Set(['ask-extension', 'return-task', 'reopen-task', 'hold-ladder']);

/** What is wrong with a form, by field; shown in the form itself. What only the office's rules know is answered afterwards. */
export function fieldErrors(submitted: Submitted, texts: Catalogue, today: Day): Readonly<Record<string, string>> {
  const { fields } = submitted;
  const errors: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    const clean = cleanText(value);
    if (!clean.ok) errors[name] = texts.refusal(clean.refusal);
  }
  for (const name of submitted.required) {
    if ((fields[name] ?? '').trim() === '') errors[name] = texts.chat.blank;
  }
  if (AHEAD.has(submitted.command.name) && fields.day !== undefined && fields.day < today) {
    errors.day = texts.refusal('day-in-the-past');
  }
  const own = ownSettingError(submitted, today);
  if (own) errors[own.field] ??= texts.refusal(own.refusal);
  return errors;
}

/** What is wrong with one's own hours or days, as far as the form itself tells. */
function ownSettingError(
  { command, fields }: Submitted,
  today: Day,
): { readonly field: string; readonly refusal: Refusal } | null {
  const { from = '', to = '' } = fields;
  if (command.name === 'set-absence' && from !== '' && to !== '') {
    if (to < from) return { field: 'to', refusal: 'ends-before-it-begins' };
    return to < today ? { field: 'to', refusal: 'day-in-the-past' } : null;
  }
  if (command.name !== 'set-quiet' || (from === '' && to === '')) return null;
  const refusal = quietRefusal({ from: paddedTime(from), to: paddedTime(to) });
  return refusal ? { field: from === '' ? 'to' : 'from', refusal } : null;
}
