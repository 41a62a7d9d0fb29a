import { bracketsOf, compact, splitOutside } from './characters.ts';
import { noRoles, type Role, type RoleReading, readRoles } from './roles.ts';
import { areAllSubjects, isSubjectName, type UnitsAhead, unitsAhead } from './sentence-units.ts';
import { areDepartments, splitUnits } from './units.ts';

const LEAD = '牵头|主办|总牵头|负总责|主抓|为主';
const HOW = '(?:按(?:照)?(?:各自)?(?:职责|职能)?(?:分工)?)?(?:分别|共同|联合|具体|统一|全权)?';
const IS_LEAD = new RegExp(LEAD, 'u');
const LED = new RegExp(`^${HOW}(?:${LEAD})`, 'u');
const LED_OR_SUPPORTED = new RegExp(`^${HOW}(?:${LEAD}|配合|协助|参与|协办)`, 'u');
const BY = new RegExp(`由([^，。；由]{2,120}?)${HOW}(${LEAD}|负责|承办|承担)`, 'gu');
const LEADS = new RegExp(`^(?:由|以|请|商请|提请|并由)?([^，。；由]{2,120}?)${HOW}(${LEAD})`, 'u');
const ANSWERS = new RegExp(
  `^(?:由|请|并由)?([^，。；由]{2,120}?)${HOW}(?:负责|承办|承担|组织实施|实施|抓好落实|落实)`,
  'u',
);
const SUPPORTS =
  /^([^，。；]{2,120}?)(?:按(?:照)?(?:各自)?(?:职责|职能)?(?:分工)?)?(?:积极|协助|共同|予以|做好|密切|给予|全力)?(?:配合|(?<!政)协办|会办|协同|协助|参与|参加|支持)(?:$|做好|落实|实施|工作|完成|开展|推进|推动|抓好|组织|办理|处理)/u;
// Whoever only looks on has no part in the work: 由市工会经费审查委员会全程跟踪审计.
const LOOKS_ON =
  /^(?:全程|全过程)?(?:跟踪|审计|审核|审批|审定|审议|监督|验收|考核|评估|约谈|通报|督办|督查|问责|解释|处理|印发)/u;
const ASKED = /^(?:请|望|责成|责令)/u;
const OBLIGED =
  /^(?:等)?(?:每(?=半?[月季周年旬]|半个?月|日|两周)|要|应|须|需|必须|务必|负责|做好|抓好|落实|会同|牵头|承担|配合|协助)/u;
const LEVEL = /^(?:并)?由?(?:[省市县区镇乡](?!级|直|场)|各)/u;
// 图斑下发后30日内，相关镇完成举证: behind a clause that only says when, the sentence begins.
const WHEN = /^[^，]{0,24}(?:前|内|底|末|起|后|期间|日|月|旬|时|季度|半年)$/u;

/**
 * The units that the sentences of an item itself name: 由X牵头，Y配合; X会同Y; X负责; and the unit that is told what it
 * must do (X要…). Units that are only pushed, helped or asked (督促各区…) are no units of the item.
 */
