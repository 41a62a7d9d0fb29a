import type { LedgerEntry } from '../../core/ledger.ts';
import type { Delivery, Notice } from '../../core/notice.ts';
import type { PlanItem, WorkPlan } from '../../core/plan.ts';
import type { Policy } from '../../core/policy.ts';
import type { Petition, Report, SupervisionNotice } from '../../core/report.ts';
import { dayInForce, type Task } from '../../core/task.ts';
import type { Absence, Account, Person, Role, Unit } from '../../core/unit.ts';
import type { Bulletin, InboundEvent, Office, OfficeTime } from '../../ports.ts';
import type * as stored from './generated/models.ts';

/**
 * Columns hold what this file wrote, so that a row has the shape of its core type; only the brands (Day, TaskId …) and the
 * unions (status …) are lost on the way.
 */
const as = <Core>(row: object): Core => row as Core;

/** In JSON an instant is its ISO text; by the rule of names it ends in At or Since. */
function withInstants(json: unknown): unknown {
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map(withInstants);
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [
      name,
      typeof value === 'string' && /(At|Since)$/.test(name) ? new Date(value) : withInstants(value),
    ]),
  );
}

/** A task with the day in force and the status where they can be searched by. */
export function taskRow(task: Task, policyHash: string, version: number): object {
  const { policy: _, ...row } = task;
  return { ...row, status: task.state.status, dayInForce: dayInForce(task), policyHash, version };
}

/** What a sweep moves of a task. */
export function movedTaskRow(task: Task): object {
  const { id, state, supervisionNoticeId, attention, version, nextActionAt } = task;
  const searched = { status: state.status, dayInForce: dayInForce(task) };
  return { id, ...searched, state, supervisionNoticeId, attention, version: version + 1, nextActionAt };
}

export function taskFrom(row: stored.TaskModel, policy: Policy): Task {
  const { status: _, dayInForce: __, policyHash: ___, state, petition, ...rest } = row;
  return as({ ...rest, policy, state: withInstants(state), petition: withInstants(petition) });
}

export const officeFrom = (row: stored.OfficeModel): Office => as(row);

export const officeTimeFrom = ({ kind, nextAt }: stored.OfficeTimeModel): OfficeTime => as({ kind, nextAt });

export const unitFrom = ({ officeId: _, position: __, ...unit }: stored.UnitModel): Unit => as(unit);

export function personFrom(row: stored.PersonModel & { accounts: stored.AccountModel[] }): Person {
  const { officeId: _, position: __, accounts, profile, ...person } = row;
  return as({
    ...person,
    accounts: accounts.map(({ platform, address, fault }) =>
      as<Account>({ platform, address, ...(fault && { fault }) }),
    ),
    ...(profile === null ? {} : { profile: withInstants(profile) }),
  });
}

export const roleFrom = ({ officeId: _, position: __, ...role }: stored.RoleModel): Role => as(role);

export const absenceFrom = ({ officeId: _, position: __, deputyId, ...absence }: stored.AbsenceModel): Absence =>
  as({ ...absence, ...(deputyId && { deputyId }) });

export const planFrom = (row: stored.WorkPlanModel): WorkPlan => as(row);

export const itemFrom = ({ officeId: _, ...item }: stored.PlanItemModel): PlanItem => as(item);

export const reportFrom = ({ officeId: _, ...report }: stored.ReportModel): Report => as(report);

export const petitionFrom = ({ officeId: _, ...petition }: stored.PetitionModel): Petition => as(petition);

interface Numbered {
  readonly number: { readonly year: number; readonly serial: number } | null;
}

const withNumberColumns = <Row extends Numbered>({ number, ...row }: Row): object => ({
  ...row,
  numberYear: number?.year ?? null,
  numberSerial: number?.serial ?? null,
});

const numberFrom = (year: number | null, serial: number | null): Numbered['number'] =>
  year === null || serial === null ? null : { year, serial };

export const supervisionNoticeRow = (notice: SupervisionNotice): object => withNumberColumns(notice);

export function supervisionNoticeFrom(row: stored.SupervisionNoticeModel): SupervisionNotice {
  const { officeId: _, numberYear, numberSerial, ...notice } = row;
  return as({ ...notice, number: numberFrom(numberYear, numberSerial) });
}

export const bulletinRow = (bulletin: Bulletin): object => ({
  ...withNumberColumns(bulletin),
  periodName: bulletin.period.name,
});

export function bulletinFrom({ periodName: _, numberYear, numberSerial, ...row }: stored.BulletinModel): Bulletin {
  return as({ ...row, number: numberFrom(numberYear, numberSerial) });
}

export const noticeFrom = (row: stored.NoticeModel): Notice => as(row);

export const deliveryFrom = ({ releasedAttempt: _, ...delivery }: stored.DeliveryModel): Delivery => as(delivery);

export function inboundFrom({ officeId: _, handledAt: __, ...event }: stored.InboundEventModel): InboundEvent {
  return as(event);
}

export function ledgerRow({ actor, ...entry }: LedgerEntry): object {
  return { ...entry, personId: actor.personId, via: actor.via };
}

export function ledgerEntryFrom({ personId, via, ...entry }: stored.LedgerEntryModel): LedgerEntry {
  return as({ ...entry, actor: { personId, via } });
}

/** Rows in their order, with the office they belong to. */
export function numbered(rows: readonly object[], officeId: string): readonly object[] {
  return rows.map((row, position) => ({ ...row, officeId, position }));
}

/** True for what a uuid column can be compared with: a forged id is simply not there. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
