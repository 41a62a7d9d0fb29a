import { type Field, namesUnits } from './annotation.ts';
import { compact } from './characters.ts';
import { proposesDiscreet } from './discreet.ts';
import { findAtOnce, findLimits, isEmpty, joinLimits, type Limit, type LimitContext, readLimit } from './limit.ts';
import { isLimitPhrase } from './limit-shape.ts';
import type { RawItem } from './raw-item.ts';
import type { Doubt, ItemReading } from './reading.ts';
import { noRoles, promoteFirst, type Role, type RoleReading, readRoles } from './roles.ts';
import { rolesInSentences } from './sentence-roles.ts';
import { readTargets } from './target.ts';
import { splitUnits } from './units.ts';

/** What the document says for all items from some place on. */
export interface ItemContext extends LimitContext {
  /** 列第一位的为牵头单位，下同. */
  readonly firstLeads: boolean;
}

/** An item with its fields read, and whether it states a rule for the items after it. */
export interface ReadItem {
  readonly item: ItemReading;
  readonly firstLeadsFromHere: boolean;
}

/** Reads units, limits, leaders and targets of an item. A printed annotation speaks alone; without one the sentences do. */
export function readItem(raw: RawItem, context: ItemContext): ReadItem {
  const text = compact(raw.text);
  const doubts: Doubt[] = [];

  const ownUnits = raw.fields.some(namesUnits);
  const unitFields = ownUnits ? raw.fields : raw.inherited;
  const printed = rolesOfFields(unitFields);
  const hasUnits = hasAnybody(printed);
  if (hasUnits && !ownUnits)
    doubts.push({ code: 'unit-inherited', text: unitFields.map((field) => field.value).join('；') });
  const ruled = context.firstLeads || raw.firstLeads || printed.firstLeads !== null;
  const roles = hasUnits
    ? (actsFirst(text, printed, ownUnits) ?? (ruled ? promoteFirst(printed) : printed))
    : rolesInSentences(text);

  const strange = [...roles.lead, ...roles.supporting, ...roles.responsible].filter(isStrangeName);
  if (strange.length > 0) doubts.push({ code: 'units-unclear', text: strange.join('；') });

  const aims = raw.fields.flatMap((field) => (field.kind === 'target' ? [compact(field.value)] : []));
  const limit = limitOf(raw, printed.rest, [text, ...aims].join('。'), context);
  doubts.push(...limit.doubts);
  if (isEmpty(limit) && !raw.isDuty) doubts.push({ code: 'deadline-missing', text: text.slice(0, 30) });
  if (raw.unclosed) doubts.push({ code: 'bracket-unclosed', text: compact(raw.unclosed) });
  doubts.push(...innerDeadlines(raw, text, limit, context));
  const discreet = proposesDiscreet(text);
  if (discreet) doubts.push({ code: 'discreet-proposed', text: discreet });

  const item: ItemReading = {
    label: raw.label,
    section: raw.section,
    text,
    deadlines: limit.due,
    start: limit.start ?? startOf(raw.fields, context),
    recurrence: limit.rrule ? { rrule: limit.rrule } : null,
    ongoing: limit.ongoing,
    relative: limit.relative,
    deadlineText: limit.words.length > 0 ? limit.words.join('；') : null,
    units: { lead: roles.lead, supporting: roles.supporting, responsible: roles.responsible },
    openEnded: roles.openEnded,
    leaders: leadersOf(raw.fields.some((field) => field.kind === 'leaders') ? raw.fields : raw.inherited),
    targets: [...readTargets(text), ...aims.flatMap((aim) => readTargets(aim))],
    source: raw.source,
    doubts,
  };
  return { item, firstLeadsFromHere: printed.firstLeads === 'from-here-on' };
}

// Under the heading 一、市教育局 the item 牵头开展…，市财政局配合 begins with what that unit does.
function actsFirst(text: string, printed: RoleReading, ownUnits: boolean): RoleReading | null {
  if (ownUnits || !/^(?:牵头|会同|联合|配合|协助|参与)/u.test(text)) return null;
  const read = rolesInSentences(printed.responsible.join('、') + text);
  return hasAnybody(read) ? read : null;
}

