import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/core/ids.ts';
import type { Form } from '../../src/core/message/message.ts';
import { importPlan } from '../../src/flows/import-plan.ts';
import { recordEvent } from '../../src/flows/record-event.ts';
import { day } from '../support/builders.ts';
import { court, education, finance, nothingBroken, type OpenOffice, openOffice } from '../support/office.ts';

const text = `江州市2026年防范工作要点

（一）开展专项排查。（责任单位：市教育局、市财政局；时限：3月31日前）
（二）规范广告发布。（责任单位：市场监管部门；时限：4月30日前）
（三）妥善化解重点信访积案。（责任单位：市教育局；时限：5月29日前）
（四）探索建立长效制度。（责任单位：市教育局）
（五）协调市法院加快审理。（时限：6月30日前）
（六）报送实施方案。（责任单位：市财政局；时限：收到通知后10个工作日内）
`;

const clerk = 'clerk' as PersonId;

async function imported(office: OpenOffice, plan = text) {
  const done = await importPlan(office.deps, {
    by: clerk,
    via: 'local',
    bytes: new TextEncoder().encode(plan),
    fileName: '要点.txt',
    key: { platform: 'local', key: `drop-${plan.slice(0, 20)}` },
  });
  if (!done.ok) throw new Error(done.text);
  await office.queue.drain();
  return { planId: done.plan.id as string, form: done.card.form as Form };
}

const standing = async (office: OpenOffice) =>
  (await office.stores.tasks({})).map((task) => `${task.code} ${task.unitId} ${task.dueOn}`).sort();

describe('the import card', () => {
  it('asks only about what is doubtful, each field holding what stands if nothing is touched', async () => {
    const office = await openOffice({ plan: null });

    const { form } = await imported(office);

    expect(form.fields.map((field) => [field.name, field.kind, field.value ?? ''])).toEqual([
      ['each', 'select', 'false'],
      ['name:市场监管部门', 'select', ''],
      ['event:收到通知', 'day', ''],
      ['discreet:3', 'select', 'true'],
      ['units:5', 'select', 'proposed'],
      ['day:4', 'day', ''],
    ]);
    expect(form.submit.command.name).toBe('adopt-plan');
  });

  it('of a plan without doubts has a button and no form', async () => {
    const office = await openOffice({ plan: null });

    const { form } = await imported(
      office,
      '江州市2026年工作要点\n（一）开展排查。（责任单位：市教育局；时限：3月31日前）\n',
    );

    expect(form).toBeUndefined();
  });

  it('asks once for all where many items have no limit', async () => {
    const office = await openOffice({ plan: null });
    const many = Array.from(
      { length: 9 },
      (_, at) => `${at + 1}. 推进第${at + 1}类事项整治工作。（责任单位：市教育局）`,
    );

    const { form } = await imported(office, `江州市2026年工作要点\n${many.join('\n')}\n`);

    expect(form.fields.map((field) => field.name)).toEqual(['days']);
  });
});

