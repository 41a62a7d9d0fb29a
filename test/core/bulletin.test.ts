import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bulletinClasses,
  type ClassContext,
  classOf,
  compareCodes,
  draftDay,
  editionDue,
  type Period,
  periodEndingBefore,
  periodsOf,
} from '../../src/core/bulletin.ts';
import { bulletinFigures } from '../../src/core/bulletin-figures.ts';
import { addDays, day, makeCalendar } from '../../src/core/calendar.ts';
import { defaultPolicy } from '../../src/core/policy.ts';
import type { Report } from '../../src/core/report.ts';
import type { Task, TaskState } from '../../src/core/task.ts';
import { at, court, education, id, itemOf, petitionWith, reportWith, taskWith } from '../support/message-facts.ts';

const calendar = makeCalendar();
const named = (name: string): Period => {
  const period = periodsOf(Number(name.slice(0, 4))).find((one) => one.name === name);
  if (!period) throw new Error(`no period ${name}`);
  return period;
};
const q2 = named('2026-Q2');
const year = named('2026');

const closed = (closedOn: string, reported: string): TaskState => ({
  status: 'closed',
  closedOn: day(closedOn),
  by: id('person-1'),
  reportMadeAt: at(reported),
  reportId: id('report-1'),
});
const reported = (made: string): TaskState => ({
  status: 'reported-done',
  reportId: id('report-1'),
  madeAt: at(made),
  waitingSince: at(made),
});

const classIn = (task: Task, change: Partial<ClassContext> = {}) =>
  classOf(task, { reports: [], targets: [], period: q2, calendar, ...change });

describe('periods', () => {
  it('are four quarters, the half-year with June and the year, by cut-off', () => {
    expect(periodsOf(2026).map(({ name, from, cutOff }) => [name, from, cutOff])).toEqual([
      ['2026-Q1', '2026-01-01', '2026-03-31'],
      ['2026-Q2', '2026-04-01', '2026-06-30'],
      ['2026-H1', '2026-01-01', '2026-06-30'],
      ['2026-Q3', '2026-07-01', '2026-09-30'],
      ['2026-Q4', '2026-10-01', '2026-12-31'],
      ['2026', '2026-01-01', '2026-12-31'],
    ]);
  });

  it.each([
    ['2026-06-30', 'quarter', '2026-Q1'],
    ['2026-07-01', 'quarter', '2026-Q2'],
    ['2026-07-01', 'half-year', '2026-H1'],
    ['2026-06-30', 'half-year', '2025-H1'],
    ['2026-12-31', 'year', '2025'],
    ['2027-01-01', 'year', '2026'],
  ] as const)('before %s the latest %s is %s', (on, edition, name) => {
    expect(periodEndingBefore(day(on), edition).name).toBe(name);
  });

  it.each([
    // The 6th of July 2026 is a Monday; the 6th of June 2020 would be a Saturday.
    ['2026-Q2', '2026-07-06'],
    ['2026-Q1', '2026-04-07'],
    ['2026-Q3', '2026-10-08'],
    ['2025', '2026-01-06'],
  ])('%s is drafted on %s, the first working day after the 5th', (name, on) => {
    expect(draftDay(named(name), calendar, defaultPolicy)).toBe(on);
  });

  it('are drafted once their day has come, each once, late if a day was missed', () => {
    const due = (today: string, drafted: readonly string[] = []) =>
      editionDue(day(today), day('2026-04-22'), new Set(drafted), calendar, defaultPolicy).map((period) => period.name);

    expect(due('2026-07-05')).toEqual([]);
    expect(due('2026-07-06')).toEqual(['2026-Q2', '2026-H1']);
    expect(due('2026-07-09', ['2026-Q2'])).toEqual(['2026-H1']);
    expect(due('2026-07-09', ['2026-Q2', '2026-H1'])).toEqual([]);
    expect(due('2027-01-06', ['2026-Q2', '2026-H1', '2026-Q3'])).toEqual(['2026-Q4', '2026']);
  });

  it('that ended before the plan was in force are left alone', () => {
    const due = editionDue(day('2026-04-30'), day('2026-04-22'), new Set(), calendar, defaultPolicy);

    expect(due).toEqual([]);
  });
});

