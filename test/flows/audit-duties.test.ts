import { describe, expect, it } from 'vitest';
import type { DeliveryId, NoticeId } from '../../src/core/ids.ts';
import type { Delivery, Notice } from '../../src/core/notice.ts';
import { at } from '../support/builders.ts';
import { nothingBroken, openOffice } from '../support/office.ts';

type Office = Awaited<ReturnType<typeof openOffice>>;

const alarmed = async (office: Office) => (await office.ledger()).filter((type) => type === 'audit-alarmed').length;
const toldClerk = async (office: Office, words: string) =>
  (await office.inbox('clerk')).filter(({ text }) => text.includes(words));

/** To the night of 10 March, when the audit runs. */
async function night(office: Office) {
  await office.advanceTo('2026-03-10 12:00');
}

describe('the nightly audit', () => {
  it('finds nothing in an ordinary month', async () => {
    const office = await openOffice();

    await office.advanceTo('2026-04-30 18:00');

    expect(await alarmed(office)).toBe(0);
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('finds a task that nothing would wake, wakes it, and tells the office', async () => {
    const office = await openOffice();
    const task = await office.task('26-1-1');
    await office.stores.commit({ tasks: [{ ...task, nextActionAt: null }] });

    await office.advanceTo('2026-03-31 18:00');

    expect(await toldClerk(office, '缺少提醒 · 26-1-1')).toHaveLength(1);
    expect(await alarmed(office)).toBe(1);
    expect((await office.ledger('26-1-1')).filter((type) => type === 'task-reminded').length).toBeGreaterThan(1);
  });

  it('finds a task that sleeps too long', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-03-31 08:00');
    const task = await office.task('26-1-1');
    await office.stores.commit({ tasks: [{ ...task, nextActionAt: at('2026-06-01 09:00') }] });

    await office.advanceTo('2026-04-02 12:00');

    expect(await toldClerk(office, '缺少提醒 · 26-1-1')).toHaveLength(1);
    expect(await office.ledger('26-1-1')).toContain('rung-climbed');
  });

  it('finds a notice that no delivery carries', async () => {
    const office = await openOffice();
    const task = await office.task('26-1-1');
    const lost: Notice = {
      id: 'lost' as NoticeId,
      officeId: task.officeId,
      key: 'lost',
      taskId: task.id,
      dueOn: task.dueOn,
      kind: 'remind',
      round: '1:before-5',
      recipient: { unitId: task.unitId, role: 'liaison' },
      manner: 'card',
      message: null,
      createdAt: office.clock.now(),
      status: 'due',
      statusReason: null,
    };
    await office.stores.commit({ notices: [lost] });

    await night(office);

    expect((await toldClerk(office, '缺少提醒 · 26-1-1')).length).toBeGreaterThan(0);
  });

  it('finds a message that never left, and names the person', async () => {
    const office = await openOffice();
    const [sent] = await office.stores.deliveries({ personId: 'chen' as never });
    const [notice] = await office.stores.notices(sent?.noticeIds ?? []);
    if (!sent || !notice) throw new Error('Nothing was sent');
    await office.stores.commit({
      notices: [{ ...notice, id: 'stuck' as NoticeId, key: 'stuck', status: 'due' }],
      deliveries: [
        {
          ...sent,
          id: 'stuck' as DeliveryId,
          key: 'stuck',
          noticeIds: ['stuck' as NoticeId],
          state: 'queued',
          dueAt: at('2026-03-05 10:00'),
          attempt: 0,
        } satisfies Delivery,
      ],
    });
    await office.stores.claim('stuck' as DeliveryId, 86_400_000);

    await night(office);

    expect((await toldClerk(office, '未能送达 · chen')).length).toBeGreaterThan(0);
  });

  it('finds a due day in a year without a table of working days, and does not say so every night', async () => {
    const office = await openOffice();
    const { id } = await office.task('26-7-1');
    await office.press('clerk', { name: 'set-day', id }, { day: '2031-06-30' });

    await office.advanceTo('2026-03-31 12:00');

    const told = await toldClerk(office, '缺少 2031 年放假安排');
    expect(told.length).toBeGreaterThan(0);
    expect(told.length).toBeLessThanOrEqual(2);
  });

  it('leaves undecided, closed and cancelled tasks alone', async () => {
    const office = await openOffice();
    await office.say('chen', '（一）已完成');
    await office.press('clerk', { name: 'close-task', id: (await office.task('26-1-1')).id });
    await office.press('clerk', { name: 'cancel-task', id: (await office.task('26-2-1')).id }, { reason: '合并' });

    await office.advanceTo('2026-03-20 12:00');

    expect(await alarmed(office)).toBe(0);
    expect((await office.task('26-7-1')).nextActionAt).toBeNull();
  });
});
