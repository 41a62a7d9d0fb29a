import { seededIds } from '../../src/adapters/ids.ts';
import { day } from '../../src/core/calendar.ts';
import type { DubanEvent } from '../../src/core/event.ts';
import type { ItemId, OfficeId, PersonId, PlanId, TaskId, UnitId } from '../../src/core/ids.ts';
import type { Delivery, Notice } from '../../src/core/notice.ts';
import type { WorkPlan } from '../../src/core/plan.ts';
import { defaultPolicy } from '../../src/core/policy.ts';
import type { Petition, Report, SupervisionNotice } from '../../src/core/report.ts';
import type { Task } from '../../src/core/task.ts';
import type { Directory } from '../../src/core/unit.ts';
import type { Bulletin, Change, Office } from '../../src/ports.ts';
import { anItem, anOfficeUnit, aPerson, aRole, aTask, at, aUnit } from './builders.ts';

// The builders' rows under ids that a database takes.

const ids = seededIds('stored rows');

export const newId = <Id extends string>(): Id => ids.next<Id>();

export const office: Office = {
  id: newId<OfficeId>(),
  name: '江州市处非工作领导小组办公室',
  shortName: '市处非办',
  policy: defaultPolicy,
  dayAdditions: { '2026-05-06': false },
  eventDays: { 办法印发: day('2026-04-10') },
  rooms: { office: { platform: 'slack', address: 'C01' }, bulletin: null },
  sweepHeldUntil: null,
  sweptUntil: at('2026-03-02 09:00'),
};

export const officeUnitId = newId<UnitId>();
export const unitId = newId<UnitId>();
export const otherUnitId = newId<UnitId>();
export const personId = newId<PersonId>();
export const planId = newId<PlanId>();
export const itemId = newId<ItemId>();

export const plan: WorkPlan = {
  id: planId,
  officeId: office.id,
  title: '2026年防范和处置非法集资工作要点',
  year: 2026,
  fileName: '要点.docx',
  textHash: 'a'.repeat(64),
  text: '一、开展专项排查。',
  sourceFileId: '0190a0a0-0000-7000-8000-000000000001',
  importedAt: at('2026-03-01 10:00'),
  adoptedOn: day('2026-03-02'),
};

export const item = anItem({ id: itemId, planId, accountableUnitIds: [unitId], supportingUnitIds: [otherUnitId] });

export const directory: Directory = {
  units: [
    anOfficeUnit({ id: officeUnitId }),
    aUnit({
      id: unitId,
      aliases: ['教育局', '市教委'],
      formerNames: [{ name: '市教委', until: day('2018-12-31') }],
      groups: ['成员单位'],
    }),
    aUnit({ id: otherUnitId, name: '江州市公安局', shortName: '市公安局', relation: 'peer' }),
  ],
  persons: [
    aPerson(personId, {
      name: '陈静',
      phone: '0513-1',
      accounts: [
        { platform: 'local', address: 'chen' },
        { platform: 'slack', address: 'U1', fault: 'user_deactivated' },
      ],
      profile: { zone: 'Europe/London', quiet: { from: '12:00', to: '14:00' } },
    }),
    aPerson(newId(), { name: '无账号', accounts: [] }),
  ],
  roles: [
    aRole(personId, unitId, 'liaison'),
    aRole(personId, officeUnitId, 'signer', { rank: 'B', to: day('2026-06-30') }),
  ],
  absences: [{ personId, from: day('2026-05-01'), to: day('2026-05-07') }],
};

/** What must stand before a task can. */
export const ground: Change = { office, plans: [plan], items: [item] };

let count = 0;

/** An open task under a code of its own. */
export function storedTask(over: Partial<Task> = {}): Task {
  count += 1;
  return aTask({
    id: newId<TaskId>(),
    officeId: office.id,
    planId,
    itemId,
    unitId,
    code: `26-12-${count}`,
    ...over,
  });
}

