import { oneLine, splitOutside } from './characters.ts';
import { coreOfUnit, levelOfUnit } from './unit-names.ts';

/** Names of units as printed, in order. `openEnded` says that the list ended, or paused, with 等. */
export interface UnitList {
  readonly names: readonly string[];
  readonly openEnded: boolean;
}

// What a unit's name ends with. 区、县、市 alone end a name too, but too many other words as well.
const SUFFIX =
  '(?:局|委|办|部|院|厅|处|科|股|室|队|中心|公司|集团|银行|支行|分行|农发行|商行|工行|农行|建行|中行|农商行|海关|监狱|机场|车务段|工务段|信用社|联社|政府|会|联|协|单位|部门|小组|指挥部|专班|大学|学院|学校|中学|小学|医院|(?<=防)指|街道|镇|乡|园区|开发区|高新区|经开区|新区|场|社|台|站|所|厂|党校|机关|机构|企业|运营商|档案馆|图书馆|文化馆|博物馆|美术馆|科技馆|体育馆|规划馆|军分区|法院|检察院|人大|政协|成员)';
const ENDS_LIKE_UNIT = new RegExp(`${SUFFIX}(?:[（(][^（）()]{1,24}[）)])?$`, 'u');
const ENDS_LIKE_PLACES = /^各[\p{Script=Han}]{0,10}(?:区|县|市|镇|乡|街道|园区|地)(?:[（(][^（）()]{1,24}[）)])?$/u;
const NO_NAME =
  /[\d。；：:？！%《》“”—]|(?:加强|推进(?!办|小组|中心|会)|开展|落实|组织(?!部|局|委)|完善|建立|推动|督促|协调(?!办|小组|局|委)|指导(?!委|中心|小组)|配合(?!单位|部门)|牵头(?!单位|部门)|负责(?!单位|部门)|研究(?!院|所|室|中心)|制定)/u;

/** 市移动, 县供电: what a company of the place is called in lists of units. */
const COMPANY_OF_PLACE = /^[省市县区](?:移动|电信|联通|铁塔|邮政|烟草|石油|石化|供电|电力|燃气|人防|武警)$/u;

/** 县住建局（牵头）: the role is no part of the name. */
export const ROLE_IN_BRACKET = /[（(](?:牵头|主办|配合|协办|会办|协助|参与|负责|承办|责任)(?:单位|部门)?[）)]$/u;

/** True when the words end as the name of a unit or a group of units does. */
export function isUnitName(words: string): boolean {
  const name = words.trim().replace(ROLE_IN_BRACKET, '');
  if (name.length < 2 || name.length > 40) return false;
  if (NO_NAME.test(name.replace(/\d{5}/u, ''))) return false;
  return ENDS_LIKE_UNIT.test(name) || ENDS_LIKE_PLACES.test(name) || COMPANY_OF_PLACE.test(name);
}

/** True for departments by their fields: 市教育、市场监管、卫健等部门, 县发改、财政部门. */
export function areDepartments(words: string): boolean {
  if (!/(?:等(?:有关|相关|职能|主管|成员|市直|县直|区直)*(?:部门|单位)|部门)$/u.test(words.trim())) return false;
  const { names } = splitUnits(words);
  return names.length > 1 && names.every((name) => /^\p{Script=Han}{2,9}$/u.test(name) && !NO_NAME.test(name));
}

/** True for a name that stands for several units: 各区（开发区）, 市直有关部门, X领导小组成员单位. */
export function isGroupName(name: string): boolean {
  const words = name.trim();
  return (
    /^(?:各|有关|相关|其他|全体|全市各|全县各|全区各|全省各)/u.test(words) ||
    /(?:成员单位|各部门|各单位|有关部门|相关部门|有关单位|相关单位|责任单位|牵头单位|主管部门|主（监）管部门|联系部门|进驻部门|直属单位|直各部门)$/u.test(
      words,
    )
  );
}

// 各县、市、区政府 and 各县（区）政府、管委会 are one unit each: 各 governs all of them.
const PLACE = '(?:县|市|区|州|旗|乡|镇|乡镇|镇街|街道|街|园区|开发区|高新区|经开区|新区|农场|林场)';
const OFFICE = '(?:人民政府|政府|管委会|管理委员会|办事处|街道办事处|党委|党工委)';
// 各县（市、区）政府、高新区管委会: behind a whole name a place with an office of its own is one more unit.
const FURTHER = `(?:(?<!${OFFICE})、${PLACE}${OFFICE}?|、(?:管委会|街道办事处|办事处|党委|人民政府|政府)|、(?:县|市|区|州|旗|乡|镇|乡镇|街道)${OFFICE}?)`;
const GOVERNED = new RegExp(
  `各${PLACE}(?:[（(][^（）()]{1,20}[）)])?${OFFICE}?(?:${FURTHER}(?=[、，,；;。\\s]|等|$))+`,
  'gu',
);
const GOVERNED_AHEAD = new RegExp(
  `^各${PLACE}(?:[（(][^（）()]{1,20}[）)])?${OFFICE}?(?:${FURTHER}(?![\\p{Script=Han}]{0,8}(?:局|委|办|部|中心)))+`,
  'u',
);

/** 各县、市、区政府 at the start of words; it is one unit. */
export function governedAhead(words: string): string | null {
  return GOVERNED_AHEAD.exec(words)?.[0] ?? null;
}

const HOLD = '\u0001';

