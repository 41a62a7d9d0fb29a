import { compact, splitOutside } from './characters.ts';
import { noRoles, type RoleReading, readRoles } from './roles.ts';
import { isGroupName, isUnitName, splitUnits, unitsAtStart } from './units.ts';

const BY = /由([^，。；]{2,80}?)(牵头|负责|主办|承办)/gu;
const LEADS = /^(?:由|请|商请|提请)?([^，。；由]{2,60}?)(?:分别|共同|联合)?(牵头|主办)/u;
const SUPPORTS = /^([^，。；]{2,80}?)(?:积极|协助|共同|予以)?(配合|协办|会办|协同|参与)(?:$|做好|落实)/u;
const MODAL = /^(?:等)?(?:要|应|须|需|必须|务必|负责|于|在收到|每|\d{1,2}月|在\d|立即)/u;

/**
 * The units that the sentences of an item itself name: 由X牵头，Y配合; X会同Y; X负责; and the unit that is told what it
 * must do (X要…). Units that are only pushed, helped or asked (督促各区…) are no units of the item.
 */
export function rolesInSentences(text: string): RoleReading {
  const reading = noRoles();
  for (const sentence of splitOutside(compact(text), /[。；;！—：:]/u)) {
    const clauses = splitOutside(sentence, /[，,]/u);
    let leadSeen = false;
    clauses.forEach((clause, at) => {
      for (const match of clause.matchAll(BY)) {
        const role = /牵头|主办/u.test(match[2] ?? '') ? 'lead' : 'responsible';
        leadSeen = addUnits(reading, match[1] ?? '', role) || leadSeen;
      }
      const leads = LEADS.exec(clause);
      if (leads) leadSeen = addUnits(reading, leads[1] ?? '', 'lead') || leadSeen;
      const supports = leadSeen || reading.responsible.length > 0 ? SUPPORTS.exec(clause) : null;
      if (supports) addUnits(reading, supports[1] ?? '', 'supporting');
      if (at === 0 || /^由?[省市县区]/u.test(clause)) addSubject(reading, clause);
      addMeeting(reading, clause);
    });
  }
  return reading;
}

function addUnits(reading: RoleReading, words: string, role: 'lead' | 'supporting' | 'responsible'): boolean {
  const named = words.replace(/(?:分别|共同|联合|具体)$/u, '');
  const list = splitUnits(named);
  const sure = list.names.filter((name) => isUnitName(name) || isGroupName(name));
  if (sure.length === 0 || sure.length < list.names.length) return false;
  const read = readRoles(named, role, () => false);
  for (const own of ['lead', 'supporting', 'responsible'] as const) {
    for (const name of read[own]) if (!known(reading, name)) reading[own].push(name);
  }
  reading.openEnded ||= read.openEnded;
  return true;
}

// 市财政局会同市审计局开展…: the first leads; 有关部门 alone says nothing.
function addMeeting(reading: RoleReading, clause: string): void {
  const at = clause.indexOf('会同');
  if (at === 0 && reading.lead.length > 0) addSupporting(reading, unitsAtStart(clause.slice(2))?.names ?? []);
  if (at < 2) return;
  const subject = clause.slice(0, at).replace(/^.*由|^请/u, '');
  const others = unitsAtStart(clause.slice(at + 2));
  if (!isUnitName(subject) || /[\d“”]/u.test(subject)) return;
  addUnits(reading, subject, 'lead');
  addSupporting(reading, others?.names ?? []);
}

function addSupporting(reading: RoleReading, names: readonly string[]): void {
  for (const name of names) {
    if (!/^(?:有关|相关)/u.test(name) && !known(reading, name)) reading.supporting.push(name);
  }
}

function addSubject(reading: RoleReading, clause: string): void {
  if (reading.lead.length > 0 || /会同|牵头(?!单位|部门)/u.test(clause)) return;
  const words = clause.replace(/^(?:请|望|由)/u, '');
  const found = unitsAtStart(words);
  if (!found || !(MODAL.test(words.slice(found.end)) || /^[请望]/u.test(clause))) return;
  for (const name of found.names) if (!known(reading, name)) reading.responsible.push(name);
}

function known(reading: RoleReading, name: string): boolean {
  return [reading.lead, reading.supporting, reading.responsible].some((names) => names.includes(name));
}
