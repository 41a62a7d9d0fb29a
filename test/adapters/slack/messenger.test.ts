import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memorySettings } from '../../../src/adapters/memory/settings.ts';
import { bulkClient } from '../../../src/adapters/slack/clients.ts';
import { directsIn } from '../../../src/adapters/slack/directs.ts';
import { keptForms } from '../../../src/adapters/slack/kept-forms.ts';
import { type SlackMessenger, slackMessenger } from '../../../src/adapters/slack/messenger.ts';
import { type Threads, threadsIn } from '../../../src/adapters/slack/threads.ts';
import type { Message } from '../../../src/core/message/message.ts';
import type { Account } from '../../../src/core/unit.ts';
import type { Settings } from '../../../src/ports.ts';
import { type FakeSlack, type Fault, fakeSlack } from '../../support/fake-slack.ts';
import { waitFor } from '../../support/wait-for.ts';

const li: Account = { platform: 'slack', address: 'U01LI' };
const since = new Date('2026-06-01T01:00:00Z');
const hello: Message = { lines: [{ text: '请报送进展' }] };
const about = (code: string): Message => ({ ...hello, thread: code });
const long: Message = { lines: [{ text: '长'.repeat(20_000) }], thread: '26-1-1' };

let slack: FakeSlack;
let threads: Threads;
let settings: Settings;
let messenger: SlackMessenger;
let now: number;

/** As another process, or this one after a crash: nothing remembered but what is stored. */
const fresh = (): SlackMessenger =>
  slackMessenger({
    client: bulkClient('xoxb-test', slack.apiUrl),
    threads,
    directs: directsIn(settings),
    forms: keptForms(memorySettings()),
    log: { info: () => {}, warn: () => {}, error: () => {} },
    now: () => now,
    sleep: async (ms) => {
      now += ms;
    },
  });

beforeEach(async () => {
  slack = await fakeSlack();
  settings = memorySettings();
  threads = threadsIn(settings);
  now = 0;
  messenger = fresh();
});
afterEach(() => slack.stop());

