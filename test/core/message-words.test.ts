import { describe, expect, it } from 'vitest';
import { day } from '../../src/core/calendar.ts';
import { reportText as reportTextEn } from '../../src/core/message/en/words.ts';
import { en } from '../../src/core/message/en.ts';
import { reportText as reportTextZh } from '../../src/core/message/zh/words.ts';
import { zh } from '../../src/core/message/zh.ts';
import type { Task, TaskState } from '../../src/core/task.ts';
import {
  at,
  bank,
  bulletinDraft,
  court,
  education,
  itemOf,
  office,
  reportWith,
  settingOn,
  supervisionWith,
  taskWith,
  units,
} from '../support/message-facts.ts';

describe('where a task stands, in words', () => {
  const returned = (on: string) => ({ status: 'open', supplementDueOn: day(on) }) as TaskState;
  it.each<[string, Partial<Task>, string]>([
    ['2026-06-29', {}, '还有 1 个工作日　26-8-1（八）专项排查　时限6月30日（周二）'],
    ['2026-06-30', {}, '今日到期　26-8-1（八）专项排查　时限6月30日（周二）'],
    ['2026-07-01', {}, '已超时限 1 个工作日　26-8-1（八）专项排查　时限6月30日（周二）'],
    [
      '2026-05-27',
      { dueOn: day('2026-05-31') },
      '还有 2 个工作日　26-8-1（八）专项排查　时限5月31日（周日），请于5月29日（周五）前报送',
    ],
    [
      '2026-05-29',
      { dueOn: day('2026-05-31') },
      '请于今日报送　26-8-1（八）专项排查　时限5月31日（周日），请于5月29日（周五）前报送',
    ],
    ['2026-05-31', { dueOn: day('2026-05-31') }, '6月1日（周一）起计超时限　26-8-1（八）专项排查　时限5月31日（周日）'],
    ['2026-06-29', { dueOn: null, label: null }, '时限待定　26-8-1 专项排查'],
    ['2026-12-30', { dueOn: day('2027-01-15') }, '还有 12 个工作日　26-8-1（八）专项排查　时限2027年1月15日（周五）'],
    [
      '2026-06-29',
      { dueOn: day('2026-07-15'), originalDueOn: day('2026-06-30'), extensions: 1 },
      '还有 12 个工作日　26-8-1（八）专项排查　时限7月15日（周三），原时限6月30日（周二），已延期 1 次',
    ],
    [
      '2026-06-29',
      { state: returned('2026-07-03') },
      '待补充，还有 4 个工作日　26-8-1（八）专项排查　请于7月3日（周五）前补充',
    ],
    [
      '2026-07-07',
      { state: returned('2026-07-03') },
      '待补充，已超补充时限 2 个工作日　26-8-1（八）专项排查　请于7月3日（周五）前补充',
    ],
    ['2026-06-29', { discreet: true }, '还有 1 个工作日　26-8-1（八）　时限6月30日（周二）'],
  ])('on %s: %j', (today, change, expected) => {
    const list = zh.answer.taskList([taskWith({ originalDueOn: change.dueOn ?? null, ...change })], settingOn(today));

    expect(list.lines[0]?.text).toBe(expected);
  });
});

describe('how a unit is addressed', () => {
  it.each([
    [education, '你单位'],
    [court, '贵院'],
    [bank, '贵行'],
    [office, '本办'],
  ])('%#', (unit, words) => {
    expect(zh.unitAs(unit)).toBe(words);
  });
});

