import { type Day, dayOf, isDay, monthOf, yearOf } from '../core/calendar.ts';
import { compact } from './characters.ts';
import { readNumeral } from './numerals.ts';

/** The words a year may be taken from, in the order in which they count. */
export interface YearSources {
  readonly titles: readonly string[];
  readonly openings: readonly string[];
  /** Document number, signature and date. */
  readonly marks: readonly string[];
  /** The limits of the items, in document order. */
  readonly limits: readonly string[];
}

const YEAR = '((?:19|20)\\d{2}|二[〇○零OＯ][一二三四五六七八九〇○零]{2})';
// 国发〔2015〕59号 in a title is the document that is carried out, not the year of this one.
const CITED = /[〔[［(（【](?:19|20)\d{2}[〕\]］)）】]\s*第?\s*\d+\s*号/gu;
// 2024年度审计查出问题整改清单: the year that was looked into, not the one of the work.
const LOOKED_INTO =
  /(?:19|20)\d{2}年度?(?=[^年]{0,20}(?:审计|民主生活会|组织生活会|考核|督察|督查|决算|巡察|巡视|评估|考评|检查)[^年]{0,20}(?:整改|反馈))/gu;
const IN_TITLE = new RegExp(`${YEAR}\\s*(?:[—–\\-~至]\\s*${YEAR}\\s*)?(?:年|学年)?度?`, 'gu');
const PLANNED = new RegExp(
  `(?:制定|拟定|制订|印发|下达|做好|抓好|推进|提出|确定|部署|明确|现将|落实|完成|开展|编制|对)[^。；]{0,24}?${YEAR}年(?!\\d{1,2}月|以来|底|末)[^。；]{0,50}?(?:工作|任务|要点|计划|方案|行动|清单|重点|目标|项目|事项)`,
  'u',
);
const FIRST_YEAR = new RegExp(`${YEAR}年(?=\\d{1,2}(?:月|[—–\\-~至、]\\d{1,2}月)|[一二三四上下年底末内])`, 'u');
const NUMBER = new RegExp(`[〔[［(（【]${YEAR}[〕\\]］)）】]\\s*第?\\s*\\d+\\s*号`, 'u');
const DATE = new RegExp(`${YEAR}年([\\d一二三四五六七八九十]{1,3})月([\\d一二三四五六七八九十]{1,3})日`, 'u');

// 2024—2025学年第二学期 is taught in 2025; a school year named by one number begins in it.
const TERM = new RegExp(`${YEAR}\\s*(?:[—–\\-~至/]\\s*${YEAR}\\s*)?学年度?[（(]?(?:第)?(一|二|上|下|秋|春|1|2)`, 'u');
// Work that goes on over the turn of the year: whoever issues it in autumn means by 1月 the next one.
const OVER_WINTER = /元旦|春节|两节|冬春|今冬明春|秋冬|岁末年初|年末岁初|采暖|供暖|寒假|春运/u;
const TWO_WINTER_YEARS = new RegExp(`${YEAR}\\s*年?\\s*[—–\\-~至]\\s*${YEAR}`, 'u');

/** A stretch of twelve months that bare months are counted in: those before `turnsAt` belong to the year after `year`. */
export interface PlanSeason {
  readonly year: number;
  readonly turnsAt: number;
}

/**
 * The season of a plan that runs over the turn of the year: a first term of school, a winter, or what a notice of late autumn
 * orders for the months to come; null for all others.
 */
export function planSeasonOf(
  titles: readonly string[],
  issuedOn: Day | null,
  planYear: number | null = null,
): PlanSeason | null {
  for (const printed of titles) {
    const title = compact(printed);
    const term = TERM.exec(title);
    if (term?.[1] && /[一上秋1]/u.test(term[3] ?? '')) return { year: numberOf(term[1]), turnsAt: 8 };
    if (!OVER_WINTER.test(title)) continue;
    if (issuedOn !== null && monthOf(issuedOn) >= 9) return { year: yearOf(issuedOn), turnsAt: 8 };
    const years = TWO_WINTER_YEARS.exec(title);
    if (years?.[1] && years[2] && numberOf(years[2]) === numberOf(years[1]) + 1)
      return { year: numberOf(years[1]), turnsAt: 8 };
  }
  // No notice of November sets a limit in the spring that is over.
  const isLate = issuedOn !== null && [10, 11].includes(monthOf(issuedOn)) && yearOf(issuedOn) === planYear;
  const namesYear = titles.some((printed) => new RegExp(YEAR, 'u').test(compact(printed)));
  return isLate && !namesYear ? { year: planYear, turnsAt: monthOf(issuedOn) } : null;
}

function termYearOf(title: string): number | null {
  const term = TERM.exec(title);
  if (!term?.[1]) return null;
  const isSecond = /[二下春2]/u.test(term[3] ?? '');
  return numberOf(isSecond && term[2] ? term[2] : term[1]) + (isSecond && !term[2] ? 1 : 0);
}

/** The year bare months belong to: from title, text, limits, document number or signature, in that order; null when none tells. */
export function planYearOf(sources: YearSources): number | null {
  for (const title of sources.titles) {
    const term = termYearOf(compact(title));
    if (term !== null) return term;
    const years = [...compact(title).replace(CITED, '').replace(LOOKED_INTO, '').matchAll(IN_TITLE)];
    const single = years.filter((match) => match[2] === undefined);
    const found = single.at(-1) ?? years[0];
    if (found?.[1]) return numberOf(found[1]);
  }
  for (const opening of sources.openings) {
    const match = PLANNED.exec(compact(opening).replace(CITED, ''));
    if (match?.[1]) return numberOf(match[1]);
  }
  // Whoever prints the year with the first limit means it for the bare months that follow.
  const first = FIRST_YEAR.exec(compact(sources.limits[0] ?? ''));
  if (first?.[1]) return numberOf(first[1]);
  const issued = issueDayOf(sources.marks);
  // A plan signed in December is for the next year.
  if (issued !== null && monthOf(issued) === 12 && sources.limits.some(isBeforeDecember)) return yearOf(issued) + 1;
  const texts = sources.marks.length > 0 ? sources.marks : sources.openings;
  for (const pattern of [NUMBER, DATE]) {
    for (const text of texts) {
      const match = pattern.exec(compact(text));
      if (match?.[1]) return numberOf(match[1]);
    }
  }
  return null;
}

function isBeforeDecember(limit: string): boolean {
  return /(?:^|[^\d])(?:[1-9]|1[01])月|季度|上半年/u.test(compact(limit)) && !/次年|明年/u.test(limit);
}

/** The day the document was signed, by which 春节前 is the next Spring Festival; null when no date stands under it. */
export function issueDayOf(marks: readonly string[]): Day | null {
  for (const mark of marks) {
    const match = DATE.exec(compact(mark));
    if (!match?.[1] || !match[2] || !match[3]) continue;
    const [year, month, dayOfMonth] = [numberOf(match[1]), numberOf(match[2]), numberOf(match[3])];
    const text = `${year}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
    if (isDay(text)) return dayOf(year, month, dayOfMonth);
  }
  return null;
}

function numberOf(printed: string): number {
  return readNumeral(printed.replace(/[OＯ]/gu, '〇'), 0)?.value ?? Number.NaN;
}
