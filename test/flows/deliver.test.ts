import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../src/core/notice.ts';
import { DeliveryError } from '../../src/errors.ts';
import { deliver } from '../../src/flows/deliver.ts';
import type { Messenger } from '../../src/ports.ts';
import { nothingBroken, openOffice } from '../support/office.ts';

type Answer = 'ok' | 'never' | 'later' | 'ambiguous' | 'ambiguous-but-arrived';

/** A platform that answers each try as told, then well. It remembers what arrived, by key. */
function platform(answers: readonly Answer[], options: { canBeAsked?: boolean; onlyTo?: string } = {}) {
  const calls: string[] = [];
  const arrived = new Map<string, number>();
  const left = [...answers];
  const messenger: Messenger = {
    async send(to, _message, key) {
      const answer = options.onlyTo && to.address !== options.onlyTo ? 'ok' : (left.shift() ?? 'ok');
      if (!options.onlyTo || to.address === options.onlyTo) calls.push(`send:${answer}`);
      if (answer === 'ok' || answer === 'ambiguous-but-arrived') arrived.set(key, (arrived.get(key) ?? 0) + 1);
      if (answer === 'ok') return { platformId: `id-${key}` };
      throw new DeliveryError(
        'local',
        `code-${answer}`,
        answer === 'never' ? 'never' : answer === 'later' ? 'later' : 'ambiguous',
      );
    },
    async find(_to, key) {
      if (options.canBeAsked === false) {
        calls.push('find:cannot-ask');
        return 'cannot-ask';
      }
      calls.push(`find:${arrived.has(key) ? 'there' : 'absent'}`);
      return arrived.has(key) ? { platformId: `id-${key}` } : 'absent';
    },
  };
  return { messenger, calls, arrived, doubled: () => [...arrived.values()].filter((times) => times > 1).length };
}

/** The plan is adopted: one message to the liaison of the court, whose platform answers as told. */
async function told(answers: readonly Answer[], options: { canBeAsked?: boolean } = {}) {
  const fake = platform(answers, { ...options, onlyTo: 'yun' });
  const office = await openOffice({ messenger: fake.messenger });
  const [delivery] = (await office.stores.deliveries({})).filter((one) => one.personId === 'yun');
  if (!delivery) throw new Error('Nothing was addressed to yun');
  return { office, delivery, ...fake };
}

const alarms = async (office: Awaited<ReturnType<typeof openOffice>>) =>
  (
    await office.stores.notices([...new Set((await office.stores.deliveries({})).flatMap((one) => one.noticeIds))])
  ).filter((notice) => notice.kind === 'alarm');
const onList = (office: Awaited<ReturnType<typeof openOffice>>) =>
  office.stores
    .deliveries({ channel: 'offline', state: ['queued'] })
    .then((all) => all.filter((one) => one.personId === 'yun'));

describe('a message is handed over', () => {
  it.each<[string, readonly Answer[], readonly string[]]>([
    ['at once', [], ['send:ok']],
    ['after a passing fault, without asking: it was surely not taken', ['later'], ['send:later', 'send:ok']],
    ['after several', ['later', 'later', 'later'], ['send:later', 'send:later', 'send:later', 'send:ok']],
    [
      'after an unclear answer: asked before the second try',
      ['ambiguous'],
      ['send:ambiguous', 'find:absent', 'send:ok'],
    ],
    [
      'after an unclear answer though it had arrived: not again',
      ['ambiguous-but-arrived'],
      ['send:ambiguous-but-arrived', 'find:there'],
    ],
    [
      'after an unclear answer and a passing fault: asked both times',
      ['ambiguous', 'later'],
      ['send:ambiguous', 'find:absent', 'send:later', 'find:absent', 'send:ok'],
    ],
  ])('%s', async (_, answers, calls) => {
    const { office, delivery, ...fake } = await told(answers);

    expect(fake.calls).toEqual(calls);
    expect(fake.doubled()).toBe(0);
    expect(await office.stores.delivery(delivery.id)).toMatchObject({
      state: 'sent',
      platformId: `id-${delivery.key}`,
    });
    expect(await onList(office)).toEqual([]);
    expect(await office.invariants()).toEqual(nothingBroken);
  });
});

