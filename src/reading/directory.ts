import { type Day, day, isDay } from '../core/calendar.ts';
import type { PersonId, UnitId } from '../core/ids.ts';
import type { Account, Directory, Person, Platform, Relation, Role, RoleName, Unit } from '../core/unit.ts';

/** A row that cannot be taken, with its number in the file (1-based, the header counts) and the mend. */
export interface DirectoryProblem {
  readonly row: number;
  readonly text: string;
}

/** Column headings as offices print them. */
const columns: Readonly<Record<Column, readonly string[]>> = {
  name: ['单位全称', '单位名称', '单位', '成员单位'],
  shortName: ['单位简称', '简称'],
  aliases: ['别名', '曾用名', '其他名称'],
  relation: ['关系', '隶属关系', '单位性质'],
  groups: ['分组', '所属分组'],
  ownReview: ['本单位审核', '需本单位审核'],
  person: ['姓名', '联络员', '联系人'],
  role: ['角色', '身份', '职责'],
  rank: ['岗位', 'AB岗', 'A/B岗'],
  phone: ['电话', '手机', '联系电话', '手机号'],
  email: ['邮箱', '电子邮箱', '邮件'],
  account: ['账号', '帐号', '账户'],
  from: ['起始日', '起始日期', '开始日期'],
};
type Column =
  | 'name'
  | 'shortName'
  | 'aliases'
  | 'relation'
  | 'groups'
  | 'ownReview'
  | 'person'
  | 'role'
  | 'rank'
  | 'phone'
  | 'email'
  | 'account'
  | 'from';

const relations: Readonly<Record<string, Relation>> = {
  办公室: 'office',
  下属: 'subordinate',
  平级: 'peer',
  司法: 'judicial',
  垂直管理: 'vertical',
};

const roles: Readonly<Record<string, RoleName>> = {
  办公室工作人员: 'office-staff',
  办公室经办人: 'office-staff',
  办公室主任: 'office-director',
  办公室负责人: 'office-director',
  签发人: 'signer',
  联络员: 'liaison',
  本单位审核人: 'unit-reviewer',
  分管负责人: 'unit-deputy-head',
  主要负责人: 'unit-head',
  分管领导: 'leader-in-charge',
};

const platforms: readonly Platform[] = ['local', 'slack', 'wecom'];

/**
 * Reads a directory table (通讯录) onto the directory there is: units and persons of the same name keep their ids, new ones are
 * added, nobody is removed (a handover is a command of its own). Nothing is taken while any row has a problem.
 */
export function readDirectory(
  rows: readonly (readonly string[])[],
  known: Directory,
  today: Day,
  newId: <Id extends string>() => Id,
): { directory: Directory; problems: readonly DirectoryProblem[] } {
  const headerAt = rows.findIndex(
    (row) =>
      row.some((cell) => columns.name.includes(cell.trim())) &&
      row.some((cell) => columns.person.includes(cell.trim())),
  );
  const header = rows[headerAt];
  if (!header) {
    return {
      directory: known,
      problems: [{ row: 1, text: '没有找到表头：至少需要“单位全称”“姓名”两列，建议同时提供单位简称、角色、电话。' }],
    };
  }
  const at = new Map<Column, number>();
  for (const [column, names] of Object.entries(columns) as [Column, readonly string[]][]) {
    const index = header.findIndex((cell) => names.includes(cell.trim()));
    if (index >= 0) at.set(column, index);
  }

  const units = new Map(known.units.map((unit) => [unit.name, unit]));
  const persons = new Map(known.persons.map((person) => [person.id, person]));
  const held: Role[] = [...known.roles];
  const problems: DirectoryProblem[] = [];
  rows.slice(headerAt + 1).forEach((row, index) => {
    const cell = (column: Column): string => (row[at.get(column) ?? -1] ?? '').trim();
    const number = headerAt + index + 2;
    if (row.every((text) => text.trim() === '')) return;
    const problem = rowProblem(cell);
    if (problem) {
      problems.push({ row: number, text: problem });
      return;
    }
    const unit = unitFrom(cell, units.get(cell('name')), newId);
    units.set(unit.name, unit);
    if (cell('person') === '') return;
    const person = personFrom(cell, personOf(unit.id, cell('person'), held, persons), newId);
    persons.set(person.id, person);
    const role = roles[cell('role') || '联络员'] ?? 'liaison';
    const rank = cell('rank') === 'B' ? 'B' : 'A';
    const same = held.some(
      (one) => one.personId === person.id && one.unitId === unit.id && one.role === role && one.to === null,
    );
    if (!same)
      held.push({
        personId: person.id,
        unitId: unit.id,
        role,
        rank,
        from: cell('from') ? day(cell('from')) : today,
        to: null,
      });
  });

  if (problems.length === 0 && ![...units.values()].some((unit) => unit.relation === 'office')) {
    problems.push({ row: headerAt + 1, text: '通讯录中没有办公室自身：请在“关系”列为领导小组办公室填写“办公室”。' });
  }
  if (problems.length > 0) return { directory: known, problems };
  return { directory: { ...known, units: [...units.values()], persons: [...persons.values()], roles: held }, problems };
}