export function storedReport(taskId: TaskId, over: Partial<Report> = {}): Report {
  return {
    id: newId(),
    taskId,
    unitId,
    by: personId,
    recordedBy: null,
    via: 'local',
    madeAt: at('2026-03-20 10:00'),
    recordedAt: at('2026-03-20 10:01'),
    text: '已排查 12 家',
    percent: 62.5,
    values: [{ value: 12, unit: '家', what: '机构' }],
    expectedOn: day('2026-03-30'),
    claimsDone: false,
    evidence: [{ fileId: 'f', name: '台账.xlsx', bytes: 10, sha256: 'b'.repeat(64) }],
    confirmedBy: null,
    returnedFor: '责任人',
    follows: null,
    ...over,
  };
}

export function storedPetition(taskId: TaskId, over: Partial<Petition> = {}): Petition {
  return {
    id: newId(),
    taskId,
    kind: 'extension',
    by: personId,
    recordedBy: null,
    unitId,
    askedAt: at('2026-03-25 10:00'),
    reason: '资料未齐',
    requestedDay: day('2026-04-15'),
    afterDue: false,
    status: 'open',
    decidedBy: null,
    decidedAt: null,
    grantedDay: null,
    note: null,
    ...over,
  };
}

export function storedSupervisionNotice(taskId: TaskId, over: Partial<SupervisionNotice> = {}): SupervisionNotice {
  return {
    id: newId(),
    taskId,
    unitId,
    kind: 'supervise',
    draftedAt: at('2026-04-10 09:00'),
    dueOn: day('2026-03-31'),
    overdueWorkdays: 7,
    answerBy: day('2026-04-15'),
    status: 'drafted',
    signedBy: null,
    signedAt: null,
    number: null,
    deliveredAt: null,
    deliveredVia: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    withdrawnReason: null,
    ...over,
  };
}

/** The notice after its signature, with its number. */
export function signed(notice: SupervisionNotice, serial: number): SupervisionNotice {
  return {
    ...notice,
    status: 'signed',
    signedBy: personId,
    signedAt: at('2026-04-11 10:00'),
    number: { year: 2026, serial },
  };
}

export function storedBulletin(over: Partial<Bulletin> = {}): Bulletin {
  const classes = { 已完成: 1, 待审核: 0, 其他: 0, 未达序时: 0, 超序时: 0, 达序时: 2 };
  return {
    id: newId(),
    officeId: office.id,
    period: { edition: 'quarter', name: '2026-Q1', from: day('2026-01-01'), cutOff: day('2026-03-31') },
    figures: { classes, tasks: 3, items: 2, cancelled: 0, byUnit: [{ unitId, classes }], problems: [] },
    text: '一季度共 3 项',
    status: 'draft',
    number: null,
    signedBy: null,
    draftedAt: at('2026-04-07 09:00'),
    publishedAt: null,
    ...over,
  } as Bulletin;
}

export function storedNotice(taskId: TaskId | null, over: Partial<Notice> = {}): Notice {
  const id = over.id ?? newId<Notice['id']>();
  return {
    id,
    officeId: office.id,
    key: `key of ${id}`,
    taskId,
    dueOn: day('2026-03-31'),
    kind: 'remind',
    round: '1:before-5',
    recipient: { unitId, role: 'liaison' },
    manner: 'card',
    message: null,
    createdAt: at('2026-03-24 09:00'),
    status: 'due',
    statusReason: null,
    ...over,
  };
}

export function storedDelivery(noticeIds: readonly Notice['id'][], over: Partial<Delivery> = {}): Delivery {
  const id = over.id ?? newId<Delivery['id']>();
  return {
    id,
    officeId: office.id,
    key: `card|${id}`,
    kind: 'card',
    personId,
    unitId,
    channel: 'local',
    address: 'chen',
    noticeIds,
    day: day('2026-03-24'),
    dueAt: at('2026-03-24 09:05'),
    state: 'queued',
    attempt: 0,
    leaseUntil: null,
    platformId: null,
    sentAt: null,
    failure: null,
    sent: null,
    ...over,
  };
}

/** A fact about a task by a person. */
export function progressed(taskId: TaskId, summary = '已排查'): DubanEvent {
  return {
    taskId,
    at: at('2026-03-20 10:01'),
    actor: { personId, via: 'local' },
    type: 'task-progress-reported',
    reportId: newId(),
    textHash: 'c'.repeat(64),
    percent: 62.5,
    summary,
    madeAt: at('2026-03-20 10:00'),
  };
}