describe('the class of a task at the cut-off', () => {
  const later = day('2026-12-31');

  it.each<[string, Partial<Task>, string]>([
    ['closed on the cut-off', { state: closed('2026-06-30', '2026-06-29 10:00') }, '已完成'],
    [
      'closed late but by the cut-off',
      { dueOn: day('2026-05-29'), state: closed('2026-06-30', '2026-06-12 10:00') },
      '已完成',
    ],
    ['closed after the cut-off, reported before', { state: closed('2026-07-02', '2026-06-30 23:59') }, '待审核'],
    ['reported in the last minute', { state: reported('2026-06-30 23:59') }, '待审核'],
    [
      'reported after its own limit, with the office at the cut-off',
      { dueOn: day('2026-05-29'), state: reported('2026-06-12 10:00') },
      '待审核',
    ],
    [
      'reported one minute after the cut-off, not yet due',
      { dueOn: later, state: reported('2026-07-01 00:00') },
      '达序时',
    ],
    [
      'reported after the cut-off, beyond the limit then',
      { dueOn: day('2026-06-26'), state: reported('2026-07-01 00:00') },
      '未达序时',
    ],
    ['without a day', { dueOn: null }, '其他'],
    ['questioned', { dueOn: day('2026-05-29'), petition: { ...petitionWith(taskWith()), kind: 'dispute' } }, '其他'],
    [
      'with an extension asked, beyond the limit',
      { dueOn: day('2026-05-29'), petition: petitionWith(taskWith()) },
      '未达序时',
    ],
    ['due on the cut-off itself', { dueOn: day('2026-06-30') }, '达序时'],
    ['late from the cut-off on', { dueOn: day('2026-06-29') }, '未达序时'],
    [
      'returned, the supplement day yet to come',
      { dueOn: day('2026-06-12'), state: { status: 'open', supplementDueOn: day('2026-07-03') } },
      '达序时',
    ],
    [
      'returned, the supplement day passed',
      { dueOn: later, state: { status: 'open', supplementDueOn: day('2026-06-26') } },
      '未达序时',
    ],
    ['judged hard to finish', { dueOn: later, judgedHard: '经费未落实' }, '未达序时'],
    ['open and not due', { dueOn: later }, '达序时'],
  ])('%s', (_what, change, expected) => {
    expect(classIn(taskWith(change))).toBe(expected);
  });

  describe('for the year', () => {
    const dueByYearEnd = { dueOn: day('2026-12-31') };

    it.each<[string, string, string]>([
      ['2027-01-05', '2026-12-31 23:59', '已完成'],
      ['2027-01-06', '2026-12-31 23:59', '待审核'],
      // Reported after the year: at the cut-off it was open and not yet late.
      ['2027-01-05', '2027-01-01 00:00', '达序时'],
    ])('what is reviewed on %s and was reported at %s counts as %s', (closedOn, made, expected) => {
      const task = taskWith({ ...dueByYearEnd, state: closed(closedOn, made) });

      expect(classIn(task, { period: year })).toBe(expected);
    });

    it('leaves the fourth quarter at its own cut-off', () => {
      const task = taskWith({ ...dueByYearEnd, state: closed('2027-01-05', '2026-12-31 10:00') });

      expect(classIn(task, { period: named('2026-Q4') })).toBe('待审核');
    });
  });

  describe('by what was reported', () => {
    const task = taskWith({ startedOn: day('2026-01-01'), dueOn: later });
    const said = (change: Partial<Report>) => reportWith(task, { madeAt: at('2026-06-20 10:00'), ...change });
    // 180 of 364 days have gone on 30 June: 49.5 %; the policy asks for ten points more.
    it.each<[string, Partial<Report>, string]>([
      ['59 % said', { percent: 59 }, '达序时'],
      ['60 % said', { percent: 60 }, '超序时'],
      ['60 % said before the period', { percent: 60, madeAt: at('2026-03-20 10:00') }, '达序时'],
      ['60 % said after the cut-off', { percent: 60, madeAt: at('2026-07-01 00:00') }, '达序时'],
      ['nothing said of a percentage', { percent: null }, '达序时'],
      ['20 % said: behind, but a percentage is never held against a unit', { percent: 20 }, '达序时'],
    ])('%s', (_what, change, expected) => {
      expect(classIn(task, { reports: [said(change)] })).toBe(expected);
    });

    const target = { value: 100, op: '>=', unit: '场', what: '宣传活动' } as const;
    const reached = (value: number, unit = '场') => [said({ values: [{ value, unit, what: '' }] })];

    // Half of the year has gone: 50 is the share; amber ends at 85 % of it.
    it.each<[string, ReturnType<typeof reached>, readonly ClassContext['targets'][number][], string]>([
      ['42 of 100: below 85 % pro rata', reached(42), [target], '未达序时'],
      ['43 of 100: amber, still on schedule', reached(43), [target], '达序时'],
      ['59 of 100', reached(59), [target], '达序时'],
      ['60 of 100: ten points ahead', reached(60), [target], '超序时'],
      ['another unit of measure says nothing', reached(1, '篇'), [target], '达序时'],
      ['no figure said, none invented', [said({})], [target], '达序时'],
      ['a target below ten is not pro rata', reached(0), [{ ...target, value: 3 }], '达序时'],
      ['a share is never pro rata (下降50%)', reached(1, '%'), [{ ...target, value: 50, unit: '%' }], '达序时'],
      ['a limit from above is never pro rata', reached(1), [{ ...target, op: '<=' }], '达序时'],
      [
        'two targets of one unit of measure need their names',
        reached(42),
        [target, { ...target, what: '培训' }],
        '达序时',
      ],
    ])('%s', (_what, reports, targets, expected) => {
      expect(classIn(task, { reports, targets })).toBe(expected);
    });

    it('takes the latest figure', () => {
      const reports = [...reached(80).map((one) => ({ ...one, madeAt: at('2026-06-01 10:00') })), ...reached(42)];

      expect(classIn(task, { reports, targets: [target] })).toBe('未达序时');
    });
  });
});

