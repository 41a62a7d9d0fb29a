import { describe, expect, it } from 'vitest';
import type { PersonId, PlanId } from '../../src/core/ids.ts';
import { adoptPlan } from '../../src/flows/adopt-plan.ts';
import { importPlan } from '../../src/flows/import-plan.ts';
import type { ItemDecision } from '../../src/flows/plan-answers.ts';
import { day } from '../support/builders.ts';
import { education, finance, nothingBroken, openOffice, westDistrict } from '../support/office.ts';

const clerk = 'clerk' as PersonId;

async function imported(items: readonly string[], at = '2026-03-02 08:30') {
  const office = await openOffice({ plan: null, adoptedAt: at });
  const bytes = new TextEncoder().encode(`江州市2026年工作要点\n\n${items.join('\n')}\n`);
  const outcome = await importPlan(office.deps, { by: clerk, via: 'local', bytes, fileName: '要点.txt' });
  if (!outcome.ok) throw new Error(outcome.text);
  const adopt = async (
    more: { each?: boolean; decisions?: readonly ItemDecision[]; by?: string; planId?: PlanId } = {},
  ) => {
    const { by = 'clerk', planId = outcome.plan.id, ...rest } = more;
    const adopted = await adoptPlan(office.deps, { by: by as PersonId, via: 'local', planId, ...rest });
    await office.queue.drain();
    return adopted;
  };
  const tasks = async () => (await office.stores.tasks({})).toSorted((a, b) => (a.code < b.code ? -1 : 1));
  return { office, adopt, tasks, ...outcome };
}

