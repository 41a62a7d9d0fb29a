import { type Day, daysBetween } from '../core/calendar.ts';
import { type Clause, DAY_MARK } from './reply-clauses.ts';
import { HISTORY } from './reply-closings.ts';
import { WRONG_AFTER, WRONG_BEFORE } from './reply-corrections.ts';
import { numberOf } from './reply-numerals.ts';

type Value = { readonly value: number; readonly unit: string; readonly what: string };

const HAN = '零一二三四五六七八九';
const SHARE: readonly {
  readonly pattern: RegExp;
  readonly read: (text: string) => number;
  /** 过半 says no more than that: a figure beside it is what is meant. */
  readonly rough?: boolean;
}[] = [
  {
    pattern: /(?<![\d.])(?<number>\d{1,4}(?:\.\d{1,3})?) ?(?:%|percent|per cent|个?百分点(?=完成))/g,
    read: (text: string) => Number(text),
  },
  {
    pattern:
      /百分之(?<number>(?=\d十|[二三四五六七八九]十?\d|十\d)[\d十一二三四五六七八九]{2,3}|[零一二两三四五六七八九十百]{1,5}(?:点[零一二三四五六七八九]{1,2})?|\d{1,3}(?:\.\d{1,2})?)/g,
    read: readDecimal,
  },
  { pattern: /(?<number>百分百)/g, read: () => 100 },
  {
    pattern:
      /(?<number>[一二两三四五六七八九十\d](?:、?[二三四五六七八九])?成[半一二三四五六七八九]?)(?![员立果效功为熟本份都品绩交是要会能得想色分])/g,
    read: readTenths,
  },
  { pattern: /(?<number>[二两三四五六七八九十\d]{1,2}分之[一二两三四五六七八九十\d]{1,2})/g, read: readFraction },
  {
    pattern:
      /(?:(?<=(?:完成|进度|办结|整改|落实|做|弄|搞|大概|大约|目前|约)(?:度|率)?(?:已|了|为|是|约|到|至|近)*:? ?)|(?<=^)(?=\d{1,2}\/\d{1,2}(?:的?(?:任务|工作量?))?已?(?:完成|办结)))(?<number>\d{1,3}\/\d{1,3})(?![\d/年月])/g,
    read: readFraction,
  },
  {
    pattern:
      /(?<number>过半(?!数?[人户家])|(?<!另|后|前|上|下|这|那)一半|半数|50\/50|(?<![a-z])half(?:-? ?way)?(?![a-z]))/g,
    read: () => 50,
    rough: true,
  },
  { pattern: /(?<![a-z])(?<number>(?:a|one)[- ]third)(?![a-z])/g, read: () => 33 },
  { pattern: /(?<![a-z])(?<number>(?:a|one)[- ]quarter)(?![a-z])/g, read: () => 25 },
  { pattern: /(?<number>two[- ]thirds)/g, read: () => 67 },
  { pattern: /(?<number>three[- ]quarters)/g, read: () => 75 },
];

/** Spoken into a phone, 百分之6十 and 百分之六十5 mix the two kinds of figures. */
const inHan = (text: string): string => text.replace(/\d/g, (digit) => HAN.charAt(Number(digit)));

function readDecimal(text: string): number {
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text);
  if (/\d/.test(text))
    return readDecimal(text.includes('十') ? inHan(text) : text.replace(/[^\d]/g, (sign) => String(HAN.indexOf(sign))));
  const [whole = '', part] = text.split('点');
  const value = numberOf(whole) ?? Number.NaN;
  return part ? Number(`${value}.${Array.from(part, (char) => HAN.indexOf(char)).join('')}`) : value;
}

/** 六成 → 60, 八成五 → 85, 六成半 → 65; 七八成 is the lower of the two. */
function readTenths(text: string): number {
  const [whole = '', part = ''] = text.split('成');
  const first = whole.charAt(0);
  const tens = /\d/.test(first) ? Number(first) : (numberOf(first) ?? Number.NaN);
  const ones = part === '' ? 0 : part === '半' ? 5 : HAN.indexOf(part);
  return tens * 10 + ones;
}