describe('sending', () => {
  it('posts into the direct messages and gives channel and time back', async () => {
    const sent = await messenger.send(li, hello, 'card|li|2026-06-01|slack');

    expect(sent.platformId).toBe(`DU01LI:${slack.posted[0]?.ts}`);
    expect(slack.posted[0]).toMatchObject({ channel: 'DU01LI', threadTs: null, text: '请报送进展' });
  });

  it('does not begin to post so late that another may have taken the delivery over', async () => {
    const slow = fresh();
    const root = threads.root.bind(threads);
    threads.root = async (...asked) => {
      now += 5_000;
      return root(...asked);
    };

    await expect(slow.send(li, about('26-1-1'), 'late')).rejects.toMatchObject({
      code: 'too_slow',
      retry: 'ambiguous',
    });
    expect(slack.posted).toEqual([]);
  });

  it('carries no words and no name of ours in the metadata', async () => {
    await messenger.send(li, about('26-1-1'), 'notice|市教育局|李华');

    expect(slack.posted[0]?.metadata).toEqual({
      event_type: 'duban_message',
      event_payload: { key: expect.stringMatching(/^[\w-]{32}$/), part: 1, parts: 1, task: '26-1-1' },
    });
  });

  it('puts everything about a task into one thread, begun by its first message', async () => {
    await messenger.send(li, about('26-1-1'), 'a');
    await messenger.send(li, about('26-2-1'), 'b');
    await fresh().send(li, about('26-1-1'), 'c');

    const [first, second, third] = slack.posted;
    expect([first?.threadTs, second?.threadTs, third?.threadTs]).toEqual([null, null, first?.ts]);
    expect(await threads.taskOf('DU01LI', first?.ts ?? '')).toBe('26-1-1');
  });

  it('sends a long text in parts, the later ones under the first, and is known by all of them', async () => {
    const { platformId } = await messenger.send(li, long, 'a');

    const [first] = slack.posted;
    expect(slack.posted.map((post) => post.threadTs)).toEqual([null, first?.ts, first?.ts]);
    expect(platformId).toBe(`DU01LI:${slack.posted.map(({ ts }) => ts).join(',')}`);
    expect(await fresh().find(li, 'a', since)).toEqual({ platformId });
  });

  it('never writes to an account that was switched off', async () => {
    slack.deleted.add('U01LI');

    await expect(messenger.send(li, hello, 'a')).rejects.toMatchObject({ code: 'user_deactivated', retry: 'never' });
    expect(slack.posted).toEqual([]);
  });

  it('waits its turn rather than being refused', async () => {
    for (const key of ['a', 'b', 'c', 'd', 'e']) await messenger.send(li, hello, key);

    expect(slack.posted).toHaveLength(5);
    expect(now).toBe(2_000);
  });

  it('says how long to wait after a 429, and lets nothing more go to the channel before', async () => {
    slack.next('chat.postMessage', { kind: 'rate', seconds: 30 });

    await expect(messenger.send(li, hello, 'a')).rejects.toMatchObject({ retry: 'later', retryAfterMs: 30_000 });
    await expect(messenger.send(li, hello, 'b')).rejects.toMatchObject({ code: 'paced', retry: 'later' });
    expect(slack.callsOf('chat.postMessage')).toHaveLength(1);
  });

  it('posts once when the answer was an error after it had been taken', async () => {
    slack.next('chat.postMessage', { kind: 'status', status: 500, accepted: true });

    await expect(messenger.send(li, hello, 'a')).rejects.toMatchObject({ retry: 'ambiguous' });
    expect(slack.posted).toHaveLength(1);
  });

  it('says that the app is shut out until a message is taken again', async () => {
    slack.next('chat.postMessage', { kind: 'error', code: 'token_revoked' });
    await expect(messenger.send(li, hello, 'a')).rejects.toMatchObject({ retry: 'later', retryAfterMs: 300_000 });
    expect(messenger.fault()).toBe('token_revoked');

    await messenger.send(li, hello, 'a');
    expect(messenger.fault()).toBeNull();
  });
});

describe('the turn of a delivery', () => {
  it('is waited for before the claim, and the post that follows waits no more', async () => {
    for (const number of Array(25).keys()) await messenger.turn(`C${number}`, false);
    // Twenty at once, then one in 250 ms.
    expect(now).toBe(1_250);

    await messenger.send({ platform: 'slack', address: 'C24' }, hello, 'a');
    expect(now).toBe(1_250);
  });

  it('is given back while many accounts wait to be asked about, and is there once this one has been', async () => {
    const first = await Promise.all(Array.from({ length: 20 }, (_, number) => messenger.turn(`U${number}`, false)));
    expect(first.filter((waitMs) => waitMs > 3_000).length).toBeGreaterThan(15);
    await waitFor(() => expect(slack.callsOf('conversations.open')).toHaveLength(20));

    // Five at once, then one in 1.2 s.
    expect(now).toBeGreaterThanOrEqual(14 * 1_200);
    expect(await messenger.turn('U19', false)).toBe(0);
  });

  it('does not wait again for an account that cannot be asked about: its delivery says why', async () => {
    slack.deleted.add('U01LI');

    expect(await messenger.turn('U01LI', false)).toBe(0);
    expect(await messenger.turn('U01LI', false)).toBe(0);
    await expect(messenger.send(li, hello, 'a')).rejects.toMatchObject({ code: 'user_deactivated' });
  });

  it('goes to what is said at once however many cards wait', async () => {
    await messenger.send(li, hello, 'known');
    for (const number of Array(40).keys()) void messenger.turn(`C${number}`, false);
    const before = now;

    expect(await messenger.turn(li.address, true)).toBe(0);
    expect(now - before).toBeLessThanOrEqual(1_000);
  });

  it('waits out a 429 of its channel', async () => {
    slack.next('chat.postMessage', { kind: 'rate', seconds: 30 });
    await messenger.send(li, hello, 'a').catch(() => {});

    expect(await messenger.turn(li.address, false)).toBe(30_000);
    expect(await messenger.turn('U02', false)).toBe(0);
  });
});

