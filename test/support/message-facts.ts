import { type BulletinDraft, bulletinClasses, periodsOf } from '../../src/core/bulletin.ts';
import { type Day, day, makeCalendar } from '../../src/core/calendar.ts';
import type { CardSection } from '../../src/core/card-section.ts';
import type { MorningCard } from '../../src/core/digest.ts';
import type { Refusal } from '../../src/core/event.ts';
import type { BulletinId } from '../../src/core/ids.ts';
import type { Alarm } from '../../src/core/message/alarm.ts';
import type { Catalogue, NoticeFacts, Setting } from '../../src/core/message/catalogue.ts';
import type { Message } from '../../src/core/message/message.ts';
import { refusals } from '../../src/core/message/zh/words.ts';
import type { Delivery, Notice, NoticeKind } from '../../src/core/notice.ts';
import type { PlanItem } from '../../src/core/plan.ts';
import type { ItemChange } from '../../src/core/plan-difference.ts';
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

const noticeKinds = [
  ...['remind', 'supplement', 'warn', 'overdue', 'chase', 'chase-deputy-head', 'review-wait', 'sign-wait', 'window'],
  ...['phone', 'weekly', 'year-end', 'answer', 'assigned', 'for-confirmation', 'for-review', 'returned', 'closed'],
  ...['reopened', 'cancelled', 'petition', 'petition-decided', 'reassigned', 'handed-over', 'for-signature'],
  ...['supervise', 'supervise-copy', 'bulletin', 'import', 'correction', 'alarm'],
  ...['rungs-coming', 'calls', 'ledger-head', 'unreported'],
] as readonly NoticeKind[];

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

