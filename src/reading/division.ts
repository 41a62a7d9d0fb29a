import type { Field } from './annotation.ts';
import { compact } from './characters.ts';

/** Who does which numbers: 第1至3项由A牵头，B配合. */
export interface Division {
  readonly numbers: readonly (readonly [from: string, to: string])[];
  readonly field: Field;
}

const NUMBER = '(?:\\d{1,3}(?:[.．]\\d{1,2})?|[（(]?[一二三四五六七八九十]{1,3}[）)]?)';
const ONE_OR_RANGE = `第?${NUMBER}(?:项|条|款)?(?:(?:至|到|—|–|-|~)第?${NUMBER}(?:项|条|款)?)?`;
const DIVISION = new RegExp(
  `((?:${ONE_OR_RANGE})(?:(?:、|，|和|及)(?:${ONE_OR_RANGE}))*)(?:项|条|款)?(?:重点)?(?:任务|工作|内容|事项)?(?:均|统一)?由([^；。]{2,120})`,
  'gu',
);
const RANGE = new RegExp(`第?(${NUMBER})(?:项|条|款)?(?:(?:至|到|—|–|-|~)第?(${NUMBER}))?`, 'gu');

/** Reads a division of labor that goes by numbers; empty when a text holds none. */
export function divisionsIn(text: string): Division[] {
  const words = compact(text);
  if (!/第[^。；]{1,40}(?:项|条|款)/u.test(words)) return [];
  return [...words.matchAll(DIVISION)].flatMap((match) => {
    if (!/项|条|款/u.test(match[1] ?? '')) return [];
    const numbers = [...(match[1] ?? '').matchAll(RANGE)].map(
      (range) => [bare(range[1] ?? ''), bare(range[2] ?? range[1] ?? '')] as const,
    );
    return [{ numbers, field: { kind: 'shared', value: match[2] ?? '' } }];
  });
}

/** The fields that divisions give to the item at a place of a list of printed numbers. */
export function dividedTo(divisions: readonly Division[], labels: readonly (string | null)[], at: number): Field[] {
  return divisions
    .filter(({ numbers }) =>
      numbers.some(([from, to]) => {
        const first = labels.indexOf(from);
        const last = labels.indexOf(to);
        return first !== -1 && last !== -1 && first <= at && at <= last;
      }),
    )
    .map(({ field }) => field);
}

function bare(number: string): string {
  return number.replace(/[（()）]/gu, '').replace('．', '.');
}
