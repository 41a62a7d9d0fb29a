import { type Calendar, type Day, lastDayPast } from './calendar.ts';
import { type Duties, type Morning, nothing } from './duty.ts';
import { overdueLineOn, rungsOn, supervisionClocksOn, warningsOn } from './escalation.ts';
import type { SupervisionNoticeId, UnitId } from './ids.ts';
import type { Policy } from './policy.ts';
import { missedReminders, remindersOn, reviewRemindersOn, supplementReminderOn } from './reminder.ts';
import { dayInForce, isOverdue, type Task } from './task.ts';
import type { Unit } from './unit.ts';

/**
 * Everything that should have been said about a task by `now` and was not. What is due is decided on working mornings; after an
 * outage reminders and repeats are said once, the latest only, and the ladder is worked out to the true day. Applying the facts
 * leaves nothing due. The wording is not chosen here: a discreet task has the same duties.
 */
export function dutiesDue(
  task: Task,
  now: Date,
  calendar: Calendar,
  unit: Unit,
  officeUnitId: UnitId,
  newNoticeId: () => SupervisionNoticeId,
): Duties {
  return dutiesOn(task, { on: latestMorning(now, task.policy, calendar), calendar, unit, officeUnitId, newNoticeId });
}

/** The last working day whose hour of decision has come. */
export function latestMorning(now: Date, policy: Policy, calendar: Calendar): Day {
  return calendar.workdayOnOrBefore(lastDayPast(policy.decideAt, now));
}

/** What is owed on one working morning. */
export function dutiesOn(task: Task, morning: Morning): Duties {
  const { state, attention } = task;
  if (attention.decidedThrough !== null && morning.on <= attention.decidedThrough) return nothing;
  if (state.status === 'reported-done') return reviewRemindersOn(task, morning);
  const inForce = dayInForce(task);
  if (state.status !== 'open' || inForce === null) return nothing;
  if (!isOverdue(task, morning.on, morning.calendar)) {
    const reminders = state.supplementDueOn
      ? supplementReminderOn(task, state.supplementDueOn, morning)
      : remindersOn(task, inForce, morning);
    return together(reminders, warningsOn(task, morning));
  }
  const missed = state.supplementDueOn ? nothing : missedReminders(task, inForce, morning);
  const escalation = together(rungsOn(task, morning), warningsOn(task, morning));
  // A rung or its warning replaces the day's line.
  const said = escalation.events.length > 0 ? escalation : overdueLineOn(task, morning);
  return together(missed, said, supervisionClocksOn(task, morning));
}

function together(...parts: readonly Duties[]): Duties {
  const owed = parts.filter((part) => part !== nothing);
  if (owed.length < 2) return owed[0] ?? nothing;
  return {
    events: owed.flatMap((part) => part.events),
    notices: owed.flatMap((part) => part.notices),
    drafts: owed.flatMap((part) => part.drafts),
  };
}
