import { bracketsOf, splitOutside } from './characters.ts';
import { isUnitName, splitUnits } from './units.ts';

/** The three roles a plan prints. */
export type Role = 'lead' | 'supporting' | 'responsible';

/** Units by role, as printed. `firstLeads` is set when the words say that the first listed unit leads. */
export interface RoleReading {
  readonly lead: string[];
  readonly supporting: string[];
  readonly responsible: string[];
  openEnded: boolean;
  firstLeads: FirstLeads | null;
  /** Pieces that are no unit list: limits among units, remarks. */
  readonly rest: string[];
}

/** 列第一位的为牵头单位: for these words only, or 下同, from here on. */
export type FirstLeads = 'here' | 'from-here-on';

/** A reading with nobody in it. */
export function noRoles(): RoleReading {
  return { lead: [], supporting: [], responsible: [], openEnded: false, firstLeads: null, rest: [] };
}

const HOW = '(?:按(?:照)?(?:各自)?(?:职责|职能)?(?:分工)?)?(?:共同|联合|分别|具体|统一|依职责|各自)?';
const AFTER = '(?:组织实施|组织|实施|落实|办理|负责|推进|抓好|完成|会同|并组织实施)?';
const VERBS: Readonly<Record<Role, RegExp>> = {
  lead: new RegExp(`${HOW}(?:牵头|主办|发起|总牵头|主抓|主责)${AFTER}$`, 'u'),
  supporting: new RegExp(
    `${HOW}(?:积极|协助|予以|做好|给予)?(?:配合|协同|(?<!政)协办|会办|协助|参与|参加|支持)(?:落实|实施|工作|办理|做好)?$`,
    'u',
  ),
  responsible: new RegExp(`${HOW}(?:负责|承办|落实|组织实施|实施)(?:落实|实施)?$`, 'u'),
};
const ROLES: readonly Role[] = ['supporting', 'lead', 'responsible'];

const FIRST =
  /(?:列|排|位列|名列|排列)?(?:在|于)?(?:首位|第一位|第1位|第一|最前|首个|第一个|首家|之首|排前|列前|居前|前面)[^，；。]{0,8}?(?:单位|部门)?(?:为|是|系)[^，；。]{0,6}(?:牵头|主办|主责)/u;

const FIRST_BACKWARDS =
  /(?:首位|第一位|第一)的(?:责任)?(?:单位|部门)?(?:负责)?牵头(?!单位|部门|科|处|股)|牵头(?:单位|部门|科室)?为[^，。；]{0,8}(?:首位|第一位|第一)/u;

/** What a text says about the first listed unit: 列第一位的为牵头单位，下同. */
export function firstLeadsIn(text: string): FirstLeads | null {
  const words = text.replace(/\s+/gu, '');
  if (!FIRST.test(words) && !FIRST_BACKWARDS.test(words)) return null;
  return /(?:下同|以下同|均同|余同|后同)/u.test(words) ? 'from-here-on' : 'here';
}

// 带*的为牵头单位: a mark on a name in a list of units never means anything else.
function roleOfMark(printed: string): { name: string; role: Role | null } {
  const bare = printed.replace(/^[*＊★☆▲△※#]+|[*＊★☆▲△※#]+$/gu, '');
  return bare !== printed && bare !== '' ? { name: bare, role: 'lead' } : roleOfBracket(printed);
}

/** The role that words of a name's own bracket give it: 市教育局（牵头）. */
function roleOfBracket(name: string): { name: string; role: Role | null } {
  const match = /^(.+?)[（(](牵头|主办|配合|协办|会办|协助|参与|负责|承办|责任|牵头单位|配合单位)[）)]$/u.exec(name);
  if (!match) return { name, role: null };
  const word = match[2] ?? '';
  const role = /牵头|主办/u.test(word) ? 'lead' : /配合|协|会办|参与/u.test(word) ? 'supporting' : 'responsible';
  return { name: match[1] ?? name, role };
}

/**
 * Reads who does what from the value of a key or a table cell. A clause with a role word gives its units that role;
 * a clause without one takes the role of the next clause that has one, else the role of its label or column.
 */
export function readRoles(value: string, fallback: Role, isLimit: (words: string) => boolean): RoleReading {
  const reading = noRoles();
  reading.firstLeads = firstLeadsIn(value);
  for (const group of splitOutside(withoutRemarks(value).replace(/^[：:\s]+/u, ''), /[；;。]/u)) {
    let waiting: string[] = [];
    let verbSeen = false;
    for (const clause of splitOutside(group, /[，,]/u).map((words) => words.trim())) {
      if (clause === '') continue;
      if (isRuleOfOrder(clause)) continue;
      if (isLimit(clause)) {
        reading.rest.push(clause);
        continue;
      }
      const role = ROLES.find((candidate) => VERBS[candidate].test(clause));
      if (!role) {
        waiting.push(clause);
        continue;
      }
      for (const words of waiting) add(reading, words, verbSeen ? role : fallbackAfter(role, fallback));
      waiting = [];
      add(reading, clause.replace(VERBS[role], '').replace(/^(?:并)?(?:由|请|以)/u, ''), role);
      verbSeen = true;
    }
    for (const words of waiting) add(reading, words, fallback);
  }
  return reading;
}

// 市教育局，市公安局牵头: what stands before the first role word and has none itself leads with it.
function fallbackAfter(role: Role, fallback: Role): Role {
  return role === 'lead' ? 'lead' : fallback;
}

/** True for words that only say which of the listed units leads: 列首位的为牵头单位, 下同. */
export function isRuleOfOrder(clause: string): boolean {
  return firstLeadsIn(clause) !== null || /^(?:以?下同|余同|均同|下同）?)$/u.test(clause.replace(/[）)\s]/gu, ''));
}

function add(reading: RoleReading, words: string, role: Role): void {
  const meeting = /^(.{2,30}?)会同(.{2,})$/u.exec(words);
  if (meeting && isUnitName((meeting[1] ?? '').trim())) {
    add(reading, meeting[1] ?? '', 'lead');
    add(reading, meeting[2] ?? '', 'supporting');
    return;
  }
  const list = splitUnits(withoutRemarks(words));
  reading.openEnded ||= list.openEnded;
  for (const printed of list.names) {
    const { name, role: own } = roleOfMark(printed);
    const names = reading[own ?? role];
    if (!names.includes(name)) names.push(name);
  }
}

// A bracket that states the rule of order or a role for the whole list is no part of the last name.
function withoutRemarks(words: string): string {
  const remark = bracketsOf(words).find(
    (bracket) => firstLeadsIn(bracket.content) || /^下同$/u.test(bracket.content.trim()),
  );
  return remark ? words.slice(0, remark.from) + words.slice(remark.to) : words;
}

/** Gives the lead to the first unit of the responsible ones, as 列第一位的为牵头单位 says; a printed lead stays alone. */
export function promoteFirst(reading: RoleReading): RoleReading {
  if (reading.lead.length > 0 || reading.responsible.length === 0) return reading;
  const [first, ...others] = reading.responsible;
  return { ...reading, lead: first === undefined ? [] : [first], responsible: others };
}