describe('adopting a plan', () => {
  it('makes a task of each due day and accountable unit, and tells each unit once what is its own', async () => {
    const { office, adopt, tasks } = await imported([
      '（一）开展排查。（责任单位：市教育局；时限：4月、7月、10月）',
      '（二）召开推进会。（责任单位：市财政局；时限：4月底）',
    ]);

    await adopt();

    expect((await tasks()).map((task) => [task.code, task.dueOn, task.unitId])).toEqual([
      ['26-1-1', '2026-04-30', education],
      ['26-1-2', '2026-07-31', education],
      ['26-1-3', '2026-10-31', education],
      ['26-2-1', '2026-04-30', finance],
    ]);
    expect(await office.inbox('chen')).toHaveLength(1);
    expect((await office.inbox('chen'))[0]?.text).toContain('共 3 项');
    expect(await office.inbox('deng')).toHaveLength(0);
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('what all lead units have to do is a task of each unit that leads an item of the plan', async () => {
    const { adopt, tasks } = await imported([
      '（一）开展排查。（牵头单位：市教育局；配合单位：市法院；时限：4月底）',
      '（二）召开推进会。（责任单位：市财政局；时限：4月底）',
      '（三）报送总结。各牵头单位要于11月底前报送工作总结。',
    ]);

    await adopt({ each: true });

    const third = (await tasks()).filter(({ code }) => code.startsWith('26-3-'));
    expect(third.map(({ unitId, dueOn }) => [unitId, dueOn])).toEqual([
      [education, '2026-11-30'],
      [finance, '2026-11-30'],
    ]);
  });

  it('gives each responsible unit its own task when the office says so (各单位分别报送)', async () => {
    const { adopt, tasks } = await imported([
      '（一）开展排查。（责任单位：市教育局、市财政局；时限：4月底）',
      '（二）开展宣传。（责任单位：市教育局；时限：4月底）',
    ]);

    await adopt({ each: true });

    expect((await tasks()).map((task) => [task.code, task.unitId])).toEqual([
      ['26-1-1', education],
      ['26-1-2', finance],
      ['26-2-1', education],
    ]);
  });

  it('takes what the office decided about units, days and the discreet mark', async () => {
    const { adopt, tasks, items } = await imported([
      '（一）开展排查。（责任单位：市教育局；时限：4月底）',
      '（二）化解信访积案。（责任单位：市教育局；时限：4月底）',
    ]);
    const [first, second] = items;
    if (!first || !second) throw new Error('Two items were read');

    await adopt({
      decisions: [
        { itemId: first.id, accountableUnitIds: [finance], dueDays: [day('2026-05-15')] },
        { itemId: second.id, discreet: false },
      ],
    });

    const [one, two] = await tasks();
    expect(one).toMatchObject({ unitId: finance, dueOn: '2026-05-15' });
    expect(two).toMatchObject({ discreet: false, title: '化解信访积案' });
  });

  it('leaves what has no limit undecided: no reminder before the office sets the day', async () => {
    const { office, adopt, tasks } = await imported([
      '（一）探索长效制度。（责任单位：市教育局）',
      '（二）开展宣传。（责任单位：市财政局；时限：12月底）',
    ]);
    const adopted = await adopt();
    expect(adopted).toMatchObject({ ok: true, undecided: 1 });

    await office.advanceTo('2026-05-29 18:00');

    const [task] = await tasks();
    expect(task).toMatchObject({ dueOn: null, nextActionAt: null });
    expect(await office.ledger('26-1-1')).toEqual(['task-started']);
  });

  it('asks about a day that is past already, and calls nothing late that was due before', async () => {
    const { office, adopt, tasks } = await imported([
      '（一）开展排查。（责任单位：市教育局；时限：1月底）',
      '（二）开展宣传。（责任单位：市财政局；时限：12月底）',
    ]);

    await adopt();
    await office.advanceTo('2026-03-09 10:00');

    expect((await tasks())[0]).toMatchObject({ dueOn: null });
    expect(await office.ledger('26-1-1')).toEqual(['task-started']);
    expect((await office.inbox('clerk')).at(-1)?.text).toContain('待核定时限（1 项）');
  });

  it('starts a recurrence with its next occurrence', async () => {
    const { adopt, tasks } = await imported([
      '（一）每月25日前报送进展。（责任单位：市教育局）',
      '（二）开展宣传。（责任单位：市财政局；时限：12月底）',
    ]);

    await adopt();

    const days = (await tasks()).filter((task) => task.unitId === education).map((task) => task.dueOn);
    expect(days[0]).toBe('2026-03-25');
    expect(days).toHaveLength(10);
  });

  it('puts what concerns a unit without accounts on the list of the clerk', async () => {
    const { office, adopt } = await imported([
      '（一）召开推进会。（责任单位：西区；时限：4月底）',
      '（二）开展宣传。（责任单位：市教育局；时限：4月底）',
    ]);

    await adopt();

    const waiting = await office.stores.deliveries({ channel: 'offline', state: ['queued'] });
    expect(waiting.map((one) => [one.unitId, one.personId])).toEqual([[westDistrict, 'west-liaison']]);
  });

  it('falls to the office with an alarm where a unit has nobody', async () => {
    const { office, adopt } = await imported([
      '（一）开展促销。（责任单位：市商务局；时限：4月底）',
      '（二）开展宣传。（责任单位：市教育局；时限：4月底）',
    ]);

    await adopt();

    expect((await office.inbox('clerk')).map(({ text }) => text).join('\n')).toContain('市商务局尚无联络员');
    const waiting = await office.stores.deliveries({ channel: 'offline', state: ['queued'] });
    expect(waiting.map((one) => one.unitId)).toEqual(['unit-nobody']);
  });
});

describe('adopting is refused', () => {
  const items = [
    '（一）开展排查。（责任单位：市教育局；时限：4月底）',
    '（二）开展宣传。（责任单位：市教育局；时限：4月底）',
  ];

  it('a second time, and doubles nothing', async () => {
    const { office, adopt } = await imported(items);
    await adopt();

    expect(await adopt()).toEqual({ ok: false, refusal: 'already-adopted' });
    expect(await office.stores.tasks({})).toHaveLength(2);
  });

  it.each(['chen', 'leader', 'signer-of-nothing'])('to %s, as if there were no plan', async (by) => {
    const { office, adopt } = await imported(items);

    expect(await adopt({ by })).toEqual({ ok: false, refusal: 'not-there' });
    expect(await office.stores.tasks({})).toEqual([]);
  });

  it('for a plan that is not there', async () => {
    const { adopt } = await imported(items);

    expect(await adopt({ planId: 'no-plan' as PlanId })).toEqual({ ok: false, refusal: 'not-there' });
  });
});

describe('the buttons on the card of an imported plan', () => {
  it('adopt it, with the question about leads answered', async () => {
    const { office, plan } = await imported([
      '（一）开展排查。（责任单位：市教育局、市财政局；时限：4月底）',
      '（二）开展宣传。（责任单位：市教育局；时限：4月底）',
    ]);

    await office.press('clerk', { name: 'adopt-plan', id: plan.id }, { each: 'true' });

    expect(await office.stores.tasks({})).toHaveLength(3);
    expect(await office.press('clerk', { name: 'adopt-plan', id: plan.id })).toContain('已启用');
    expect(await office.press('chen', { name: 'confirm-units', id: plan.id })).toContain('没有找到该事项');
  });
});
