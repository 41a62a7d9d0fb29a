import { type Field, namesUnits } from './annotation.ts';
import { compact, splitOutside } from './characters.ts';
import { dutiesIn, inheritedBy, statesLimit } from './covering-text.ts';
import { defaultRulesIn, isDefaultRule, withDefaults } from './default-rules.ts';
import { dividedTo, divisionsIn } from './division.ts';
import { limitOfHeading } from './headed-limit.ts';
import type { OutlineChild, OutlineNode, Part } from './outline.ts';
import { placeSpan, type RawItem } from './raw-item.ts';
import { firstLeadsIn } from './roles.ts';
import { rolesInSentences } from './sentence-roles.ts';
import { unitsBeforeColon, unitsOfHeading } from './sentence-units.ts';
import { gridOf } from './table-grid.ts';
import { listsOver, tellsPast } from './table-kind.ts';
import { captionsOf, isPlanTable, noTableYet, readTable, type TableState } from './table-plan.ts';
import { dividesByUnit, itemsByUnit, linesUnder, unitsAtHead } from './unit-lists.ts';
import { closingOf, rulesTextsOf, statesOrder, textsOf, wholeWordsOf, withSameAsAbove } from './whole-document.ts';

/** What the whole document tells about its own habits. */
interface Habits {
  /** Items carry units or limits somewhere, so those that carry none anywhere near are no items. */
  readonly annotated: boolean;
  readonly spansLost: boolean;
  readonly planYear: number | null;
  /** The document says when items without a limit are due: an empty cell is empty then. */
  readonly statesDefaultLimit: boolean;
}

const AIMS =
  /(?:目标|指导思想|总体要求|总体思路|基本原则|工作原则|形势|背景|意义|重要性|思想认识|适用范围|定义|依据|成效|成绩|回顾|现状|基本情况|存在(?:的)?问题|困难)(?:任务)?$/u;
const DEMANDS =
  /(?:要求|组织领导|组织实施|保障措施|有关事项|其他事项|其它事项|其他|其它|监督检查|督促检查|督导检查|考核问责|注意事项|附则|说明)$|^(?:强化|加强|健全|夯实|落实|完善)?保障$|(?:组织|措施|工作|制度|机制|支撑|实施|推进|领导|服务|政策|要素|经费|督导|考核)保障$/u;
// 强化办学保障 is a section of tasks, 组织保障 one of demands.
const OWN_FIELD = /[，,].*(?<!组织|措施|工作|制度|强化|加强)保障$/u;

// A note tells how the table is to be read; only what it asks for is a duty.
const NOTES = /^(?:备注|注|附注|说明|填表说明)$/u;
const OBLIGES = /[请须应要需]|必须|务必|报送|上报|报至|反馈|提交|备案/u;

/** The items of all parts, in document order. */
export function selectItems(parts: readonly Part[], spansLost: boolean, planYear: number | null): RawItem[] {
  const annotated = parts.some((part) => part.children.some(carriesAnything));
  const rules = defaultRulesIn(parts.flatMap(rulesTextsOf));
  const habits: Habits = { annotated, spansLost, planYear, statesDefaultLimit: rules.limit !== null };
  const firstLeads = parts.some(statesOrder);
  const items = parts.flatMap((part) => {
    const partAnnotated = part.children.some(carriesAnything) || dividesByUnit(part.children);
    const byUnit = itemsByUnit(part.opening, null);
    const isCovering = annotated && !partAnnotated;
    const items = [
      ...byUnit,
      ...(byUnit.length > 0 ? [] : part.opening).flatMap((paragraph) =>
        dutiesIn(paragraph.text, paragraph.first, paragraph.last),
      ),
      ...collect(
        part.children,
        {
          section: null,
          title: '',
          partTitle: part.title ?? '',
          inherited: [],
          isCovering,
          firstLeads,
          siblingsCarry: false,
          besideSections: false,
          byUnit: false,
          tables: noTableYet(),
        },
        habits,
      ),
    ];
    return divided(items, part);
  });
  return withDefaults(withSameAsAbove(items), rules);
}

// 第1至3项由A牵头，B配合 stands in a section of its own and speaks of the items by number.
function divided(items: readonly RawItem[], part: Part): RawItem[] {
  const divisions = divisionsIn(textsOf(part.children).join('。'));
  if (divisions.length === 0) return [...items];
  const labels = items.map((item) => item.label);
  return items.map((item, at) => ({ ...item, inherited: [...dividedTo(divisions, labels, at), ...item.inherited] }));
}

