import type {
  DeliveryId,
  NoticeId,
  PersonId,
  PetitionId,
  ReportId,
  SupervisionNoticeId,
  TaskId,
  UnitId,
} from '../../core/ids.ts';
import type { LedgerEntry } from '../../core/ledger.ts';
import type { Delivery, Notice } from '../../core/notice.ts';
import type { PlanItem, WorkPlan } from '../../core/plan.ts';
import type { Petition, Report, SupervisionNotice } from '../../core/report.ts';
import type { Task } from '../../core/task.ts';
import type { Directory } from '../../core/unit.ts';
import type { Bulletin, InboundEvent, Office, OfficeTime } from '../../ports.ts';
import { DueHeap } from './due-heap.ts';
import { Groups } from './groups.ts';

/** All rows of one office, with the indexes that keep a commit's cost to what it writes. */
export interface Tables {
  office: Office | null;
  directory: Directory;
  readonly officeTimes: Map<OfficeTime['kind'], OfficeTime>;
  readonly plans: Map<WorkPlan['id'], WorkPlan>;
  readonly items: Map<PlanItem['id'], PlanItem>;
  readonly tasks: Map<TaskId, Task>;
  readonly taskIdByCode: Map<string, TaskId>;
  readonly taskIdsByUnit: Groups<UnitId, TaskId>;
  readonly taskIdsByStatus: Groups<Task['state']['status'], TaskId>;
  readonly tasksDue: DueHeap;
  readonly reports: Map<ReportId, Report>;
  readonly reportIdsByTask: Groups<TaskId, ReportId>;
  readonly petitions: Map<PetitionId, Petition>;
  readonly petitionIdsByTask: Groups<TaskId, PetitionId>;
  readonly supervisionNotices: Map<SupervisionNoticeId, SupervisionNotice>;
  readonly bulletins: Map<Bulletin['id'], Bulletin>;
  readonly notices: Map<NoticeId, Notice>;
  readonly noticeIdByKey: Map<string, NoticeId>;
  readonly noticeIdsByTask: Groups<TaskId, NoticeId>;
  /** Notices that no delivery carries. */
  readonly uncarried: Set<NoticeId>;
  readonly deliveries: Map<DeliveryId, Delivery>;
  readonly deliveryIdByKey: Map<string, DeliveryId>;
  readonly deliveryIdsByPerson: Groups<PersonId | null, DeliveryId>;
  readonly deliveryIdsByNotice: Groups<NoticeId, DeliveryId>;
  readonly deliveryIdsByState: Groups<Delivery['state'], DeliveryId>;
  /** Under way or put off: their next try is a matter of the machine clock. */
  readonly triedDeliveries: Set<DeliveryId>;
  /** The attempt for which a job was made last. */
  readonly releasedAttempt: Map<DeliveryId, number>;
  /** Deliveries that wait for their first job. */
  readonly deliveriesDue: DueHeap;
  /** Sent messages that follow what they are about, with the hash of what they show. */
  readonly liveCards: Map<DeliveryId, string | null>;
  readonly inbound: Map<string, InboundEvent>;
  readonly handled: Set<string>;
  readonly ledger: LedgerEntry[];
}

