import type { ParagraphStyle } from './docx-styles.ts';
import { childOf, childrenOf, type MarkupElement, wordValue } from './markup.ts';
import { numeral } from './numeral.ts';

/** Word has nine levels in a list. */
const LEVELS = 9;

interface Level {
  readonly start: number;
  readonly format: string;
  readonly text: string;
  /** Whether the number stands apart from the text: by a tab or a blank, which is Word's default. */
  readonly apart: boolean;
  readonly decimalOnly: boolean;
  /** The level (from 1) whose numbers restart this one; 0 = it never restarts; undefined = any level above. */
  readonly restartsAfter: number | undefined;
  readonly styleId: string | undefined;
}

interface List {
  readonly abstractId: string;
  readonly levels: readonly (Level | undefined)[];
  /** Levels that begin anew where this list is first used. */
  readonly startOverrides: ReadonlyMap<number, number>;
}

/**
 * The numbers that Word makes for list paragraphs (numbering.xml). Ask for each numbered paragraph once, in document order: lists
 * that share a definition count on, as in Word.
 */
export class Numbering {
  private readonly lists: ReadonlyMap<string, List>;
  private readonly counters = new Map<string, (number | undefined)[]>();
  private readonly begun = new Set<string>();

  constructor(part: MarkupElement | undefined, styles: ReadonlyMap<string, ParagraphStyle>) {
    this.lists = readLists(part, styles);
  }

  /** The level that a list ties to a paragraph style, for styles that name the list alone. */
  levelOfStyle(numberId: string, styleId: string): number {
    const level = this.lists.get(numberId)?.levels.findIndex((candidate) => candidate?.styleId === styleId) ?? -1;
    return Math.max(0, level);
  }

  /** The label of the next paragraph of that list and level: 一、 or （三） or "2. "; '' for bullets and unknown lists. */
  next(numberId: string, level: number): string {
    const list = this.lists.get(numberId);
    const definition = list?.levels[level];
    if (list === undefined || definition === undefined) return '';
    const counters = this.count(numberId, list, level);

    const label = definition.text.replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      const shown = list.levels[at];
      const value = counters[at] ?? shown?.start ?? 1;
      return numeral(definition.decimalOnly ? 'decimal' : (shown?.format ?? 'decimal'), value);
    });
    if (definition.format === 'bullet' || label.trim() === '') return '';
    // 一、 and （一） close themselves; "1." before "5月底" would read as another number, 第一条 as the start of a word.
    return definition.apart && /[\p{L}\p{Nd}!-~]$/u.test(label) ? `${label} ` : label;
  }

  private count(numberId: string, list: List, level: number): readonly (number | undefined)[] {
    const counters = this.counters.get(list.abstractId) ?? [];
    this.counters.set(list.abstractId, counters);
    const override = list.startOverrides.get(level);
    const key = `${numberId}/${level}`;
    if (override !== undefined && !this.begun.has(key)) counters[level] = override - 1;
    this.begun.add(key);

    const before = counters[level];
    counters[level] = before === undefined ? (list.levels[level]?.start ?? 1) : before + 1;
    for (let above = 0; above < level; above += 1) counters[above] ??= list.levels[above]?.start ?? 1;
    for (let below = level + 1; below < LEVELS; below += 1) {
      const after = list.levels[below]?.restartsAfter;
      if (after === undefined || (after !== 0 && level < after)) counters[below] = undefined;
    }
    return counters;
  }
}

function readLists(
  part: MarkupElement | undefined,
  styles: ReadonlyMap<string, ParagraphStyle>,
): ReadonlyMap<string, List> {
  const definitions = new Map<string, MarkupElement>();
  for (const definition of childrenOf(part, 'abstractNum')) {
    definitions.set(definition.attributes.abstractNumId ?? '', definition);
  }
  const numbers = new Map<string, MarkupElement>();
  for (const number of childrenOf(part, 'num')) numbers.set(number.attributes.numId ?? '', number);

  const lists = new Map<string, List>();
  for (const [id, number] of numbers) {
    const abstractId = linkedDefinition(wordValue(number, 'abstractNumId') ?? '', definitions, numbers, styles);
    const levels: (Level | undefined)[] = levelsOf(definitions.get(abstractId));
    const startOverrides = new Map<number, number>();
    for (const override of childrenOf(number, 'lvlOverride')) {
      const level = Number(override.attributes.ilvl);
      const start = wordValue(override, 'startOverride');
      if (start !== undefined) startOverrides.set(level, Number(start));
      const replaced = childOf(override, 'lvl');
      if (replaced !== undefined) levels[level] = levelOf(replaced);
    }
    lists.set(id, { abstractId, levels, startOverrides });
  }
  return lists;
}

/** A definition may only point to a list style, which names the list that has the levels. */
function linkedDefinition(
  abstractId: string,
  definitions: ReadonlyMap<string, MarkupElement>,
  numbers: ReadonlyMap<string, MarkupElement>,
  styles: ReadonlyMap<string, ParagraphStyle>,
): string {
  const link = wordValue(definitions.get(abstractId), 'numStyleLink');
  if (link === undefined) return abstractId;
  const linked = numbers.get(styles.get(link)?.numberId ?? '');
  return wordValue(linked, 'abstractNumId') ?? abstractId;
}

function levelsOf(definition: MarkupElement | undefined): (Level | undefined)[] {
  const levels: (Level | undefined)[] = [];
  for (const level of childrenOf(definition, 'lvl')) {
    const index = Number(level.attributes.ilvl);
    if (index >= 0 && index < LEVELS) levels[index] = levelOf(level);
  }
  return levels;
}

function levelOf(level: MarkupElement): Level {
  const restart = wordValue(level, 'lvlRestart');
  return {
    start: Number(wordValue(level, 'start') ?? 0),
    format: wordValue(level, 'numFmt') ?? alternateFormat(level) ?? 'decimal',
    text: wordValue(level, 'lvlText') ?? '',
    apart: wordValue(level, 'suff') !== 'nothing',
    decimalOnly: isOn(childOf(level, 'isLgl')),
    restartsAfter: restart === undefined ? undefined : Number(restart),
    styleId: wordValue(level, 'pStyle'),
  };
}

/** Newer formats stand in a Choice, with a plain one beside it for older programs. */
function alternateFormat(level: MarkupElement): string | undefined {
  const alternate = childOf(level, 'AlternateContent');
  return wordValue(childOf(alternate, 'Choice'), 'numFmt') ?? wordValue(childOf(alternate, 'Fallback'), 'numFmt');
}

/** Whether a Word switch is on: it is when it stands there without a value that says no. */
export function isOn(element: MarkupElement | undefined): boolean {
  return element !== undefined && !/^(?:0|false|off)$/.test(element.attributes.val ?? '');
}
