import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/core/ids.ts';
import { plainText } from '../../src/core/message/message.ts';
import { importPlan } from '../../src/flows/import-plan.ts';
import { revisePlan } from '../../src/flows/revise-plan.ts';
import { court, education, finance, nothingBroken, type OpenOffice, openOffice, thePlan } from '../support/office.ts';

/** 一: a later limit · 二: another lead · 三 dropped · a new one · 五、六 renumbered · 七: reworded. */
const revised = `江州市2026年防范工作要点（修订稿）

（一）开展专项排查。（责任单位：市教育局；时限：5月15日前）
（二）制定联合检查计划。（牵头单位：市法院；配合单位：市财政局；时限：4月30日前）
（三）举办宣传月启动仪式，发放宣传手册。（责任单位：市财政局；时限：6月30日前）
（四）妥善化解重点信访积案。（责任单位：市教育局；时限：5月29日前）
（五）开展审判情况分析。（责任单位：市法院；时限：4月30日前）
（六）召开全区推进会。（责任单位：西区；时限：3月31日前）
（七）探索建立校外培训监管长效制度。（责任单位：市教育局）
`;

async function importing(office: OpenOffice, text: string) {
  const done = await importPlan(office.deps, {
    by: 'clerk' as PersonId,
    via: 'local',
    bytes: new TextEncoder().encode(text),
    fileName: '修订稿.txt',
  });
  if (!done.ok) throw new Error(done.text);
  return done;
}

const applying = (office: OpenOffice, documentId: string, by = 'clerk') =>
  office.press(by, ['apply-revision', documentId]);

const standing = async (office: OpenOffice) =>
  (await office.stores.tasks({}))
    .map((task) => `${task.code} ${task.unitId} ${task.dueOn} ${task.state.status}`)
    .sort();

describe('a revised plan, imported', () => {
  it('shows the difference by item on one card', async () => {
    const office = await openOffice();

    const card = plainText((await importing(office, revised)).card);

    expect(card).toContain('新增 1 项，删去 1 项，时限变动 1 项，单位变动 1 项，仅文字修改 1 项，其余 3 项不变');
    expect(card).toContain('（一）　时限：3月31日前 → 5月15日前　任务 26-1-1');
    expect(card).toContain('（二）　单位：市教育局、市财政局（配合） → 市法院、市财政局（配合）　任务 26-2-1');
    expect(card).toMatch(/（三）　删去：.*任务 26-3-1/u);
    expect(card).toContain('（三）　新增：“举办宣传月启动仪式');
  });

  it('changes nothing before the office says so', async () => {
    const office = await openOffice();
    const before = await standing(office);

    await importing(office, revised);

    expect(await standing(office)).toEqual(before);
  });

  it('of another title or year is a plan of its own', async () => {
    const office = await openOffice();

    expect((await importing(office, revised.replace('防范工作', '消防安全工作'))).revision).toBeNull();
    expect((await importing(office, revised.replace('2026', '2027'))).revision).toBeNull();
  });
});