export function rolesInSentences(text: string): RoleReading {
  const reading = noRoles();
  for (const sentence of splitOutside(openRoleBrackets(compact(text)), /[。；;！—：:]/u)) {
    const clauses = splitOutside(sentence, /[，,]/u).map((clause) => clause.replace(/^[（(〔[【]+/u, ''));
    for (const [at, clause] of clauses.entries())
      readClause(reading, clause, at === 0 || (at === 1 && WHEN.test(clauses[0] ?? '')), clauses[at + 1] ?? '');
  }
  return reading;
}

// 〔区人社局负责，区卫健局参与；分四期〕: what a bracket says of roles counts like a sentence of its own.
function openRoleBrackets(text: string): string {
  let opened = text;
  for (const bracket of bracketsOf(text).toReversed()) {
    if (!/\p{Script=Han}{3}(?:牵头|负责|配合|参与|协助|承办)/u.test(bracket.content)) continue;
    opened = `${opened.slice(0, bracket.from)}。${bracket.content}。${opened.slice(bracket.to)}`;
  }
  return opened;
}

function readClause(reading: RoleReading, clause: string, isFirst: boolean, next: string): void {
  for (const match of clause.matchAll(BY)) {
    addUnits(reading, match[1] ?? '', IS_LEAD.test(match[2] ?? '') ? 'lead' : 'responsible');
  }
  addUnits(reading, LEADS.exec(clause)?.[1] ?? '', 'lead');
  if (reading.lead.length + reading.responsible.length > 0) {
    addUnits(reading, SUPPORTS.exec(clause)?.[1] ?? '', 'supporting');
  }
  if (!clause.includes('会同')) addUnits(reading, ANSWERS.exec(clause)?.[1] ?? '', 'responsible');
  addActors(reading, clause);
  if (isFirst || LEVEL.test(clause)) addSubject(reading, clause, next);
  else addObliged(reading, clause);
  addMeeting(reading, clause);
}

function addUnits(reading: RoleReading, words: string, role: Role): void {
  const named = words.replace(/^(?:由|请|并|责成|责令)/u, '').replace(/(?:分别|共同|联合|具体)$/u, '');
  if (named === '' || /会同/u.test(named)) return;
  if (!areAllSubjects(splitUnits(named).names) && !areDepartments(named)) return;
  const read = readRoles(named, role, () => false);
  for (const own of ['lead', 'supporting', 'responsible'] as const) {
    for (const name of read[own]) addName(reading, name, own);
  }
  reading.openEnded ||= read.openEnded;
}

function addAhead(reading: RoleReading, ahead: UnitsAhead, role: Role): void {
  for (const name of ahead.names) addName(reading, name, role);
  reading.openEnded ||= ahead.openEnded;
}

function addName(reading: RoleReading, name: string, role: Role): void {
  if (![reading.lead, reading.supporting, reading.responsible].some((names) => names.includes(name)))
    reading[role].push(name);
}

// 4月1日至4月20日，由各县和市直责任单位对照清单自查: who is named behind 由 and acts.
function addActors(reading: RoleReading, clause: string): void {
  for (const match of clause.matchAll(/由/gu)) {
    const rest = clause.slice(match.index + 1);
    const ahead = unitsAhead(rest);
    const behind = rest.slice(ahead?.end ?? 0);
    if (!ahead || behind === '' || LOOKS_ON.test(behind) || LED.test(behind)) continue;
    if (/^(?:会同|[、，])/u.test(behind)) continue;
    addAhead(reading, ahead, 'responsible');
  }
}

// 市财政局会同市审计局开展…: the first leads; 有关部门 alone says nothing.
function addMeeting(reading: RoleReading, clause: string): void {
  const at = clause.indexOf('会同');
  if (at < 0 || (at < 2 && (at !== 0 || reading.lead.length + reading.responsible.length === 0))) return;
  const subject = clause
    .slice(0, at)
    .replace(/^.*由|^请/u, '')
    .replace(/(?:要|应|须|应当|需|负责)$/u, '');
  if (at > 0) {
    const names = splitUnits(subject).names;
    if (!areAllSubjects(names) || /[\d“”]/u.test(subject)) return;
    for (const name of names) addName(reading, name, 'lead');
  }
  const others = unitsAhead(clause.slice(at + 2));
  for (const name of others?.names ?? []) if (!/^(?:有关|相关)/u.test(name)) addName(reading, name, 'supporting');
  reading.openEnded ||= others?.openEnded ?? false;
}

// The subject of a sentence acts: X要…, X于6月底前…, X对…开展…; 请X… asks it to.
function addSubject(reading: RoleReading, clause: string, next: string): void {
  if (/会同/u.test(clause)) return;
  const isAsked = ASKED.test(clause);
  const words = clause.replace(ASKED, '').replace(/^(?:并由|由)/u, '');
  const ahead = unitsAhead(words);
  const behind = words.slice(ahead?.end ?? 0);
  if (!ahead || /^由/u.test(clause) || LED_OR_SUPPORTED.test(behind)) return;
  // 县农业农村局，… alone heads a list or a remark; with an order behind the comma it is told to act.
  if (/^[、和及与]/u.test(behind) || (behind === '' && !isAsked && !OBLIGED.test(next))) return;
  addAhead(reading, ahead, 'responsible');
  addJoined(reading, behind);
}

// 市教育局联合市民政局、团市委于暑假前完成摸排: all of them act.
function addJoined(reading: RoleReading, words: string): void {
  const joined = /^联合/u.test(words) ? unitsAhead(words.slice(2)) : null;
  if (joined && !/^[、和及与]/u.test(words.slice(2 + joined.end))) addAhead(reading, joined, 'responsible');
}

// In a later clause a name without its level counts only with a word of duty: 青山镇政府负责…
function addObliged(reading: RoleReading, clause: string): void {
  const ahead = unitsAhead(clause);
  if (!ahead?.names.every(isSubjectName) || !OBLIGED.test(clause.slice(ahead.end))) return;
  const role: Role = /^(?:配合|协助)/u.test(clause.slice(ahead.end)) ? 'supporting' : 'responsible';
  if (/^(?:会同|牵头)/u.test(clause.slice(ahead.end))) return;
  addAhead(reading, ahead, role);
}