// A name with a stop, a figure or a whole sentence in it is a sign that something was lost in print.
function isStrangeName(name: string): boolean {
  return name.length > 40 || name.length < 2 || /[。！？：%]|\d{3,4}年|[\d]+月/u.test(name);
}

function hasAnybody(reading: RoleReading): boolean {
  return reading.lead.length + reading.supporting.length + reading.responsible.length > 0;
}

function rolesOfFields(fields: readonly Field[]): RoleReading {
  const all = noRoles();
  for (const field of fields) {
    if (!namesUnits(field)) continue;
    const fallback = field.kind === 'shared' ? 'responsible' : (field.kind as Role);
    const read = readRoles(field.value, fallback, isLimitPhrase);
    for (const role of ['lead', 'supporting', 'responsible'] as const) {
      for (const name of read[role]) if (!all[role].includes(name)) all[role].push(name);
    }
    all.openEnded ||= read.openEnded;
    all.firstLeads = all.firstLeads === 'from-here-on' ? all.firstLeads : (read.firstLeads ?? all.firstLeads);
    all.rest.push(...read.rest);
  }
  return all;
}

// 一是…；二是…（8月底前完成）；三是…: the limit of one part says nothing of the others.
const IN_PARTS = /一是[^。]{4,}二是/u;

function limitOf(raw: RawItem, among: readonly string[], text: string, context: ItemContext): Limit {
  const own = [...raw.fields.filter((field) => field.kind === 'limit').map((field) => field.value), ...among];
  if (own.some((value) => compact(value) !== '')) {
    const printed = joinLimits(own.map((value) => readLimit(value, context)));
    return IN_PARTS.test(text) ? joinLimits([printed, findLimits(text, context)]) : printed;
  }
  const inSentences = findLimits(text, context);
  if (!isEmpty(inSentences)) return inSentences;
  const inherited = raw.inherited.filter((field) => field.kind === 'limit');
  const above = joinLimits(inherited.map((field) => readLimit(field.value, context)));
  return isEmpty(above) ? findAtOnce(text) : above;
}

// A column of its own says when work begins; its month begins on the first.
function startOf(fields: readonly Field[], context: ItemContext): ItemReading['start'] {
  const field = fields.find(({ kind }) => kind === 'start');
  return field ? readLimit(`自${compact(field.value)}起`, context).start : null;
}

// A day in the sentence beside the item's own limit may be a limit of others: 各地6月20日报送的台账.
function innerDeadlines(raw: RawItem, text: string, limit: Limit, context: ItemContext): Doubt[] {
  if (!raw.fields.some((field) => field.kind === 'limit')) return [];
  const inner = findLimits(text, context);
  const others = inner.due.filter((due) => !limit.due.includes(due));
  return others.length > 0 ? [{ code: 'inner-deadline', text: inner.words.join('；'), choices: others }] : [];
}

// 副区长 方敏, 许 婧 are one person each; 许婧 唐志刚 are two.
function withWholeNames(line: string): string {
  return line
    .replace(
      /(?<=(?:长|常委|书记|主任|主席|委员|调研员|经理|同志))\s+(?=\p{Script=Han}(?:\s?\p{Script=Han}){1,3}(?:$|[、，,；;\s]))/gu,
      '',
    )
    .replace(/(?<=(?:^|[、，,；;\s]|长|委|记|任|席)\p{Script=Han})\s+(?=\p{Script=Han}(?:$|[、，,；;\s]))/gu, '')
    .replace(/(?<=\p{Script=Han}{2})\s+(?=\p{Script=Han}{2,4}(?:$|[、，,；;\s]))/gu, '、');
}

function leadersOf(fields: readonly Field[]): string[] {
  return fields
    .filter((field) => field.kind === 'leaders')
    .flatMap((field) => field.value.split('\n'))
    .flatMap((line) => splitUnits(withWholeNames(line)).names)
    .filter((name) => name !== '');
}
