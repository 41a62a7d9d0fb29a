import { describe, expect, it } from 'vitest';
import { verdict } from '../../src/core/task.ts';
import { day } from '../support/builders.ts';
import { nothingBroken, openOffice } from '../support/office.ts';
import { told } from '../support/stories.ts';

describe('a notice signed and one held', () => {
  it('one unit is served and answers, the other is given time with a reason', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-04-02 11:00');
    const west = (await office.task('26-6-1')).id;
    await office.press('clerk', { name: 'hold-ladder', id: west }, { day: '2026-04-24', reason: '市里统一延后' });
    await office.advanceTo('2026-04-10 11:00');

    const drafts = await office.stores.supervisionNotices({ status: 'drafted' });
    expect(drafts.map((draft) => draft.unitId)).toEqual(['unit-education']);
    await office.pressButton('director', '签发');
    await office.pressButton('education-head', '签收');
    await office.advanceTo('2026-04-13 15:00');
    await office.say('chen', '（一）已完成');
    await office.press('clerk', { name: 'close-task', id: (await office.task('26-1-1')).id });
    await office.advanceTo('2026-04-24 18:00');
    expect((await office.stores.supervisionNotices({})).filter((one) => one.unitId === 'unit-west')).toEqual([]);
    await office.advanceTo('2026-04-27 12:00');

    told(
      'notices',
      (await office.transcript()).filter(({ to }) => !['wu', 'yun'].includes(to)),
    );
    expect((await office.stores.supervisionNotices({})).map((one) => [one.unitId, one.status])).toEqual([
      ['unit-education', 'signed'],
      ['unit-west', 'drafted'],
    ]);
    expect(await office.ledger('26-6-1')).toContain('ladder-held');
    expect((await office.ledger('26-1-1')).filter((type) => type === 'acknowledgement-chased')).toEqual([]);
    expect(await office.invariants()).toEqual(nothingBroken);
  });
});

describe('a returned report accepted in time', () => {
  it('keeps the instant of the first report, whatever the calendar says by then', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-03-31 17:00');
    await office.say('chen', '（一）已完成');
    await office.advanceTo('2026-04-02 10:00');
    const { id } = await office.task('26-1-1');
    await office.press('clerk', { name: 'return-task', id }, { reason: '缺整改清单', day: '2026-04-09' });
    await office.advanceTo('2026-04-09 16:00');
    await office.say('chen', '已完成', { thread: '26-1-1' });
    await office.advanceTo('2026-04-20 10:00');
    await office.press('clerk', { name: 'close-task', id });

    told(
      'returned',
      (await office.transcript()).filter(({ to }) => ['chen', 'clerk'].includes(to)),
    );
    expect(verdict(await office.task('26-1-1'), day('2026-04-20'), office.calendar)).toBe('on-time');
    expect((await office.ledger('26-1-1')).filter((type) => type === 'rung-climbed')).toEqual([]);
    expect(await office.invariants()).toEqual(nothingBroken);
  });
});