describe('documents', () => {
  const setting = settingOn('2026-07-10');

  it('a signed supervision notice', () => {
    const task = taskWith();
    const signed = supervisionWith(task, { number: { year: 2026, serial: 3 }, signedAt: at('2026-07-10 10:00') });

    expect(zh.document.supervisionNotice(signed, task, education, itemOf(task), setting)).toMatchInlineSnapshot(`
      "督办通知单
      督办〔2026〕3号

      江宁市教育局：
      　　你单位负责的工作要点第（八）项任务“专项排查”（编号 26-8-1），时限为2026年6月30日。截至2026年7月10日，已超时限7个工作日，尚未报送完成情况。
      　　任务内容：利用三个月时间开展专项排查，建立风险台账
      　　请于2026年7月16日前报送办理情况。确有困难的，请在此日期前申请延期，写明理由、拟完成日期和已有进展；对职责有不同意见的，可一并提出。
      　　收到本通知单后请签收。

      　　江宁市防范和处置非法集资工作领导小组办公室
      　　2026年7月10日"
    `);
  });

  it('a letter to a court is a request, never a supervision', () => {
    const task = taskWith({ unitId: court.id });
    const text = zh.document.supervisionNotice(supervisionWith(task, { kind: 'letter' }), task, court, null, setting);

    expect(text).toMatchInlineSnapshot(`
      "商请函
      （未编号，签发后编号）

      江宁市中级人民法院：
      　　贵院参与的工作要点第（八）项任务“专项排查”（编号 26-8-1），时限为2026年6月30日。截至2026年7月9日，我办尚未收到办理情况。
      　　为便于汇总，商请贵院于2026年7月16日前函告办理情况。如需我办配合，请一并告知。

      　　江宁市防范和处置非法集资工作领导小组办公室
      　　2026年7月9日"
    `);
    expect(text).not.toMatch(/督办|超时限/);
  });

  it('a bulletin: basis, overall, classes with the good first, problems in totals, next steps with a day, a table', () => {
    const draft = bulletinDraft([5, 1, 1, 2, 2, 20], 1);
    const facts = { units, basis: '《2026年防范和处置非法集资工作要点》', nextDay: day('2026-07-20') };

    expect(zh.document.bulletin(draft, facts, setting)).toMatchInlineSnapshot(`
      "关于2026年第二季度工作要点落实情况的通报

      各责任单位：
      　　根据《2026年防范和处置非法集资工作要点》，现将2026年第二季度工作要点落实情况通报如下。

      　　一、总体情况
      　　截至2026年6月30日，共跟踪任务31项，涉及事项26个。其中已完成5项、超序时2项、达序时20项、待审核1项、未达序时2项、其他1项。

      　　二、分类情况
      　　（一）已完成5项。涉及：江宁市教育局5项。
      　　（二）超序时2项。涉及：江宁市中级人民法院2项。
      　　（三）达序时20项。
      　　（四）待审核1项。

      　　三、存在问题
      　　未达序时2项，具体情况另附，发有关单位。
      　　其他1项，时限尚未核定、职责尚待明确或约定事项尚未发生。

      　　四、下一步工作
      　　未达序时任务的责任单位请于2026年7月20日前报送办理情况、存在困难和拟完成日期。
      　　办公室会同有关单位核定时限、明确职责。
      　　待审核的任务由办公室审核后告知责任单位。

      　　江宁市防范和处置非法集资工作领导小组办公室
      　　2026年7月10日

      附表：任务落实情况统计
      已完成　5项
      超序时　2项
      达序时　20项
      待审核　1项
      未达序时　2项
      其他　1项
      合计　31项
      注：另有1项已取消，不计入合计。"
    `);
    expect(zh.document.bulletinAnnex(draft, facts, setting)).toMatchInlineSnapshot(`
      "附件

      2026年第二季度未达序时任务清单

      1. 26-8-1　江宁市教育局　时限2026年6月26日　已超时限2个工作日
      2. 26-9-1　江宁市中级人民法院　时限2026年11月30日　进度低于序时

      统计截至2026年6月30日。"
    `);
  });

  it('a bulletin of several plans: each plan’s part beneath the totals, and its name behind what is behind', () => {
    const { period, figures } = bulletinDraft([5, 0, 0, 2, 0, 0]);
    const none = bulletinDraft([]).figures.classes;
    const byPlan = [
      { title: '甲要点', tasks: 7, items: 6, classes: figures.classes },
      { title: '乙方案', tasks: 0, items: 0, classes: none },
    ];
    const problems = figures.problems.slice(0, 1).map((problem) => ({ ...problem, plan: '甲要点' }));
    const draft = { period, figures: { ...figures, byPlan, problems } };
    const facts = { units, basis: '《甲要点》《乙方案》', nextDay: day('2026-07-20') };

    expect(zh.document.bulletin(draft, facts, setting)).toContain(
      '《甲要点》：任务7项，涉及事项6个，其中已完成5项、未达序时2项。\n　　《乙方案》：没有列入统计的任务。',
    );
    expect(en.document.bulletin(draft, facts, setting)).toContain(
      '《甲要点》: 7 tasks under 6 items: 5 closed, 2 behind schedule.\n《乙方案》: no tasks to count.',
    );
    expect(zh.document.bulletinAnnex(draft, facts, setting)).toContain('已超时限2个工作日　《甲要点》');
  });

  it('names no unit for what is behind, in the text that everybody gets', () => {
    const draft = bulletinDraft([0, 0, 1, 2, 0, 0]);
    const text = zh.document.bulletin(draft, { units, basis: '工作要点', nextDay: day('2026-07-20') }, setting);

    expect(text).not.toMatch(/教育局|法院/);
  });

  it('numbers are printed the same in both languages', () => {
    expect(zh.document.noticeNumber('supervise', { year: 2026, serial: 3 })).toBe('督办〔2026〕3号');
    expect(zh.document.bulletinNumber({ year: 2026, serial: 12 })).toBe('通报〔2026〕12号');
    expect(en.document.noticeNumber('letter', { year: 2026, serial: 3 })).toBe('商请〔2026〕3号');
  });
});

describe('an expected day in a report', () => {
  const task = taskWith();
  const report = (expectedOn: string) =>
    reportWith(task, { expectedOn: day(expectedOn), madeAt: at('2026-11-20 10:00') });

  it.each([
    ['2026-12-31', '预计12月31日（周四）完成', 'expected Thu 31 December'],
    ['2027-03-31', '预计2027年3月31日（周三）完成', 'expected Wed 31 March 2027'],
  ])('%s stands with its year only if it is another than the report’s', (expectedOn, chinese, english) => {
    expect(reportTextZh(task, report(expectedOn))).toContain(chinese);
    expect(reportTextEn(task, report(expectedOn))).toContain(english);
  });
});