/** Every message of a catalogue made from the same facts, with the name of the function that made it. */
export function everyMessage(texts: Catalogue, facts: Facts): readonly { name: string; message: Message }[] {
  const { task, unit, report, petition, notice, item, reason, setting } = facts;
  const person = personNamed('王芳');
  const made: { name: string; message: Message }[] = [];
  const add = (name: string, message: Message | string) => {
    made.push({
      name,
      message: typeof message === 'string' ? { lines: message.split('\n').map((text) => ({ text })) } : message,
    });
  };
  const understood = { task, report, needsConfirmation: false, afterLimit: false };
  const { answer, form, plan, document } = texts;

  for (const weekly of [true, false]) add('card', texts.card(fullCard(facts, weekly), setting));
  for (const kind of noticeKinds) {
    const base: NoticeFacts = { kind, task, unit, person, report, petition, supervisionNotice: notice, reason };
    add(`notice ${kind}`, texts.notice(base, setting));
    if (kind === 'reassigned' || kind === 'petition-decided') {
      add(`notice ${kind} other`, texts.notice({ ...base, otherUnit: court }, setting));
    }
    if (kind === 'petition' || kind === 'petition-decided') {
      for (const other of ['extension', 'dispute', 'explain'] as const) {
        for (const status of ['open', 'granted', 'refused'] as const) {
          const decided = { ...petition, kind: other, status, note: reason, grantedDay: petition.requestedDay };
          add(`notice ${kind} ${other} ${status}`, texts.notice({ ...base, petition: decided }, setting));
        }
      }
    }
  }
  const alarms: readonly Alarm[] = [
    { kind: 'no-recipient', vacancies: [{ unit, roles: ['liaison', 'unit-head'] }] },
    { kind: 'no-recipient', vacancies: units.map((each) => ({ unit: each, roles: ['liaison'] })) },
    { kind: 'delivery-failed', to: '王芳', platform: 'wecom', code: '60111' },
    { kind: 'delivery-unknown', to: '王芳', platform: 'wecom' },
    { kind: 'obligation-without-message', task, notice: 'remind' },
    { kind: 'calendar-missing', year: 2027 },
    { kind: 'sweep-held', due: 20, open: 31 },
    { kind: 'ledger-broken', seq: 17 },
  ];
  for (const alarm of alarms) add(`alarm ${alarm.kind}`, texts.alarm(alarm, setting));
  for (const refusal of Object.keys(refusals) as readonly Refusal[]) {
    add(`refusal ${refusal}`, texts.refusal(refusal));
    add(`answer.refused ${refusal}`, answer.refused(refusal, task, setting));
  }

  add('answer.recordedProgress', answer.recordedProgress(understood, setting));
  add('answer.recordedDone', answer.recordedDone({ ...understood, report: { ...report, claimsDone: true } }, setting));
  add(
    'answer.recordedDone late',
    answer.recordedDone({ ...understood, needsConfirmation: true, afterLimit: true }, setting),
  );
  add(
    'answer.askWhetherDone',
    answer.askWhetherDone({ ...understood, report: { ...report, text: report.text && '基本完成' } }, setting),
  );
  add('answer.corrected', answer.corrected(understood, setting));
  add(
    'answer.askWhich',
    answer.askWhich([task, taskWith({ code: '26-17-1', label: '十七', title: '启动仪式' })], 'held', setting),
  );
  add('answer.notUnderstood', answer.notUnderstood([task], setting));
  add('answer.notUnderstood none', answer.notUnderstood([], setting));
  add('answer.noOpenTasks', answer.noOpenTasks(setting));
  add('answer.taskList', answer.taskList([task], setting));
  add('answer.taskList empty', answer.taskList([], setting));
  for (const may of [true, false]) {
    const rights = { report: may, review: !may, record: !may };
    add('answer.taskDetail', answer.taskDetail(task, unit, [report], [petition], rights, setting));
  }
  add('answer.help liaison', answer.help(['liaison', 'unit-reviewer'], setting));
  add('answer.help office', answer.help(['office-staff', 'signer'], setting));
  add('answer.acknowledged', answer.acknowledged(task, setting));
  add('answer.acknowledged none', answer.acknowledged(null, setting));
  add('answer.extensionAsked', answer.extensionAsked(task, petition, setting));
  add('answer.extensionNeedsDay', answer.extensionNeedsDay(task, setting));
  add('answer.disputeMade', answer.disputeMade(task, setting));
  add('answer.explanationMade', answer.explanationMade(task, setting));
  add('answer.forwardedToLead', answer.forwardedToLead(task, unit, setting));
  add('answer.discreetTakesNoText', answer.discreetTakesNoText(task, setting));
  add('answer.closed', answer.closed(task, setting));
  add('answer.returned', answer.returned(task, day('2026-07-03'), setting));
  add('answer.reopened', answer.reopened(task, setting));
  add('answer.cancelled', answer.cancelled(task, setting));
  for (const kind of ['extension', 'dispute', 'explain'] as const) {
    for (const status of ['granted', 'refused'] as const) {
      const decided = { ...petition, kind, status, grantedDay: status === 'granted' ? petition.requestedDay : null };
      add(`answer.petitionDecided ${kind} ${status}`, answer.petitionDecided(task, decided, setting));
    }
  }
  add('answer.confirmed', answer.confirmed(task, setting));
  add('answer.held', answer.held(task, day('2026-07-03'), setting));
  add('answer.skipped', answer.skipped(task, setting));
  add('answer.reassigned', answer.reassigned(task, court, setting));
  add('answer.signed', answer.signed({ ...notice, number: { year: 2026, serial: 3 } }, task, unit, setting));
  add('answer.withdrawn', answer.withdrawn(task, setting));
  add('answer.noticeAcknowledged', answer.noticeAcknowledged(task, setting));
  add(
    'answer.recordedOffline',
    answer.recordedOffline({ ...understood, report: { ...report, claimsDone: true } }, unit, setting),
  );
  add('answer.deliveredOffline', answer.deliveredOffline('王芳', setting));
  add('answer.bulletinSigned', answer.bulletinSigned('第二季度通报', setting));
  add('answer.bulletinPublished', answer.bulletinPublished('第二季度通报', setting));
  add('answer.tooLong', answer.tooLong(12_000, 10_000, setting));
  add('answer.notForBot', answer.notForBot(setting));
  add('answer.dismissed', answer.dismissed(setting));
  add('answer.released', answer.released(setting));

  add('form.report', form.report(task, report, setting));
  add('form.report first', form.report(task, null, setting));
  add('form.extension', form.extension(task, day('2026-07-15'), setting));
  add('form.dispute', form.dispute(task, setting));
  add('form.explain', form.explain(task, setting));
  add('form.returnTask', form.returnTask(task, day('2026-07-06'), setting));
  add('form.reopen', form.reopen(task, day('2026-07-06'), setting));
  for (const kind of ['extension', 'dispute', 'explain'] as const) {
    add(`form.grant ${kind}`, form.grant(task, { ...petition, kind }, setting, units));
    add(`form.refusePetition ${kind}`, form.refusePetition(task, { ...petition, kind }, units, setting));
  }
  add('form.hold', form.hold(task, day('2026-07-03'), setting));
  add('form.withdraw', form.withdraw(task, notice, setting));
  add('form.record', form.record(task, unit, setting));
  add('form.setDay', form.setDay(task, setting));
  add('form.assign', form.assign(task, units, setting));
  add('form.cancel', form.cancel(task, setting));
  add('form.bulletin', form.bulletin('bulletin-1', '第二季度通报', '各责任单位：', setting));

  const doubtful = {
    ...item,
    unitsProposed: true,
    doubts: [{ code: 'deadline-unclear', text: item.text, choices: ['6月30日', '未定'] }],
  };
  add(
    'plan.imported',
    plan.imported(
      { id: 'plan-1', title: '2026年工作要点', year: 2026 },
      [doubtful, { ...item, dueDays: [] }],
      units,
      setting,
    ),
  );
  add('plan.importedTwice', plan.importedTwice('2026年工作要点', setting));
  add('plan.unreadable', plan.unreadable('文件是扫描件，没有文字。', setting));
  add('plan.assigned', plan.assigned('2026年工作要点', unit, [task, task], setting));
  add('plan.adopted', plan.adopted('2026年工作要点', 31, 9, 2, setting));
  add(
    'plan.adopted waiting',
    plan.adopted('2026年工作要点', 31, 9, 2, setting, { planId: 'plan-1', events: ['收到通知', '会议结束'] }),
  );

  const { revision, conversation } = texts;
  const revised = { ...item, deadlineText: '9月底', text: `${item.text}（修改）` };
  const changes: readonly ItemChange[] = [
    { kind: 'same', before: item, after: item },
    { kind: 'changed', before: item, after: revised, limit: true, units: true, words: true },
    { kind: 'added', after: item },
    { kind: 'removed', before: item },
  ];
  const title = '2026年工作要点';
  add(
    'revision.proposed',
    revision.proposed({ id: 'plan-2', title }, changes, new Map([[item.id, [task.code]]]), setting),
  );
  add(
    'revision.applied',
    revision.applied(title, { started: 1, changed: 2, cancelled: 1, left: [task], refused: [task] }, setting),
  );
  const whats = ['started', 'day', 'taken', 'given', 'cancelled', 'words'] as const;
  add(
    'revision.told',
    revision.told(
      title,
      unit,
      whats.map((what) => ({ task, what })),
      setting,
    ),
  );
  add('revision.droppedReason', revision.droppedReason(title));
  add('revision.nothingToApply', revision.nothingToApply(setting));
  add(
    'revision.eventRecorded',
    revision.eventRecorded('收到通知', day('2026-03-10'), { decided: [task], past: [task] }, setting),
  );
  const said = {
    id: '3',
    unit,
    person,
    at: '2026-03-10 09:12',
    percent: report.percent,
    date: day('2026-04-20'),
    words: report.text,
  };
  const drafts = (['done', 'progress', 'extension', 'blocked', 'dispute', 'unknown'] as const).map((intent) => ({
    ...said,
    intent,
    task: intent === 'unknown' ? null : task,
    candidates: [task],
  }));
  const talk = {
    drafts,
    known: 2,
    left: [{ why: 'acknowledgement', words: '收到' }],
    strangers: [{ name: '小雨点', words: '好的' }],
  };
  add('conversation.sorted', conversation.sorted(talk, 'held-1', setting));
  add(
    'conversation.sorted empty',
    conversation.sorted({ drafts: [], known: 0, left: [], strangers: [] }, 'held-1', setting),
  );
  add(
    'conversation.recorded',
    conversation.recorded(
      { recorded: [task], refused: [{ task, refusal: 'already-closed' }], known: 1, unpicked: 1 },
      setting,
    ),
  );
  add('file.kept', texts.file.kept(task, '排查报告.pdf', setting));
  for (const why of ['too-large', 'unknown-type'] as const)
    add(`file.refused ${why}`, texts.file.refused('报告.exe', why, setting));
  add('conversation.discreetInside', conversation.discreetInside(drafts, setting));

  for (const kind of ['supervise', 'letter', 'propose-coordination'] as const) {
    const to = kind === 'supervise' ? unit : kind === 'letter' ? court : bank;
    add(`document.supervisionNotice ${kind}`, document.supervisionNotice({ ...notice, kind }, task, to, item, setting));
    const signed = { ...notice, kind, number: { year: 2026, serial: 3 }, signedAt: at('2026-07-10 10:00') };
    add(`document.supervisionNotice ${kind} signed`, document.supervisionNotice(signed, task, to, null, setting));
    add('document.noticeNumber', document.noticeNumber(kind, { year: 2026, serial: 3 }));
  }
  const draft = bulletinDraft([5, 1, 1, 2, 2, 20], 1);
  const basis = '《2026年工作要点》';
  const nextDay: Day = day('2026-07-20');
  add('document.bulletin', document.bulletin(draft, { units, basis, nextDay }, setting));
  add('document.bulletin empty', document.bulletin(bulletinDraft([]), { units, basis, nextDay }, setting));
  add('document.bulletinAnnex', document.bulletinAnnex(draft, { units }, setting));
  add('document.bulletinTitle', document.bulletinTitle(draft, setting));
  add('document.bulletinNumber', document.bulletinNumber({ year: 2026, serial: 2 }));
  for (const { name, message } of roomMessages(texts, facts)) add(name, message);
  add('standing', texts.standing(task, setting));
  add('taskName', texts.taskName(task));
  return made;
}

