import { type Clause, plain } from './reply-clauses.ts';

/**
 * What was to be done beside what was done: 应查48家，实查48家. As many or more says that the whole scope is covered; fewer, or
 * nothing beside it, leaves it open.
 */
export interface Tally {
  /** The clauses of pairs in which nothing is missing. */
  readonly covered: ReadonlySet<Clause>;
  /** True when a pair shows that something is missing. */
  readonly short: boolean;
}

const FIGURE = '(?<number>\\d{1,9}(?:\\.\\d{1,3})?)(?<more>[万亿]?)(?<unit>[余多]?[\\u4e00-\\u9fff]{0,3})';
/** What was to be done: 应查48家, 计划20个; what there was in all (涉及4个镇) is weaker and shows no lack. */
const PLANNED = new RegExp(
  `^[\\u4e00-\\u9fff\uE000\uE001]{0,8}?(?:(?<strong>应当?|计划|目标|任务|需要?|须|下达|指标|年度|合同|要求)|涉及|总共|一共|共有?|排查出|发现|交办|反馈)[\\u4e00-\\u9fff]{0,8}?:? ?${FIGURE}`,
);
const ACTUAL = new RegExp(`(?:(?:实际?|已经?|现已|均已|完成|建成)[\\u4e00-\\u9fff]{0,6}?|^(?:全部)?):? ?${FIGURE}`);
/** Not yet what was done: 拟完成48家. */
const NOT_DONE = /未|没|不|待|将|拟|预计|争取|力争|仅|只|还|尚|(?<![拆清消解排铲去根])除|剩|余下|计划|目标|应|就差/;

interface Figure {
  readonly value: number;
  readonly unit: string;
  readonly strong: boolean;
}

const SCALE: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 };
const figureIn = (pattern: RegExp, text: string): Figure | null => {
  const groups = pattern.exec(text)?.groups;
  if (!groups) return null;
  return {
    value: Number(groups.number) * (SCALE[groups.more ?? ''] ?? 1),
    unit: (groups.unit ?? '').charAt(0),
    strong: groups.strong !== undefined,
  };
};

/** 应开工5个，开工5个: the same deed, as often as it was to be done. */
function sameDeed(plannedText: string, text: string, planned: Figure): Figure | null {
  const deed = /^(?<deed>[\u4e00-\u9fff]{1,6}) ?\d/.exec(text)?.groups?.deed;
  const actual = deed !== undefined && plannedText.includes(deed) ? figureIn(DEED, text) : null;
  return planned.strong && actual?.value === planned.value ? actual : null;
}
const DEED = new RegExp(`^[\\u4e00-\\u9fff]{1,6} ?${FIGURE}`);

/** Pairs of the clauses of one message: planned first, actual right behind it or one clause later. */
export function tallyOf(clauses: readonly Clause[]): Tally {
  const covered = new Set<Clause>();
  let short = false;
  clauses.forEach((clause, index) => {
    const planned = figureIn(PLANNED, plain(clause));
    if (!planned) return;
    for (const later of clauses.slice(index + 1, index + 3)) {
      const text = plain(later);
      const actual = NOT_DONE.test(text) ? null : (figureIn(ACTUAL, text) ?? sameDeed(plain(clause), text, planned));
      if (!actual || (actual.unit !== planned.unit && actual.unit !== '' && planned.unit !== '')) continue;
      if (actual.value < planned.value) short ||= planned.strong;
      else covered.add(clause).add(later);
      return;
    }
  });
  return { covered, short };
}
