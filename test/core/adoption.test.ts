import { describe, expect, it } from 'vitest';
import { arabic, assignUnits, dueDaysOf, itemNumber, shortTitle, taskCode } from '../../src/core/adoption.ts';
import type { Day } from '../../src/core/calendar.ts';
import type { ItemId, UnitId } from '../../src/core/ids.ts';
import { freshAttention } from '../../src/core/task.ts';
import { aDirectory, anItem, anOfficeUnit, aTask, aUnit, day, officeUnitId, tasksFor } from '../support/builders.ts';

const unit = (id: string, shortName: string, groups: string[] = []) =>
  aUnit({ id: id as UnitId, name: `江州${shortName}`, shortName, groups });
const directory = aDirectory({
  units: [
    anOfficeUnit(),
    unit('education', '市教育局'),
    unit('police', '市公安局'),
    unit('court', '市法院'),
    unit('east', '东区', ['各区']),
    unit('west', '西区', ['各区']),
  ],
});
const printed = (over: Partial<Record<'lead' | 'supporting' | 'responsible', string[]>>) => ({
  lead: [],
  supporting: [],
  responsible: [],
  ...over,
});

describe('units answer for an item', () => {
  it.each<[string, Parameters<typeof printed>[0], object]>([
    [
      'the printed lead, the others supporting',
      { lead: ['市公安局'], responsible: ['市教育局', '各区'] },
      { accountable: ['police'], supporting: ['education', 'east', 'west'], leadAssumed: false },
    ],
    [
      'each of several leads',
      { lead: ['市公安局', '市教育局'], supporting: ['市法院'] },
      { accountable: ['police', 'education'], supporting: ['court'], leadAssumed: false },
    ],
    [
      'without a lead the first concrete unit',
      { responsible: ['市教育局', '市公安局'] },
      { accountable: ['education'], supporting: ['police'], leadAssumed: true },
    ],
    [
      'the first concrete unit before a group that stands first',
      { responsible: ['各区', '市公安局'] },
      { accountable: ['police'], supporting: ['east', 'west'], leadAssumed: true },
    ],
    [
      'one unit alone is not assumed',
      { responsible: ['市教育局'] },
      { accountable: ['education'], supporting: [], leadAssumed: false },
    ],
    [
      'each member of a group that stands alone',
      { responsible: ['各区'] },
      { accountable: ['east', 'west'], supporting: [], leadAssumed: false },
    ],
    [
      'each member of a group that leads',
      { lead: ['各区'], responsible: ['市公安局'] },
      { accountable: ['east', 'west'], supporting: ['police'], leadAssumed: false },
    ],
    ['nobody printed: the office', {}, { accountable: [officeUnitId], supporting: [], leadAssumed: false }],
  ])('%s', (_, units, expected) => {
    expect(assignUnits(printed(units), directory)).toEqual({ unknown: [], ...expected });
  });

  it('each responsible unit, where the office chose that each reports', () => {
    expect(assignUnits(printed({ responsible: ['市教育局', '市公安局', '各区'] }), directory, { each: true })).toEqual({
      accountable: ['education', 'police', 'east', 'west'],
      supporting: [],
      unknown: [],
      leadAssumed: false,
    });
  });

  it('an unknown first name is asked about: nobody is promoted in its stead, the office stands in', () => {
    expect(assignUnits(printed({ responsible: ['市气象局', '市公安局'] }), directory)).toEqual({
      accountable: [officeUnitId],
      supporting: ['police'],
      unknown: ['市气象局'],
      leadAssumed: true,
    });
  });

  it('an unknown supporting name is only named', () => {
    expect(assignUnits(printed({ lead: ['市公安局'], supporting: ['市气象局'] }), directory)).toMatchObject({
      accountable: ['police'],
      unknown: ['市气象局'],
    });
  });
});

describe('due days at adoption', () => {
  const none = () => [];
  const item = (over: object) => ({ dueDays: [], rrule: null, ongoing: false, relative: null, ...over });
  const quarters = () => ['2026-01-10', '2026-04-10', '2026-07-10', '2026-10-10'] as Day[];

  it.each<[string, object, string, object]>([
    [
      'a day to come',
      { dueDays: [day('2026-04-30')] },
      '2026-03-02',
      { days: ['2026-04-30'], undecided: false, past: [] },
    ],
    [
      'the day of adoption itself',
      { dueDays: [day('2026-04-30')] },
      '2026-04-30',
      { days: ['2026-04-30'], undecided: false, past: [] },
    ],
    [
      'a day gone by is asked about',
      { dueDays: [day('2026-01-31'), day('2026-06-30')] },
      '2026-03-02',
      { days: ['2026-06-30'], undecided: false, past: ['2026-01-31'] },
    ],
    [
      'what goes on',
      { ongoing: true },
      '2026-03-02',
      { days: ['2026-06-30', '2026-12-31'], undecided: false, past: [] },
    ],
    [
      'what goes on, adopted in autumn',
      { ongoing: true },
      '2026-09-01',
      { days: ['2026-12-31'], undecided: false, past: [] },
    ],
    [
      'what goes on with a printed day',
      { ongoing: true, dueDays: [day('2026-11-30')] },
      '2026-03-02',
      { days: ['2026-11-30'], undecided: false, past: [] },
    ],
    [
      'a day in the next year',
      { dueDays: [day('2027-01-31')] },
      '2026-03-02',
      { days: ['2027-01-31'], undecided: false, past: [] },
    ],
    ['no limit', {}, '2026-03-02', { days: [], undecided: true, past: [] }],
    [
      'an event that has not come',
      { relative: { event: '春节', amount: -10, unit: 'day' } },
      '2026-03-02',
      { days: [], undecided: true, past: [] },
    ],
  ])('%s', (_, over, adoptedOn, expected) => {
    expect(dueDaysOf(item(over), day(adoptedOn), 2026, none)).toEqual(expected);
  });

  it('of a recurrence are its occurrences to come; what went by is no question', () => {
    expect(dueDaysOf(item({ rrule: 'FREQ=MONTHLY' }), day('2026-03-02'), 2026, quarters)).toEqual({
      days: ['2026-04-10', '2026-07-10', '2026-10-10'],
      undecided: false,
      past: [],
    });
  });

  it('of a recurrence that is over ask about its last occurrence, so that the item is not lost', () => {
    expect(dueDaysOf(item({ rrule: 'FREQ=MONTHLY' }), day('2026-11-02'), 2026, quarters)).toEqual({
      days: [],
      undecided: false,
      past: ['2026-10-10'],
    });
  });

  it('ask the expander for the plan’s year only', () => {
    const asked: string[] = [];
    dueDaysOf(item({ rrule: 'FREQ=MONTHLY' }), day('2026-03-02'), 2026, (rrule, from, to) => {
      asked.push(rrule, from, to);
      return [];
    });

    expect(asked).toEqual(['FREQ=MONTHLY', '2026-01-01', '2026-12-31']);
  });
});