// 市规划局市城管局 are two units; 市委市政府督查室 and X委员会各成员单位 are one.
const JUXTAPOSED =
  /(?<=(?:局|委|办|院|会|室|部|中心|公司|支队|大队|政府|集团|单位|分局|支行|联))(?<!总局|统计局|[省市县区]委(?=[省市县区](?:人民)?政府))(?=(?:[市县区省州](?!级|场监|政管|政设|民政|长|属|直属)|市政府|市场监管局|市政管理|市民政|各(?!成员|部门|处|科|单位|专项|工作|小组|相关|有关|分))[\p{Script=Han}（）()]{2,})/gu;
const JOINING =
  /(?<=(?:局|委|办|部|院|厅|处|(?<!实验|教研|研究|档案|图书|资料)室|队|中心|公司|集团|行|政府|会|联|协|单位|部门|小组|指挥部|专班|学|校|医院|街道|镇|乡|园区|发区|新区|各区|各县|[）)]))\s*(?:以及|和|及|与)\s*(?=\p{Script=Han})/gu;

/** Reads a list of units: 、 ， blanks, 和 between units or nothing at all separate them; 等 is noted and dropped. */
export function splitUnits(text: string): UnitList {
  const names: string[] = [];
  let openEnded = false;
  const held = oneLine(text).replace(GOVERNED, (group) => group.replaceAll('、', HOLD));
  for (const listed of splitOutside(held, /[、，,；;。/／]/u)) {
    for (const piece of splitAtBlanks(listed)) {
      for (const joined of piece.replace(JOINING, HOLD + HOLD).split(HOLD + HOLD)) {
        const { name, open } = withoutEtc(joined.replace(/^(?:以及|和|及|与|并由|由)(?=\p{Script=Han}{2})/u, ''));
        openEnded ||= open;
        for (const single of name.replace(JUXTAPOSED, '\u0002').split('\u0002')) {
          const unit = single.replaceAll(HOLD, '、').replace(/^[：:\s]+|[：:\s]+$/gu, '');
          if (unit !== '' && !NOBODY.test(unit) && !names.includes(unit)) names.push(unit);
        }
      }
    }
  }
  return { names, openEnded };
}

// 配合单位：无
const NOBODY = /^(?:无|\/|／|—+|-+|暂无|空)$/u;

function withoutEtc(words: string): { name: string; open: boolean } {
  const name = words.trim();
  const cut = name.replace(/等(?:\d+个)?(?:有关|相关|各|成员|责任|市直|县直|区直)*(?:单位|部门|地|机构)?$/u, '');
  return { name: cut.trim(), open: cut !== name };
}

// A blank separates two names only if the first is complete; else it is a gap of the print.
function splitAtBlanks(words: string): string[] {
  const pieces: string[] = [];
  for (const part of splitOutside(words.trim(), /\s/u)) {
    const before = pieces.at(-1);
    const complete = before === undefined || isUnitName(before) || before.endsWith('等');
    if (complete || before === undefined) pieces.push(part);
    else pieces[pieces.length - 1] = before + part;
  }
  return pieces.filter((piece) => piece !== '');
}

/** The unit names at the start of a clause and where they end: 市财政局会同… → 市财政局. Null when it starts with none. */
export function unitsAtStart(clause: string): { names: readonly string[]; end: number } | null {
  const name = new RegExp(
    `^(?:各|有关|相关|[省市县区镇乡]|[\\p{Script=Han}]{2,6}(?:市|县|区))?[\\p{Script=Han}]{0,14}?${SUFFIX}(?!公室|事处|员会|会(?!同|议|商)|门|理|技|协|研|关(?!等)|作)(?:[（(][^（）()]{1,24}[）)])?(?:(?<=[省市县区镇]委|政府)[\\p{Script=Han}]{1,6}?(?:部|委|办|局|室|校|中心)|(?:(?!会同|牵头|配合|负责|联合|在|于|对)[\\p{Script=Han}]){0,8}?(?:政府|管委会|支行|分局|支队|办公室|单位|部门))?`,
    'u',
  );
  let end = 0;
  const names: string[] = [];
  while (end < clause.length) {
    const match = name.exec(clause.slice(end, end + 50));
    if (!match || NO_NAME.test(match[0])) break;
    names.push(match[0]);
    end += match[0].length;
    const separator = /^(?:等(?:单位|部门)?|、|和|及|以及|与)/u.exec(clause.slice(end))?.[0];
    if (!separator) break;
    end += separator.length;
    if (separator.startsWith('等')) break;
  }
  return names.length > 0 ? { names, end } : null;
}

/** A unit or group that the office knows, with its names and short names. */
export interface KnownUnit {
  readonly id: string;
  readonly names: readonly string[];
}

/**
 * The known unit that a printed name means: the same name first, then the same name without place and form (市教育局,
 * 教育, 鄂州市教育局). Null when none or more than one fits: that is asked, never guessed.
 */
export function matchUnit(printed: string, known: readonly KnownUnit[]): string | null {
  const name = nameKey(printed);
  const same = known.filter((unit) => unit.names.some((other) => nameKey(other) === name));
  if (same.length > 0) return same.length === 1 ? (same[0]?.id ?? null) : null;
  if (isGroupName(printed)) return null;
  const core = coreOfUnit(printed);
  if (core === '') return null;
  const alike = known.filter((unit) => unit.names.some((other) => !isGroupName(other) && coreOfUnit(other) === core));
  if (alike.length === 1) return alike[0]?.id ?? null;
  const level = levelOfUnit(printed);
  const sameLevel = alike.filter((unit) =>
    unit.names.some((other) => coreOfUnit(other) === core && levelOfUnit(other) === level),
  );
  return sameLevel.length === 1 ? (sameLevel[0]?.id ?? null) : null;
}

function nameKey(name: string): string {
  return oneLine(name)
    .replace(/\s/gu, '')
    .replace(/[(〔[［【]/gu, '（')
    .replace(/[)〕\]］】]/gu, '）')
    .replace(/等$/u, '');
}