describe('direct messages', () => {
  it('are opened once for good; the account is asked about again after twelve hours', async () => {
    await messenger.send(li, hello, 'a');
    now += 13 * 3_600_000;
    await fresh().send(li, hello, 'b');
    await messenger.send(li, hello, 'c');

    expect(slack.callsOf('conversations.open')).toHaveLength(1);
    expect(slack.callsOf('users.info')).toHaveLength(3);
  });

  it('of somebody who has written there need no question before the answer', async () => {
    await messenger.met('U01LI', 'DU01LI');
    await messenger.send(li, hello, 'a');

    expect(slack.posted).toHaveLength(1);
    expect([...slack.callsOf('users.info'), ...slack.callsOf('conversations.open')]).toEqual([]);
  });

  it('are opened anew once they are gone', async () => {
    await messenger.send(li, hello, 'a');
    messenger.forget(li.address);
    await messenger.send(li, hello, 'b');

    expect(slack.callsOf('conversations.open')).toHaveLength(2);
  });
});

describe('asking whether a message arrived', () => {
  const faults: readonly [string, Fault, boolean][] = [
    ['500 after it was taken', { kind: 'status', status: 500, accepted: true }, true],
    ['500 before', { kind: 'status', status: 500, accepted: false }, false],
    ['the connection cut after it was taken', { kind: 'reset', accepted: true }, true],
    ['the connection cut before', { kind: 'reset', accepted: false }, false],
    ['a page in place of an answer', { kind: 'html' }, false],
  ];
  const places: readonly [string, readonly string[], Message][] = [
    ['a message of its own', [], hello],
    ['the root of a thread', [], about('26-1-1')],
    ['a reply in a thread', ['earlier'], about('26-1-1')],
    ['a text in parts', [], long],
  ];

  it.each(
    faults.flatMap(([fault, what, arrived]) =>
      places.map(([place, before, message]) => [place, fault, what, arrived, before, message] as const),
    ),
  )(
    'finds %s after %s, and a second try makes it whole once',
    async (_place, _fault, what, arrived, before, message) => {
      for (const key of before) await messenger.send(li, about('26-1-1'), key);
      const known = slack.posted.length;
      slack.next('chat.postMessage', what);
      await expect(messenger.send(li, message, 'key')).rejects.toMatchObject({ retry: 'ambiguous' });

      const again = fresh();
      const found = await again.find(li, 'key', since);
      const whole = arrived && message !== long;
      expect(found === 'absent').toBe(!whole);
      if (found === 'absent') await again.send(li, message, 'key');

      const sent = slack.posted.slice(known);
      const payloads = sent.map((post) =>
        JSON.stringify((post.metadata as { event_payload: { part: number } }).event_payload.part),
      );
      expect(payloads.toSorted()).toEqual(message === long ? ['1', '2', '3'] : ['1']);
    },
  );

  it('does not find another message', async () => {
    await messenger.send(li, hello, 'other');

    expect(await messenger.find(li, 'key', since)).toBe('absent');
  });

  it('asks from a little before the first try', async () => {
    await messenger.find(li, 'key', since);

    expect(slack.callsOf('conversations.history')[0]?.args).toMatchObject({
      oldest: String(since.getTime() / 1_000 - 5),
      include_all_metadata: 'true',
    });
  });

  it('still does not know when the question fails', async () => {
    slack.next('conversations.history', { kind: 'status', status: 503, accepted: false });

    await expect(messenger.find(li, 'key', since)).rejects.toMatchObject({ retry: 'ambiguous' });
  });
});
