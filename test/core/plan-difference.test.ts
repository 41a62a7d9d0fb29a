import { describe, expect, it } from 'vitest';
import type { ItemId } from '../../src/core/ids.ts';
import type { PlanItem } from '../../src/core/plan.ts';
import { type ItemChange, isSamePlan, planDifference } from '../../src/core/plan-difference.ts';
import { anItem, day } from '../support/builders.ts';

const TEXTS: Readonly<Record<string, string>> = {
  一: '修订印发领导小组成员单位责任清单，健全联络员工作机制。',
  二: '召开成员单位会议，听取上年度工作情况汇报，部署本年度工作。',
  三: '开展校外培训机构专项排查，建立问题台账并逐一整改。',
  四: '举办防范非法集资宣传月启动仪式，发放宣传手册。',
};

const item = (label: string, over: Partial<PlanItem> = {}): PlanItem =>
  anItem({ id: `item-${label}` as ItemId, label, text: TEXTS[label] ?? label, ...over });
const plan = ['一', '二', '三', '四'].map((label) => item(label));

/** One word a change: = same, + added, - removed, ~ changed with what (l limit, u units, w words). */
function short(change: ItemChange): string {
  if (change.kind === 'added') return `+${change.after.label}`;
  if (change.kind === 'removed') return `-${change.before.label}`;
  if (change.kind === 'same') return `=${change.before.label}>${change.after.label}`;
  const what = `${change.limit ? 'l' : ''}${change.units ? 'u' : ''}${change.words ? 'w' : ''}`;
  return `~${what}${change.before.label}>${change.after.label}`;
}

const difference = (after: readonly PlanItem[]): string => planDifference(plan, after).map(short).join(' ');

describe('a revised plan beside the plan in force', () => {
  it.each<[string, PlanItem[], string]>([
    ['nothing changed', plan, '=一>一 =二>二 =三>三 =四>四'],
    [
      'a limit',
      [item('一'), item('二', { deadlineText: '6月底', dueDays: [day('2026-06-30')] }), item('三'), item('四')],
      '=一>一 ~l二>二 =三>三 =四>四',
    ],
    [
      'a unit',
      [
        item('一'),
        item('二', { printedUnits: { lead: ['市公安局'], supporting: [], responsible: [] } }),
        item('三'),
        item('四'),
      ],
      '=一>一 ~u二>二 =三>三 =四>四',
    ],
    [
      'words',
      [
        item('一'),
        item('二', { text: '召开成员单位（扩大）会议，听取上年度工作情况汇报，部署本年度重点工作。' }),
        item('三'),
        item('四'),
      ],
      '=一>一 ~w二>二 =三>三 =四>四',
    ],
    ['an item left out', [item('一'), item('三'), item('四')], '=一>一 -二 =三>三 =四>四'],
    [
      'an item put in, and every number after it one higher',
      [
        item('一'),
        item('二', { text: '建立举报奖励资金管理办法。' }),
        item('三', { text: TEXTS.二 ?? '' }),
        item('四', { text: TEXTS.三 ?? '' }),
        item('五', { text: TEXTS.四 ?? '' }),
      ],
      '=一>一 +二 =二>三 =三>四 =四>五',
    ],
    ['two items that changed places', [item('二'), item('一'), item('三'), item('四')], '=二>二 =一>一 =三>三 =四>四'],
    [
      'another item under an old number',
      [item('一'), item('二', { text: '建立举报奖励资金管理办法。' }), item('三'), item('四')],
      '=一>一 +二 -二 =三>三 =四>四',
    ],
  ])('%s', (_name, after, expected) => {
    const told = difference(after).split(' ').sort();

    expect(told).toEqual(expected.split(' ').sort());
  });

  it('is told in the order of the revision', () => {
    expect(difference([item('一'), item('三'), item('四')])).toBe('=一>一 -二 =三>三 =四>四');
  });

  it('takes blanks and punctuation for no change', () => {
    expect(
      difference([item('一', { text: '修订印发 领导小组成员单位责任清单,健全联络员工作机制' }), ...plan.slice(1)]),
    ).toBe('=一>一 =二>二 =三>三 =四>四');
  });

  it('tells a day that the office has set for an item that prints none as no change', () => {
    const [first, ...rest] = plan;
    const decided = { ...(first ?? item('一')), deadlineText: null, dueDays: [day('2026-08-31')] };
    const fresh = item('一', { deadlineText: null, dueDays: [] });

    expect(planDifference([decided, ...rest], [fresh, ...rest]).map(short)[0]).toBe('=一>一');
  });

  it('tells what the office assigned to an item that prints nobody as no change', () => {
    const assigned = item('一', {
      accountableUnitIds: [],
      printedUnits: plan[0]?.printedUnits ?? anItem().printedUnits,
    });

    expect(difference([assigned, ...plan.slice(1)])).toBe('=一>一 =二>二 =三>三 =四>四');
  });
});

describe('a file is a revision', () => {
  const known = { title: '2026年全市防范和处置非法集资工作要点', year: 2026 };

  it.each([
    ['2026年全市防范和处置非法集资工作要点（修订稿）', true],
    ['关于调整《2026年全市防范和处置非法集资工作要点》的通知', true],
    ['2026年全市防范和处置非法集资工作要点', true],
    ['2026年全市消防安全工作要点', false],
    ['2026年全市防范化解金融风险攻坚战工作要点', false],
  ])('%s: %s', (title, expected) => {
    expect(isSamePlan(known, { title, year: 2026 })).toBe(expected);
  });

  it('never of another year', () => {
    expect(isSamePlan(known, { ...known, year: 2027 })).toBe(false);
  });
});
