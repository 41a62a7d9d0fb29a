import { type AnnotationKey, type KeyFound, keysIn, keysInBracket, startsWithKey } from './annotation-keys.ts';
import { bracketsOf, splitOutside } from './characters.ts';
import { isLimitInBracket, isLimitPhrase, mentionsTime } from './limit-shape.ts';
import { isRuleOfOrder } from './roles.ts';
import { areDepartments, isUnitName, splitUnits } from './units.ts';

/** One field of an annotation with its words as printed. */
export interface Field {
  readonly kind: Exclude<AnnotationKey, 'other'> | 'start' | 'target';
  readonly value: string;
}

const NO_UNITS: readonly Field['kind'][] = ['limit', 'start', 'leaders', 'target'];

/** True for a field that names units. */
export function namesUnits(field: Field): boolean {
  return !NO_UNITS.includes(field.kind);
}

/** A text without its annotations, and what they hold. `unclosed` names the bracket that never closes. */
export interface Annotated {
  readonly text: string;
  readonly fields: readonly Field[];
  readonly unclosed: string | null;
}

/** As far back a bracket looks for what it is about (排查整治阶段（3月至5月）): the whole text before it would be looked at for each bracket. */
const NAME_BEFORE = 16;

/**
 * Takes the annotations that carry units and limits out of a text: brackets with keys (（责任单位：…；时限：…）), keys
 * that follow the sentence, and brackets at the end that hold nothing but units or a limit.
 */
export function takeAnnotations(text: string): Annotated {
  const fields: Field[] = [];
  const cuts: { from: number; to: number }[] = [];
  let unclosed: string | null = null;

  for (const bracket of bracketsOf(text)) {
    const before = text.slice(Math.max(0, bracket.from - NAME_BEFORE), bracket.from);
    if (isPartOfName(bracket.content, before)) continue;
    const inside = fieldsOfBracket(bracket.content, text.slice(bracket.to), before);
    if (inside.length === 0) continue;
    if (!bracket.closed) {
      if (!startsWithKey(bracket.content)) continue;
      unclosed = text.slice(bracket.from);
    }
    fields.push(...inside);
    cuts.push({ from: bracket.from, to: bracket.to });
  }
  const outside = cut(text, cuts);
  const keys = keysIn(outside);
  const first = keys.find((key) => key.kind !== 'other');
  if (!first) return { text: tidy(outside), fields, unclosed };

  const from = openingBefore(outside, first.from);
  return { text: tidy(outside.slice(0, from)), fields: [...fields, ...fieldsOf(outside, keys, first.from)], unclosed };
}

// 县发改局（能源局） in a list of units: the second name is the same office.
const NAME_BEHIND = /(?:^|[〕】：:、，,；;\s])(\p{Script=Han}{3,14})$/u;

// 各乡镇（街道）, 各县（市、区）: the kinds of places in the bracket belong to the group before it.
function isPartOfName(content: string, before: string): boolean {
  const name = NAME_BEHIND.exec(before)?.[1];
  if (name && isUnitName(name) && /^\p{Script=Han}{2,10}$/u.test(content) && isUnitName(content)) return true;
  return (
    /(?:各|有关|相关|涉及)(?:县|市|区|州|旗|乡|镇|乡镇|镇街|街镇|村|社区|园区|街道|县区)$/u.test(before) &&
    /^(?:(?:市|区|县|旗|州|镇|乡|乡镇|街道|园区|社区|村|居|场|农场|林场|开发区|高新区|经开区|新区|管委会|办事处|[\p{Script=Han}]{2,8}(?:开发区|高新区|新区|示范区|经济区|度假区|园区))[、，及和]?)+$/u.test(
      content.trim(),
    )
  );
}

