import { describe, expect, it } from 'vitest';
import { day } from '../../src/core/calendar.ts';
import { zh } from '../../src/core/message/zh.ts';
import { freshAttention, type TaskState } from '../../src/core/task.ts';
import {
  at,
  court,
  education,
  id,
  noticeWith,
  personNamed,
  roleOf,
  settingOn,
  taskWith,
} from '../support/message-facts.ts';
import { cardFor, codesOn, due, waiting } from '../support/morning-cards.ts';

const li = personNamed('李强');

describe('the morning card of a liaison', () => {
  it('is not sent when there is nothing to say', () => {
    expect(cardFor({})).toBeNull();
    expect(cardFor({ weekly: true })).toBeNull();
    expect(cardFor({ tasks: [due('26-1-1', '2026-07-31')] })).toBeNull();
  });

  // Friday 3 July is three working days after Tuesday 30 June; the limit on Sunday 5 July is asked for on that Friday.
  it.each([
    ['2026-06-30', 'soon'],
    ['2026-07-03', 'soon'],
    ['2026-07-05', 'soon'],
    ['2026-07-06', undefined],
  ])('on an ordinary day shows what is due on %s: %s', (on, section) => {
    expect(codesOn(cardFor({ tasks: [due('26-1-1', on)] }))?.[0]?.[0]).toBe(section);
  });

  it('shows what is reminded of today, however far it is', () => {
    const task = due('26-1-1', '2026-07-15');

    expect(codesOn(cardFor({ tasks: [task], notices: [noticeWith(task, 'remind')] }))).toEqual([['soon', '26-1-1']]);
  });

  it('is not made by a task beyond the limit, returned, or waiting for review alone', () => {
    const tasks = [
      due('26-1-1', '2026-06-12'),
      due('26-2-1', '2026-06-12', { state: { status: 'open', supplementDueOn: day('2026-07-15') } }),
      due('26-3-1', '2026-07-01', { state: waiting }),
    ];

    expect(cardFor({ tasks })).toBeNull();
  });

  it('shows them with what made the card, most pressing first, and on ordinary days no more', () => {
    const tasks = [
      due('26-4-1', '2026-12-31'),
      due('26-3-1', '2026-07-01', { state: waiting }),
      due('26-2-1', '2026-06-12', { state: { status: 'open', supplementDueOn: day('2026-07-15') } }),
      due('26-5-1', '2026-07-02'),
      due('26-1-1', '2026-06-12'),
    ];

    expect(codesOn(cardFor({ tasks }))).toEqual([
      ['overdue', '26-1-1'],
      ['soon', '26-5-1'],
      ['supplement', '26-2-1'],
      ['waiting', '26-3-1'],
    ]);
  });

  it('on the first working day of the week holds the whole list, each task once, by day and code', () => {
    const tasks = [
      due('26-12-1', '2026-12-31'),
      due('26-2-1', '2026-12-31'),
      taskWith({ code: '26-9-1', dueOn: null }),
      due('26-7-1', '2026-11-30', { unitId: court.id, supportingUnitIds: [education.id] }),
      due('26-1-1', '2026-06-12'),
    ];
    const card = cardFor({ tasks, weekly: true });

    expect(codesOn(card)).toEqual([
      ['overdue', '26-1-1'],
      ['all', '26-7-1 26-2-1 26-12-1 26-9-1'],
    ]);
    expect(card?.sections[1]).toMatchObject({ entries: [{ supporting: true }, {}, {}, {}] });
  });

  it('on the day of adoption does not repeat the list that the unit was just given, but what is due soon stands', () => {
    const started = { startedOn: day('2026-06-30') };
    const tasks = [
      due('26-12-1', '2026-12-31', started),
      due('26-1-1', '2026-07-01', started),
      due('26-2-1', '2026-12-31'),
    ];

    expect(codesOn(cardFor({ tasks, weekly: true }))).toEqual([
      ['soon', '26-1-1'],
      ['all', '26-2-1'],
    ]);
  });

  it('passes over tasks of other units', () => {
    expect(cardFor({ tasks: [due('26-1-1', '2026-06-30', { unitId: court.id })], weekly: true })).toBeNull();
  });

  it('puts a rung in the place of the day’s line and says each task once, whatever the notices', () => {
    const task = due('26-1-1', '2026-06-29');
    const notices = (['overdue', 'chase', 'warn'] as const).map((kind) => noticeWith(task, kind));
    const card = cardFor({ tasks: [task], notices });

    expect(codesOn(card)).toEqual([['overdue', '26-1-1']]);
    expect(card?.sections[0]).toMatchObject({ entries: [{ rung: 'chase' }] });
    expect(card?.noticeIds).toEqual(notices.map((notice) => notice.id));
  });

  it('warns of the rung that comes next and of its day', () => {
    const task = due('26-1-1', '2026-06-26', { attention: { ...freshAttention(1), rung: 1 } });
    const card = cardFor({ tasks: [task], notices: [noticeWith(task, 'warn')] });

    // Late from Monday 29 June; the third working day is Wednesday 1 July.
    expect(card?.sections[0]).toMatchObject({
      entries: [{ warning: { rung: { kind: 'chase-deputy-head' }, on: '2026-07-01' } }],
    });
  });

  it('drops a notice that is no longer true, and the card with it', () => {
    const task = due('26-1-1', '2026-07-31', { extensions: 1 });
    const notices = [noticeWith(task, 'remind', { dueOn: day('2026-06-30') })];

    expect(cardFor({ tasks: [task], notices })).toBeNull();
  });
});

