import { type BulletinDraft, bulletinClasses, periodsOf } from '../../src/core/bulletin.ts';
import { day, makeCalendar } from '../../src/core/calendar.ts';
import type { Setting } from '../../src/core/message/catalogue.ts';
import type { Message } from '../../src/core/message/message.ts';
import type { Delivery, Notice, NoticeKind } from '../../src/core/notice.ts';
import type { PlanItem } from '../../src/core/plan.ts';
import { defaultPolicy } from '../../src/core/policy.ts';
import type { Petition, Report, SupervisionNotice } from '../../src/core/report.ts';
import { freshAttention, type Task } from '../../src/core/task.ts';
import type { Person, Relation, Role, RoleName, Unit } from '../../src/core/unit.ts';

/** A text as the id it stands for. */
export const id = <Id extends string>(text: string): Id => text as Id;

export const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`);

export const settingOn = (today: string): Setting => ({
  today: day(today),
  calendar: makeCalendar(),
  officeName: '市处非办',
  officeFullName: '江宁市防范和处置非法集资工作领导小组办公室',
});

export const unitNamed = (shortName: string, relation: Relation = 'subordinate', name = shortName): Unit => ({
  id: id(`unit-${shortName}`),
  name,
  shortName,
  aliases: [],
  relation,
  groups: [],
  ownReview: false,
  formerNames: [],
});

export const office = unitNamed('市处非办', 'office', '江宁市防范和处置非法集资工作领导小组办公室');
export const education = unitNamed('市教育局', 'peer', '江宁市教育局');
export const court = unitNamed('市法院', 'judicial', '江宁市中级人民法院');
export const bank = unitNamed('人行江宁支行', 'vertical', '中国人民银行江宁市中心支行');
export const units = [office, education, court, bank];

export const personNamed = (name: string, phone: string | null = '0700-1234567'): Person => ({
  id: id(`person-${name}`),
  name,
  phone,
  email: null,
  accounts: [{ platform: 'local', address: name }],
});

export const roleOf = (person: Person, unit: Unit, role: RoleName, rank: 'A' | 'B' = 'A'): Role => ({
  personId: person.id,
  unitId: unit.id,
  role,
  rank,
  from: day('2026-01-01'),
  to: null,
});

/** An open task of the education bureau, due on Tuesday 30 June 2026. */
export function taskWith(change: Partial<Task> = {}): Task {
  const code = change.code ?? '26-8-1';
  return {
    id: id(`task-${code}`),
    officeId: id('office'),
    planId: id('plan'),
    itemId: id(`item-${code}`),
    code,
    label: '八',
    title: '专项排查',
    discreet: false,
    unitId: education.id,
    supportingUnitIds: [],
    dueOn: day('2026-06-30'),
    originalDueOn: change.dueOn === undefined ? day('2026-06-30') : change.dueOn,
    extensions: 0,
    startedOn: day('2026-04-22'),
    state: { status: 'open' },
    petition: null,
    supervisionNoticeId: null,
    progress: null,
    judgedHard: null,
    policy: defaultPolicy,
    attention: freshAttention(1),
    version: 1,
    nextActionAt: null,
    ...change,
  };
}

export function reportWith(task: Task, change: Partial<Report> = {}): Report {
  return {
    id: id(`report-${task.code}`),
    taskId: task.id,
    unitId: task.unitId,
    by: id('person-王芳'),
    recordedBy: null,
    via: 'local',
    madeAt: at('2026-06-12 15:20'),
    recordedAt: at('2026-06-12 15:20'),
    text: '6月12日启动',
    percent: null,
    values: [],
    expectedOn: null,
    claimsDone: false,
    evidence: [],
    confirmedBy: null,
    returnedFor: null,
    follows: null,
    ...change,
  };
}

export function petitionWith(task: Task, change: Partial<Petition> = {}): Petition {
  return {
    id: id(`petition-${task.code}`),
    taskId: task.id,
    kind: 'extension',
    by: id('person-王芳'),
    recordedBy: null,
    unitId: task.unitId,
    askedAt: at('2026-06-24 10:00'),
    reason: '数据汇总尚需时间',
    requestedDay: day('2026-07-15'),
    afterDue: false,
    status: 'open',
    decidedBy: null,
    decidedAt: null,
    grantedDay: null,
    note: null,
    ...change,
  };
}

export function supervisionWith(task: Task, change: Partial<SupervisionNotice> = {}): SupervisionNotice {
  return {
    id: id(`notice-${task.code}`),
    taskId: task.id,
    unitId: task.unitId,
    kind: 'supervise',
    draftedAt: at('2026-07-09 09:00'),
    dueOn: task.dueOn ?? day('2026-06-30'),
    overdueWorkdays: 7,
    answerBy: day('2026-07-16'),
    status: 'drafted',
    signedBy: null,
    signedAt: null,
    number: null,
    deliveredAt: null,
    deliveredVia: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    withdrawnReason: null,
    ...change,
  };
}

export function itemOf(task: Task, change: Partial<PlanItem> = {}): PlanItem {
  return {
    id: task.itemId,
    planId: task.planId,
    position: 8,
    label: task.label,
    section: null,
    text: '利用三个月时间开展专项排查，建立风险台账',
    deadlineText: '时限：6月底',
    dueDays: task.dueOn ? [task.dueOn] : [],
    rrule: null,
    ongoing: false,
    relative: null,
    printedUnits: { lead: [], supporting: [], responsible: [] },
    targets: [],
    place: null,
    doubts: [],
    discreet: task.discreet,
    accountableUnitIds: [task.unitId],
    supportingUnitIds: [],
    unitsProposed: false,
    ...change,
  };
}

export function noticeWith(task: Task | null, kind: NoticeKind, change: Partial<Notice> = {}): Notice {
  return {
    id: id(`notice-${kind}-${task?.code ?? ''}`),
    officeId: id('office'),
    key: `${kind}-${task?.code}`,
    taskId: task?.id ?? null,
    dueOn: task?.dueOn ?? null,
    kind,
    round: `${task?.attention.round ?? 1}:${kind}`,
    recipient: { unitId: task?.unitId ?? office.id, role: 'liaison' },
    manner: 'card',
    message: null,
    createdAt: at('2026-06-29 09:00'),
    status: 'due',
    statusReason: null,
    ...change,
  };
}

export function offlineDelivery(task: Task): Delivery {
  return {
    id: id('delivery-1'),
    officeId: id('office'),
    key: 'card|person|2026-06-29|offline',
    kind: 'card',
    personId: id('person-王芳'),
    unitId: task.unitId,
    channel: 'offline',
    address: null,
    noticeIds: [],
    day: day('2026-06-29'),
    dueAt: at('2026-06-29 09:10'),
    state: 'queued',
    attempt: 0,
    leaseUntil: null,
    platformId: null,
    sentAt: null,
    failure: null,
    sent: { lines: [{ text: '已到期', code: task.code }] },
  };
}

export function bulletinDraft(counts: readonly number[], cancelled = 0): BulletinDraft {
  const classes = Object.fromEntries(bulletinClasses.map((name, i) => [name, counts[i] ?? 0])) as Record<
    (typeof bulletinClasses)[number],
    number
  >;
  const period = periodsOf(2026).find((one) => one.name === '2026-Q2');
  if (!period) throw new Error('2026 has a second quarter');
  return {
    period,
    figures: {
      classes,
      tasks: counts.reduce((sum, count) => sum + count, 0),
      items: 26,
      cancelled,
      byUnit: [
        { unitId: education.id, classes: { ...classes, 超序时: 0 } },
        { unitId: court.id, classes: { ...classes, 已完成: 0 } },
      ],
      problems: [
        {
          taskId: id('task-26-8-1'),
          code: '26-8-1',
          unitId: education.id,
          dueOn: day('2026-06-26'),
          overdueWorkdays: 2,
        },
        { taskId: id('task-26-9-1'), code: '26-9-1', unitId: court.id, dueOn: day('2026-11-30'), overdueWorkdays: 0 },
      ],
    },
  };
}

/** Everything that a message may need of one task; change what a test is about. */
export interface Facts {
  readonly task: Task;
  readonly unit: Unit;
  readonly report: Report;
  readonly petition: Petition;
  readonly notice: SupervisionNotice;
  readonly item: PlanItem;
  readonly reason: string;
  readonly setting: Setting;
}

export function factsOf(task: Task, change: Partial<Facts> = {}): Facts {
  return {
    task,
    unit: education,
    report: reportWith(task),
    petition: petitionWith(task),
    notice: supervisionWith(task),
    item: itemOf(task),
    reason: '请补充责任人',
    setting: settingOn('2026-06-29'),
    ...change,
  };
}

/** Takes down a message under the name of the function that made it. */
export type Add = (name: string, message: Message | string) => void;