describe('a message that is not taken', () => {
  it('for good: it stands on the list of the clerk with its words, with one alarm, and is not tried again', async () => {
    const { office, delivery, calls } = await told(['never']);

    expect(calls).toEqual(['send:never']);
    expect(await office.stores.delivery(delivery.id)).toMatchObject({ state: 'failed', failure: 'code-never' });
    const [listed, ...more] = await onList(office);
    expect(more).toEqual([]);
    expect(listed?.sent?.title).toContain('市法院');
    expect(await alarms(office)).toHaveLength(1);
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('of several to one person on one day: one alarm', async () => {
    const { office } = await told(['never', 'never', 'never']);

    await office.say('yun', '任务');
    await office.say('yun', '帮助');

    expect(await alarms(office)).toHaveLength(1);
    expect(await onList(office)).toHaveLength(3);
  });

  it('for ever so long: after eight tries it is a thing for the clerk', async () => {
    const { office, delivery, calls } = await told(Array.from({ length: 20 }, () => 'later' as const));

    expect(calls.filter((call) => call === 'send:later')).toHaveLength(8);
    expect((await office.stores.delivery(delivery.id))?.state).toBe('failed');
    expect(await onList(office)).toHaveLength(1);
    expect(await alarms(office)).toHaveLength(1);
  });

  it('clearly, where the platform cannot be asked: flagged for a person, never sent a second time', async () => {
    const { office, calls } = await told(['ambiguous'], { canBeAsked: false });

    expect(calls).toEqual(['send:ambiguous', 'find:cannot-ask']);
    expect(await onList(office)).toHaveLength(1);
    const [alarm] = await alarms(office);
    expect(alarm?.message?.title).toContain('送达情况不明');
  });

  it('for a passing reason, where the platform cannot be asked: tried again, since it was surely not taken', async () => {
    const { office, delivery, calls } = await told(['later'], { canBeAsked: false });

    expect(calls).toEqual(['send:later', 'send:ok']);
    expect((await office.stores.delivery(delivery.id))?.state).toBe('sent');
  });

  it('and is an alarm itself: no alarm about the alarm', async () => {
    const fake = platform(Array.from({ length: 50 }, () => 'never' as const));
    const office = await openOffice({ messenger: fake.messenger });

    const all = await alarms(office);
    const about = await office.stores.deliveries({ channel: 'offline', state: ['queued'] });

    expect(all.map((alarm) => alarm.message?.title).toSorted()).toEqual(
      ['chen', 'wu', 'yun'].map((name) => `未能送达 · ${name}`),
    );
    expect(about.length).toBeGreaterThan(0);
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('because the person has no account on a connected platform: on the list of the clerk', async () => {
    const office = await openOffice({ plan: null });
    const { persons, ...rest } = await office.stores.directory();
    const moved = persons.map((one) =>
      one.id === 'yun' ? { ...one, accounts: [{ platform: 'wecom' as const, address: 'yun' }] } : one,
    );
    await office.stores.commit({ directory: { ...rest, persons: moved } });

    await office.say('yun', '帮助');

    expect(await onList(office)).toHaveLength(1);
    expect((await alarms(office))[0]?.message?.lines.map((line) => line.text).join('')).toContain('企业微信');
  });

  it('and a fault that is ours is not taken for one of the platform', async () => {
    const office = await openOffice();
    const [delivery] = await office.stores.deliveries({ state: ['sent'] });
    const broken: Messenger = {
      send: async () => {
        throw new TypeError('a bug');
      },
      find: async () => 'absent',
    };
    const queued: Delivery = {
      ...(delivery as Delivery),
      id: 'queued' as Delivery['id'],
      key: 'queued',
      state: 'queued',
      attempt: 0,
    };
    const [notice] = await office.stores.notices(queued.noticeIds);
    if (!notice) throw new Error('The delivery carried nothing');
    await office.stores.commit({
      notices: [{ ...notice, id: 'fresh' as typeof notice.id, key: 'fresh', status: 'due' }],
      deliveries: [{ ...queued, noticeIds: ['fresh' as typeof notice.id], dueAt: new Date('2030-01-01') }],
    });

    await expect(deliver(queued.id, { ...office.deps, messengers: { local: broken } })).rejects.toThrow('a bug');
    expect((await office.stores.delivery(queued.id))?.state).toBe('sending');
  });
});

describe('a message that breaks whoever tries to send it', () => {
  /** One answer to 陈 whose sender breaks off each time, after it arrived or before. */
  async function poisoned(arrives: boolean) {
    const fake = platform([]);
    let now = new Date('2026-03-02T00:00:00Z');
    const office = await openOffice({ messenger: fake.messenger, machineNow: () => now });
    const [known] = await office.stores.deliveries({ state: ['sent'] });
    const [notice] = await office.stores.notices(known?.noticeIds ?? []);
    if (!known || !notice) throw new Error('Nothing was sent');
    const poison = { ...known, id: 'poison' as Delivery['id'], key: 'poison', state: 'queued' as const, attempt: 0 };
    const fresh = { ...notice, id: 'fresh' as typeof notice.id, key: 'fresh', status: 'due' as const };
    const deliveries = [{ ...poison, noticeIds: [fresh.id], dueAt: new Date('2030-01-01') }];
    await office.stores.commit({ notices: [fresh], deliveries });
    let tries = 0;
    const breaking: Messenger = {
      ...fake.messenger,
      async send(to, message, key) {
        tries += 1;
        if (arrives) await fake.messenger.send(to, message, key);
        throw new TypeError('the sender breaks');
      },
      find: async (to, key, since) => (tries < 8 ? 'absent' : fake.messenger.find(to, key, since)),
    };
    for (let times = 0; times < 12; times += 1) {
      await deliver(poison.id, { ...office.deps, messengers: { local: breaking } }).catch(() => {});
      now = new Date(now.getTime() + 60_000);
    }
    return { office, tries, delivery: await office.stores.delivery(poison.id) };
  }

  it('is tried eight times and no more: then it stands on the list of the clerk, with an alarm', async () => {
    const { office, tries, delivery } = await poisoned(false);

    expect(tries).toBe(8);
    expect(delivery).toMatchObject({ state: 'failed', failure: 'broke' });
    expect(await office.stores.deliveries({ channel: 'offline', state: ['queued'] })).toContainEqual(
      expect.objectContaining({ key: 'offline|poison' }),
    );
    expect(await alarms(office)).toHaveLength(1);
  });

  it('is not put on the list when the platform has it after all', async () => {
    const { office, delivery } = await poisoned(true);

    expect(delivery).toMatchObject({ state: 'sent', platformId: 'id-poison' });
    expect(await alarms(office)).toEqual([]);
  });
});

describe('a card whose clock was set back before it left', () => {
  it('waits for its hour, and is then sent without asking', async () => {
    const fake = platform([]);
    const office = await openOffice({ messenger: fake.messenger });
    await office.advanceTo('2026-03-23 18:00');
    office.clock.set(new Date('2026-03-24T09:01:00+08:00'));
    await office.sweepOnce();
    const [card] = (await office.stores.deliveries({ state: ['queued'] })).filter(
      (one) => one.kind === 'card' && one.personId === 'chen',
    );
    if (!card) throw new Error('No card waits');
    fake.calls.length = 0;

    await deliver(card.id, office.deps);
    const before = [...fake.calls];
    office.clock.set(new Date('2026-03-24T09:26:00+08:00'));
    await deliver(card.id, office.deps);

    expect(before).toEqual([]);
    expect(fake.calls).toEqual(['send:ok']);
    await office.sweepOnce();
    expect(await office.invariants()).toEqual(nothingBroken);
  });
});

describe('a sender that dies', () => {
  it('before the platform was asked: the next one asks first, and sends once', async () => {
    let now = new Date('2026-03-02T00:00:00Z');
    const fake = platform([]);
    const office = await openOffice({ messenger: fake.messenger, machineNow: () => now });
    await office.say('chen', '帮助');
    const [first] = (await office.stores.deliveries({ personId: 'chen' as never })).slice(-1);
    const again: Delivery = {
      ...(first as Delivery),
      id: 'again' as Delivery['id'],
      key: 'again',
      state: 'queued',
      attempt: 0,
    };
    const [notice] = await office.stores.notices(again.noticeIds);
    if (!notice) throw new Error('The delivery carried nothing');
    await office.stores.commit({
      notices: [{ ...notice, id: 'fresh' as typeof notice.id, key: 'fresh', status: 'due' }],
      deliveries: [{ ...again, noticeIds: ['fresh' as typeof notice.id], dueAt: new Date('2030-01-01') }],
    });
    await office.stores.claim(again.id, 15_000);

    await deliver(again.id, office.deps);
    expect((await office.stores.delivery(again.id))?.state).toBe('sending');
    now = new Date(now.getTime() + 60_000);
    await deliver(again.id, office.deps);

    expect((await office.stores.delivery(again.id))?.state).toBe('sent');
    expect(fake.calls.slice(-2)).toEqual(['find:absent', 'send:ok']);
    expect(fake.doubled()).toBe(0);
  });
});

describe('a sender that stood still', () => {
  it('while it looked at its lease does not write any more: others may have taken over', async () => {
    const { office, delivery, calls } = await told(['later']);
    calls.length = 0;
    const now = office.clock.now();
    const [notice] = await office.stores.notices(delivery.noticeIds);
    if (!notice) throw new Error('The delivery carried nothing');
    const fresh = { ...notice, id: 'fresh' as typeof notice.id, key: 'fresh', status: 'due' as const };
    const waiting = { ...delivery, id: 'waits' as Delivery['id'], key: 'waits', state: 'queued' as const, attempt: 0 };
    const deliveries = [
      { ...waiting, noticeIds: [fresh.id], platformId: null, sentAt: null, dueAt: new Date('2030-01-01') },
    ];
    await office.stores.commit({ notices: [fresh], deliveries });
    const stores = {
      ...office.deps.stores,
      stillMine: async () => {
        office.clock.set(new Date(now.getTime() + 25_000));
        return true;
      },
    };

    await deliver(waiting.id, { ...office.deps, stores });

    expect(calls).toEqual([]);
    expect((await office.stores.delivery(waiting.id))?.state).toBe('sending');
  });
});

describe('what is said', () => {
  it('is true when it leaves: a task closed meanwhile is not on the card', async () => {
    const office = await openOffice();
    office.clock.set(new Date('2026-03-31T09:00:30+08:00'));
    await office.sweepOnce();
    await office.say('chen', '（一）已完成');
    await office.press('clerk', { name: 'close-task', id: (await office.task('26-1-1')).id });

    await office.advanceTo('2026-03-31 12:00');

    const cards = (await office.inbox('chen')).filter(({ text }) => text.startsWith('今日事项'));
    expect(cards.filter(({ text }) => text.includes('26-1-1'))).toEqual([]);
    const statuses = (await office.stores.noticesOf((await office.task('26-1-1')).id)).map((notice) => notice.status);
    expect(statuses).not.toContain('due');
  });
});