function readFraction(text: string): number {
  const [bottom = '', top = ''] = text.includes('/')
    ? text.split('/').reverse()
    : text.split('分之').map((part) => (/^\d/.test(part) ? part : String(numberOf(part))));
  return Math.round((Number(top) / Number(bottom)) * 100);
}

/** How far the task itself is: a rate of these is its progress. */
const OWN_RATE = '完成|办结|进度|完工|推进|进展|整改|销号|落实|执行|办理|化解|处置|兑付|竣工|达序时';
/** Said of something else than the task's own progress (网办率, 占比, 满意度, 同比下降): such shares are values. */
const OTHER_SHARE = new RegExp(
  `(?:下降|降低|减少|下跌|增长|提升|提高|上升|增加|同比|环比|超额|超出|压[减降]|节约|降幅|增幅|涨幅|增速|覆盖|(?<!${OWN_RATE})(?:率|比例|比重|满意度|知晓度|参与度|开放度|支持度)|占比)(?:已|已经|现|目前|现已|均|分别|均已|稳定在|保持在|维持在|了|为|是|约|在|到|至|由|从|达到?|超过?|逾|突破|高达|升至|降至|提升至?|提高到?)*$`,
);
/** 完成率由50%提高到75% is at 75. */
const RISEN = /(?:^\uE000?|完成|进度|进展|办结)率?(?:已|现)?[由从].{1,8}$/;
/** A bound is no figure: 不到八成, 未达80%. */
const BOUND_BEFORE = /(?:不到|不足|未到|未达到?|没到|没有?达到?|低于|不满|少于|less than|under|below)(?:了)? ?$/;
/** What is left is not what is done: 还差20%. */
const REST_BEFORE = /(?:还差|仅剩|只剩|剩余?|剩下|余下|还有|尚有|尚差|另有|差)(?:约|近)?$/;
const BOUND_AFTER = /^ ?(?:以下|以内|之内|不到)/;
/** What is hoped for is not what is done: 月底达到80%. */
const AHEAD =
  /预计|计划(?!的|任务|数|总)|力争|争取|确保|目标(?!的|任务|值|完成率)|将|拟|希望|预期|要求|应达|需达|原定|to reach|will|expect|plan|target|aim/;
const CORE_SHARE = /进度|进展|完成|总体|整体|推进|办结|总的|目前|done|complete|progress/;

interface Share {
  readonly value: number;
  readonly core: boolean;
  readonly rough: boolean;
}

/**
 * How far the task is, 0–100, only if said: 六成, 过半, ９０％, three quarters. Null when several figures compete,
 * or when the figure is a bound, a rest, a hope or about something else.
 */
export function percentSaid(clauses: readonly Clause[], today: Day): number | null {
  const standing = clauses.filter((clause) => !tellsOfBefore(clause, today)).flatMap(sharesOf);
  const all = standing.length > 0 ? standing : clauses.flatMap(sharesOf);
  const exact = all.filter((share) => !share.rough);
  const shares = exact.length > 0 ? exact : all;
  const core = shares.filter((share) => share.core);
  const candidates = core.length > 0 ? core : shares;
  const values = new Set(candidates.map((share) => share.value));
  return values.size === 1 ? (candidates[0]?.value ?? null) : null;
}

/** 上周50%，这周70% is at 70. */
const tellsOfBefore = ({ text, days: [named] }: Clause, today: Day): boolean =>
  HISTORY.test(text.replace(/^\uE000/, '')) ||
  (named !== undefined &&
    named.back < today &&
    text.startsWith(DAY_MARK) &&
    (named.ahead <= today ||
      (daysBetween(named.back, today) <= 62 && /^.(?:时|的时候|是|为|就|才|只有|完成了?|达到?)*\d/.test(text)) ||
      /^.(?:的?时候?|就?已|就?完成了|达到?了)/.test(text)));