describe('adopting from the card', () => {
  it('as it stands takes what was proposed', async () => {
    const office = await openOffice({ plan: null });
    const { planId } = await imported(office);

    await office.press('clerk', ['adopt-plan', planId], { each: 'false', 'discreet:3': 'true', 'units:5': 'proposed' });

    expect(await standing(office)).toEqual([
      `26-1-1 ${education} 2026-03-31`,
      '26-2-1 unit-office 2026-04-30',
      `26-3-1 ${education} 2026-05-29`,
      `26-4-1 ${education} null`,
      '26-5-1 unit-office 2026-06-30',
      `26-6-1 ${finance} null`,
    ]);
    expect((await office.task('26-3-1')).discreet).toBe(true);
  });

  it('takes every decision of the form', async () => {
    const office = await openOffice({ plan: null });
    const { planId } = await imported(office);

    await office.press('clerk', ['adopt-plan', planId], {
      each: 'true',
      'name:市场监管部门': finance,
      'event:收到通知': '2026-03-02',
      'discreet:3': 'false',
      'units:5': court,
      'day:4': '2026-09-30',
    });

    expect(await standing(office)).toEqual([
      `26-1-1 ${education} 2026-03-31`,
      `26-1-2 ${finance} 2026-03-31`,
      `26-2-1 ${finance} 2026-04-30`,
      `26-3-1 ${education} 2026-05-29`,
      `26-4-1 ${education} 2026-09-30`,
      `26-5-1 ${court} 2026-06-30`,
      `26-6-1 ${finance} 2026-03-16`,
    ]);
    expect((await office.task('26-3-1')).discreet).toBe(false);
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('is remembered: the next plan does not ask who a name is, and offers the day of the event', async () => {
    const office = await openOffice({ plan: null });
    const { planId } = await imported(office);
    await office.press('clerk', ['adopt-plan', planId], {
      'name:市场监管部门': finance,
      'event:收到通知': '2026-03-02',
    });

    const next = await imported(office, text.replace('防范工作', '整治工作'));

    const names = next.form.fields.map((field) => field.name);
    expect(names).not.toContain('name:市场监管部门');
    expect(next.form.fields.find((field) => field.name === 'event:收到通知')?.value).toBe('2026-03-02');
    expect(await office.ledger()).toEqual(expect.arrayContaining(['unit-name-learned', 'event-day-recorded']));
  });

  it('does not count another plan from the notice of the first', async () => {
    const office = await openOffice({ plan: null });
    const first = await imported(office);
    await office.press('clerk', ['adopt-plan', first.planId], { 'event:收到通知': '2026-03-02' });
    const next = await imported(office, text.replace('防范工作', '整治工作'));

    await office.press('clerk', ['adopt-plan', next.planId]);

    expect((await office.task('26-6-2')).dueOn).toBeNull();
  });

  it('with a unit that does not exist is refused and starts nothing', async () => {
    const office = await openOffice({ plan: null });
    const { planId } = await imported(office);

    await office.press('clerk', ['adopt-plan', planId], { 'name:市场监管部门': 'unit-of-nobody' });

    expect(await office.stores.tasks({})).toEqual([]);
  });
});

describe('an event that has come', () => {
  const adopted = async () => {
    const office = await openOffice({ plan: null });
    const { planId } = await imported(office);
    await office.press('clerk', ['adopt-plan', planId]);
    return office;
  };
  const recorded = (office: OpenOffice, event: string, on: string, by = clerk) =>
    recordEvent(office.deps, { by, via: 'cli', event, on: day(on) });

  it('gives the tasks that wait for it their day, and tells their units', async () => {
    const office = await adopted();
    await office.answers('wu');

    const done = await recorded(office, '接到本通知后', '2026-03-02');
    await office.queue.drain();

    expect(done.ok && done.decided.map((task) => [task.code, task.dueOn])).toEqual([['26-6-1', '2026-03-16']]);
    expect(await office.answers('wu')).toContain('26-6-1');
    expect(await office.ledger('26-6-1')).toEqual(['task-started', 'deadline-decided']);
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('can be recorded from a form', async () => {
    const office = await adopted();

    await office.press('clerk', ['record-event', '收到通知'], { day: '2026-03-02' });

    expect((await office.task('26-6-1')).dueOn).toBe('2026-03-16');
  });

  it('leaves a day that has passed by then to the office, and tasks of other events alone', async () => {
    const office = await adopted();

    const done = await recorded(office, '收到通知', '2026-01-05');
    const none = await recorded(office, '会议结束', '2026-03-02');

    expect(done.ok && done.past.map((task) => task.code)).toEqual(['26-6-1']);
    expect(none).toMatchObject({ ok: true, decided: [], past: [] });
    expect((await office.task('26-6-1')).dueOn).toBeNull();
  });

  it('is recorded by the office only', async () => {
    const office = await adopted();

    expect(await recorded(office, '收到通知', '2026-03-02', 'chen' as PersonId)).toEqual({
      ok: false,
      refusal: 'not-there',
    });
  });
});