interface Under {
  readonly section: string | null;
  /** The words of the heading above, without number. */
  readonly title: string;
  readonly partTitle: string;
  readonly inherited: readonly Field[];
  readonly isCovering: boolean;
  /** A page break or a section row may cut a table and leave the header behind: it counts for the whole part. */
  readonly tables: TableState;
  readonly firstLeads: boolean;
  /** Another item of the same list carries units or a limit. */
  readonly siblingsCarry: boolean;
  /** Others of the same list are sections with items of their own. */
  readonly besideSections: boolean;
  /** The list divides the work by unit. */
  readonly byUnit: boolean;
}

function collect(children: readonly OutlineChild[], under: Under, habits: Habits): RawItem[] {
  const siblingsCarry = children.some(carriesAnything);
  const besideSections = children.some((child) => child.kind === 'node' && child.children.length > 0);
  const byUnit = !isDemands(under.title) && dividesByUnit(children);
  return children.flatMap((child) => {
    if (child.kind === 'table') {
      const headings = [child.title ?? '', under.title, under.partTitle, ...captionsOf(child)];
      if (headings.some((heading) => tellsPast(heading, habits.planYear))) return [];
      if (listsOver(gridOf(child), habits.planYear)) return [];
      return readTable(child, under.section, habits, under.firstLeads, under.tables);
    }
    return itemsOf(child, { ...under, siblingsCarry, besideSections, byUnit }, habits);
  });
}

function itemsOf(node: OutlineNode, under: Under, habits: Habits): RawItem[] {
  if (node.children.length === 0) return leafItems(node, under, habits);
  if (!isSection(node)) {
    return qualifies(node, under, habits) ? [itemOf(node, under)] : [];
  }
  const title = compact(node.text.split('\n')[0] ?? '');
  const duties = dutiesIn(node.text.split('\n').slice(1).join(''), node.first, node.first);
  const inherited = [...node.fields, ...inheritedBy(node.text), ...closingOf(node), ...headedFields(title)];
  const section = node.printed.replace(/[。：:]$/u, '');
  const below = collect(
    node.children,
    {
      ...under,
      section,
      title,
      inherited: inherited.length > 0 ? inherited : under.inherited,
      firstLeads: under.firstLeads || firstLeadsIn(node.text) !== null,
    },
    habits,
  );
  return [...duties.map((duty) => ({ ...duty, section })), ...below];
}

// A heading that is a list of units or a limit says for whom, or by when, all below it is.
function headedFields(title: string): Field[] {
  const units = unitsOfHeading(title);
  if (units.length > 0) return [{ kind: 'responsible', value: units.join('、') }];
  const limit = limitOfHeading(title);
  return limit === null ? [] : [{ kind: 'limit', value: limit }];
}

/**
 * A heading whose children each carry their own units is a section; otherwise they are parts of the item. A heading
 * without a sentence of its own is a section too, unless it carries units and its children carry nothing.
 */
function isSection(node: OutlineNode): boolean {
  const nodes = node.children.filter((child) => child.kind === 'node');
  if (nodes.length < node.children.length) return true;
  const carrying = nodes.filter((child) => child.kind === 'node' && carriesAnything(child));
  const withUnits = nodes.filter((child) => child.kind === 'node' && carriesUnits(child));
  const [first] = nodes;
  if (
    first?.kind === 'node' &&
    first.rank >= 5 &&
    nodes.length > 1 &&
    carrying.length === 1 &&
    carrying[0] === nodes.at(-1)
  ) {
    return false;
  }
  if (withUnits.length * 2 > nodes.length) return true;
  if (node.fields.some(namesUnits)) {
    if (!node.isHeading || node.rank > 2) return false;
    return node.namesInHead || withUnits.length > 0 || carrying.length * 2 > nodes.length;
  }
  return node.isHeading || carrying.length * 2 > nodes.length || isShortSentence(node.text);
}

function isDemands(title: string): boolean {
  return DEMANDS.test(title) && !OWN_FIELD.test(title);
}

function isShortSentence(text: string): boolean {
  const words = compact(text);
  return words.length <= 20 && splitOutside(words.replace(/[。：:；]$/u, ''), /[，。；]/u).length === 1;
}

