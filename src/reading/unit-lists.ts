import { compact } from './characters.ts';
import type { OutlineChild, OutlineNode } from './outline.ts';
import { placeSpan, type RawItem } from './raw-item.ts';
import { unitsAhead, unitsBeforeColon, unitsOfHeading } from './sentence-units.ts';
import type { SourcePlace } from './source-document.ts';

/** The units at the head of a duty, and the duty: 市公安局：指导派出所…, 市公安局。指导派出所…. Null when none stand there. */
export function unitsAtHead(text: string): { readonly value: string; readonly rest: string } | null {
  const named = unitsBeforeColon(text);
  if (named) return named;
  const match = /^([^，。；：:“”]{2,40})(?:。|——|—|－－)\s*(?=\S{4})/u.exec(text);
  return match?.[1] && unitsOfHeading(match[1]).length > 0
    ? { value: match[1], rest: text.slice(match[0].length) }
    : null;
}

// 市公安局负责指导派出所…: who answers is the subject.
function answersFor(text: string): boolean {
  const ahead = unitsAhead(text);
  return ahead !== null && /^(?:要|应|须)?(?:负责|牵头|承担|统筹|会同)/u.test(text.slice(ahead.end));
}

/** True when most members of a list begin with the unit that does them: then it divides the work, whatever else it prints. */
export function isListByUnit(texts: readonly string[]): boolean {
  const words = texts.map(compact).filter((text) => text !== '');
  const named = words.filter((text) => unitsAtHead(text) !== null || answersFor(text)).length;
  return named >= 2 && named * 3 >= words.length * 2;
}

/** True for children that divide the work by unit: as a list, or as headings that are units over lists. */
export function dividesByUnit(children: readonly OutlineChild[]): boolean {
  const nodes = children.filter((child) => child.kind === 'node');
  const headed = nodes.filter(
    (node) => node.kind === 'node' && node.children.length > 0 && unitsOfHeading(compact(node.text)).length > 0,
  ).length;
  if (headed >= 2 && headed * 3 >= nodes.length * 2) return true;
  return isListByUnit(nodes.flatMap((node) => (node.kind === 'node' && node.children.length === 0 ? [node.text] : [])));
}

/** Lines without numbers that divide the work by unit, one item each; empty when they do not. */
export function itemsByUnit(
  lines: readonly { readonly text: string; readonly first: SourcePlace; readonly last: SourcePlace }[],
  section: string | null,
): RawItem[] {
  if (!isListByUnit(lines.map(({ text }) => text))) return [];
  return lines.flatMap(({ text, first, last }) => {
    const words = compact(text);
    const head = unitsAtHead(words);
    if (!head && !answersFor(words)) return [];
    return [
      {
        label: null,
        ordinal: null,
        section,
        text: head?.rest ?? words,
        fields: head ? [{ kind: 'responsible' as const, value: head.value }] : [],
        inherited: [],
        source: placeSpan(first, last),
        unclosed: null,
        isDuty: false,
        firstLeads: false,
      },
    ];
  });
}

/** The lines behind the first of a heading, each with the heading's place. */
export function linesUnder(node: OutlineNode): { text: string; first: SourcePlace; last: SourcePlace }[] {
  return node.text
    .split('\n')
    .slice(1)
    .map((text) => ({ text, first: node.first, last: node.last }));
}
