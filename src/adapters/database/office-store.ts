import type { Directory } from '../../core/unit.ts';
import type { LedgerStore, OfficeStore } from '../../ports.ts';
import type { StoreContext } from './context.ts';
import type {
  AbsenceModel,
  AccountModel,
  OfficeModel,
  OfficeTimeModel,
  PersonModel,
  RoleModel,
  UnitModel,
  WorkPlanModel,
} from './generated/models.ts';
import * as rows from './rows.ts';
import { selected, type Table } from './sql.ts';
import * as tables from './tables.ts';

// Every flow begins with office and directory: one small statement each.
const OFFICE = `SELECT ${selected(tables.offices)} FROM offices ORDER BY id LIMIT 1`;
const OFFICE_TIMES = `SELECT ${selected(tables.officeTimes)} FROM office_times ORDER BY next_at, kind`;
const DIRECTORY_VERSION = 'SELECT directory_version AS version FROM offices ORDER BY id LIMIT 1';
const PLANS = `SELECT ${selected(tables.workPlans)} FROM work_plans ORDER BY imported_at, id`;
const all = (table: Table) =>
  `(SELECT coalesce(json_agg(r ORDER BY r.position), '[]') FROM (SELECT ${selected(table)} FROM ${table.name}) AS r)`;
const DIRECTORY = `SELECT ${all(tables.units)} AS units, ${all(tables.persons)} AS persons, ${all(tables.accounts)} AS accounts,
  ${all(tables.roles)} AS roles, ${all(tables.absences)} AS absences`;

interface StoredDirectory {
  readonly units: readonly UnitModel[];
  readonly persons: readonly PersonModel[];
  readonly accounts: readonly AccountModel[];
  readonly roles: readonly RoleModel[];
  readonly absences: readonly AbsenceModel[];
}

function directoryFrom({ units, persons, accounts, roles, absences }: StoredDirectory): Directory {
  const byPerson = Map.groupBy(accounts, (account) => account.personId);
  return {
    units: units.map(rows.unitFrom),
    persons: persons.map((person) => rows.personFrom({ ...person, accounts: byPerson.get(person.id) ?? [] })),
    roles: roles.map(rows.roleFrom),
    absences: absences.map(rows.absenceFrom),
  };
}

/** Plans, items, office, directory and bulletins in the database. */
export function officeStore({ prisma, sql }: StoreContext): OfficeStore {
  // A directory changes a few times a month and is asked for with every act and message.
  let kept: { readonly version: number; readonly directory: Directory } | null = null;
  return {
    async office() {
      const [row] = (await sql(OFFICE, [])) as readonly OfficeModel[];
      return row ? rows.officeFrom(row) : null;
    },

    async officeTimes() {
      const found = (await sql(OFFICE_TIMES, [])) as readonly OfficeTimeModel[];
      return found.map(rows.officeTimeFrom);
    },

    async directory() {
      // The count before the rows: what is read after it is at least as new, and whatever comes later raises it again.
      const [office] = (await sql(DIRECTORY_VERSION, [])) as readonly { version: number }[];
      if (kept && office && office.version === kept.version) return kept.directory;
      const [found] = (await sql(DIRECTORY, [])) as readonly [StoredDirectory];
      const directory = directoryFrom(found);
      kept = office ? { version: office.version, directory } : null;
      return directory;
    },

    async plans() {
      const found = (await sql(PLANS, [])) as readonly WorkPlanModel[];
      return found.map(rows.planFrom);
    },

    async planByHash(textHash) {
      const row = await prisma.workPlan.findFirst({ where: { textHash } });
      return row && rows.planFrom(row);
    },

    async items(planId) {
      if (!rows.isUuid(planId)) return [];
      const found = await prisma.planItem.findMany({
        where: { planId },
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
      });
      return found.map(rows.itemFrom);
    },

    async bulletins() {
      const found = await prisma.bulletin.findMany({ orderBy: [{ draftedAt: 'asc' }, { id: 'asc' }] });
      return found.map(rows.bulletinFrom);
    },

    async bulletin(id) {
      const row = rows.isUuid(id) ? await prisma.bulletin.findUnique({ where: { id } }) : null;
      return row && rows.bulletinFrom(row);
    },

    // Two that look at once see the same number: the unique key refuses the second commit, which then runs again.
    async nextSerial(series, year) {
      const last = { where: { numberYear: year }, _max: { numberSerial: true } } as const;
      if (series === 'bulletin') return 1 + ((await prisma.bulletin.aggregate(last))._max.numberSerial ?? 0);
      const kind = { supervision: 'supervise', letter: 'letter', coordination: 'propose-coordination' }[series];
      const { _max } = await prisma.supervisionNotice.aggregate({ ...last, where: { ...last.where, kind } });
      return 1 + (_max.numberSerial ?? 0);
    },
  };
}

/** The ledger in the database, in its order. */
export function ledgerStore({ prisma }: StoreContext): LedgerStore {
  return {
    async ledger({ taskId, afterSeq = 0, limit }) {
      if (taskId !== undefined && !rows.isUuid(taskId)) return [];
      const found = await prisma.ledgerEntry.findMany({
        where: { seq: { gt: afterSeq }, ...(taskId === undefined ? {} : { taskId }) },
        orderBy: { seq: 'asc' },
        ...(limit === undefined ? {} : { take: limit }),
      });
      return found.map(rows.ledgerEntryFrom);
    },

    async ledgerHead() {
      const head = await prisma.ledgerHead.findFirst();
      return head && { seq: head.seq, hash: head.hash };
    },
  };
}
