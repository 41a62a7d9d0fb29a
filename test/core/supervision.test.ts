import { describe, expect, it } from 'vitest';
import type { Context } from '../../src/core/act.ts';
import type { SupervisionNoticeId } from '../../src/core/ids.ts';
import {
  acknowledgeSupervision,
  deliverSupervision,
  signSupervision,
  withdrawSupervision,
} from '../../src/core/supervision.ts';
import { freshAttention, type SupervisionWatch, type Task } from '../../src/core/task.ts';
import { aTask, at, aUnit, calendar, day, factsOf, officeUnitId, saidBy, taskAfter } from '../support/builders.ts';

const now = at('2026-04-13 15:00');
const context: Context = { now, calendar, unit: aUnit(), officeUnitId };
const noticeId = 'notice-1' as SupervisionNoticeId;
const refused = (refusal: string) => ({ ok: false, refusal });

/** On the third rung since 10 April, a notice drafted then. */
function withNotice(watch: Partial<SupervisionWatch> = {}): Task {
  const drafted = {
    rung: 3,
    draftedOn: day('2026-04-10'),
    signedOn: null,
    acknowledged: false,
    signReminders: 0,
    phoned: false,
  };
  return aTask({
    supervisionNoticeId: noticeId,
    attention: { ...freshAttention(1), rung: 3, rungOn: day('2026-04-10'), supervision: { ...drafted, ...watch } },
  });
}
const signed = withNotice({ signedOn: day('2026-04-13') });

describe('signing a supervision notice', () => {
  const sign = { noticeId, number: '督办〔2026〕3号' };

  it('numbers it and sends it to whom the ladder names, with a copy for the liaison', () => {
    const decision = signSupervision(withNotice(), sign, context);

    expect(taskAfter(withNotice(), now, factsOf(decision))).toEqual(signed);
    expect(decision.ok && saidBy(decision.notices)).toEqual([
      'supervise → unit-education unit-head',
      'supervise-copy → unit-education liaison',
    ]);
  });

  it.each<[string, Task, string]>([
    ['signed before', signed, 'already-signed'],
    ['withdrawn', aTask(), 'already-withdrawn'],
    [
      'whose task was reported meanwhile',
      { ...withNotice(), state: { status: 'reported-done', reportId: 'r' as never, madeAt: now, waitingSince: now } },
      'not-open',
    ],
  ])('is refused for one %s', (_, task, refusal) => {
    expect(signSupervision(task, sign, context)).toEqual(refused(refusal));
  });

  it('leaves ladder and round alone', () => {
    const { attention } = taskAfter(withNotice(), now, factsOf(signSupervision(withNotice(), sign, context)));

    expect([attention.rung, attention.rungOn, attention.round]).toEqual([3, '2026-04-10', 1]);
  });
});

describe('withdrawing a draft', () => {
  it('takes it off the task, with a reason', () => {
    const task = taskAfter(
      withNotice(),
      now,
      factsOf(withdrawSupervision(withNotice(), { noticeId, reasonHash: 'r' })),
    );

    expect([task.supervisionNoticeId, task.attention.supervision, task.attention.rung]).toEqual([null, null, 3]);
  });

  it('is refused without a reason, twice, and once signed', () => {
    expect(withdrawSupervision(withNotice(), { noticeId, reasonHash: '' })).toEqual(refused('reason-required'));
    expect(withdrawSupervision(aTask(), { noticeId, reasonHash: 'r' })).toEqual(refused('already-withdrawn'));
    expect(withdrawSupervision(signed, { noticeId, reasonHash: 'r' })).toEqual(refused('already-signed'));
  });
});

describe('delivering and acknowledging', () => {
  it('are facts about a signed notice', () => {
    expect(taskAfter(signed, now, factsOf(deliverSupervision(signed, { noticeId })))).toEqual(signed);
    expect(
      taskAfter(signed, now, factsOf(acknowledgeSupervision(signed, { noticeId }))).attention.supervision?.acknowledged,
    ).toBe(true);
  });

  it('are refused for a draft', () => {
    expect(deliverSupervision(withNotice(), { noticeId })).toEqual(refused('not-signed'));
    expect(acknowledgeSupervision(withNotice(), { noticeId })).toEqual(refused('not-signed'));
  });

  it('acknowledging twice changes nothing', () => {
    expect(
      acknowledgeSupervision(withNotice({ signedOn: day('2026-04-13'), acknowledged: true }), { noticeId }),
    ).toEqual({
      ok: true,
      events: [],
      notices: [],
    });
  });
});