function fieldsOfBracket(content: string, after: string, before: string): Field[] {
  // One character is a number, never a unit or a limit.
  if (content.length < 2) return [];
  const keys = keysInBracket(content);
  const first = keys[0];
  if (first) {
    const found = fieldsOf(content, keys, 0);
    if (first.from <= 2) return found;
    const ahead = fieldsWithoutKey(content.slice(0, first.from));
    return ahead.length > 0 ? [...ahead, ...found] : [];
  }
  const atEnd = /^[。；;，,、\s]*(?:$|[（(〔[［【])/u.test(after);
  const names = /阶段\s*$/u.test(before) || isHeadOfPhase(before, after);
  if (!atEnd && !names) return /^\s*[；;。]/u.test(after) && hasRolePhrase(content) ? fieldsWithoutKey(content) : [];
  if (names && (isLimitInBracket(content) || (/阶段\s*$/u.test(before) && mentionsTime(content))))
    return [{ kind: 'limit', value: content.trim() }];
  if (!atEnd) return [];
  const plain = fieldsWithoutKey(content);
  if (plain.length > 0) return plain;
  // Behind a stop, or beside a limit, nothing but names is to be expected.
  const loose = fieldsWithoutKey(content, isLooseName);
  return /[。！；]\s*$/u.test(before) || loose.some((field) => field.kind === 'limit') ? loose : [];
}

// 一是…（市民政局负责）；二是…（市财政局负责，8月底前完成）。: each part of a sentence may print its own.
function hasRolePhrase(content: string): boolean {
  return content.length <= 80 && splitOutside(content, /[；;，,]/u).some((clause) => isRolePhrase(clause.trim()));
}

// （体育组、各班主任） behind the stop of a sentence: there nothing but names is to be expected.
function isLooseName(name: string): boolean {
  if (isUnitName(name)) return true;
  return (
    /^\p{Script=Han}{2,12}(?:[（(]\p{Script=Han}{1,12}[）)])?$/u.test(name) &&
    (/(?:组|班|级|主任|校长|班子|村|社区|居委会|村委会|人员|员|园|馆|院|校|部门|党支部|支部)$/u.test(name) ||
      /^各/u.test(name)) &&
    !/(?:加强|推进|开展|完善|建立|推动|包括|不含|按照|根据|另行|详见|以上|以下|其中|原则)/u.test(name)
  );
}

// 动员部署（11月10日前）。 Behind a few words that are no sentence yet, a bracket of time alone sets the time of what follows.
function isHeadOfPhase(before: string, after: string): boolean {
  return /^[^，。；：、]{2,16}$/u.test(before.trim()) && /^\s*[。：:\n]/u.test(after);
}

/** True for the content of a bracket that carries units or limits, with or without keys. */
export function isAnnotation(content: string): boolean {
  return startsWithKey(content) || (content.length <= 120 && fieldsWithoutKey(content).length > 0);
}

/** The fields of words without a key: every clause must be a limit, a role phrase or a list of full unit names. */
function fieldsWithoutKey(content: string, isName: (words: string) => boolean = isUnitName): Field[] {
  if (isLimitInBracket(content)) return [{ kind: 'limit', value: content.trim() }];
  const clauses = splitOutside(content, /[；;，,。]/u)
    .map((words) => words.trim())
    .filter((words) => words !== '');
  const fields: Field[] = [];
  for (const clause of clauses) {
    if (isLimitPhrase(clause)) fields.push({ kind: 'limit', value: clause });
    else if (fields.length > 0 && isRuleOfOrder(clause)) fields.push({ kind: 'shared', value: clause });
    else if (isRolePhrase(clause) || areDepartments(clause) || splitUnits(clause).names.every(isName))
      fields.push({ kind: 'shared', value: clause });
    else return [];
  }
  return joinShared(fields);
}

// The clauses of one phrase belong together: 市住建局牵头，市财政局配合.
function joinShared(fields: readonly Field[]): Field[] {
  const shared = fields.filter((field) => field.kind === 'shared').map((field) => field.value);
  const others = fields.filter((field) => field.kind !== 'shared');
  return shared.length > 0 ? [{ kind: 'shared', value: shared.join('，') }, ...others] : others;
}

function isRolePhrase(clause: string): boolean {
  const match =
    /^(?:由)?(.{2,}?)(?:按(?:照)?职责分工)?(?:分别|共同|具体|联合)?(?:牵头|主办|配合|(?<!政)协办|会办|协同|协助|参与|参加|支持|负责|承办|落实)(?:负责|落实|组织|实施)?$/u.exec(
      clause,
    );
  const units = match?.[1] ?? '';
  return areDepartments(units) || (match !== null && splitUnits(units).names.every(isUnitOrAll));
}

function isUnitOrAll(name: string): boolean {
  return isUnitName(name) || /^各/u.test(name);
}

function fieldsOf(text: string, keys: readonly KeyFound[], from: number): Field[] {
  return keys.flatMap((key, index) => {
    if (key.kind === 'other' || key.from < from) return [];
    const value = text
      .slice(key.valueFrom, keys[index + 1]?.from ?? text.length)
      .replace(/[；;。，,、\s（(〔[［【]+$/u, '')
      .trim();
    if (value === '') return [];
    return withPersons(key, value);
  });
}

// 责任单位及责任人：县住建局（何伟） names a person in each bracket.
function withPersons(key: KeyFound, value: string): Field[] {
  if (key.kind !== 'responsible' || !/责任人/u.test(key.words)) return [{ kind: key.kind as Field['kind'], value }];
  const { units, persons } = splitPersons(value);
  return [
    { kind: 'responsible', value: units },
    ...(persons === '' ? [] : [{ kind: 'leaders' as const, value: persons }]),
  ];
}

/** Takes persons in brackets out of a list of units: 县住建局（何伟） → 县住建局 and 何伟. */
export function splitPersons(value: string): { units: string; persons: string } {
  const persons: string[] = [];
  const units = value.replace(
    /[（(]([\p{Script=Han}·]{2,4}(?:[、，\s][\p{Script=Han}·]{2,4})*)[）)]/gu,
    (bracket, name: string) => {
      if (isUnitName(name)) return bracket;
      persons.push(name);
      return '';
    },
  );
  return { units, persons: persons.join('、') };
}

/** The fields of a cell that prints keys of its own: 牵头单位：市数据局；配合单位：市司法局. Empty when it begins with none. */
export function fieldsOfCell(value: string): Field[] {
  const keys = keysIn(value);
  return keys[0] && keys[0].from <= 1 ? fieldsOf(value, keys, 0) : [];
}

function openingBefore(text: string, at: number): number {
  let from = at;
  while (from > 0 && /[（(〔[［【\s]/u.test(text[from - 1] ?? '')) from--;
  return from;
}

function cut(text: string, cuts: readonly { from: number; to: number }[]): string {
  let kept = '';
  let from = 0;
  for (const piece of cuts) {
    kept += text.slice(from, piece.from);
    from = piece.to;
  }
  return kept + text.slice(from);
}

// 。（责任单位：…）。 leaves two stops behind.
function tidy(text: string): string {
  return text
    .trim()
    .replace(/([。；;！])[。；;，,\s]+$/u, '$1')
    .replace(/^[）)\s]+/u, '');
}
