import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/core/ids.ts';
import { withdrawOwnPetition } from '../../src/flows/decide-petition.ts';
import { finance, nothingBroken, openOffice } from '../support/office.ts';

type Office = Awaited<ReturnType<typeof openOffice>>;

async function asked(text: string, at?: string) {
  const office = await openOffice();
  if (at) await office.advanceTo(at);
  const answer = await office.say('chen', text);
  const petition = (await office.task('26-1-1')).petition;
  if (!petition) throw new Error(answer);
  return { office, id: petition.id, answer };
}

const extension = '（一）申请延期至4月20日，需与相关部门会商';
const count = async (office: Office, type: string) =>
  (await office.ledger('26-1-1')).filter((one) => one === type).length;

describe('a request for a later day', () => {
  it('granted: the new day is in force, the first one stays on record, both are shown', async () => {
    const { office, id } = await asked(extension);

    await office.press('clerk', { name: 'grant-petition', id }, { day: '2026-04-20' });

    expect(await office.task('26-1-1')).toMatchObject({
      dueOn: '2026-04-20',
      originalDueOn: '2026-03-31',
      extensions: 1,
      petition: null,
    });
    expect((await office.inbox('chen')).at(-1)?.text).toContain('同意延期至4月20日（周一）');
    expect(await office.say('chen', '任务')).toContain('原时限3月31日（周二）');
    expect(await office.stores.petition(id)).toMatchObject({ status: 'granted', grantedDay: '2026-04-20' });
  });

  it('granted to the day asked for when the office names none', async () => {
    const { office, id } = await asked(extension);

    await office.press('clerk', { name: 'grant-petition', id });

    expect((await office.task('26-1-1')).dueOn).toBe('2026-04-20');
  });

  it('refused with a reason: the day stands, the ladder goes on', async () => {
    const { office, id } = await asked(extension);

    await office.press('clerk', { name: 'refuse-petition', id }, { reason: '时限由上级确定' });

    expect((await office.task('26-1-1')).dueOn).toBe('2026-03-31');
    expect((await office.inbox('chen')).at(-1)?.text).toContain('时限由上级确定');
    await office.advanceTo('2026-04-01 10:00');
    expect(await count(office, 'rung-climbed')).toBe(1);
  });

  it('while it waits: the ladder is held, the record is not', async () => {
    const { office } = await asked(extension);

    await office.advanceTo('2026-04-10 18:00');

    expect(await count(office, 'rung-climbed')).toBe(0);
    expect(await count(office, 'overdue-shown')).toBeGreaterThan(0);
    expect((await office.inbox('chen')).at(-1)?.text).toContain('申请延期待答复');
  });

  it('after the limit: allowed, marked late, and said to the office', async () => {
    const { office, id } = await asked(extension, '2026-04-02 10:00');

    expect(await office.stores.petition(id)).toMatchObject({ afterDue: true });
    expect((await office.inbox('clerk')).at(-1)?.text).toContain('提出时已过时限');
  });

  it('a second one while the first waits: refused', async () => {
    const { office } = await asked(extension);

    expect(await office.say('chen', '（一）申请延期至4月25日，需会商')).toContain('已有一项申请待办公室答复');
  });

  it('decided twice: refused, nothing changes', async () => {
    const { office, id } = await asked(extension);
    await office.press('clerk', { name: 'grant-petition', id });

    expect(await office.press('clerk', { name: 'refuse-petition', id }, { reason: '不同意' })).toContain('已有决定');
    expect((await office.task('26-1-1')).dueOn).toBe('2026-04-20');
  });

  it('for a discreet item: allowed without a reason', async () => {
    const office = await openOffice();
    const { id } = await office.task('26-4-1');

    const answer = await office.press('chen', { name: 'ask-extension', id }, { day: '2026-06-30' });

    expect(answer).toContain('申请延期至6月30日（周二）');
    expect((await office.task('26-4-1')).petition).toMatchObject({ requestedDay: '2026-06-30' });
  });

  it('taken back by the unit: nothing waits any more', async () => {
    const { office, id } = await asked(extension);
    const task = await office.task('26-1-1');

    await withdrawOwnPetition(office.deps, { by: 'chen' as PersonId, via: 'local', taskId: task.id });

    expect((await office.task('26-1-1')).petition).toBeNull();
    expect(await office.stores.petition(id)).toMatchObject({ status: 'withdrawn' });
  });

  it('made pointless by closing: the row says so too', async () => {
    const { office, id } = await asked(extension);
    await office.say('chen', '（一）已完成');
    await office.press('clerk', { name: 'close-task', id: (await office.task('26-1-1')).id });

    expect((await office.stores.petition(id))?.status).not.toBe('open');
  });
});

