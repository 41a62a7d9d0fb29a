import { App, type Receiver, type RespondFn } from '@slack/bolt';
import type { PersonId } from '../../core/ids.ts';
import type { Message } from '../../core/message/message.ts';
import { postsOf } from './blocks.ts';
import type { Pressed } from './command-value.ts';
import { type GateParts, inboundOf, storingFirst } from './gate.ts';
import { homeView } from './home.ts';
import { type Incoming, messageFrom, saidBySlash, shortcutFrom, slashFrom, submissionFrom } from './input.ts';
import { loggerOver } from './logger.ts';
import { ELEMENT, FORM, modalOf, skeletonModal } from './modal.ts';
import { REPORT_SHORTCUT, SLASH, SUBMIT_SHORTCUT } from './names.ts';
import { pressFrom } from './press.ts';
import { type Asked, askedFor } from './slash-words.ts';

/** What the way in stands on. */
export interface ReceiveParts extends GateParts {
  readonly receiver: Receiver;
  readonly token: string;
  readonly apiUrl: string;
}

/**
 * Bolt's app over a receiver: what a person writes, presses, submits or asks for. Everything that changes something has been
 * stored when these listeners run; they acknowledge it and answer.
 */
export function slackApp(parts: ReceiveParts): App {
  const { services, screens, log } = parts;
  const app = new App({
    // No call stands on the way in: the bot starts and takes what is said while Slack's API is away.
    authorize: async () => ({ botToken: parts.token }),
    receiver: storingFirst(parts.receiver, parts),
    clientOptions: { slackApiUrl: parts.apiUrl, retryConfig: { retries: 0 } },
    convoStore: false,
    logger: loggerOver(log),
  });

  const notAnswered = (error: unknown) => log.error({ err: error }, 'An input from Slack was not answered');
  /** Who has looked at the home page: it follows their forms. */
  const homes = new Set<string>();

  // Bolt's own types leave out no event: those it names come through as they are.
  for (const type of ['message', 'app_mention'] as const) {
    app.event(type, async ({ body }) => {
      const incoming = messageFrom(body);
      // Not waited for: what the library keeps of an event under way is many times the event, and thousands may wait.
      if (incoming) void inboundOf(incoming, services).then(services.answer).catch(notAnswered);
    });
  }
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab !== 'home') return;
    homes.add(event.user);
    await publishHome(event.user);
  });
  app.event('user_change', async ({ event }) => services.accountChanged(event.user.id, event.user.deleted === true));
  app.event('tokens_revoked', async ({ event }) => {
    // Tokens of persons are none of ours.
    if ((event.tokens.bot ?? []).length > 0) services.shutOut('token_revoked');
  });
  app.event('channel_archive', async ({ event }) => services.roomGone(event.channel, 'is_archived'));
  app.event('group_archive', async ({ event }) => services.roomGone(event.channel, 'is_archived'));
  app.event('channel_deleted', async ({ event }) => services.roomGone(event.channel, 'channel_not_found'));
  app.event('group_deleted', async ({ event }) => services.roomGone(event.channel, 'channel_not_found'));
  app.event('channel_left', async ({ event }) => services.roomGone(event.channel, 'not_in_channel'));
  app.event('group_left', async ({ event }) => services.roomGone(event.channel, 'not_in_channel'));
  app.event('app_uninstalled', async () => services.shutOut('account_inactive'));

  app.action(/^(?:do:\d+|more)$/, async ({ body, ack, respond }) => {
    await ack();
    const press = pressFrom(body);
    if (!press) return;
    const { pressed, view } = press;
    if ('command' in pressed && press.incoming && !parts.showsOnly(pressed.command, {})) {
      if (view?.type === 'modal')
        await tried(() => screens.update(view, shown(press.user, { lines: [{ text: chatOf(press.user).recorded }] })));
      const { pressedOut } = press;
      if (pressedOut) await tried(() => screens.pressOut(pressedOut));
      const { place } = press;
      const answer = await services.answer(await inboundOf(press.incoming, services), place !== null);
      if (place && answer) await whisper(place.channel, press.user, answer, respond);
      if (view?.type === 'home') await publishHome(press.user);
      return;
    }
    const inModal = view?.type === 'modal' ? view.id : null;
    await showInPlace(press.triggerId, inModal, press.user, (by) => messageOf(by, press.user, pressed), press.incoming);
  });
  // A box ticked in a form is a press as well; it counts when the form is submitted.
  app.action(ELEMENT, async ({ ack }) => ack());

  app.view(FORM, async ({ body, ack }) => {
    await ack();
    const submission = submissionFrom(body, services.now());
    if (!submission) return;
    await services.answer(await inboundOf(submission.incoming, services));
    const { user } = submission.incoming;
    if (homes.has(user)) await tried(() => publishHome(user));
  });

  app.command(SLASH, async ({ body, ack, respond }) => {
    const slash = slashFrom(body);
    if (!slash) {
      await ack();
      return;
    }
    const asked = askedFor(slash.text);
    if (asked.kind === 'say') {
      await ack({ response_type: 'ephemeral', text: chatOf(slash.user_id).recorded });
      await services.answer(await inboundOf(saidBySlash(slash, services.now()), services));
      return;
    }
    await ack();
    if (opensForm(asked)) {
      await showInPlace(slash.trigger_id, null, slash.user_id, (by) => services.asked(by, asked));
      return;
    }
    // Answers to a command are seen by who asked only.
    for (const post of postsOf(await answerFor(slash.user_id, asked))) {
      await respond({ response_type: 'ephemeral', text: post.text, blocks: post.blocks });
    }
  });

  for (const id of [REPORT_SHORTCUT, SUBMIT_SHORTCUT]) {
    app.shortcut(id, async ({ body, ack }) => {
      await ack();
      const used = shortcutFrom(body);
      if (used) await showInPlace(used.triggerId, null, used.user, (by) => services.reportAny(by, used.text));
    });
  }

  app.error(async (error) => notAnswered(error));

  const chatOf = (user: string) => services.textsOf(user).chat;
  const shown = (user: string, message: Message) => modalOf(message, chatOf(user));

  async function answerFor(user: string, asked: Exclude<Asked, { kind: 'say' }>): Promise<Message> {
    const by = await services.meet(user);
    return by === null ? services.notRegistered(user) : services.asked(by, asked);
  }

  /** Shown where it was pressed to who pressed it: by the press's own address, or where that does not take it, by the channel. */
  async function whisper(channel: string, user: string, message: Message, respond: RespondFn): Promise<void> {
    for (const post of postsOf(message)) {
      try {
        await respond({ response_type: 'ephemeral', replace_original: false, text: post.text, blocks: post.blocks });
      } catch {
        await tried(() => screens.whisper(channel, user, post));
      }
    }
  }

  /** A modal opens before anything is read, as its trigger lives three seconds; then it is filled. */
  async function showInPlace(
    triggerId: string,
    viewId: string | null,
    user: string,
    make: (by: PersonId) => Promise<Message>,
    instead: Incoming | null = null,
  ): Promise<void> {
    const view = viewId === null ? await opened(triggerId, user, instead) : { id: viewId };
    if (view === null) return;
    try {
      const by = await services.meet(user);
      await screens.update(view, shown(user, by === null ? await services.notRegistered(user) : await make(by)));
    } catch (error) {
      await tried(() => screens.update({ id: view.id }, shown(user, { lines: [{ text: chatOf(user).notSaved }] })));
      throw error;
    }
  }

  /** The modal, still empty. Where it cannot be opened in time, the press is answered as a message with the form's button. */
  async function opened(triggerId: string, user: string, instead: Incoming | null) {
    try {
      return await screens.open(triggerId, skeletonModal(chatOf(user)));
    } catch (error) {
      if (instead === null) throw error;
      log.warn({ err: error }, 'A modal in Slack could not be opened');
      const event = await inboundOf(instead, services);
      if (await services.receive(event)) await services.answer(event);
      return null;
    }
  }

  /** What a press shows. A form that is no longer kept is as good as not there. */
  async function messageOf(by: PersonId, user: string, pressed: Pressed): Promise<Message> {
    if ('command' in pressed) return services.show(by, pressed.command);
    const form = 'form' in pressed ? pressed.form : await services.keptForm(pressed.kept);
    return form ? { lines: [], form } : { lines: [{ text: services.textsOf(user).refusal('not-there') }] };
  }

  async function publishHome(user: string): Promise<void> {
    const by = await services.meet(user);
    await screens.publish(user, homeView(by === null ? [await services.notRegistered(user)] : await services.home(by)));
  }

  /** What is only decoration may fail. */
  async function tried(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      log.warn({ err: error }, 'A view or message in Slack could not be changed');
    }
  }

  return app;
}

/** What is answered with a form is shown as one at once. */
const opensForm = (asked: Asked): boolean =>
  (asked.kind === 'task' && asked.record) || asked.kind === 'handover' || asked.kind === 'settings';
