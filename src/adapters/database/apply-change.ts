import type { Delivery, NewDelivery, Notice } from '../../core/notice.ts';
import type { Task } from '../../core/task.ts';
import type { Directory, Person } from '../../core/unit.ts';
import { ConflictError } from '../../errors.ts';
import type { Change, DeliveryJob, JobQueue, SqlRunner } from '../../ports.ts';
import type { DueHints } from './due-hints.ts';
import type { LedgerEnds } from './ledger-ends.ts';
import type { Policies } from './policies.ts';
import { bulletinRow, movedTaskRow, numbered, supervisionNoticeRow, taskRow } from './rows.ts';
import { insertion, RolledBack, update, upsertion, writeRows } from './sql.ts';
import * as tables from './tables.ts';

/** What writing a change needs beside the change. */
export interface Writing {
  readonly policies: Policies;
  readonly ledgerEnds: LedgerEnds;
  readonly dueHints: DueHints;
  readonly enqueue: JobQueue['enqueue'];
  /** The office clock: deliveries due by it become jobs in the same transaction. Without it only `releaseDue` makes jobs. */
  readonly officeNow: (() => Date) | undefined;
}

/** What has been done already in the transaction, or must be done within it. */
export interface Within {
  /** Tasks that this transaction has locked, as read. */
  readonly locked?: readonly Task[];
  /** Runs after the tasks are locked and before the ledger is: the lock order is tasks, deliveries, ledger. */
  readonly beforeDeliveries?: () => Promise<void>;
}

/** Writes a change within a transaction, a few statements however many rows. Throws ConflictError before anything is visible. */
export async function applyChange(
  sql: SqlRunner,
  change: Change,
  writing: Writing,
  within: Within = {},
): Promise<void> {
  await noteHandled(sql, change);
  await checkVersions(sql, change.tasks ?? [], within.locked ?? []);
  const officeId = await officeOf(sql, change);
  const owned = (row: object) => ({ ...row, officeId });

  if (change.office) await writeRows(sql, OFFICE, [change.office]);
  if (change.directory) await writeDirectory(sql, change.directory, officeId);
  if (change.persons || change.absences) await writePersons(sql, change, officeId);
  await checkServed(sql, change.officeTimes ?? [], officeId);
  await writeRows(sql, OFFICE_TIMES, (change.officeTimes ?? []).map(owned));
  await writeRows(sql, PLANS, change.plans ?? []);
  await writeRows(sql, ITEMS, (change.items ?? []).map(owned));
  await writeTasks(sql, change.tasks ?? [], officeId, writing.policies, within.locked ?? []);
  await writeRows(sql, REPORTS, (change.reports ?? []).map(owned));
  await writeRows(sql, PETITIONS, (change.petitions ?? []).map(owned));
  await writeRows(sql, SUPERVISION_NOTICES, (change.supervisionNotices ?? []).map(supervisionNoticeRow).map(owned));
  if (change.withdrawnDrafts?.length) await sql(WITHDRAW_DRAFTS, [change.withdrawnDrafts]);
  await writeRows(sql, BULLETINS, (change.bulletins ?? []).map(bulletinRow));

  await within.beforeDeliveries?.();
  const passedOver = await writeNotices(sql, change.notices ?? []);
  const jobs = await writeDeliveries(sql, change.deliveries ?? [], passedOver, writing.officeNow);
  for (const { ids, status, reason } of change.settledNotices ?? []) await sql(SETTLE_NOTICES, [ids, status, reason]);
  if (change.liveCards?.length) await sql(LIVE_CARDS, [change.liveCards]);
  if (jobs.length > 0) await writing.enqueue(jobs, sql);
  if (writing.officeNow) await writing.dueHints.announce(sql, change, writing.officeNow());
  await writing.ledgerEnds.append(sql, change.events ?? [], officeId);
}

/** An office time is served by one process: whoever comes second finds that it has moved. */
async function checkServed(sql: SqlRunner, times: NonNullable<Change['officeTimes']>, officeId: string): Promise<void> {
  for (const { kind, was } of times) {
    if (!was) continue;
    const found = await sql('SELECT next_at FROM office_times WHERE office_id = $1 AND kind = $2 FOR UPDATE', [
      officeId,
      kind,
    ]);
    const [stored] = found as readonly { next_at: Date }[];
    if (stored?.next_at.getTime() !== was.getTime()) throw new ConflictError(`${kind} served`);
  }
}

