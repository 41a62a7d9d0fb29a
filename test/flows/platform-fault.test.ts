import { describe, expect, it } from 'vitest';
import { en } from '../../src/core/message/en.ts';
import { zh } from '../../src/core/message/zh.ts';
import { platformBack, platformShutOut } from '../../src/flows/platform-fault.ts';
import { openOffice } from '../support/office.ts';

const shutOut = { platform: 'local', code: 'token_revoked' } as const;

describe('a platform that shuts the bot out', () => {
  it('is one alarm on another way and one entry in the ledger, however many processes find out', async () => {
    const office = await openOffice();

    for (let times = 0; times < 3; times += 1) await platformShutOut(office.deps, shutOut);

    const told = await office.stores.deliveries({ channel: 'offline', state: ['queued'] });
    const alarms = (await office.stores.notices(told.flatMap(({ noticeIds }) => noticeIds))).filter(
      ({ message }) => message?.title === '本地对话已中断' || message?.lines[0]?.text.includes('令牌已吊销'),
    );
    expect(alarms).toHaveLength(1);
    expect((await office.ledger()).filter((type) => type === 'platform-shut-out')).toHaveLength(1);
  });

  it('is not told again by a process that starts hours later, but is a day later, and once it had been back', async () => {
    const office = await openOffice();
    const told = async () => (await office.ledger()).filter((type) => type === 'platform-shut-out').length;
    await platformShutOut(office.deps, shutOut);
    office.clock.set(new Date(office.clock.now().getTime() + 5 * 3_600_000));
    await platformShutOut(office.deps, shutOut);
    expect(await told()).toBe(1);
    office.clock.set(new Date(office.clock.now().getTime() + 24 * 3_600_000));
    await platformShutOut(office.deps, shutOut);
    expect(await told()).toBe(2);

    office.clock.set(new Date(office.clock.now().getTime() + 3_600_000));
    await platformBack(office.deps, 'local');
    await platformShutOut(office.deps, shutOut);
    expect(await told()).toBe(3);
  });

  it('back again is told once, on the platform itself', async () => {
    const office = await openOffice();
    await platformShutOut(office.deps, shutOut);

    for (let times = 0; times < 2; times += 1) await platformBack(office.deps, 'local');
    await office.queue.drain();

    expect((await office.inbox('clerk')).filter(({ text }) => text.includes('已恢复'))).toHaveLength(1);
    expect((await office.ledger()).filter((type) => type === 'platform-back')).toHaveLength(1);
  });

  it('is told to each in their own language', async () => {
    const office = await openOffice();
    const { persons } = await office.stores.directory();
    const clerk = persons.find(({ id }) => id === 'clerk');
    if (!clerk) throw new Error('no clerk');
    await office.stores.commit({ persons: [{ ...clerk, profile: { language: 'en' } }] });

    await platformBack({ ...office.deps, languages: { zh, en } }, 'local');
    await office.queue.drain();

    expect((await office.inbox('clerk')).at(-1)?.text).toContain('back');
  });
});