function sharesOf(clause: Clause): readonly Share[] {
  const shares: Share[] = [];
  for (const { pattern, read, rough = false } of SHARE) {
    for (const match of clause.text.matchAll(pattern)) {
      const before = clause.text.slice(Math.max(0, match.index - 16), match.index);
      const value = read(match.groups?.number ?? '');
      if (!(value >= 0 && value <= 100)) continue;
      if (isMended(clause.text, match)) continue;
      if (/[由从](?:\uE001的?|原来的?|上月的?|最初的?|约)*$/.test(before)) continue;
      if ((OTHER_SHARE.test(before) && !RISEN.test(before)) || BOUND_BEFORE.test(before) || REST_BEFORE.test(before))
        continue;
      if (BOUND_AFTER.test(clause.text.slice(match.index + match[0].length, match.index + match[0].length + 4)))
        continue;
      if (
        AHEAD.test(before) ||
        (before.includes(DAY_MARK) &&
          !RISEN.test(before) &&
          /(?:达到?|到|完成)$/.test(before) &&
          !/已/.test(before) &&
          !isReached(before, clause.text.slice(match.index + match[0].length)))
      )
        continue;
      // 70%-80%: the lower end is what is surely said.
      if (/(?:%|\d) ?[-~至到—] ?$/.test(before) && /\d/.test(before)) continue;
      shares.push({ value, core: CORE_SHARE.test(before), rough });
    }
  }
  return shares;
}

/** 这个月到75%了: told as reached, unless the words before look ahead (快到75%了). */
const isReached = (before: string, after: string): boolean =>
  /^了(?!就|再|才|后)/.test(after) && !/[快要将能可会得]|就/.test(before);

/** 不是80%, 45%有误: a figure that is taken back. */
const isMended = (text: string, match: RegExpExecArray): boolean =>
  WRONG_BEFORE.test(text.slice(Math.max(0, match.index - 8), match.index)) ||
  WRONG_AFTER.test(text.slice(match.index + match[0].length, match.index + match[0].length + 12));

/** True when a clause says a share of anything. */
export const mentionsShare = (clause: Clause): boolean => SHARE.some(({ pattern }) => clause.text.search(pattern) >= 0);

/** True when a share below 100 is said of anything but a value: then nothing is wholly done. */
export function hasPartShare(clauses: readonly Clause[]): boolean {
  return clauses.some((clause) =>
    SHARE.some(({ pattern, read }) =>
      [...clause.text.matchAll(pattern)].some((match) => {
        const before = clause.text.slice(Math.max(0, match.index - 16), match.index);
        return read(match.groups?.number ?? '') < 100 && !OTHER_SHARE.test(before) && !isMended(clause.text, match);
      }),
    ),
  );
}

const MEASURE =
  '个百分点|人次|场次|万元|亿元|千元|平方米|平方公里|公里|小时|次|家|户|人|名|位|篇|件|起|个|场|份|条|元|项|期|处|所|吨|亩|批|例|宗|辆|部|张|幅|块|栋|套|台|座|轮|遍|期|本|册|只|支|间|米|%';
const COUNT = new RegExp(
  `(?<![\\d.第])(?<number>\\d{1,12}(?:\\.\\d{1,4})?|[一二两三四五六七八九十百千]{1,7})(?<more>[万亿千百]?)(?:余|多)? ?(?<unit>${MEASURE})(?![月星工礼])`,
  'g',
);
const SCALE: Readonly<Record<string, number>> = { 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 };
const VERB =
  '开展|排查|发放|召开|举办|组织|印发|印制|刊载|刊发|报送|上报|完成|化解|兑付|整改|核查|检查|处置|推送|播放|发布|走访|培训|约谈|宣讲|制作|张贴|悬挂|受理|办理|收集|收到|清理|立案|结案|抓获|追缴|签订|覆盖|编发|拍摄|共享|移送|出动|建立|新增|接受|解答|接待|发送|摸排|梳理|投放|采访|报道|进行|实施|有|惠及';
