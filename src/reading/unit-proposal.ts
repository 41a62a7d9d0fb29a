import { compact, splitOutside } from './characters.ts';
import { isGroupName, isUnitName, type KnownUnit, matchUnit, splitUnits, unitsAtStart } from './units.ts';

/** Units that an item's own words suggest, with the words they come from. The office decides. */
export interface UnitProposal {
  readonly unitIds: readonly string[];
  readonly role: 'lead' | 'supporting';
  readonly words: string;
}

/** A unit of the office, and the groups it belongs to (各区). */
export interface ProposableUnit extends KnownUnit {
  readonly groups: readonly string[];
}

interface Cue {
  readonly pattern: RegExp;
  readonly role: UnitProposal['role'];
}

/** Who is pushed does it; who is asked, joined or invited helps the office do it. */
const CUES: readonly Cue[] = [
  { pattern: /(?:指导督促|督促指导|督促|督导|推进|推动|责成|指导|要求)(?=[^，。；]{2})/gu, role: 'lead' },
  { pattern: /(?:协调|联合|会同|配合|邀请|商请|提请|积极对接|对接)(?=[^，。；]{2})/gu, role: 'supporting' },
];

/**
 * Proposes units for an item that names none, from its own words: 督促各区… → each of 各区; 协调市法院、市公安局… →
 * those, supporting the office; X、Y等行业主（监）管部门… at the start → those. Only known units are proposed.
 */
export function proposeUnits(itemText: string, known: readonly ProposableUnit[]): readonly UnitProposal[] {
  const proposals: UnitProposal[] = [];
  const seen = new Set<string>();
  const add = (names: readonly string[], role: UnitProposal['role'], words: string): void => {
    const ids = [...new Set(names.flatMap((name) => idsOf(name, known)))].filter((id) => !seen.has(id));
    if (ids.length === 0) return;
    for (const id of ids) seen.add(id);
    proposals.push({ unitIds: ids, role, words });
  };

  const text = compact(itemText);
  for (const sentence of splitOutside(text, /[。；;！]/u)) {
    const subject = subjectOf(sentence, known);
    if (subject) add(subject.names, 'lead', subject.words);
    for (const { pattern, role } of CUES) {
      for (const match of sentence.matchAll(pattern)) {
        const named = namedAfter(sentence.slice(match.index + match[0].length), known);
        if (named) add(named.names, role, match[0] + named.words);
      }
    }
  }
  return proposals;
}

interface Named {
  readonly names: readonly string[];
  readonly words: string;
}

// 人行、银保监、教育、民政等行业主（监）管部门结合行业特点…: the list at the head of a sentence is who acts.
function subjectOf(sentence: string, known: readonly ProposableUnit[]): Named | null {
  const list = /^(.{2,120}?)等(?:行业|有关|相关|各)?(?:主管|主（监）管|监管|职能|成员|责任)?(?:部门|单位)/u.exec(
    sentence,
  );
  const names = list?.[1] ? splitUnits(list[1]).names : [];
  const knownNames = names.filter((name) => idsOf(name, known).length > 0);
  if (list && names.length > 1 && knownNames.length * 2 > names.length) return { names: knownNames, words: list[0] };
  const start = unitsAtStart(sentence);
  if (!start?.names.every((name) => isUnitName(name) || isGroupName(name))) return null;
  return { names: start.names, words: sentence.slice(0, start.end) };
}

function namedAfter(rest: string, known: readonly ProposableUnit[]): Named | null {
  const words = rest.slice(0, 160);
  const list = /^(.{2,120}?)等(?:地|行业|有关|相关|各)?(?:主管|主（监）管|监管|职能|成员|责任)?(?:部门|单位)?/u.exec(
    words,
  );
  const listed = list?.[1] ? splitUnits(list[1]).names.filter((name) => idsOf(name, known).length > 0) : [];
  if (list && listed.length > 0 && listed.length >= splitUnits(list[1] ?? '').names.length)
    return { names: listed, words: list[0] };
  const start = unitsAtStart(words);
  const names = start?.names.filter((name) => idsOf(name, known).length > 0) ?? [];
  if (start && names.length > 0) return { names, words: words.slice(0, start.end) };
  const group =
    /^(?:市直|县直|区直|全市|全县|全区|辖内)?(?:各|有关|相关)[\p{Script=Han}]{0,10}?(?:区|县|市|镇|乡|街道|地|部门|单位)(?:[（(][^）)]{1,24}[）)])?(?:、(?:市直)?各(?:部门|单位|地))?/u.exec(
      words,
    );
  if (!group) return null;
  const groups = group[0].split(/、(?=各)/u).filter((name) => idsOf(name, known).length > 0);
  return groups.length > 0 ? { names: groups, words: group[0] } : null;
}

function idsOf(name: string, known: readonly ProposableUnit[]): string[] {
  const one = matchUnit(name, known);
  if (one) return [one];
  if (!isGroupName(name)) return [];
  const group = groupKey(name);
  const means = (other: string): boolean =>
    groupKey(other) === group || (group === '各地' && PLACES.test(groupKey(other)));
  return known.filter((unit) => unit.groups.some(means)).map((unit) => unit.id);
}

const PLACES = /^各(?:区|县|市|县区|县市区|市区|镇|乡|乡镇|街道|镇街|镇街道|园区)$/u;

// 各区（开发区、临空经济区）, 各区 and 各区政府 are one group; 各地 means the places too.
function groupKey(name: string): string {
  return compact(name)
    .replace(/[（(][^）)]*[）)]/gu, '')
    .replace(/(?:人民)?政府$|管委会$/u, '')
    .replace(/^全[市县区省]/u, '')
    .replace(/(?:有关|相关)/u, '');
}
