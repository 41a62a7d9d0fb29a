import { addDays, type Calendar, type Day, dayAt, daysBetween } from './calendar.ts';
import { type Duties, type Morning, nothing } from './duty.ts';
import { submitBy, type Task } from './task.ts';
import { noticeTo } from './task-notice.ts';

/** A morning on which a task is to be reminded of: `long`, or `before-n` working days. */
export interface ReminderPoint {
  readonly name: string;
  readonly on: Day;
}

/** Stands for "the limit has passed" among the points: what was missed before it is recorded and not said. */
const PAST = 'past';

/**
 * The reminder points of a due day in order: for a long task some calendar days before, then working days before, and the day
 * itself. A due day on a day off counts from the working day before it.
 */
export function reminderPoints(task: Task, dueOn: Day, calendar: Calendar): readonly ReminderPoint[] {
  const { policy } = task;
  const last = submitBy(dueOn, calendar);
  const points = policy.remindBeforeWorkdays.map((count) => ({
    name: `before-${count}`,
    on: calendar.addWorkdays(last, -count),
  }));
  if (daysBetween(task.startedOn, dueOn) >= policy.longTaskDays) {
    points.push({ name: 'long', on: calendar.workdayOnOrBefore(addDays(dueOn, -policy.remindLongBeforeDays)) });
  }
  return points.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

/** The points of this round that have come by the morning and were not said. */
function unsaid(task: Task, dueOn: Day, on: Day, calendar: Calendar): readonly ReminderPoint[] {
  const { reminded, decidedThrough } = task.attention;
  if (reminded === PAST) return [];
  const points = reminderPoints(task, dueOn, calendar);
  const passed = points.findIndex((point) => point.name === reminded);
  return points
    .slice(passed + 1)
    .filter((point) => point.on <= on && (decidedThrough === null || point.on > decidedThrough));
}

/** One reminder, the latest whose morning has come; the ones missed before it are named in the fact. */
export function remindersOn(task: Task, dueOn: Day, { on, calendar }: Morning): Duties {
  const due = unsaid(task, dueOn, on, calendar);
  const latest = due.at(-1);
  if (!latest) return nothing;
  const missed = due.slice(0, -1).map((point) => point.name);
  return {
    events: [{ type: 'task-reminded', point: latest.name, missed }],
    notices: [noticeTo(task, task.unitId, 'liaison', { kind: 'remind', occurrence: latest.name, manner: 'card' })],
    drafts: [],
  };
}

/** Beyond the limit no reminder is said any more: what was missed is recorded, once. */
export function missedReminders(task: Task, dueOn: Day, { on, calendar }: Morning): Duties {
  const missed = unsaid(task, dueOn, on, calendar).map((point) => point.name);
  return missed.length > 0 ? { ...nothing, events: [{ type: 'task-reminded', point: PAST, missed }] } : nothing;
}

/** The mornings on which a supplement (待补充) may be reminded of: the working day before, else the day itself. */
export function supplementPoints(supplementDueOn: Day, calendar: Calendar): readonly [Day, Day] {
  const last = submitBy(supplementDueOn, calendar);
  return [calendar.addWorkdays(last, -1), last];
}

/** The supplement day is reminded of once. */
export function supplementReminderOn(task: Task, supplementDueOn: Day, { on, calendar }: Morning): Duties {
  const { supplementReminded, decidedThrough } = task.attention;
  const due = supplementPoints(supplementDueOn, calendar).some(
    (point) => point <= on && (decidedThrough === null || point > decidedThrough),
  );
  if (supplementReminded || !due) return nothing;
  return {
    events: [{ type: 'supplement-reminded' }],
    notices: [noticeTo(task, task.unitId, 'liaison', { kind: 'supplement', occurrence: 'supplement', manner: 'card' })],
    drafts: [],
  };
}

/** The mornings on which the office is reminded of a report that waits for it. */
export function reviewDays(task: Task, calendar: Calendar): readonly Day[] {
  if (task.state.status !== 'reported-done') return [];
  const since = dayAt(task.state.waitingSince);
  const { reviewRemindWorkdays, reviewListWorkdays } = task.policy;
  return [calendar.addWorkdays(since, reviewRemindWorkdays), calendar.addWorkdays(since, reviewListWorkdays)];
}

/** The office has a clock too: a report that waits is reminded of, then stands on the office's own list. The latest only. */
export function reviewRemindersOn(task: Task, { on, calendar, officeUnitId }: Morning): Duties {
  if (task.state.status !== 'reported-done') return nothing;
  const nth = reviewDays(task, calendar).filter((day) => day <= on).length;
  if (nth <= task.attention.reviewReminders) return nothing;
  const occurrence = `review-${nth}:${task.state.reportId}`;
  return {
    events: [{ type: 'review-reminded', nth }],
    notices: [noticeTo(task, officeUnitId, 'office-staff', { kind: 'review-wait', occurrence, manner: 'card' })],
    drafts: [],
  };
}