const OFFICE = upsertion(tables.offices);
const OFFICE_TIMES = upsertion(tables.officeTimes, ['office_id', 'kind']);
const PLANS = upsertion(tables.workPlans);
const ITEMS = upsertion(tables.planItems);
const REPORTS = upsertion(tables.reports);
const PETITIONS = upsertion(tables.petitions);
const SUPERVISION_NOTICES = upsertion(tables.supervisionNotices);
const BULLETINS = upsertion(tables.bulletins);
const WITHDRAW_DRAFTS = `UPDATE supervision_notices SET status = 'withdrawn' WHERE id = ANY($1) AND status = 'drafted'`;

/** An input is answered once: the second change with its key is left whole. */
async function noteHandled(sql: SqlRunner, { handled }: Change): Promise<void> {
  if (!handled) return;
  const noted = await sql(
    `INSERT INTO inbound_events (platform, key, received_at, body, handled_at) VALUES ($1, $2, now(), '', now())
     ON CONFLICT (platform, key) DO UPDATE SET handled_at = now(), body = CASE WHEN $3 THEN '' ELSE inbound_events.body END
     WHERE inbound_events.handled_at IS NULL RETURNING 1`,
    [handled.platform, handled.key, handled.erase ?? false],
  );
  if (noted.length === 0) throw new RolledBack('duplicate');
  if (handled.erase && handled.waited !== undefined) {
    await sql(`UPDATE inbound_events SET body = '' WHERE platform = $1 AND key = $2`, [
      handled.platform,
      handled.waited,
    ]);
  }
}

async function checkVersions(sql: SqlRunner, tasks: readonly Task[], locked: readonly Task[]): Promise<void> {
  if (tasks.length === 0) return;
  const stored = new Map(locked.map((task) => [task.id as string, task.version]));
  const others = tasks.filter((task) => task.version > 0 && !stored.has(task.id)).map((task) => task.id);
  if (others.length > 0) {
    const rows = await sql('SELECT id, version FROM tasks WHERE id = ANY($1) ORDER BY id FOR UPDATE', [others]);
    for (const { id, version } of rows as readonly { id: string; version: number }[]) stored.set(id, version);
  }
  const seen = new Set<string>();
  for (const { id, code, version } of tasks) {
    if (seen.has(id)) throw new Error(`Task ${code} stands twice in one change`);
    seen.add(id);
    // A new task that is there already fails at the insertion.
    if (version > 0 && stored.get(id) !== version) throw new ConflictError(`task ${code}`);
  }
}

async function officeOf(sql: SqlRunner, change: Change): Promise<string> {
  const { office, tasks, notices, deliveries } = change;
  const named = office?.id ?? tasks?.[0]?.officeId ?? notices?.[0]?.officeId ?? deliveries?.[0]?.officeId;
  if (named) return named;
  const { directory, persons, absences, officeTimes, items, reports, petitions, supervisionNotices, events } = change;
  if (
    !directory &&
    [persons, absences, officeTimes, items, reports, petitions, supervisionNotices, events].every(isEmpty)
  )
    return NOBODY;
  const rows = await sql('SELECT id FROM offices ORDER BY id LIMIT 1', []);
  const [stored] = rows as readonly { id: string }[];
  if (stored) return stored.id;
  if (events && events.length > 0) throw new Error('There is no office yet: nothing can stand in its ledger');
  return NOBODY;
}

const isEmpty = (rows: readonly unknown[] | undefined): boolean => rows === undefined || rows.length === 0;

/** Stands for the office in a change that writes nothing of any. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The directory is written whole: who is not in it any more is gone. */
async function writeDirectory(sql: SqlRunner, directory: Directory, officeId: string): Promise<void> {
  const { units, persons, roles, absences } = directory;
  for (const table of ['accounts', 'roles', 'absences'])
    await sql(`DELETE FROM ${table} WHERE office_id = $1`, [officeId]);
  await sql('DELETE FROM units WHERE office_id = $1 AND id <> ALL($2)', [officeId, units.map((unit) => unit.id)]);
  await sql('DELETE FROM persons WHERE office_id = $1 AND id <> ALL($2)', [
    officeId,
    persons.map((person) => person.id),
  ]);
  await writeRows(sql, upsertion(tables.units), numbered(units, officeId));
  await writeRows(sql, upsertion(tables.persons), numbered(persons, officeId));
  await writeRows(sql, insertion(tables.accounts), accountRows(persons, officeId));
  await writeRows(sql, insertion(tables.roles), numbered(roles, officeId));
  await writeRows(sql, insertion(tables.absences), numbered(absences, officeId));
}

