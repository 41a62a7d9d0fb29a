import type { NoticeId, OfficeId } from '../../core/ids.ts';
import { chain } from '../../core/ledger.ts';
import type { Delivery } from '../../core/notice.ts';
import type { Directory } from '../../core/unit.ts';
import { ConflictError } from '../../errors.ts';
import type { Change } from '../../ports.ts';
import { keep } from './keep.ts';
import { putDelivery, putNotice, putTask, type Tables } from './tables.ts';

/** The text under which an input is known to be handled. */
export const inputKey = (input: { platform: string; key: string }): string => `${input.platform}|${input.key}`;

/** Refuses a change that the database would refuse, before anything of it is written. */
export function checkChange(tables: Tables, change: Change): void {
  const seen = new Set<string>();
  for (const task of change.tasks ?? []) {
    if (seen.has(task.id)) throw new Error(`Task ${task.code} stands twice in one change`);
    seen.add(task.id);
    if ((tables.tasks.get(task.id)?.version ?? 0) !== task.version) throw new ConflictError(`task ${task.code}`);
    const sameCode = tables.taskIdByCode.get(task.code);
    if (sameCode !== undefined && sameCode !== task.id) throw new ConflictError(`task code ${task.code}`);
  }
  for (const { kind, was } of change.officeTimes ?? []) {
    if (was && tables.officeTimes.get(kind)?.nextAt.getTime() !== was.getTime())
      throw new ConflictError(`${kind} served`);
  }
  for (const plan of change.plans ?? []) {
    unique(tables.plans.values(), plan, (other) => other.textHash, 'plan text');
  }
  for (const notice of change.supervisionNotices ?? []) {
    unique(
      tables.supervisionNotices.values(),
      notice,
      (other) => serialOf(other.number, other.kind),
      'number of a notice',
    );
  }
  for (const bulletin of change.bulletins ?? []) {
    unique(tables.bulletins.values(), bulletin, (other) => serialOf(other.number, 'bulletin'), 'number of a bulletin');
    unique(tables.bulletins.values(), bulletin, (other) => other.period.name, 'period of a bulletin');
  }
  if (change.directory || change.persons) checkAccounts(withPersons(change.directory ?? tables.directory, change));
  if ((change.events?.length ?? 0) > 0) officeIdOf(tables, change);
}

const serialOf = (number: { year: number; serial: number } | null, series: string): string | null =>
  number && `${series}|${number.year}|${number.serial}`;

function unique<Row extends { id: string }>(
  rows: Iterable<Row>,
  row: Row,
  textOf: (row: Row) => string | null,
  what: string,
): void {
  const value = textOf(row);
  if (value === null) return;
  for (const other of rows) if (other.id !== row.id && textOf(other) === value) throw new ConflictError(what);
}

/** The directory with single persons, and their absences, as they stand now. */
function withPersons(directory: Directory, { persons = [], absences = [] }: Change): Directory {
  const changed = new Map(persons.map((person) => [person.id, person]));
  const moved = new Set(absences.map(({ personId }) => personId));
  return {
    ...directory,
    persons: directory.persons.map((person) => changed.get(person.id) ?? person),
    absences: [
      ...directory.absences.filter(({ personId }) => !moved.has(personId)),
      ...absences.flatMap(({ days }) => days),
    ],
  };
}

function checkAccounts(directory: Directory): void {
  const accounts = directory.persons.flatMap((person) => person.accounts.map((a) => `${a.platform} ${a.address}`));
  const twice = accounts.find((account, index) => accounts.indexOf(account) !== index);
  if (twice) throw new Error(`Two persons have the account ${twice}`);
}

function officeIdOf(tables: Tables, change: Change): OfficeId {
  const id = change.office?.id ?? tables.office?.id;
  if (!id) throw new Error('There is no office yet: nothing can stand in its ledger');
  return id;
}

