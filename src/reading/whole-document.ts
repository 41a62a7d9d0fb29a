import type { Field } from './annotation.ts';
import { compact } from './characters.ts';
import { closingFields } from './covering-text.ts';
import type { OutlineChild, OutlineNode, Part } from './outline.ts';
import type { RawItem } from './raw-item.ts';
import { firstLeadsIn } from './roles.ts';
import { SAME_AS_ABOVE } from './table-plan.ts';

/** The texts of all that is numbered or headed, depth first. */
export function textsOf(children: readonly OutlineChild[]): string[] {
  return children.flatMap((child) => (child.kind === 'node' ? [child.text, ...textsOf(child.children)] : []));
}

/** All texts of a part that may state a rule for its items: its opening, its paragraphs, and the rows of tables that hold one cell. */
export function rulesTextsOf(part: Part): string[] {
  const ofTables = (children: readonly OutlineChild[]): string[] =>
    children.flatMap((child) =>
      child.kind === 'table'
        ? child.rows.flatMap(({ cells }) => {
            const filled = cells.filter((cell) => compact(cell.text) !== '');
            return filled.length === 1 ? [filled[0]?.text ?? ''] : [];
          })
        : ofTables(child.children),
    );
  return [...part.opening.map(({ text }) => text), ...ruleWordsOf(part.children), ...ofTables(part.children)];
}

// 没有标注时限的，完成时限为11月底: a limit taken from the sentence as an annotation belongs to it here.
function ruleWordsOf(children: readonly OutlineChild[]): string[] {
  return children.flatMap((child) =>
    child.kind === 'node' ? [wholeWordsOf(child), ...ruleWordsOf(child.children)] : [],
  );
}

/** The words of a piece with the limits that were taken out of them. */
export function wholeWordsOf(node: OutlineNode): string {
  return [node.text, ...node.fields.flatMap(({ kind, value }) => (kind === 'limit' ? [value] : []))].join('，');
}

/** 列第一位的为牵头单位 in the notice, above a table or in a note: it counts for the whole document. */
export function statesOrder(part: Part): boolean {
  return [...part.opening.map((paragraph) => paragraph.text), ...textsOf(part.children)].some(
    (text) => firstLeadsIn(text) !== null,
  );
}

/** Takes a last paragraph out of a section that speaks of all above it: 以上任务由A牵头，B负责. */
export function closingOf(section: OutlineNode): Field[] {
  const last = section.children.findLast((child) => child.kind === 'node');
  if (last?.kind !== 'node') return [];
  if (last.label === null && last.children.length === 0 && section.children.length > 1) {
    const fields = closingFields(last.text);
    if (fields.length > 0) section.children.splice(section.children.indexOf(last), 1);
    if (fields.length > 0) return fields;
  }
  const lines = last.text.split('\n');
  const fields = lines.length > 1 ? closingFields(lines.at(-1) ?? '') : [];
  if (fields.length === 0) return [];
  last.text = lines.slice(0, -1).join('\n');
  return fields;
}

/** Gives each 同上 the value that the item above prints under the same key: 责任人：同上. */
export function withSameAsAbove(items: readonly RawItem[]): RawItem[] {
  const above = new Map<Field['kind'], string>();
  return items.map((item) => {
    const fields = item.fields.map((field) => {
      const value = SAME_AS_ABOVE.test(compact(field.value)) ? (above.get(field.kind) ?? '') : field.value;
      above.set(field.kind, value);
      return { ...field, value };
    });
    return { ...item, fields };
  });
}