const { position: _position, officeId: _officeId, ...ofPerson } = tables.persons.columns;
const CHANGED_PERSONS = update({ name: 'persons', columns: ofPerson });
const NEXT_ABSENCE = 'SELECT coalesce(max(position), -1) + 1 AS next FROM absences WHERE office_id = $1';

/** Single persons with their accounts, and their absences behind those of others. */
async function writePersons(sql: SqlRunner, { persons = [], absences = [] }: Change, officeId: string): Promise<void> {
  const ids = persons.map((person) => person.id);
  await writeRows(sql, CHANGED_PERSONS, persons);
  if (ids.length > 0) await sql('DELETE FROM accounts WHERE person_id = ANY($1)', [ids]);
  await writeRows(sql, insertion(tables.accounts), accountRows(persons, officeId));
  if (absences.length === 0) return;
  await sql('DELETE FROM absences WHERE person_id = ANY($1)', [absences.map(({ personId }) => personId)]);
  const [last] = (await sql(NEXT_ABSENCE, [officeId])) as readonly { next: number }[];
  const rows = absences.flatMap(({ days }) => days);
  const position = (index: number): number => (last?.next ?? 0) + index;
  await writeRows(
    sql,
    insertion(tables.absences),
    rows.map((row, index) => ({ ...row, position: position(index), officeId })),
  );
}

const accountRows = (persons: readonly Person[], officeId: string): readonly object[] =>
  persons.flatMap((person) =>
    person.accounts.map((account, position) => ({ ...account, position, personId: person.id, officeId })),
  );

const NEW_POLICIES = `${insertion(tables.taskPolicies)} ON CONFLICT DO NOTHING`;
const NEW_TASKS = insertion(tables.tasks);
const CHANGED_TASKS = update(tables.tasks);
const MOVED_TASKS = update(tables.movedTasks);

async function writeTasks(
  sql: SqlRunner,
  tasks: readonly Task[],
  officeId: string,
  policies: Policies,
  locked: readonly Task[],
): Promise<void> {
  const unseen = policies.unseen(
    officeId,
    tasks.map((task) => task.policy),
  );
  await writeRows(sql, NEW_POLICIES, unseen);
  const row = (task: Task) => taskRow(task, policies.hashOf(task.policy), task.version + 1);
  await writeRows(sql, NEW_TASKS, tasks.filter((task) => task.version === 0).map(row));
  const read = new Map(locked.map((task) => [task.id, task]));
  const { moved = [], changed = [] } = Object.groupBy(
    tasks.filter((task) => task.version > 0),
    (task) => (isOnlyMoved(task, read.get(task.id)) ? 'moved' : 'changed'),
  );
  await writeRows(sql, MOVED_TASKS, moved.map(movedTaskRow));
  await writeRows(sql, CHANGED_TASKS, changed.map(row));
}

/** True when nothing differs from the task as it was read but what `movedTasks` writes. */
function isOnlyMoved(task: Task, read: Task | undefined): boolean {
  if (!read) return false;
  const names = Object.keys(task) as (keyof Task)[];
  return names.every((name) => name in tables.movedTasks.columns || task[name] === read[name]);
}

// One and the same notice is brought up to date; another with its key is passed over and not returned.
const NOTICES = `${insertion(tables.notices)} ON CONFLICT (office_id, key)
  DO UPDATE SET status = excluded.status, status_reason = excluded.status_reason, message = excluded.message
  WHERE notices.id = excluded.id RETURNING id`;
const LIVE_CARDS = 'INSERT INTO live_cards (delivery_id) SELECT unnest($1::uuid[]) ON CONFLICT DO NOTHING';
const SETTLE_NOTICES = 'UPDATE notices SET status = $2, status_reason = $3 WHERE id = ANY($1)';

