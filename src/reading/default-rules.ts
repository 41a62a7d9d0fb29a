import type { Field } from './annotation.ts';
import { compact } from './characters.ts';
import type { RawItem } from './raw-item.ts';

const NOT_PRINTED =
  '(?:未|没有|无|凡未)(?:单独|专门|特别|另行|具体)?(?:注明|标明|标注|明确|列明|写明|载明|规定|说明|列出|确定|注|标)';
const PRINTED = '(?:注明|标明|标注|明确|列明|写明|载明|规定|说明|另有|有|已)';
const LIMIT = '(?:具体|明确)?(?:的)?(?:完成|办结|工作|办理)?(?:时限|时间节点|时间要求|时间|期限|节点)';
const WITHOUT_LIMIT = new RegExp(
  `${NOT_PRINTED}${LIMIT}[^，。；]{0,14}?(?:，|(?=均|一律|统一|为|按|应|须))([^。；]{2,40})`,
  'u',
);
const BUT_WITH_LIMIT = new RegExp(
  `除[^，。；]{0,10}${PRINTED}[^，。；]{0,6}?${LIMIT}[^，。；]{0,8}?外，([^。；]{2,50})`,
  'u',
);
const WITHOUT_UNIT = new RegExp(
  `${NOT_PRINTED}(?:责任|牵头|主办|承办)?单位[^，。；]{0,10}?，?(?:均|一律|统一)?由([^。；]{2,40})`,
  'u',
);

/** What a document says of all items that print no limit, or no unit, of their own: 未注明完成时限的，均于11月底前完成. */
export interface DefaultRules {
  readonly limit: Field | null;
  readonly units: Field | null;
}

/** Reads the rules for what items leave out from all texts of a document. */
export function defaultRulesIn(texts: readonly string[]): DefaultRules {
  const rules: { limit: Field | null; units: Field | null } = { limit: null, units: null };
  for (const printed of texts) {
    if (rules.limit && rules.units) break;
    const words = compact(printed);
    const limit = limitWordsIn(words);
    const units = WITHOUT_UNIT.exec(words)?.[1];
    if (limit) rules.limit ??= { kind: 'limit', value: limit };
    if (units) rules.units ??= { kind: 'shared', value: units.replace(/(?<!牵头|负责)$/u, '负责') };
  }
  return rules;
}

/** True for words that say nothing but such a rule: they ask for nothing themselves. */
export function isDefaultRule(text: string): boolean {
  const words = compact(text);
  return (
    limitWordsIn(words) !== null &&
    words
      .replace(/^[^。；，]{2,12}。/u, '')
      .split(/[。；]/u)
      .filter(Boolean).length === 1
  );
}

function limitWordsIn(words: string): string | null {
  if (!words.includes('时') && !words.includes('期限') && !words.includes('节点')) return null;
  const said = (WITHOUT_LIMIT.exec(words) ?? BUT_WITH_LIMIT.exec(words))?.[1];
  if (!said) return null;
  return said
    .replace(/^[^，。；]{0,14}?(?=均|一律|统一|原则上|应当?|须|必须|按)/u, '')
    .replace(
      /^(?:(?:均|一律|统一|原则上|都|应当?|须|必须|要|按照?|视为|完成(?:时限|时间|期限)|时限|为|是|于|在|至|截至|截止)+)/u,
      '',
    )
    .replace(/全年性(?:工作|任务)/u, '全年')
    .replace(/(?:长期性|经常性)(?:工作|任务)/u, '长期坚持')
    .replace(/(?:全部|全面|基本)(?=完成)/u, '');
}

/** Gives each item that prints no limit, or no unit, what the document says for such items. */
export function withDefaults(items: readonly RawItem[], rules: DefaultRules): RawItem[] {
  if (!rules.limit && !rules.units) return [...items];
  return items.map((item) => {
    if (item.isDuty) return item;
    const knows = (kinds: readonly Field['kind'][]): boolean =>
      [...item.fields, ...item.inherited].some(({ kind }) => kinds.includes(kind));
    const added = [
      ...(rules.limit && !knows(['limit']) ? [rules.limit] : []),
      ...(rules.units && !knows(['lead', 'responsible', 'shared']) ? [rules.units] : []),
    ];
    return added.length > 0 ? { ...item, inherited: [...item.inherited, ...added] } : item;
  });
}
