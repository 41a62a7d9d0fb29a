import type { Context, NoticeAct, SignAct, WithdrawNoticeAct } from './act.ts';
import type { Calendar, Day } from './calendar.ts';
import { ladderOf } from './escalation.ts';
import { type Decision, decide, type Refusal, refuse } from './event.ts';
import type { SupervisionNoticeId } from './ids.ts';
import type { SupervisionNotice } from './report.ts';
import { overdueWorkdays, type Task } from './task.ts';
import { noticeTo } from './task-notice.ts';

/**
 * A named person signs a drafted notice (签发): it gets its number and goes to whom the ladder names, with a copy for the unit's
 * liaison, through whom the unit answers. Only while the task is open:
 * nobody is put under supervision for what has been handed in meanwhile.
 */
export function signSupervision(task: Task, act: SignAct, context: Context): Decision {
  const no = notDraft(task, act.noticeId);
  if (no) return refuse(no);
  if (task.state.status !== 'open') return refuse('not-open');
  const number = task.attention.supervision?.rung ?? 0;
  const rung = ladderOf(task.policy, context.unit?.relation ?? 'subordinate')[number - 1];
  return decide(
    [{ type: 'supervision-notice-signed', noticeId: act.noticeId, number: act.number }],
    [
      noticeTo(task, task.unitId, rung?.recipient ?? 'unit-head', {
        kind: 'supervise',
        occurrence: `rung-${number}:signed`,
        manner: 'now',
      }),
      noticeTo(task, task.unitId, 'liaison', {
        kind: 'supervise-copy',
        occurrence: `rung-${number}:signed`,
        manner: 'now',
      }),
    ],
  );
}

/** What a draft says if it is signed on this day: how long the task has been beyond its limit by then, and a day to answer that is still to come. */
export function noticeAsOf(notice: SupervisionNotice, task: Task, on: Day, calendar: Calendar): SupervisionNotice {
  return {
    ...notice,
    overdueWorkdays: overdueWorkdays(task, on, calendar),
    answerBy: calendar.addWorkdays(on, task.policy.supplementWorkdays),
  };
}

/** The office withdraws a draft, with a reason. A signed notice stands. */
export function withdrawSupervision(task: Task, act: WithdrawNoticeAct): Decision {
  const no = notDraft(task, act.noticeId);
  if (no) return refuse(no);
  if (act.reasonHash === '') return refuse('reason-required');
  return decide([{ type: 'supervision-notice-withdrawn', noticeId: act.noticeId, reasonHash: act.reasonHash }]);
}

/** A signed notice was handed over, in chat or by hand (送达登记). */
export function deliverSupervision(task: Task, act: NoticeAct): Decision {
  if (isUnsigned(task, act.noticeId)) return refuse('not-signed');
  return decide([{ type: 'supervision-notice-delivered', noticeId: act.noticeId }]);
}

/** The unit acknowledges a signed notice (签收). Doing so twice changes nothing. */
export function acknowledgeSupervision(task: Task, act: NoticeAct): Decision {
  if (isUnsigned(task, act.noticeId)) return refuse('not-signed');
  if (act.noticeId === task.supervisionNoticeId && task.attention.supervision?.acknowledged) return decide();
  return decide([{ type: 'supervision-notice-acknowledged', noticeId: act.noticeId }]);
}

function notDraft(task: Task, noticeId: SupervisionNoticeId): Refusal | null {
  if (task.supervisionNoticeId !== noticeId) return 'already-withdrawn';
  return task.attention.supervision?.signedOn ? 'already-signed' : null;
}

/** Only the notice of this round is known here; an earlier one was signed or is withdrawn in its own row. */
function isUnsigned(task: Task, noticeId: SupervisionNoticeId): boolean {
  return task.supervisionNoticeId === noticeId && !task.attention.supervision?.signedOn;
}