/** What the office sees in its channel, and what is done there by command. */
function roomMessages(texts: Catalogue, { task, unit, setting, report, notice }: Facts) {
  const { room } = texts;
  const { policy } = task;
  const rung = policy.ladders.peer[2] ?? null;
  const person = personNamed('王芳');
  const card = texts.notice({ kind: 'for-review', task, unit, report, supervisionNotice: notice }, setting);
  const outcome = { by: '林晓雯', at: at('2026-06-29 10:12'), what: '审核办结' };
  const bulletin = {
    ...bulletinDraft([3, 1, 2, 1, 0, 4], 1),
    id: id<BulletinId>('bulletin-1'),
    text: '各责任单位：',
    number: null,
  } as const;
  const call = { delivery: offlineDelivery(task), unit, person };
  const handover = {
    from: person,
    to: personNamed('李明'),
    on: day('2026-07-01'),
    roles: [{ unit, role: 'liaison' as const }],
    tasks: [task],
  };
  const statuses = ['draft', 'signed', 'published'] as const;
  return [
    { name: 'room.settled', message: room.settled(card, outcome, setting) },
    { name: 'room.settled by the clock', message: room.settled(card, null, setting) },
    { name: 'room.settled replaced', message: room.settled(card, 'replaced', setting) },
    {
      name: 'room.rungsComing',
      message: room.rungsComing(
        day('2026-06-30'),
        [
          { task, unit, rung },
          { task, unit, rung: null },
        ],
        setting,
      ),
    },
    { name: 'room.calls', message: room.calls([call, { ...call, unit: null, person: null }], setting) },
    { name: 'room.calls none', message: room.calls([], setting) },
    { name: 'room.ledgerHead', message: room.ledgerHead({ seq: 412, hash: 'a1b2c3' }, setting) },
    ...statuses.map((status) => ({
      name: `room.bulletin ${status}`,
      message: room.bulletin({ ...bulletin, status }, '第二季度通报', setting),
    })),
    {
      name: 'room.bulletins',
      message: room.bulletins(
        statuses.map((status) => ({ bulletin: { ...bulletin, status }, title: '第二季度通报' })),
        setting,
      ),
    },
    {
      name: 'room.drafts',
      message: room.drafts(
        [{ notice, task, unit }],
        [{ bulletin: { ...bulletin, status: 'signed' }, title: '第二季度通报' }],
        true,
        setting,
      ),
    },
    { name: 'room.drafts for who does not sign', message: room.drafts([{ notice, task, unit }], [], false, setting) },
    { name: 'room.drafts none', message: room.drafts([], [], true, setting) },
    { name: 'room.bulletins none', message: room.bulletins([], setting) },
    {
      name: 'room.bulletinPost',
      message: room.bulletinPost({ ...bulletin, status: 'published' }, '第二季度通报', 'a1b2c3', setting),
    },
    {
      name: 'room.postedNowhere',
      message: room.postedNowhere('第二季度通报', 'C01', 'not_in_channel', 'bulletin-1', setting),
    },
    { name: 'room.roomLost', message: room.roomLost('C01', 'is_archived', setting) },
    {
      name: 'room.publishForm',
      message: room.publishForm({ ...bulletin, status: 'signed' }, '第二季度通报', 'C01', setting),
    },
    {
      name: 'room.publishForm again',
      message: room.publishForm({ ...bulletin, status: 'published' }, '第二季度通报', null, setting),
    },
    ...(rung ? [{ name: 'room.skipForm', message: room.skipForm(task, rung, setting) }] : []),
    {
      name: 'room.handoverForm',
      message: room.handoverForm(
        [
          { person, units: [unit] },
          { person: personNamed('李明'), units: [] },
        ],
        setting,
      ),
    },
    { name: 'room.takenOver', message: room.takenOver(handover, setting) },
    { name: 'room.handoverRecorded', message: room.handoverRecorded(handover, setting) },
    { name: 'room.roomsForm', message: room.roomsForm({ office: 'C01', bulletin: null, fixed: false }) },
    { name: 'room.roomsForm fixed', message: room.roomsForm({ office: 'C01', bulletin: 'C02', fixed: true }) },
    { name: 'room.roomsSet', message: room.roomsSet({ office: true, bulletin: false }, setting) },
    { name: 'room.askedToReport', message: room.askedToReport(unit, [task], setting) },
    { name: 'room.reminded', message: room.reminded([unit], [court], setting) },
    { name: 'room.remindedLately', message: room.remindedLately([unit], day('2026-06-30'), setting) },
    { name: 'room.remindedLately none', message: room.remindedLately([], day('2026-06-30'), setting) },
    { name: 'room.officeOnly', message: room.officeOnly },
  ];
}

