import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/core/ids.ts';
import { verdict } from '../../src/core/task.ts';
import { handOver } from '../../src/flows/hand-over.ts';
import { day } from '../support/builders.ts';
import { education, finance, nothingBroken, openOffice } from '../support/office.ts';
import { told } from '../support/stories.ts';

describe('a handover', () => {
  it('in the middle of a chase: the successor sees all, reports, and the first is left in peace', async () => {
    const office = await openOffice();
    await office.say('chen', '（一）已完成40%');
    await office.advanceTo('2026-04-02 12:00');

    await handOver(office.deps, {
      by: 'clerk' as PersonId,
      via: 'local',
      from: 'chen' as PersonId,
      to: 'deng' as PersonId,
      on: day('2026-04-03'),
    });
    await office.advanceTo('2026-04-07 12:00');
    const [last] = (await office.inbox('deng')).slice(-1);
    expect(last?.text).toContain('26-1-1');
    expect(await office.say('deng', '任务')).toContain('全部任务（4 项）');
    await office.say('deng', '（一）已完成');
    await office.press('clerk', { name: 'close-task', id: (await office.task('26-1-1')).id });
    await office.advanceTo('2026-04-30 18:00');

    const toFirst = (await office.inbox('chen')).filter(({ at }) => at > new Date('2026-04-03T00:00:00+08:00'));
    told('handover', await office.transcript());
    expect(toFirst).toEqual([]);
    expect(verdict(await office.task('26-1-1'), day('2026-04-30'), office.calendar)).toBe('late');
    expect(await office.invariants()).toEqual(nothingBroken);
  });
});

describe('a unit without accounts', () => {
  it('is phoned, written down, chased and served by hand: the ledger is whole without it', async () => {
    const office = await openOffice();
    const { id } = await office.task('26-6-1');
    const waiting = () => office.stores.deliveries({ channel: 'offline', state: ['queued'] });
    const callEverybody = async () => {
      for (let [next] = await waiting(); next; [next] = await waiting()) {
        await office.press('clerk', { name: 'record-delivered', id: next.id });
      }
    };
    for (const instant of ['2026-03-02 10:00', '2026-03-24 10:00', '2026-03-31 10:00', '2026-04-07 10:00']) {
      await office.advanceTo(instant);
      await office.pressButton('clerk', '已联系');
    }
    await office.advanceTo('2026-04-10 10:00');
    await office.press('director', {
      name: 'sign-notice',
      id: (await office.task('26-6-1')).supervisionNoticeId ?? '',
    });
    await callEverybody();
    await office.advanceTo('2026-04-13 10:00');
    await office.press('clerk', { name: 'record-offline', id }, { text: '已召开', done: 'true', channel: 'paper' });
    await office.press('clerk', { name: 'close-task', id });
    await callEverybody();

    told(
      'unit-without-accounts',
      (await office.transcript()).filter(({ to }) => to === 'clerk' || to === 'director'),
    );
    const ledger = await office.ledger('26-6-1');
    expect(ledger).toEqual(
      expect.arrayContaining([
        'task-reminded',
        'rung-climbed',
        'supervision-notice-signed',
        'supervision-notice-delivered',
        'task-reported-done',
        'task-closed',
      ]),
    );
    expect((await waiting()).map((one) => [one.key, one.dueAt.toISOString()])).toEqual([]);
    expect(await office.invariants()).toEqual(nothingBroken);
  });
});

describe('a questioned responsibility', () => {
  it('chased meanwhile, upheld in the end: the first is clean, the second has its own time', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-03-27 10:00');
    await office.say('chen', '（一）不属于我局职责，应由市财政局负责');
    await office.advanceTo('2026-04-07 12:00');
    const { petition, id } = await office.task('26-1-1');

    await office.press(
      'clerk',
      { name: 'grant-petition', id: petition?.id ?? '' },
      { unit: finance, note: '按职责分工办理' },
    );
    const moved = await office.task('26-1-1');
    await office.advanceTo('2026-04-10 12:00');
    await office.say('wu', '（一）已完成');
    await office.pressButton('finance-reviewer', '审核通过');
    await office.press('clerk', { name: 'close-task', id });

    told(
      'dispute',
      (await office.transcript()).filter(({ to }) => to !== 'yun'),
    );
    expect(moved).toMatchObject({ unitId: finance, dueOn: '2026-04-14' });
    expect(verdict(await office.task('26-1-1'), day('2026-04-10'), office.calendar)).toBe('on-time');
    const toFirst = (await office.stores.noticesOf(id)).filter(
      (notice) => 'unitId' in notice.recipient && notice.recipient.unitId === education,
    );
    const chasers = toFirst.filter((notice) => notice.kind.startsWith('chase'));
    expect(chasers.length).toBeGreaterThan(0);
    expect(chasers.every((notice) => notice.status === 'annulled')).toBe(true);
    expect((await office.inbox('education-deputy')).at(-1)?.text).toContain('更正');
    expect(await office.invariants()).toEqual(nothingBroken);
  });
});