const LAST_VERB = new RegExp(`^.*(?:${VERB})了?(?:各类|各种|有关|相关|涉嫌)?`);
const FIRST_VERB = new RegExp(`^.*?(?:${VERB})了?`);
const FILLER =
  /^(?:目前|现|截至\S|至今|我们?(?:局|单位|委|办|院|区|县)?|本单位|今年|全年|累计|共计|一共|已经?|均|都|还|并|又|另|共|全市|期间|通过|对|向|分别|各|[\s\p{P}])+|(?:累计|共计|一共|总计|合计|共|已经?|约|近|超过?|逾|达到?|了|各|分别|为|:|：| )+$/gu;

/** Numbers with units that may belong to a target: 风险提示已开展2次 → 2, 次, 风险提示. */
export function valuesSaid(clauses: readonly Clause[]): readonly Value[] {
  return clauses.flatMap((clause) =>
    [...clause.text.slice(0, 400).matchAll(COUNT)].flatMap((match, index, all) => {
      const unit = match.groups?.unit ?? '';
      const before = clause.text.slice(index === 0 ? 0 : endOf(all[index - 1]), match.index);
      const raw = match.groups?.number ?? '';
      const number = /^\d/.test(raw) ? Number(raw) : numberOf(raw);
      if (number === null || (unit === '%' && !OTHER_SHARE.test(before))) return [];
      if (isIdiom(raw, unit)) return [];
      const scaled = number * (SCALE[match.groups?.more ?? ''] ?? 1);
      return [{ value: Math.round(scaled * 1e6) / 1e6, unit, what: whatOf(before, clause.text.slice(endOf(match))) }];
    }),
  );
}

const endOf = (match: RegExpExecArray | undefined): number => (match ? match.index + match[0].length : 0);

/** 一个, 一次, 一项 are mostly articles; 一期 and 二期 are stages. */
function isIdiom(raw: string, unit: string): boolean {
  return (
    (/^[一两]$/.test(raw) && /^[个位些件项条种名家部块张本人]$/.test(unit)) ||
    (/^[一二三四]$/.test(raw) && /^[期处轮所批]$/.test(unit))
  );
}

const COUNTED = new RegExp(`(?:${VERB})了?[^,]{0,12}(?:\\d|[一二两三四五六七八九十百千]{1,4})[万余多]?(?:${MEASURE})`);

/** True when a clause tells what was done and how often: 简报刊载1篇. */
export const tellsCount = (text: string): boolean => COUNTED.test(text);

/** What was counted: the noun between verb and number, else the noun after, else the subject before the verb. */
function whatOf(before: string, after: string): string {
  const trimmed = before.replace(FILLER, '');
  const verb = LAST_VERB.exec(trimmed.slice(-60));
  const object = verb ? trimmed.slice(-60).slice(verb[0].length) : trimmed;
  if (object !== '' && object.length <= 20) return nounOf(object);
  const noun = /^[\u4e00-\u9fff]{2,12}/.exec(after.replace(/^的/, ''));
  if (noun) return noun[0];
  const done = FIRST_VERB.exec(trimmed.slice(-60));
  const deed = done ? trimmed.slice(-60).slice(done[0].length) : '';
  if (deed !== '' && deed.length <= 20) return nounOf(deed);
  const subject = trimmed
    .slice(-60)
    .replace(new RegExp(`(?:${VERB})了?$`), '')
    .replace(FILLER, '');
  return subject.length <= 20 ? nounOf(subject) : '';
}

/** 负责的, 中完成 are no nouns. */
const nounOf = (text: string): string => (/的$|^[的中还在比]/.test(text) ? '' : text);
