import { describe, expect, it } from 'vitest';
import { instantAt } from '../../src/core/calendar.ts';
import { overdueWorkdays } from '../../src/core/task.ts';
import { sweep } from '../../src/flows/sweep.ts';
import { at, day } from '../support/builders.ts';
import { nothingBroken, openOffice } from '../support/office.ts';

/** A plan of many items of one bureau, due on two days. */
function manyItems(count: number): string {
  const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
  const numeral = (n: number) => `${n >= 20 ? digits[Math.floor(n / 10)] : ''}${n >= 10 ? '十' : ''}${digits[n % 10]}`;
  const items = Array.from(
    { length: count },
    (_, i) => `（${numeral(i + 1)}）开展第${i + 1}项排查。（责任单位：市教育局；时限：3月31日前）`,
  );
  return `江州市2026年工作要点\n\n${items.join('\n')}\n`;
}

const cardsOf = async (office: Awaited<ReturnType<typeof openOffice>>, person: string, from: string) =>
  (await office.inbox(person)).filter(({ at: sent, text }) => sent >= at(from) && /^(?:本周|今日)事项/.test(text));

describe('two sweeps in a row', () => {
  it.each(['2026-03-24 09:00', '2026-03-31 09:00', '2026-04-01 09:00', '2026-04-10 09:00', '2026-04-07 09:00'])(
    'at %s do each thing once',
    async (instant) => {
      const office = await openOffice();
      await office.advanceTo('2026-03-20 18:00');
      office.clock.set(at(instant));
      await office.sweepOnce();
      const before = [(await office.ledger()).length, (await office.stores.deliveries({})).length];

      await office.sweepOnce();

      expect([(await office.ledger()).length, (await office.stores.deliveries({})).length]).toEqual(before);
      expect(await office.invariants()).toEqual(nothingBroken);
    },
  );

  it('at the same moment do each thing once', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-03-31 08:00');
    office.clock.set(at('2026-03-31 09:00'));

    await Promise.all([office.sweepOnce(), office.sweepOnce()]);
    await office.advanceTo('2026-03-31 12:00');

    expect(await cardsOf(office, 'chen', '2026-03-31 00:00')).toHaveLength(1);
    expect((await office.ledger('26-1-1')).filter((type) => type === 'task-reminded').length).toBeLessThanOrEqual(3);
    expect(await office.invariants()).toEqual(nothingBroken);
  });
});

describe('an ordinary course', () => {
  it('reminds 5 and 1 working days before and on the day, chases from the first late day, drafts on the seventh', async () => {
    const office = await openOffice();

    await office.advanceTo('2026-04-13 18:00');

    const entries = (await office.stores.ledger({ taskId: (await office.task('26-1-1')).id })).map(
      (entry) => `${entry.at.toISOString().slice(5, 10)} ${entry.type}`,
    );
    expect(entries.filter((line) => line.endsWith('task-reminded'))).toEqual([
      '03-24 task-reminded',
      '03-30 task-reminded',
      '03-31 task-reminded',
    ]);
    expect(entries.filter((line) => line.endsWith('rung-climbed'))[0]).toBe('04-01 rung-climbed');
    expect(entries.filter((line) => line.endsWith('supervision-notice-drafted'))).toEqual([
      '04-10 supervision-notice-drafted',
    ]);
  });

  it('warns the liaison the working day before a rung above them', async () => {
    const office = await openOffice();

    await office.advanceTo('2026-04-02 12:00');

    expect((await cardsOf(office, 'chen', '2026-04-02 00:00'))[0]?.text).toContain('将提请分管负责人协调');
  });

  it('sends cards on working days only, within the hour of sending', async () => {
    const office = await openOffice();

    await office.advanceTo('2026-05-15 18:00');

    const cards = (await office.transcript()).filter(({ text }) => /^(?:本周|今日)事项/.test(text));
    expect(cards.length).toBeGreaterThan(50);
    for (const { at: sent } of cards) {
      const local = new Date(sent.getTime() + 8 * 3_600_000).toISOString();
      expect(office.calendar.isWorkday(day(local.slice(0, 10)))).toBe(true);
      expect(local.slice(11, 16) >= '09:02' && local.slice(11, 16) < '09:25').toBe(true);
    }
  });

  it('says nothing to whom nothing concerns', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-04-30 18:00');

    for (const person of ['deng', 'leader', 'finance-head', 'finance-deputy']) {
      expect(await office.inbox(person)).toEqual([]);
    }
  });
});