function rowProblem(cell: (column: Column) => string): string | null {
  if (cell('name') === '') return '缺单位全称，请补填。';
  if (cell('relation') && !(cell('relation') in relations))
    return `关系“${cell('relation')}”无法识别，请填：${Object.keys(relations).join('、')}。`;
  if (cell('role') && !(cell('role') in roles))
    return `角色“${cell('role')}”无法识别，请填：${Object.keys(roles).join('、')}。`;
  if (cell('from') && !isDay(cell('from'))) return `起始日“${cell('from')}”不是日期，请写成 2026-03-01 的样子。`;
  const bad = accountTexts(cell('account')).find((text) => accountFrom(text, '') === null);
  return bad === undefined ? null : `账号“${bad}”无法识别，请写成“平台:账号”，平台为 ${platforms.join('、')}。`;
}

const listed = (text: string): readonly string[] =>
  text
    .split(/[;；、,，]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
const accountTexts = (text: string): readonly string[] => text.split(/[;；\s]+/).filter((part) => part !== '');

/** `local` alone is the chat of this program, whose address is the person. */
function accountFrom(text: string, personId: string): Account | null {
  if (text === 'local') return { platform: 'local', address: personId };
  const [platform, address] = [text.slice(0, text.indexOf(':')), text.slice(text.indexOf(':') + 1)];
  const known = platforms.find((one) => one === platform);
  return known && address !== '' ? { platform: known, address } : null;
}

function unitFrom(
  cell: (column: Column) => string,
  before: Unit | undefined,
  newId: <Id extends string>() => Id,
): Unit {
  return {
    id: before?.id ?? newId<UnitId>(),
    name: cell('name'),
    shortName: cell('shortName') || before?.shortName || cell('name'),
    aliases: [...new Set([...(before?.aliases ?? []), ...listed(cell('aliases'))])],
    relation: relations[cell('relation')] ?? before?.relation ?? 'subordinate',
    groups: [...new Set([...(before?.groups ?? []), ...listed(cell('groups'))])],
    ownReview: cell('ownReview') === '' ? (before?.ownReview ?? false) : cell('ownReview') === '是',
    formerNames: before?.formerNames ?? [],
  };
}

/** The same name in the same unit is the same person. */
function personOf(
  unitId: UnitId,
  name: string,
  held: readonly Role[],
  persons: ReadonlyMap<PersonId, Person>,
): Person | undefined {
  const ids = new Set(held.filter((role) => role.unitId === unitId).map((role) => role.personId));
  return [...persons.values()].find((person) => ids.has(person.id) && person.name === name);
}

function personFrom(
  cell: (column: Column) => string,
  before: Person | undefined,
  newId: <Id extends string>() => Id,
): Person {
  const id = before?.id ?? newId<PersonId>();
  const accounts = accountTexts(cell('account')).flatMap((text) => accountFrom(text, id) ?? []);
  return {
    id,
    name: cell('person'),
    phone: cell('phone') || before?.phone || null,
    email: cell('email') || before?.email || null,
    accounts: accounts.length > 0 ? accounts : (before?.accounts ?? []),
    // What they set for themselves is theirs.
    ...(before?.profile ? { profile: before.profile } : {}),
  };
}