/** Returns the ids that were passed over: a notice with their key stands already. */
async function writeNotices(sql: SqlRunner, notices: readonly Notice[]): Promise<ReadonlySet<string>> {
  const byKey = new Map<string, Notice>();
  for (const notice of notices) if (!byKey.has(notice.key)) byKey.set(notice.key, notice);
  // In the order of their keys, so that two changes wait for each other and never in a circle.
  const rows = [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  const written = await writeRows<{ id: string }>(sql, NOTICES, rows);
  const stored = new Set(written.map((row) => row.id));
  return new Set(notices.map((notice) => notice.id as string).filter((id) => !stored.has(id)));
}

// A card that is still queued takes the new lines; any other delivery with the key is passed over.
const DELIVERIES = `${insertion(tables.deliveries)} ON CONFLICT (office_id, key)
  DO UPDATE SET notice_ids = deliveries.notice_ids || ARRAY(
    SELECT given.id FROM unnest(excluded.notice_ids) WITH ORDINALITY AS given(id, place)
    WHERE given.id <> ALL (deliveries.notice_ids) ORDER BY given.place)
  WHERE deliveries.id <> excluded.id AND deliveries.kind = 'card' AND deliveries.state = 'queued'
  RETURNING id, key`;
// The fence: whoever claimed it since decides what becomes of it.
const { releasedAttempt: _, ...changeable } = tables.deliveries.columns;
const CHANGED_DELIVERIES = `${update({ name: 'deliveries', columns: changeable })} AND t.attempt = r.attempt`;

interface Written {
  readonly id: string;
  readonly key: string;
}

/** Returns the jobs of those that are new and due. */
async function writeDeliveries(
  sql: SqlRunner,
  given: readonly NewDelivery[],
  passedOver: ReadonlySet<string>,
  officeNow: (() => Date) | undefined,
): Promise<readonly DeliveryJob[]> {
  if (given.length === 0) return [];
  const deliveries = mergedByKey(given, passedOver);
  const now = officeNow?.();
  const isDue = (row: Delivery) =>
    now !== undefined && row.state === 'queued' && row.channel !== 'offline' && row.dueAt <= now;
  const stored = ({ nextCards: _next, ...row }: NewDelivery) => ({
    ...row,
    releasedAttempt: isDue(row) ? row.attempt : null,
  });
  const written = await writeRows<Written>(sql, DELIVERIES, deliveries.map(stored));
  const added = new Set(written.map((row) => row.id));
  const met = new Set(written.map((row) => row.key));
  const known = deliveries.filter((row) => !met.has(row.key));
  await writeRows(sql, CHANGED_DELIVERIES, known.map(stored));
  await writeOnNextCards(sql, known);
  return deliveries
    .filter((row) => added.has(row.id) && isDue(row))
    .map(({ id, attempt, channel, address, kind }) => ({
      deliveryId: id,
      attempt,
      channelKey: `${channel}:${address ?? ''}`,
      urgent: kind === 'notice',
    }));
}

/** Lines whose card has left stand on the first of the next ones that has not: later days after earlier ones, as everybody locks them. */
async function writeOnNextCards(sql: SqlRunner, left: readonly NewDelivery[]): Promise<void> {
  const next = left.flatMap(({ nextCards: [card, ...nextCards] = [], ...row }) =>
    card ? [{ ...row, ...card, nextCards, releasedAttempt: null }] : [],
  );
  if (next.length === 0) return;
  const written = await writeRows<Written>(sql, DELIVERIES, next);
  const met = new Set(written.map((row) => row.key));
  await writeOnNextCards(
    sql,
    next.filter((row) => !met.has(row.key)),
  );
}

/** Without the notices that were passed over and the deliveries that carried only such; one a key, in the order of keys. */
function mergedByKey(given: readonly NewDelivery[], passedOver: ReadonlySet<string>): readonly NewDelivery[] {
  const byKey = new Map<string, NewDelivery>();
  for (const delivery of given) {
    const noticeIds = delivery.noticeIds.filter((id) => !passedOver.has(id));
    if (noticeIds.length === 0 && delivery.noticeIds.length > 0) continue;
    const first = byKey.get(delivery.key);
    if (!first) byKey.set(delivery.key, { ...delivery, noticeIds });
    else if (first.kind === 'card') {
      byKey.set(delivery.key, { ...delivery, ...first, noticeIds: [...new Set([...first.noticeIds, ...noticeIds])] });
    }
  }
  return [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}