describe('after an outage', () => {
  it.each([
    ['1 minute', '2026-04-01 09:00', '2026-04-01 09:01', 1],
    ['1 hour', '2026-04-01 08:30', '2026-04-01 09:30', 1],
    ['3 days', '2026-03-30 12:00', '2026-04-02 12:00', 2],
    ['30 days', '2026-03-20 12:00', '2026-04-20 12:00', 13],
  ])('of %s: one card a person, the latest only, and the overdue days exact', async (_, from, to, overdue) => {
    const office = await openOffice();
    await office.advanceTo(from);

    await office.wakeAt(to);
    await office.advanceTo(`${to.slice(0, 10)} 18:00`);

    for (const person of ['chen', 'clerk', 'wu', 'yun']) {
      expect((await cardsOf(office, person, from)).length).toBeLessThanOrEqual(1);
    }
    const [card] = await cardsOf(office, 'chen', from);
    expect(card?.text).toContain(`已超时限 ${overdue} 个工作日`);
    expect(card?.text.match(/26-1-1/gu)).toHaveLength(1);
    expect(overdueWorkdays(await office.task('26-1-1'), day(to.slice(0, 10)), office.calendar)).toBe(overdue);
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('the ladder stands where the true day puts it: rungs in order, of the automatic ones only the latest said', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-03-20 12:00');

    await office.wakeAt('2026-04-20 12:00');

    const climbed = (await office.stores.ledger({ taskId: (await office.task('26-1-1')).id })).filter(
      (entry) => entry.type === 'rung-climbed',
    );
    expect(climbed.map((entry) => [entry.facts.rung, entry.facts.repeat])).toEqual([
      [1, 0],
      [2, 0],
      [3, 0],
    ]);
    const said = (await office.stores.noticesOf((await office.task('26-1-1')).id)).filter(
      ({ createdAt }) => createdAt >= at('2026-04-20 00:00'),
    );
    expect(said.map((notice) => notice.kind).toSorted()).toEqual(['chase-deputy-head', 'for-signature']);
  });

  it('that ended on a day off: nothing goes out before the working day', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-04-03 12:00');
    const before = (await office.transcript()).length;

    await office.wakeAt('2026-04-05 12:00');
    expect(await office.transcript()).toHaveLength(before);

    await office.advanceTo('2026-04-07 12:00');
    expect(await cardsOf(office, 'chen', '2026-04-04 00:00')).toHaveLength(1);
  });

  it('that ended at night, or on a day off: a card that had been queued waits for the next morning, with what still holds', async () => {
    const office = await openOffice();
    office.clock.set(at('2026-04-03 09:00'));
    await office.sweepOnce();
    expect((await office.stores.deliveries({ state: ['queued'] })).some((one) => one.kind === 'card')).toBe(true);

    await office.wakeAt('2026-04-05 05:30');
    expect(await cardsOf(office, 'chen', '2026-04-03 00:00')).toEqual([]);

    await office.advanceTo('2026-04-07 12:00');
    const cards = await cardsOf(office, 'chen', '2026-04-03 00:00');
    expect(cards.map((card) => card.at >= at('2026-04-07 09:00'))).toEqual([true]);
    expect(cards[0]?.text).toContain('已超时限 4 个工作日　26-1-1');
    expect(await office.ledger()).not.toContain('audit-alarmed');
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('and a report that had been made in time but arrives now: what was said is taken back', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-04-07 12:00');
    const { id } = await office.task('26-1-1');

    await office.press('clerk', { name: 'record-offline', id }, { text: '已完成', done: 'true', saidOn: '2026-03-31' });

    expect(await office.ledger('26-1-1')).toContain('escalation-corrected');
    expect((await office.inbox('education-deputy')).at(-1)?.text).toContain('报送在时限之内');
    const wrong = (await office.stores.noticesOf(id)).filter((notice) => notice.kind === 'chase-deputy-head');
    expect(wrong.every((notice) => notice.status === 'annulled')).toBe(true);
    expect(await office.invariants()).toEqual(nothingBroken);
  });
});

describe('a clock that jumps', () => {
  async function jumped() {
    const office = await openOffice({ plan: manyItems(20) });
    await office.advanceTo('2026-03-25 12:00');
    const swept = await office.wakeAt('2026-04-10 10:00');
    return { office, swept };
  }

  it('and would escalate many tasks at once: held, and the office asked once', async () => {
    const { office, swept } = await jumped();

    expect(swept).toMatchObject({ held: true, tasks: 0 });
    await office.sweepOnce();
    await office.wakeAt('2026-04-10 10:01');

    expect((await office.ledger()).filter((type) => type === 'rung-climbed')).toEqual([]);
    expect((await office.inbox('clerk')).filter(({ text }) => text.includes('已暂停发送'))).toHaveLength(1);
    expect((await office.ledger()).filter((type) => type === 'sweep-held')).toHaveLength(1);
  });

  it('released by the office: everything goes out, one card, exact to the day', async () => {
    const { office } = await jumped();

    await office.pressButton('clerk', '继续发送');
    await office.wakeAt('2026-04-10 10:02');
    await office.advanceTo('2026-04-10 18:00');

    const cards = await cardsOf(office, 'education-deputy', '2026-03-26 00:00');
    expect(cards).toHaveLength(1);
    expect(cards[0]?.text.match(/已超时限 7 个工作日/gu)).toHaveLength(20);
    expect((await office.ledger()).filter((type) => type === 'sweep-released')).toHaveLength(1);
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('stays held until it is answered, however many report meanwhile', async () => {
    const { office } = await jumped();

    for (let item = 1; item <= 12; item += 1)
      await office.press('chen', ['report-done', (await office.task(`26-${item}-1`)).id], { text: '已完成' });
    await office.wakeAt('2026-04-10 10:05');

    expect((await office.stores.office())?.sweepHeldUntil).not.toBeNull();
    expect((await office.ledger()).filter((type) => type === 'rung-climbed')).toEqual([]);
  });

  it('and is set back: what was held was never said, and everything goes on', async () => {
    const { office } = await jumped();

    await office.wakeAt('2026-03-25 12:10');
    await office.advanceTo('2026-03-31 18:00');

    expect((await office.stores.office())?.sweepHeldUntil).toBeNull();
    expect((await office.ledger()).filter((type) => type === 'rung-climbed')).toEqual([]);
    expect((await cardsOf(office, 'chen', '2026-03-31 00:00'))[0]?.text).toContain('今日到期');
  });

  it('with few tasks: no sign of a wrong clock, so nothing is held', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-03-25 12:00');

    expect(await office.wakeAt('2026-04-10 10:00')).toMatchObject({ held: false });
  });

  it('on purpose, step by step: never held', async () => {
    const office = await openOffice({ plan: manyItems(20) });

    await office.advanceTo('2026-04-10 10:00');

    expect((await office.ledger()).filter((type) => type === 'sweep-held')).toEqual([]);
    expect((await office.ledger()).filter((type) => type === 'rung-climbed').length).toBeGreaterThan(20);
  });
});

describe('the report window at the end of a quarter', () => {
  it('reminds only units that have said nothing, once, and names a working day', async () => {
    const office = await openOffice();
    await office.say('yun', '正在推进，已收集案件数据');

    await office.advanceTo('2026-03-31 08:00');

    const lines = (await office.transcript()).filter(({ text }) => text.includes('本期进展尚未报送'));
    expect(lines.map(({ to }) => to).toSorted()).toEqual(['chen', 'wu']);
    expect(lines[0]?.text).toContain('3月27日（周五）');
  });
});

describe('a unit that has reported on one of its tasks this quarter', () => {
  it('is not told that it has said nothing', async () => {
    const office = await openOffice();
    await office.say('chen', '（一）已完成50%');

    await office.advanceTo('2026-03-31 08:00');

    expect((await office.inbox('chen')).filter(({ text }) => text.includes('本期进展尚未报送'))).toEqual([]);
  });
});

describe('the next instant', () => {
  it('is the morning of the first thing to say', async () => {
    const office = await openOffice();

    expect((await office.task('26-1-1')).nextActionAt).toEqual(instantAt(day('2026-03-24'), '09:00'));
  });
});

describe('a sweep of more than one batch', () => {
  it('begins the other lane while the first batch is written, and tells of one that failed when all have ended', async () => {
    const office = await openOffice();
    const task = await office.task('26-1-1');
    const course: string[] = [];
    let batches = 0;
    const sweepDue: typeof office.stores.sweepDue = async (_now, _mark, limit, decide) => {
      batches += 1;
      if (batches === 2) throw new Error('the other lane broke');
      await Promise.resolve();
      decide(Array.from({ length: limit }, () => task));
      course.push('decided', `batches begun: ${batches}`);
      await new Promise(setImmediate);
      course.push('written');
      return 1;
    };

    const swept = sweep({
      ...office.deps,
      stores: { ...office.stores, lanes: 2, passIdle: async () => false, sweepDue },
    });

    await expect(swept).rejects.toThrow('the other lane broke');
    expect(course).toEqual(['decided', 'batches begun: 2', 'written']);
  });
});