describe('a questioned responsibility', () => {
  const dispute = '（一）不属于我局职责，应由市财政局负责';

  it('upheld: the task goes to the other unit, what the first was told is annulled, nothing is deleted', async () => {
    const { office, id } = await asked(dispute, '2026-04-02 10:00');
    const before = await office.stores.noticesOf((await office.task('26-1-1')).id);

    await office.press('clerk', { name: 'grant-petition', id }, { unit: finance });

    const task = await office.task('26-1-1');
    expect(task.unitId).toBe(finance);
    expect(task.dueOn !== null && task.dueOn > '2026-04-02').toBe(true);
    const after = await office.stores.noticesOf(task.id);
    for (const { id: told } of before) expect(after.some((notice) => notice.id === told)).toBe(true);
    const toFirst = after.filter((one) => before.some(({ id: told }) => told === one.id));
    expect(
      toFirst
        .filter((one) => 'role' in one.recipient && one.recipient.role === 'liaison')
        .every((one) => one.status === 'annulled'),
    ).toBe(true);
    expect((await office.inbox('chen')).at(-1)?.text).toContain('不再由你单位报送');
    expect((await office.inbox('wu')).at(-1)?.text).toContain('现由你单位报送');
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('upheld: whoever heard of it above the liaison is told, in words that fit', async () => {
    const { office, id } = await asked(dispute, '2026-04-07 10:00');

    await office.press('clerk', { name: 'grant-petition', id }, { unit: finance });

    const told = (await office.inbox('education-deputy')).at(-1)?.text ?? '';
    expect(told).toContain('更正');
    expect(told).not.toContain('报送在时限之内');
  });

  it('upheld without naming a unit: asked for', async () => {
    const { office, id } = await asked(dispute);

    expect(await office.press('clerk', { name: 'grant-petition', id })).toContain('通讯录中没有这家单位');
    expect((await office.task('26-1-1')).unitId).toBe('unit-education');
  });

  it('upheld for a unit that is not in the directory: refused', async () => {
    const { office, id } = await asked(dispute);

    expect(await office.press('clerk', { name: 'grant-petition', id }, { unit: 'unit-unknown' })).toContain(
      '通讯录中没有这家单位',
    );
  });

  it('refused: the unit stays, and is told so', async () => {
    const { office, id } = await asked(dispute);

    await office.press('clerk', { name: 'refuse-petition', id }, { reason: '分工文件已明确' });

    expect((await office.task('26-1-1')).unitId).toBe('unit-education');
    expect((await office.inbox('chen')).at(-1)?.text).toContain('仍由你单位报送');
  });

  it('while it waits: the clock runs on', async () => {
    const { office } = await asked(dispute);

    await office.advanceTo('2026-04-01 10:00');

    expect(await count(office, 'rung-climbed')).toBe(1);
  });
});

describe('an explanation', () => {
  it('accepted: the ladder is held through a day, the record runs on', async () => {
    const { office, id } = await asked('（一）因系统故障无法推进', '2026-04-01 10:00');

    await office.press('clerk', { name: 'grant-petition', id }, { day: '2026-04-10' });
    await office.advanceTo('2026-04-10 18:00');

    expect(await count(office, 'rung-climbed')).toBe(1);
    expect(await count(office, 'overdue-shown')).toBeGreaterThan(0);
    await office.advanceTo('2026-04-13 10:00');
    expect(await count(office, 'rung-climbed')).toBeGreaterThan(1);
  });
});