describe('codes', () => {
  it.each([
    ['一', 1],
    ['十', 10],
    ['十二', 12],
    ['二十', 20],
    ['二十三', 23],
    ['九十九', 99],
    ['7', 7],
    ['１２', 12],
    ['甲', null],
    ['一二', null],
    ['', null],
    [null, null],
  ])('the printed number %s is %s', (label, number) => {
    expect(arabic(label)).toBe(number);
  });

  it('use the printed number where every item has its own', () => {
    const items = ['一', '二', '四'].map((label, index) => ({ label, position: index + 1 }));

    expect(items.map((one) => itemNumber(one, items))).toEqual([1, 2, 4]);
  });

  it.each([
    ['restart in each section', ['一', '二', '一']],
    ['are missing on some', ['一', null, '三']],
  ])('use the position where printed numbers %s', (_, labels) => {
    const items = labels.map((label, index) => ({ label, position: index + 1 }));

    expect(items.map((one) => itemNumber(one, items))).toEqual([1, 2, 3]);
  });

  it('name year, item and sequence', () => {
    expect(taskCode(2026, 12, 2)).toBe('26-12-2');
    expect(taskCode(2105, 1, 1)).toBe('05-1-1');
  });
});

describe('tasks of an item', () => {
  const east = 'east' as UnitId;
  const west = 'west' as UnitId;

  it('are due days × accountable units, numbered day by day', () => {
    const item = anItem({ accountableUnitIds: [east, west], supportingUnitIds: ['police' as UnitId] });
    const tasks = tasksFor(item, [day('2026-06-30'), day('2026-12-31')]);

    expect(tasks.map(({ code, unitId, dueOn }) => [code, unitId, dueOn])).toEqual([
      ['26-12-1', 'east', '2026-06-30'],
      ['26-12-2', 'west', '2026-06-30'],
      ['26-12-3', 'east', '2026-12-31'],
      ['26-12-4', 'west', '2026-12-31'],
    ]);
    expect(tasks[0]?.supportingUnitIds).toEqual(['police']);
  });

  it('are open, of version 0 and due nothing until they are started', () => {
    expect(tasksFor(anItem(), [day('2026-03-31')])).toEqual([aTask({ attention: freshAttention(1) })]);
  });

  it('without a day are one undecided task a unit', () => {
    expect(tasksFor(anItem(), [null])).toMatchObject([{ code: '26-12-1', dueOn: null, originalDueOn: null }]);
  });

  it('of a discreet item carry no title', () => {
    expect(tasksFor(anItem({ discreet: true }), [day('2026-03-31')])).toMatchObject([{ title: '', discreet: true }]);
  });

  it('take the position where numbers restart', () => {
    const item = anItem({ position: 5 });
    const sibling = anItem({ id: 'item-2' as ItemId, position: 9 });

    expect(tasksFor(item, [day('2026-03-31')], [item, sibling])).toMatchObject([{ code: '26-5-1' }]);
  });
});

describe('a short title', () => {
  it.each([
    ['（十二）建立联络员工作机制。各成员单位确定一名联络员。', '建立联络员工作机制'],
    ['开展专项排查，对全市校外培训机构逐一核查，形成台账；4月底前完成', '开展专项排查，对全市校外培训机构逐一核查'],
    ['12. 召开成员单位会议', '召开成员单位会议'],
    ['一是加强领导', '一是加强领导'],
    [
      '组织各县市区和有关部门对辖区内所有投资理财类公司开展拉网式排查',
      '组织各县市区和有关部门对辖区内所有投资理财类公…',
    ],
    ['', ''],
  ])('of "%s" is "%s"', (text, title) => {
    expect(shortTitle(text)).toBe(title);
    expect(Array.from(shortTitle(text)).length).toBeLessThanOrEqual(24);
  });

  it('counts characters, not halves of them', () => {
    expect(Array.from(shortTitle('𠮷'.repeat(30))).length).toBe(24);
  });
});