/** Empty tables. */
export function emptyTables(): Tables {
  const tasks = new Map<TaskId, Task>();
  const deliveries = new Map<DeliveryId, Delivery>();
  const releasedAttempt = new Map<DeliveryId, number>();
  return {
    office: null,
    directory: { units: [], persons: [], roles: [], absences: [] },
    officeTimes: new Map(),
    plans: new Map(),
    items: new Map(),
    tasks,
    taskIdByCode: new Map(),
    taskIdsByUnit: new Groups(),
    taskIdsByStatus: new Groups(),
    tasksDue: new DueHeap((id) => tasks.get(id as TaskId)?.nextActionAt ?? null),
    reports: new Map(),
    reportIdsByTask: new Groups(),
    petitions: new Map(),
    petitionIdsByTask: new Groups(),
    supervisionNotices: new Map(),
    bulletins: new Map(),
    notices: new Map(),
    noticeIdByKey: new Map(),
    noticeIdsByTask: new Groups(),
    uncarried: new Set(),
    deliveries,
    deliveryIdByKey: new Map(),
    deliveryIdsByPerson: new Groups(),
    deliveryIdsByNotice: new Groups(),
    deliveryIdsByState: new Groups(),
    triedDeliveries: new Set(),
    releasedAttempt,
    deliveriesDue: new DueHeap((id) => {
      const delivery = deliveries.get(id as DeliveryId);
      return delivery && delivery.attempt === 0 && awaitsJob(delivery, releasedAttempt) ? delivery.dueAt : null;
    }),
    liveCards: new Map(),
    inbound: new Map(),
    handled: new Set(),
    ledger: [],
  };
}

/** True while a delivery waits for its first job, or for the job of its next try. The clerk's list is no platform: no job. */
export function awaitsJob(delivery: Delivery, releasedAttempt: ReadonlyMap<DeliveryId, number>): boolean {
  return (
    delivery.channel !== 'offline' && isUnderWay(delivery) && releasedAttempt.get(delivery.id) !== delivery.attempt
  );
}

const isUnderWay = ({ state }: Delivery): boolean => state === 'queued' || state === 'sending' || state === 'unknown';

/** Stores a task under all its indexes. */
export function putTask(tables: Tables, task: Task): void {
  const before = tables.tasks.get(task.id);
  tables.tasks.set(task.id, task);
  if (before) tables.taskIdsByStatus.remove(before.state.status, before.id);
  tables.taskIdsByStatus.add(task.state.status, task.id);
  if (before?.code !== task.code) {
    if (before) tables.taskIdByCode.delete(before.code);
    tables.taskIdByCode.set(task.code, task.id);
  }
  for (const unitId of before ? unitsOf(before) : []) tables.taskIdsByUnit.remove(unitId, task.id);
  for (const unitId of unitsOf(task)) tables.taskIdsByUnit.add(unitId, task.id);
  if (task.nextActionAt && task.nextActionAt.getTime() !== before?.nextActionAt?.getTime()) {
    tables.tasksDue.push(task.id, task.nextActionAt);
  }
}

const unitsOf = (task: Task): readonly UnitId[] => [task.unitId, ...task.supportingUnitIds];

/** Stores a notice under all its indexes. */
export function putNotice(tables: Tables, notice: Notice): void {
  if (!tables.notices.has(notice.id)) {
    tables.noticeIdByKey.set(notice.key, notice.id);
    if (notice.taskId) tables.noticeIdsByTask.add(notice.taskId, notice.id);
    if (tables.deliveryIdsByNotice.of(notice.id).size === 0) tables.uncarried.add(notice.id);
  }
  tables.notices.set(notice.id, notice);
}

/** Stores a delivery under all its indexes. */
export function putDelivery(tables: Tables, delivery: Delivery): void {
  const before = tables.deliveries.get(delivery.id);
  tables.deliveries.set(delivery.id, delivery);
  tables.deliveryIdByKey.set(delivery.key, delivery.id);
  if (before) {
    tables.deliveryIdsByPerson.remove(before.personId, before.id);
    tables.deliveryIdsByState.remove(before.state, before.id);
  }
  tables.deliveryIdsByPerson.add(delivery.personId, delivery.id);
  tables.deliveryIdsByState.add(delivery.state, delivery.id);
  for (const noticeId of delivery.noticeIds) {
    tables.deliveryIdsByNotice.add(noticeId, delivery.id);
    tables.uncarried.delete(noticeId);
  }
  if (delivery.attempt > 0 && isUnderWay(delivery)) tables.triedDeliveries.add(delivery.id);
  else tables.triedDeliveries.delete(delivery.id);
  if (delivery.attempt === 0) tables.deliveriesDue.push(delivery.id, delivery.dueAt);
}