function leafItems(node: OutlineNode, under: Under, habits: Habits): RawItem[] {
  const [head = '', ...body] = node.text.split('\n');
  if (divisionsIn(node.text).length > 0) return [];
  const byUnit = isDemands(compact(head)) ? [] : itemsByUnit(linesUnder(node), node.printed);
  if (byUnit.length > 0) return byUnit;
  if (
    body.length > 0 &&
    node.fields.length === 0 &&
    (isDemands(compact(head)) ||
      AIMS.test(compact(head)) ||
      (under.besideSections && node.isHeading && (habits.annotated || !statesLimit(body.join('')))))
  ) {
    const section = node.printed;
    const own = taskUnder(node, under);
    if (own) return [own];
    return dutiesIn(body.join(''), node.first, node.last).map((duty) => ({ ...duty, section }));
  }
  if (!qualifies(node, under, habits)) {
    return node.label === null
      ? dutiesIn(node.text, node.first, node.last).map((duty) => ({ ...duty, section: under.section }))
      : [];
  }
  return [itemOf(node, under)];
}

// 四、材料申报 over a paragraph without number or annotation: it is a task if it names who does what by when.
function taskUnder(node: OutlineNode, under: Under): RawItem | null {
  const [head = '', ...body] = node.text.split('\n');
  const text = body.join('');
  if (body.length !== 1 || isDemands(compact(head)) || AIMS.test(compact(head)) || !statesLimit(text)) return null;
  const named = rolesInSentences(compact(text));
  if (named.lead.length + named.responsible.length === 0) return null;
  return { ...itemOf(node, under), label: null, ordinal: null, section: node.printed, text };
}

function qualifies(node: OutlineNode, under: Under, habits: Habits): boolean {
  const text = compact(allText(node));
  if (isDefaultRule(wholeWordsOf(node))) return false;
  const own = carriesAnything(node);
  if (own) return text.length > 0;
  if (AIMS.test(under.title) || (node.isHeading && AIMS.test(headOf(node.text)))) return false;
  if (under.byUnit) return text.length >= 6;
  const head = headOf(node.text);
  const isDemand = under.isCovering || isDemands(under.title) || (isDemands(head) && head.length < text.length - 1);
  if (NOTES.test(under.title)) return statesLimit(text) && OBLIGES.test(text);
  if (isDemand) return statesLimit(text);
  if (node.label === null) return node.isHeading && node.text.includes('\n') && under.siblingsCarry;
  if (node.isHeading && node.children.length === 0 && node.rank <= 2 && text.length < 12) return false;
  if (!habits.annotated) return text.length >= 6;
  return under.siblingsCarry || under.inherited.length > 0 || under.title !== '' || statesLimit(text);
}

function headOf(text: string): string {
  return compact(text.split('\n')[0] ?? '').replace(/[。：:].*$/su, '');
}

function itemOf(node: OutlineNode, under: Under): RawItem {
  const isDemand = under.isCovering || isDemands(under.title);
  const printed = allFields(node);
  const text = allText(node);
  const atHead = under.byUnit ? unitsAtHead(text) : unitsBeforeColon(text);
  const named = printed.some(namesUnits) ? null : atHead;
  const fields: Field[] = named ? [{ kind: 'responsible', value: named.value }, ...printed] : printed;
  return {
    label: node.label?.printed ?? null,
    ordinal: node.label?.ordinal ?? null,
    section: under.section,
    text: named?.rest ?? text,
    fields,
    inherited: under.inherited,
    source: placeSpan(node.first, lastPlace(node)),
    unclosed: node.unclosed,
    isDuty: isDemand && !fields.some(namesUnits),
    firstLeads: under.firstLeads,
  };
}

// The numbered parts of an item belong to its words.
function allText(node: OutlineNode): string {
  const parts = node.children.map((child) => {
    if (child.kind === 'table') return '';
    const label = child.label?.printed;
    return (label ? `（${label}）` : '') + allText(child);
  });
  return [node.text.replaceAll('\n', ''), ...parts].join('');
}

function allFields(node: OutlineNode): Field[] {
  return [...node.fields, ...node.children.flatMap((child) => (child.kind === 'node' ? allFields(child) : []))];
}

function lastPlace(node: OutlineNode): OutlineNode['last'] {
  const last = node.children.findLast((child) => child.kind === 'node');
  return last?.kind === 'node' ? lastPlace(last) : node.last;
}

function carriesAnything(child: OutlineChild): boolean {
  if (child.kind === 'table') return isPlanTable(child);
  return child.fields.length > 0 || child.children.some(carriesAnything);
}

function carriesUnits(child: OutlineChild): boolean {
  if (child.kind === 'table') return false;
  return child.fields.some(namesUnits) || child.children.some(carriesUnits);
}
