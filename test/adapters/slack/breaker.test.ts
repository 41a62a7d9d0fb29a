import { describe, expect, it } from 'vitest';
import { breaker } from '../../../src/adapters/slack/breaker.ts';
import type { SlackMessenger } from '../../../src/adapters/slack/messenger.ts';
import type { Account } from '../../../src/core/unit.ts';
import { DeliveryError } from '../../../src/errors.ts';

const li: Account = { platform: 'slack', address: 'U01LI' };
const room: Account = { platform: 'slack', address: 'C01ROOM' };
const hello = { lines: [{ text: '提醒' }] };

/** A Slack that refuses as told; null takes the message. */
function slack(answers: (DeliveryError | null)[]) {
  const calls: string[] = [];
  const heard: string[] = [];
  let now = 0;
  const messenger: SlackMessenger = {
    fault: () => null,
    forget: (address) => void calls.push(`forget ${address}`),
    met: async () => {},
    turn: async () => 0,
    find: async () => 'absent',
    async send(_to, _message, key) {
      calls.push(key);
      const error = answers.shift();
      if (error) throw error;
      return { platformId: key };
    },
  };
  let knows = true;
  const guarded = breaker(messenger, {
    now: () => now,
    ask: async () => {
      if (!knows) throw revoked();
    },
    onShutOut: (code) => void heard.push(`out: ${code}`),
    onBack: () => void heard.push('back'),
  });
  return {
    calls,
    heard,
    guarded,
    later: (ms: number) => {
      now += ms;
    },
    forgets: () => {
      knows = false;
    },
    /** The wait that a refused message is given, or what happened instead. */
    send: (key: string, to = li) =>
      guarded.send(to, hello, key).then(
        () => 'sent',
        (error: DeliveryError) => error,
      ),
  };
}

const revoked = () => new DeliveryError('slack', 'token_revoked', 'later', { about: 'connection' });
const gone = () => new DeliveryError('slack', 'channel_not_found', 'never', { about: 'account' });

describe('while Slack shuts the app out', () => {
  it('one message in five minutes asks for all; the others make no call, wait, and come back spread out', async () => {
    const on = slack([revoked(), revoked(), null]);
    const waits: number[] = [];
    await on.send('first');
    for (let index = 0; index < 1_000; index += 1) {
      const error = await on.send(`message-${index}`);
      if (error instanceof DeliveryError) waits.push(error.retryAfterMs ?? 0);
    }
    expect(on.calls).toEqual(['first']);
    expect(on.heard).toEqual(['out: token_revoked']);
    expect(on.guarded.fault()).toBe('token_revoked');
    expect(waits).toHaveLength(1_000);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(300_000);
    // Spread over five minutes: in no second come more than a handful.
    const inSecond = Map.groupBy(waits, (ms) => Math.floor(ms / 1_000));
    expect(Math.max(...[...inSecond.values()].map((one) => one.length))).toBeLessThan(20);

    on.later(300_001);
    await on.send('second');
    await on.send('third');
    expect(on.calls).toEqual(['first', 'second']);

    on.later(300_001);
    expect(await on.send('fourth')).toBe('sent');
    expect(await on.send('fifth')).toBe('sent');
    expect(on.heard).toEqual(['out: token_revoked', 'back']);
    expect(on.guarded.fault()).toBeNull();
  });

  it('it is asked each minute whether the token is known again', async () => {
    const on = slack([]);
    on.guarded.trip('account_inactive');
    on.guarded.trip('account_inactive');
    on.forgets();

    await on.guarded.probe();
    expect(on.heard).toEqual(['out: account_inactive']);

    const known = slack([]);
    known.guarded.trip('token_revoked');
    await known.guarded.probe();
    expect(known.heard).toEqual(['out: token_revoked', 'back']);
    await known.guarded.probe();
    expect(known.heard).toEqual(['out: token_revoked', 'back']);
  });

  it('a missing scope is not mended by a known token', async () => {
    const on = slack([]);
    on.guarded.trip('missing_scope');

    await on.guarded.probe();

    expect(on.heard).toEqual(['out: missing_scope']);
  });
});

describe('direct messages that are gone', () => {
  it('are opened anew once; then the account counts as lost', async () => {
    const on = slack([gone(), gone()]);

    expect(await on.send('a')).toMatchObject({ retry: 'later' });
    expect(on.calls).toEqual(['a', 'forget U01LI']);
    expect(await on.send('a')).toMatchObject({ retry: 'never', about: 'account' });
  });

  it('and come back are as before', async () => {
    const on = slack([gone(), null, gone()]);
    await on.send('a');
    expect(await on.send('a')).toBe('sent');

    expect(await on.send('b')).toMatchObject({ retry: 'later' });
  });

  it('are no channel of the office: that is refused at once', async () => {
    const on = slack([gone()]);

    expect(await on.send('a', room)).toMatchObject({ retry: 'never' });
  });
});