/** A card with an entry in every section. */
function fullCard({ task, unit, notice, reason, setting }: Facts, weekly: boolean): MorningCard {
  const { policy } = task;
  const rung = policy.ladders.peer[1];
  const plain = { task, unit, rung: null, warning: null, supporting: false, missing: null } as const;
  const sections: readonly CardSection[] = [
    {
      kind: 'overdue',
      entries: [
        { ...plain, rung: 'chase' },
        { ...plain, rung: 'chase-deputy-head' },
        { ...plain, warning: rung ? { rung, on: day('2026-07-03') } : null },
      ],
    },
    ...(
      [
        'soon',
        'supplement',
        'to-confirm',
        'waiting',
        'warned',
        'to-call',
        'to-review',
        'undecided',
        'year-end',
      ] as const
    ).map((kind) => ({ kind, entries: [plain] })),
    { kind: 'supplement', entries: [{ ...plain, missing: reason }] },
    { kind: 'all', entries: [plain, { ...plain, supporting: true }] },
    { kind: 'to-decide', entries: [plain] },
    { kind: 'window', windows: [{ unit, closesOn: day('2026-06-28') }] },
    { kind: 'to-sign', drafts: [{ notice, task, unit }] },
    {
      kind: 'to-phone',
      calls: [
        { delivery: offlineDelivery(task), unit, person: personNamed('王芳') },
        { delivery: offlineDelivery(task), unit: null, person: null },
      ],
    },
  ];
  return {
    recipient: personNamed('王芳'),
    units: [unit],
    day: setting.today,
    weekly,
    sections,
    summary: weekly ? { open: 31, overdue: 2, soon: 3, waiting: 1 } : null,
    noticeIds: [],
  };
}
