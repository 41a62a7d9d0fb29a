import { hanOrdinal } from './characters.ts';

/** The shape of a printed number; one list of a plan keeps one shape. */
export type LabelStyle =
  | 'chapter'
  | 'han'
  | 'han-bracket'
  | 'named'
  | 'arabic'
  | 'arabic-pair'
  | 'arabic-bracket'
  | 'arabic-half'
  | 'circled'
  | 'bullet';

/** A number at the start of a line. `printed` is without brackets and points; a bullet prints none. */
export interface Label {
  readonly style: LabelStyle;
  readonly printed: string | null;
  readonly ordinal: number | null;
  readonly rest: string;
}

/** How deep a shape usually stands: 一、 above （一） above 1. above （1） above ①. */
export const LABEL_RANK: Readonly<Record<LabelStyle, number>> = {
  chapter: 1,
  han: 2,
  'han-bracket': 3,
  named: 3.5,
  arabic: 4,
  'arabic-pair': 4.5,
  'arabic-bracket': 5,
  'arabic-half': 5.5,
  circled: 6,
  bullet: 7,
};

const HAN = '[一二三四五六七八九十]{1,4}';
const OPEN = '[（(〔\\[［【{｛〈<《]';
const CLOSE = '[）)〕\\]］】}｝〉>》]';

// A point between digits is a decimal unless the second number begins a date: 6．7—9月 is item 6, 1.2万 is none.
// 6.65岁及以上老年人 is item 6: nobody counts persons or houses in decimals.
const WHOLE = '岁|名|家|项|次|处|台|辆|座|套|栋|所|部|起|宗|户';
const NOT_DECIMAL = `(?!\\s*\\d)|(?=\\d{1,4}(?:${WHOLE}))|(?=\\s*\\d{1,2}\\s*(?:月|[—–\\-~至]\\s*\\d{1,2}\\s*月)|\\s*(?:19|20)\\d{2}\\s*年)`;

const SHAPES: readonly { style: LabelStyle; pattern: RegExp }[] = [
  { style: 'chapter', pattern: /^(第\s*[一二三四五六七八九十\d]+\s*(?:章|节|部分|编|篇|条))[\s、：:.．，,]*/u },
  { style: 'han-bracket', pattern: new RegExp(`^${OPEN}\\s*(${HAN}|[—–])\\s*${CLOSE}[、.．:：]?\\s*`, 'u') },
  { style: 'han-bracket', pattern: new RegExp(`^(${HAN})[）)〕］】}｝〉]\\s*`, 'u') },
  { style: 'han', pattern: new RegExp(`^(${HAN})\\s*[、．.：:]\\s*(?!${HAN}?(?:季度|个月|月))`, 'u') },
  // 一、九月份 alone on its line is a heading; 三、四季度 begins a piece of a sentence.
  { style: 'han', pattern: new RegExp(`^(${HAN})\\s*[、．.]\\s*(?=${HAN}月份?(?:[（(：:]|$))`, 'u') },
  { style: 'han', pattern: /^([—–])\s*、\s*/u },
  {
    style: 'named',
    pattern:
      /^(?:重点)?(?:任务|问题|项目|事项|专项|行动|工程|措施|步骤)([一二三四五六七八九十\d]{1,3})(?:\s*[：:、.．，]\s*|\s+)/u,
  },
  {
    style: 'arabic-pair',
    pattern:
      /^(\d{1,2}[-—.．]\d{1,2}(?:[-.．]\d{1,2})?)(?:\s*[、.．:：]\s*|\s+)(?=\p{Script=Han})(?![日号月年前底以万亿千百个公平米元%多倍分级岁名家项次处台辆座套栋所户])/u,
  },
  {
    style: 'arabic-pair',
    pattern:
      /^(\d{1,2}[-.．]\d{1,2})(?=\p{Script=Han})(?![日号月前底前以万亿千百个公平米元%多倍万分级岁名家项次处台辆座套栋所户])/u,
  },
  { style: 'arabic-bracket', pattern: new RegExp(`^${OPEN}\\s*(\\d{1,3})\\s*${CLOSE}[、.．]?\\s*`, 'u') },
  { style: 'arabic-half', pattern: /^(\d{1,3})\s*[）)]\s*/u },
  {
    style: 'arabic',
    pattern: new RegExp(`^(\\d{1,3})\\s*(?:[、，,]\\s*(?!\\d{3})|[.．。](?:${NOT_DECIMAL})\\s*)`, 'u'),
  },
  { style: 'circled', pattern: /^([①-⑳⑴-⒇㈠-㈩➀-➉❶-❿])\s*/u },
  { style: 'bullet', pattern: /^(?:[-*+•●◆◇■□▪○◎·➢►▶★☆※▲△▼♦❖✦✓✔√⊙]|[—–]{1,2}(?=\s?\p{Script=Han}))\s*()/u },
];

/** Reads the number at the start of a line, OCR slips of the brackets included; null when the line has none. */
export function readLabel(line: string): Label | null {
  const text = line.trimStart();
  for (const { style, pattern } of SHAPES) {
    const match = pattern.exec(text);
    if (!match) continue;
    const rest = text.slice(match[0].length);
    // ◆ 一、 is 一、 with an ornament.
    if (style === 'bullet') {
      const numbered = readLabel(rest);
      if (numbered && numbered.style !== 'bullet') return numbered;
    }
    if (style !== 'chapter' && rest === '' && style !== 'han-bracket') return null;
    const printed = (match[1] ?? '').replace(/\s+/gu, '').replace(/^[—–]$/u, '一');
    return { style, printed: printed || null, ordinal: ordinalOf(style, printed), rest };
  }
  return null;
}

function ordinalOf(style: LabelStyle, printed: string): number | null {
  const digits = /\d+$/u.exec(printed)?.[0];
  if (digits) return Number(digits);
  if (style === 'circled') {
    const code = printed.codePointAt(0) ?? 0;
    const first = [0x2460, 0x2474, 0x3220, 0x2780, 0x2776].findLast((start) => code >= start && code < start + 20);
    return first === undefined ? null : code - first + 1;
  }
  return hanOrdinal(printed.replace(/^第|^[^一二三四五六七八九十]+|[章节条部分编篇]+$/gu, ''));
}
