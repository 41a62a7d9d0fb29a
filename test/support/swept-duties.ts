import { addDays, type Day, instantAt } from '../../src/core/calendar.ts';
import { dutiesDue } from '../../src/core/duties.ts';
import type { SupervisionNoticeId } from '../../src/core/ids.ts';
import { freshAttention, type Task } from '../../src/core/task.ts';
import type { Unit } from '../../src/core/unit.ts';
import { aTask, aUnit, calendar, day, officeUnitId, taskAfter } from './builders.ts';

let drafted = 0;
const newNoticeId = () => {
  drafted += 1;
  return `notice-${drafted}` as SupervisionNoticeId;
};

/** What falls due for a task at an instant. */
export const owed = (task: Task, now: Date, unit: Unit = aUnit(), days = calendar) =>
  dutiesDue(task, now, days, unit, officeUnitId, newNoticeId);

/** Sweeps at nine on each of these days and gives what was said on it, as `03-24 remind → liaison 1:before-5`. */
export function sweepOn(
  task: Task,
  days: readonly Day[],
  unit: Unit = aUnit(),
): { readonly said: string[]; readonly task: Task } {
  const said: string[] = [];
  let current = task;
  for (const on of days) {
    const now = instantAt(on, '09:00');
    const duties = owed(current, now, unit);
    said.push(
      ...duties.notices.map(({ kind, round, recipient }) => {
        const role = 'role' in recipient ? recipient.role : recipient.personId;
        return `${on.slice(5)} ${kind} → ${role} ${round}`;
      }),
    );
    current = taskAfter(current, now, duties.events);
  }
  return { said, task: current };
}

/** Each day from one to another, both included. */
export function everyDay(from: string, to: string): readonly Day[] {
  const days: Day[] = [];
  for (let on = day(from); on <= to; on = addDays(on, 1)) days.push(on);
  return days;
}

/** A task whose mornings are decided through 2 March. */
export const started = (over: Partial<Task> = {}) =>
  aTask({ attention: freshAttention(1, day('2026-03-02')), ...over });