/** Writes a checked change. Returns the deliveries that it newly stored. */
export function writeChange(tables: Tables, change: Change): readonly Delivery[] {
  if (change.handled) {
    const { platform, key, erase, waited } = change.handled;
    tables.handled.add(inputKey({ platform, key }));
    for (const each of erase ? [key, ...(waited === undefined ? [] : [waited])] : []) {
      const stored = tables.inbound.get(inputKey({ platform, key: each }));
      if (stored) tables.inbound.set(inputKey(stored), keep({ ...stored, body: '' }));
    }
  }
  if (change.office) tables.office = keep(change.office);
  if (change.directory) tables.directory = keep(change.directory);
  if (change.persons || change.absences) tables.directory = keep(withPersons(tables.directory, change));
  for (const { kind, nextAt } of change.officeTimes ?? []) tables.officeTimes.set(kind, keep({ kind, nextAt }));
  for (const plan of change.plans ?? []) tables.plans.set(plan.id, keep(plan));
  for (const item of change.items ?? []) tables.items.set(item.id, keep(item));
  for (const task of change.tasks ?? []) putTask(tables, keep({ ...task, version: task.version + 1 }));
  for (const report of change.reports ?? []) {
    tables.reports.set(report.id, keep(report));
    tables.reportIdsByTask.add(report.taskId, report.id);
  }
  for (const petition of change.petitions ?? []) {
    tables.petitions.set(petition.id, keep(petition));
    tables.petitionIdsByTask.add(petition.taskId, petition.id);
  }
  for (const notice of change.supervisionNotices ?? []) tables.supervisionNotices.set(notice.id, keep(notice));
  for (const id of change.withdrawnDrafts ?? []) {
    const draft = tables.supervisionNotices.get(id);
    if (draft?.status === 'drafted') tables.supervisionNotices.set(id, keep({ ...draft, status: 'withdrawn' }));
  }
  for (const bulletin of change.bulletins ?? []) tables.bulletins.set(bulletin.id, keep(bulletin));

  const passedOver = writeNotices(tables, change);
  const added = writeDeliveries(tables, change, passedOver);
  for (const { ids, status, reason } of change.settledNotices ?? []) {
    for (const id of ids) {
      const notice = tables.notices.get(id);
      if (notice) putNotice(tables, keep({ ...notice, status, statusReason: reason }));
    }
  }
  for (const id of change.liveCards ?? []) if (!tables.liveCards.has(id)) tables.liveCards.set(id, null);
  if (change.events && change.events.length > 0) {
    const head = tables.ledger.at(-1) ?? null;
    for (const entry of chain(head, change.events, officeIdOf(tables, change))) tables.ledger.push(keep(entry));
  }
  return added;
}

/** A notice whose key stands already is passed over: the one that stands has its own delivery. */
function writeNotices(tables: Tables, change: Change): ReadonlySet<NoticeId> {
  const passedOver = new Set<NoticeId>();
  for (const notice of change.notices ?? []) {
    const standing = tables.noticeIdByKey.get(notice.key);
    if (standing === undefined || standing === notice.id) putNotice(tables, keep(notice));
    else passedOver.add(notice.id);
  }
  return passedOver;
}

function writeDeliveries(tables: Tables, change: Change, passedOver: ReadonlySet<NoticeId>): readonly Delivery[] {
  const added: Delivery[] = [];
  for (const { nextCards = [], ...given } of change.deliveries ?? []) {
    const noticeIds = given.noticeIds.filter((id) => !passedOver.has(id));
    if (noticeIds.length === 0 && given.noticeIds.length > 0) continue;
    for (const card of [{}, ...nextCards]) {
      const delivery = { ...given, ...card, noticeIds };
      const written = writeDelivery(tables, delivery);
      if (written === 'added') added.push(delivery);
      if (written !== 'passed-over') break;
    }
  }
  return added;
}

function writeDelivery(tables: Tables, delivery: Delivery): 'added' | 'changed' | 'passed-over' {
  const standingId = tables.deliveryIdByKey.get(delivery.key);
  const standing = standingId === undefined ? undefined : tables.deliveries.get(standingId);
  if (!standing) {
    putDelivery(tables, keep(delivery));
    return 'added';
  }
  if (standing.id === delivery.id) {
    // The fence: whoever claimed it since decides what becomes of it.
    if (standing.attempt === delivery.attempt) putDelivery(tables, keep(delivery));
    return 'changed';
  }
  if (standing.kind !== 'card' || standing.state !== 'queued') return 'passed-over';
  const noticeIds = [...new Set([...standing.noticeIds, ...delivery.noticeIds])];
  putDelivery(tables, keep({ ...standing, noticeIds }));
  return 'changed';
}
