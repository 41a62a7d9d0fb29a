import { createHmac } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { memorySettings } from '../../src/adapters/memory/settings.ts';
import { oneTimeCodes } from '../../src/adapters/one-time-codes.ts';
import { systemClock } from '../../src/adapters/system-clock.ts';
import { en } from '../../src/core/message/en.ts';
import { zh } from '../../src/core/message/zh.ts';
import { wireSlack } from '../../src/wire-slack.ts';
import { fakeSlack, type Posted } from './fake-slack.ts';
import { keptFiles } from './kept-files.ts';
import { type OfficeOptions, openOffice, theDirectory } from './office.ts';
import { waitFor } from './wait-for.ts';

const SECRET = 'signing-secret-of-the-test';
const BOT = 'U0BOT';

/** The Slack account of a person of the invented office. */
export const accountOf = (person: string): string => `U0${person.toUpperCase().replaceAll('-', '')}`;
export const channelOf = (person: string): string => `D${accountOf(person)}`;

export type SlackOffice = Awaited<ReturnType<typeof openSlackOffice>>;

/** The invented office on Slack: Bolt's app behind its own signed HTTP receiver, over the fake Slack. */
export async function openSlackOffice(options: OfficeOptions = {}) {
  const directory = options.directory ?? theDirectory();
  const persons = directory.persons.map((person) => ({
    ...person,
    accounts:
      person.accounts.length > 0 ? [{ platform: 'slack' as const, address: accountOf(person.id) }] : person.accounts,
  }));
  const platform = await fakeSlack();
  const office = await openOffice({ ...options, directory: { ...directory, persons } });
  const kept = keptFiles();
  let waited = 0;
  const slack = wireSlack({
    deps: { ...office.deps, files: kept.files, codes: oneTimeCodes, languages: { zh, en } },
    settings: memorySettings(),
    slack: {
      botToken: 'xoxb-test',
      apiUrl: platform.apiUrl,
      link: { mode: 'http', signingSecret: SECRET },
    },
    deskAddress: async (by) => (by === 'clerk' ? 'https://duban.example/#link=once' : null),
    machine: systemClock,
    // Nobody waits for a turn: the time of it passes at once.
    turns: {
      now: () => systemClock.now().getTime() + waited,
      sleep: async (ms) => {
        waited += ms;
      },
    },
    changed: () => {},
  });
  office.deps.messengers.slack = slack.messenger;
  office.deps.rewriters.slack = slack.rewriter;
  const app = express();
  slack.mount(app);
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  await office.deps.queue.drain();
  let count = 0;
  const unique = (): string => {
    count += 1;
    return String(count);
  };
  /** Slack's time of the next thing done, one minute after the one before. */
  const nextTs = (): string =>
    `${Math.floor(office.deps.clock.now().getTime() / 1_000) + 60 * Number(unique())}.000100`;

  /** A request as Slack signs it; `at` and `secret` for those that are not Slack's. */
  async function request(
    body: string,
    type: string,
    given: { at?: number; secret?: string; signature?: string | null } = {},
  ): Promise<Response> {
    const at = Math.floor(systemClock.now().getTime() / 1_000) + (given.at ?? 0);
    const hash = createHmac('sha256', given.secret ?? SECRET)
      .update(`v0:${at}:${body}`)
      .digest('hex');
    const signature = given.signature === undefined ? `v0=${hash}` : given.signature;
    return fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': String(at),
        ...(signature === null ? {} : { 'x-slack-signature': signature }),
      },
    });
  }

  const event = (inner: object, given: Parameters<typeof request>[2] & { id?: string } = {}) =>
    request(
      JSON.stringify({
        type: 'event_callback',
        api_app_id: 'A01',
        team_id: 'T01',
        event_id: given.id ?? `Ev${unique()}`,
        event: inner,
        authorizations: [{ user_id: BOT, is_bot: true }],
      }),
      'application/json',
      given,
    );

  const form = (values: Record<string, string>) =>
    request(new URLSearchParams(values).toString(), 'application/x-www-form-urlencoded');
  const interact = (payload: object) => form({ payload: JSON.stringify({ team: { id: 'T01' }, ...payload }) });

  /** A direct message of a person. */
  const message = (person: string, text: string, more: Record<string, unknown> = {}) => ({
    type: 'message',
    channel: channelOf(person),
    channel_type: 'im',
    user: accountOf(person),
    text,
    ts: nextTs(),
    ...more,
  });

  /** Waits till everything stored has been answered and every answer is out. */
  async function settle(): Promise<void> {
    await waitFor(async () => {
      const left = await office.deps.stores.unhandled(10);
      if (left.length > 0) throw new Error(`${left.length} not answered: ${left.map((one) => one.key).join(', ')}`);
    });
    await office.deps.queue.drain();
  }

  /** Goes on to an instant without a word over HTTP: what is said on the way is not what the test is about. */
  async function advanceQuietly(to: string): Promise<void> {
    const { messengers } = office.deps;
    const loud = messengers.slack;
    messengers.slack = { send: async () => ({ platformId: 'D0:0.0' }), find: async () => 'absent' };
    await office.advanceTo(to);
    if (loud) messengers.slack = loud;
  }

  const postedTo = (person: string): readonly Posted[] =>
    platform.posted.filter((one) => one.channel === channelOf(person));

  const lastTo = (person: string): string => postedTo(person).at(-1)?.text ?? '';
  const reportsOf = async (code: string) => office.deps.stores.reportsOf((await office.task(code)).id);

  /** The value of a person's newest button with this label. */
  function buttonOf(person: string, label: string): { value: string; ts: string } {
    for (const one of postedTo(person).toReversed()) {
      const elements = one.blocks.flatMap((block) => (block.elements ?? []) as ButtonShape[]);
      const options = elements.flatMap((element) => element.options ?? []);
      const found = [...elements, ...options].find((element) => element.text?.text === label);
      if (found?.value) return { value: found.value, ts: one.ts };
    }
    throw new Error(`${person} has no button ${label}`);
  }

  /** A press on a button of a message, or of a view. */
  const press = (
    person: string,
    value: string,
    given: {
      messageTs?: string;
      view?: object;
      at?: string;
      message?: object;
      actionId?: string;
      blockId?: string;
      /** A channel, in place of the person's direct messages. */
      channel?: string;
      ephemeral?: boolean;
    } = {},
  ) =>
    interact({
      type: 'block_actions',
      user: { id: accountOf(person) },
      trigger_id: `T${unique()}`,
      container: given.view
        ? { type: 'view', view_id: (given.view as { id: string }).id }
        : {
            type: 'message',
            channel_id: given.channel ?? channelOf(person),
            message_ts: given.messageTs ?? '1.1',
            is_ephemeral: given.ephemeral ?? false,
          },
      response_url: `${platform.apiUrl}response`,
      ...(given.view ? { view: given.view } : { channel: { id: given.channel ?? channelOf(person) } }),
      ...(given.message ? { message: given.message } : {}),
      actions: [
        {
          type: 'button',
          action_id: given.actionId ?? 'do:0',
          block_id: given.blockId ?? 'b',
          value,
          action_ts: given.at ?? nextTs(),
        },
      ],
    });

  const clickOn = async (person: string, label: string) => {
    const button = buttonOf(person, label);
    return press(person, button.value, { messageTs: button.ts });
  };

  /** The newest message of a channel whose words hold this. */
  function cardIn(channel: string, words: string): Posted {
    const found = platform.posted.findLast((one) => one.channel === channel && one.text.includes(words));
    if (!found) throw new Error(`${channel} has no message with ${words}`);
    return found;
  }

  /** Labels of a message's buttons, with their values. */
  const buttonsOf = (one: Posted): ReadonlyMap<string, string> =>
    new Map(
      one.blocks
        .flatMap((block) => (block.elements ?? []) as ButtonShape[])
        .flatMap((element) => (element.text && element.value ? [[element.text.text, element.value] as const] : [])),
    );

  /** A press on a button of the newest message of a channel with these words. */
  const pressIn = async (channel: string, person: string, words: string, label: string) => {
    const card = cardIn(channel, words);
    const value = buttonsOf(card).get(label);
    if (value === undefined) throw new Error(`${words} has no button ${label}: ${[...buttonsOf(card).keys()].join()}`);
    return press(person, value, {
      channel,
      messageTs: card.ts,
      message: { ts: card.ts, text: card.text, blocks: card.blocks },
    });
  };

  /** A submitted modal: what it carries, with these values. */
  const submit = (person: string, view: ViewShape, values: Record<string, object>, viewId = `V${unique()}`) =>
    interact({
      type: 'view_submission',
      user: { id: accountOf(person) },
      view: {
        id: viewId,
        type: 'modal',
        callback_id: view.callback_id,
        private_metadata: view.private_metadata ?? '',
        state: { values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { v: value }])) },
      },
    });

  const slash = (person: string, text: string) =>
    form({
      command: '/duban',
      text,
      user_id: accountOf(person),
      team_id: 'T01',
      channel_id: 'C01',
      trigger_id: `T${unique()}`,
      response_url: `${platform.apiUrl}response`,
    });

  const shortcut = (person: string, id: string, text?: string) =>
    interact({
      type: text === undefined ? 'shortcut' : 'message_action',
      callback_id: id,
      user: { id: accountOf(person) },
      trigger_id: `T${unique()}`,
      ...(text === undefined ? {} : { message: { text, ts: '1.1' }, channel: { id: 'C01' } }),
    });

  /** The view of the newest call of a method, once it has been called. */
  async function shown(method: 'views.open' | 'views.update' | 'views.publish'): Promise<ViewShape> {
    await waitFor(() => {
      if (platform.callsOf(method).length === 0) throw new Error(`no ${method}`);
    });
    return JSON.parse(platform.callsOf(method).at(-1)?.args.view ?? 'null');
  }

  return {
    office,
    platform,
    slack,
    event,
    request,
    message,
    press,
    advanceQuietly,
    clickOn,
    cardIn,
    buttonsOf,
    pressIn,
    buttonOf,
    submit,
    slash,
    shortcut,
    shown,
    settle,
    postedTo,
    lastTo,
    reportsOf,
    nextTs,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await platform.stop();
      kept.remove();
    },
  };
}

interface ButtonShape {
  readonly text?: { readonly text: string };
  readonly value?: string;
  readonly options?: readonly ButtonShape[];
}

/** A view as it was handed to Slack. */
export interface ViewShape {
  readonly callback_id: string;
  readonly private_metadata?: string;
  readonly blocks: readonly { readonly type: string; readonly block_id?: string }[];
}