describe('applying a revision', () => {
  it('brings limits, units, words and items up to date, and keeps codes', async () => {
    const office = await openOffice();
    const { plan } = await importing(office, revised);

    const answer = await applying(office, plan.id);

    expect(await standing(office)).toEqual(
      [
        `26-1-1 ${education} 2026-05-15 open`,
        `26-2-1 ${court} 2026-04-30 open`,
        `26-3-1 ${finance} 2026-04-30 cancelled`,
        `26-4-1 ${education} 2026-05-29 open`,
        `26-5-1 ${court} 2026-04-30 open`,
        `26-6-1 unit-west 2026-03-31 open`,
        `26-7-1 ${education} null open`,
        `26-8-1 ${finance} 2026-06-30 open`,
      ].sort(),
    );
    expect((await office.task('26-7-1')).title).toBe('探索建立校外培训监管长效制度');
    expect((await office.task('26-1-1')).originalDueOn).toBe('2026-03-31');
    expect(answer).toContain('新增任务 1 项，变动 3 项，取消 1 项');
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('tells each unit once, with all that changes for it', async () => {
    const office = await openOffice();
    const { plan } = await importing(office, revised);
    await office.answers('chen');

    await applying(office, plan.id);

    const told = await office.inbox('chen', { fresh: true });
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toMatch(/26-1-1（一）.*时限变动，时限5月15日/u);
    expect(told[0]?.text).toMatch(/26-2-1（二）.*改由其他单位负责/u);
  });

  it('leaves reported and closed tasks as they are, and says so', async () => {
    const office = await openOffice();
    await office.say('chen', '已完成', { thread: '26-1-1' });
    const { plan } = await importing(office, revised);

    const answer = await applying(office, plan.id);

    expect(await office.task('26-1-1')).toMatchObject({ dueOn: '2026-03-31', state: { status: 'reported-done' } });
    expect(answer).toMatch(/已报送或待补充的未作改动.*26-1-1/u);
  });

  it('keeps reports and the history of a task whose limit changes', async () => {
    const office = await openOffice();
    await office.say('chen', '进展顺利，已完成60%', { thread: '26-1-1' });
    const { plan } = await importing(office, revised);

    await applying(office, plan.id);

    const task = await office.task('26-1-1');
    expect(await office.stores.reportsOf(task.id)).toHaveLength(1);
    expect(task.progress?.percent).toBe(60);
    expect(await office.ledger('26-1-1')).toEqual(['task-started', 'task-progress-reported', 'extension-granted']);
    expect(await office.ledger()).toContain('plan-revised');
  });

  it('sets an earlier day that is still to come, and refuses one that has passed', async () => {
    const office = await openOffice();
    const sooner = thePlan
      .replace('时限：5月29日前', '时限：5月8日前')
      .replace('市法院；时限：4月30日前', '市法院；时限：2月10日前');
    const { plan } = await importing(office, sooner);

    const answer = await applying(office, plan.id);

    expect((await office.task('26-4-1')).dueOn).toBe('2026-05-08');
    expect((await office.task('26-5-1')).dueOn).toBe('2026-04-30');
    expect(answer).toMatch(/新时限已过，未作改动，请另行核定：26-5-1/u);
  });

  it('happens once: a second press and the same file again change nothing', async () => {
    const office = await openOffice();
    const { plan } = await importing(office, revised);
    await applying(office, plan.id);
    const after = await standing(office);

    await applying(office, plan.id);
    const again = await importing(office, revised);

    expect(await standing(office)).toEqual(after);
    expect(again).toMatchObject({ again: true, revision: null });
  });

  it('is refused to anybody but the office', async () => {
    const office = await openOffice();
    const { plan } = await importing(office, revised);
    const before = await standing(office);

    await applying(office, plan.id, 'chen');

    expect(await standing(office)).toEqual(before);
  });

  it('can be followed by another revision of the plan as it stands now', async () => {
    const office = await openOffice();
    const { plan } = await importing(office, revised);
    await applying(office, plan.id);

    const third = await importing(office, revised.replace('时限：5月15日前', '时限：6月15日前'));
    const done = await revisePlan(office.deps, { by: 'clerk' as PersonId, via: 'cli', documentId: third.plan.id });

    expect(done).toMatchObject({ ok: true, counts: { started: 0, changed: 1, cancelled: 0 } });
    expect((await office.task('26-1-1')).dueOn).toBe('2026-06-15');
  });

  it('leaves a plan that was adopted beside it alone', async () => {
    const office = await openOffice();
    const other = await importing(
      office,
      '江州市2026年消防安全工作要点\n（一）开展消防演练。（责任单位：市教育局；时限：6月30日前）\n',
    );
    await office.press('clerk', ['adopt-plan', other.plan.id]);
    const { plan } = await importing(office, revised);

    await applying(office, plan.id);

    const own = await office.stores.tasks({ planId: other.plan.id });
    expect(own.map((task) => [task.code, task.dueOn, task.state.status])).toEqual([['26-1-2', '2026-06-30', 'open']]);
  });
});

/** As the plan in force, with a new unit name, a limit taken away, and a new item without unit and day. */
const doubtful = `${thePlan
  .replace('责任单位：市教育局；时限：3月31日前', '责任单位：市教育主管局；时限：3月31日前')
  .replace('；时限：5月29日前', '')}（八）研究建立联席会议制度。
`;

describe('a revision with doubts', () => {
  const asked = async (office: OpenOffice) => {
    const { plan, card } = await importing(office, doubtful);
    return { planId: plan.id as string, fields: card.form?.fields.map((field) => field.name) ?? [], card };
  };

  it('asks about what is printed anew, and about nothing that was decided before', async () => {
    const { fields, card } = await asked(await openOffice());

    expect(fields).toEqual(['name:市教育主管局', 'units:8', 'day:4', 'day:8']);
    expect(card.form?.submit.command.name).toBe('apply-revision');
    expect(card.actions?.map((action) => action.command.name)).toEqual(['adopt-plan']);
  });

  it('without doubts has a button and no form', async () => {
    const { card } = await importing(await openOffice(), revised);

    expect([card.form, card.actions?.length]).toEqual([undefined, 2]);
  });

  it('takes the answers with it, and remembers the name', async () => {
    const office = await openOffice();
    const { planId } = await asked(office);

    await office.press('clerk', ['apply-revision', planId], {
      'name:市教育主管局': finance,
      'units:8': court,
      'day:8': '2026-09-30',
    });

    expect(await standing(office)).toContain(`26-1-1 ${finance} 2026-03-31 open`);
    expect(await standing(office)).toContain(`26-8-1 ${court} 2026-09-30 open`);
    const { units } = await office.stores.directory();
    expect(units.find((unit) => unit.id === finance)?.aliases).toContain('市教育主管局');
    expect(await office.ledger()).toContain('unit-name-learned');
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('refuses a unit that does not exist, and changes nothing', async () => {
    const office = await openOffice();
    const { planId } = await asked(office);
    const before = await standing(office);

    await office.press('clerk', ['apply-revision', planId], { 'name:市教育主管局': 'unit-invented' });

    expect(await standing(office)).toEqual(before);
  });
});