describe('a report window', () => {
  const window = noticeWith(null, 'window', {
    dueOn: day('2026-06-28'),
    recipient: { unitId: education.id, role: 'liaison' },
  });

  it('in which a unit has said nothing makes a card until it closes', () => {
    const card = cardFor({ notices: [window], today: day('2026-06-26') });

    expect(card?.sections).toEqual([{ kind: 'window', windows: [{ unit: education, closesOn: '2026-06-28' }] }]);
    expect(cardFor({ notices: [window], today: day('2026-06-29') })).toBeNull();
  });
});

describe('the morning card of others', () => {
  it('tells a deputy head of a task only when the ladder does', () => {
    const roles = [roleOf(li, education, 'unit-deputy-head')];
    const task = due('26-1-1', '2026-06-25');
    const notice = noticeWith(task, 'chase-deputy-head', {
      recipient: { unitId: education.id, role: 'unit-deputy-head' },
    });

    expect(cardFor({ person: li, roles, tasks: [task], weekly: true })).toBeNull();
    expect(codesOn(cardFor({ person: li, roles, tasks: [task], notices: [notice] }))).toEqual([['overdue', '26-1-1']]);
  });

  it('asks a unit’s own reviewer to confirm', () => {
    const state: TaskState = {
      status: 'open',
      awaitingConfirmation: { reportId: id('report'), madeAt: at('2026-06-29 10:00') },
    };
    const roles = [roleOf(li, education, 'unit-reviewer')];

    expect(codesOn(cardFor({ person: li, roles, tasks: [due('26-1-1', '2026-06-30', { state })] }))).toEqual([
      ['to-confirm', '26-1-1'],
    ]);
  });
});

describe('the words of a card', () => {
  it('read like this on a Monday', () => {
    const overdue = due('26-8-1', '2026-06-26', {
      label: '八',
      title: '专项排查',
      attention: { ...freshAttention(1), rung: 1 },
    });
    const tasks = [
      overdue,
      due('26-17-1', '2026-06-30', { label: '十七', title: '宣传月启动仪式' }),
      due('26-4-1', '2026-06-12', {
        label: '四',
        title: '长效措施',
        state: { status: 'open', supplementDueOn: day('2026-07-03') },
      }),
      due('26-14-1', '2026-11-30', { label: '十四', title: '', discreet: true }),
      due('26-3-1', '2026-05-29', { label: '三', title: '成员单位会议', state: waiting }),
    ];
    const card = cardFor({ tasks, notices: [noticeWith(overdue, 'warn')], today: day('2026-06-29'), weekly: true });
    const message = card && zh.card(card, settingOn('2026-06-29'));

    expect([message?.title, ...(message?.lines ?? []).map((line) => line.text)].join('\n')).toMatchInlineSnapshot(`
      "本周事项 · 市教育局（6月29日 周一）
      已超时限 1 个工作日　26-8-1（八）专项排查　时限6月26日（周五）　如7月1日（周三）前未收到反馈，办公室将提请分管负责人协调；可报送、申请延期或说明情况
      还有 1 个工作日　26-17-1（十七）宣传月启动仪式　时限6月30日（周二）
      待补充，还有 4 个工作日　26-4-1（四）长效措施　请于7月3日（周五）前补充
      待审核　26-3-1（三）成员单位会议　时限5月29日（周五）
      其他任务（1 项）
      还有 106 个工作日　26-14-1（十四）　时限11月30日（周一）　请按原渠道报送，此处不接收内容。
      直接回复即可报送，如“（八）已完成”。"
    `);
    expect(message?.actions?.map((action) => action.label)).toMatchInlineSnapshot(`
      [
        "报送（八）",
        "报送（十七）",
        "报送（四）",
        "申请延期（八）",
        "说明情况（八）",
        "全部任务",
      ]
    `);
  });
});
