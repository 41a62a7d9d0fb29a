import { describe, expect, it } from 'vitest';
import { type Day, day } from '../../src/core/calendar.ts';
import type { Task, TaskState } from '../../src/core/task.ts';
import { whichTask } from '../../src/core/which-task.ts';
import { at, id, taskWith } from '../support/message-facts.ts';

const reported: TaskState = {
  status: 'reported-done',
  reportId: id('report'),
  madeAt: at('2026-03-02 10:00'),
  waitingSince: at('2026-03-02 10:00'),
};
const closed: TaskState = {
  status: 'closed',
  closedOn: day('2026-03-03'),
  by: id('clerk'),
  reportId: id('report'),
  reportMadeAt: at('2026-03-02 10:00'),
};

/** Three due days of item 12, and one of item 3. */
const occurrence = (code: string, on: string, state: TaskState = { status: 'open' }): Task =>
  taskWith({ code, itemId: id(`item-${code.split('-')[1]}`), dueOn: day(on), state });
const april = (state?: TaskState) => occurrence('26-12-1', '2026-04-30', state);
const july = (state?: TaskState) => occurrence('26-12-2', '2026-07-31', state);
const other = occurrence('26-3-1', '2026-04-30');

const found = (named: string | null, thread: Task | null, own: readonly Task[], today: Day = day('2026-03-02')) => {
  const which = whichTask(named, thread, own, today);
  if (which.kind === 'found') return which.task.code;
  return which.kind === 'ask' ? `ask ${which.candidates.map((task) => task.code).join(' ')}` : 'none';
};

describe('which task a reply is about', () => {
  it.each([
    ['the number: the earliest unreported due day', '12', null, [july(), april()], '26-12-1'],
    ['a code is exact', '26-12-2', null, [april(), july()], '26-12-2'],
    ['the thread, when nothing is named', null, july(), [april(), july()], '26-12-2'],
    ['the thread, when its own number is named', '12', july(), [april(), july()], '26-12-2'],
    ['what is named, when the thread is of another item', '3', july(), [april(), july(), other], '26-3-1'],
    ['the only open item', null, null, [april(), july()], '26-12-1'],
    ['several open items are asked', null, null, [april(), july(), other], 'ask 26-12-1 26-3-1'],
    ['a number of nobody', '9', null, [april()], 'none'],
  ])('%s', (_rule, named, thread, own, expected) => {
    expect(found(named, thread, own)).toBe(expected);
  });
});

describe('the number of an item with several due days, after one was reported', () => {
  it.each([
    ['before its day: again that one, or the next? asked', reported, '2026-03-02', 'ask 26-12-1 26-12-2'],
    ['on its day: asked', reported, '2026-04-30', 'ask 26-12-1 26-12-2'],
    ['closed before its day: asked', closed, '2026-03-05', 'ask 26-12-1 26-12-2'],
    ['after its day: the next one', reported, '2026-05-01', '26-12-2'],
    ['closed, after its day: the next one', closed, '2026-05-01', '26-12-2'],
  ])('%s', (_rule, state, today, expected) => {
    expect(found('12', null, [april(state), july()], day(today))).toBe(expected);
  });

  it('with none left to report, the one that waits for review is meant', () => {
    expect(found('12', null, [april(reported)])).toBe('26-12-1');
  });
});