describe('the figures', () => {
  const figuresOf = (tasks: readonly Task[], period = q2) =>
    bulletinFigures({ tasks, reports: new Map(), items: tasks.map((task) => itemOf(task)), period, calendar });

  it('count tasks by class and unit, state items beside, and list what is behind by code', () => {
    const figures = figuresOf([
      taskWith({ code: '26-12-1', dueOn: day('2026-06-24'), itemId: id('item-12') }),
      taskWith({ code: '26-2-1', dueOn: day('2026-06-29'), itemId: id('item-2') }),
      taskWith({ code: '26-2-2', dueOn: day('2026-12-31'), itemId: id('item-2'), unitId: court.id }),
      taskWith({ code: '26-3-1', state: closed('2026-06-12', '2026-06-11 10:00') }),
    ]);

    expect(figures).toEqual({
      classes: { 已完成: 1, 待审核: 0, 其他: 0, 未达序时: 2, 超序时: 0, 达序时: 1 },
      tasks: 4,
      items: 3,
      cancelled: 0,
      byUnit: [
        { unitId: education.id, classes: { 已完成: 1, 待审核: 0, 其他: 0, 未达序时: 2, 超序时: 0, 达序时: 0 } },
        { unitId: court.id, classes: { 已完成: 0, 待审核: 0, 其他: 0, 未达序时: 0, 超序时: 0, 达序时: 1 } },
      ],
      problems: [
        { taskId: 'task-26-2-1', code: '26-2-1', unitId: education.id, dueOn: '2026-06-29', overdueWorkdays: 1 },
        { taskId: 'task-26-12-1', code: '26-12-1', unitId: education.id, dueOn: '2026-06-24', overdueWorkdays: 4 },
      ],
    });
  });

  it('leave discreet tasks out altogether and cancelled ones outside', () => {
    const figures = figuresOf([
      taskWith({ code: '26-1-1', discreet: true, dueOn: day('2026-05-29') }),
      taskWith({ code: '26-2-1', state: { status: 'cancelled', reason: '机构改革' } }),
      taskWith({ code: '26-3-1', discreet: true, state: { status: 'cancelled', reason: '机构改革' } }),
    ]);

    expect(figures).toMatchObject({ tasks: 0, items: 0, cancelled: 1, byUnit: [], problems: [] });
  });

  it('count nothing that began after the cut-off', () => {
    expect(figuresOf([taskWith({ startedOn: day('2026-07-01') })])).toMatchObject({ tasks: 0 });
    expect(figuresOf([taskWith({ startedOn: day('2026-06-30') })])).toMatchObject({ tasks: 1 });
  });

  it('sum to the total, overall and over the units, whatever the tasks', () => {
    const anyDay = fc.integer({ min: 0, max: 700 }).map((n) => addDays(day('2025-12-01'), n));
    const anyAt = anyDay.map((on) => at(`${on} 10:00`));
    const anyState: fc.Arbitrary<TaskState> = fc.oneof(
      fc.constant<TaskState>({ status: 'open' }),
      anyDay.map((on): TaskState => ({ status: 'open', supplementDueOn: on })),
      anyAt.map((madeAt): TaskState => ({ status: 'reported-done', reportId: id('r'), madeAt, waitingSince: madeAt })),
      fc
        .tuple(anyDay, anyAt)
        .map(
          ([on, made]): TaskState =>
            ({ ...closed('2026-06-30', '2026-06-30 10:00'), closedOn: on, reportMadeAt: made }) as TaskState,
        ),
      fc.constant<TaskState>({ status: 'cancelled', reason: '' }),
    );
    const anyTask = fc
      .record({
        state: anyState,
        dueOn: fc.option(anyDay),
        startedOn: anyDay,
        discreet: fc.boolean(),
        unitId: fc.constantFrom(education.id, court.id),
        judgedHard: fc.option(fc.constant('难'), { freq: 5 }),
        percent: fc.option(fc.integer({ min: 0, max: 100 })),
      })
      .map(({ percent, ...change }) => ({ change, percent }));

    fc.assert(
      fc.property(fc.array(anyTask, { maxLength: 30 }), fc.constantFrom(...periodsOf(2026)), (made, period) => {
        const tasks = made.map(({ change }, n) => taskWith({ ...change, code: `26-${n}-1` }));
        const reports = new Map(
          tasks.map((task, n) => [
            task.id,
            [reportWith(task, { percent: made[n]?.percent ?? null, madeAt: at(`${period.cutOff} 10:00`) })],
          ]),
        );
        const figures = bulletinFigures({ tasks, reports, items: tasks.map((task) => itemOf(task)), period, calendar });
        const sum = bulletinClasses.reduce((total, name) => total + figures.classes[name], 0);
        const counted = tasks.filter(
          (t) => !t.discreet && t.state.status !== 'cancelled' && t.startedOn <= period.cutOff,
        );

        expect(sum).toBe(figures.tasks);
        expect(figures.tasks).toBe(counted.length);
        expect(figures.problems).toHaveLength(figures.classes.未达序时);
        for (const name of bulletinClasses) {
          expect(figures.byUnit.reduce((total, { classes }) => total + classes[name], 0)).toBe(figures.classes[name]);
        }
      }),
      { numRuns: 500 },
    );
  });
});

it('orders codes as a reader counts', () => {
  const codes: readonly string[] = ['26-12-1', '26-2-10', '26-2-2', '25-30-1'];

  expect(codes.toSorted(compareCodes)).toEqual(['25-30-1', '26-2-2', '26-2-10', '26-12-1']);
});
