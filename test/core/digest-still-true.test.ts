import { describe, expect, it } from 'vitest';
import { type Day, day } from '../../src/core/calendar.ts';
import { stillTrue } from '../../src/core/digest.ts';
import type { Notice, NoticeKind } from '../../src/core/notice.ts';
import { freshAttention, type Task, type TaskState } from '../../src/core/task.ts';
import { at, court, id, noticeWith, office, petitionWith } from '../support/message-facts.ts';
import { calendar, due, waiting } from '../support/morning-cards.ts';

describe('a notice when it is about to be said', () => {
  const overdue = due('26-1-1', '2026-06-26');
  const open = due('26-1-1', '2026-07-03');
  const returned = due('26-1-1', '2026-06-12', { state: { status: 'open', supplementDueOn: day('2026-07-03') } });
  const claimed = due('26-1-1', '2026-07-03', {
    state: { status: 'open', awaitingConfirmation: { reportId: id('r'), madeAt: at('2026-06-29 10:00') } },
  });
  const reported = due('26-1-1', '2026-07-03', { state: waiting });
  const drafted = due('26-1-1', '2026-06-15', {
    supervisionNoticeId: id('notice'),
    attention: {
      ...freshAttention(1),
      supervision: {
        rung: 3,
        draftedOn: day('2026-06-25'),
        signedOn: null,
        acknowledged: false,
        signReminders: 0,
        phoned: false,
      },
    },
  });
  const signed = {
    ...drafted,
    attention: {
      ...drafted.attention,
      supervision: drafted.attention.supervision && { ...drafted.attention.supervision, signedOn: day('2026-06-26') },
    },
  };
  const petitioned = due('26-1-1', '2026-06-26', { petition: petitionWith(open) });
  const held = { ...overdue, attention: { ...freshAttention(1), heldUntil: day('2026-06-30') } };
  const closed = { ...open, state: { status: 'closed', closedOn: day('2026-06-29') } as TaskState };
  const cancelled = { ...open, state: { status: 'cancelled', reason: '' } as TaskState };

  const isTrue = (kind: NoticeKind, task: Task, change: Partial<Notice> = {}, today: Day = day('2026-06-30')) =>
    stillTrue(noticeWith(task, kind, { dueOn: inForce(task), ...change }), task, today, calendar);
  const inForce = (task: Task) => (task.state.status === 'open' ? task.state.supplementDueOn : undefined) ?? task.dueOn;

  it.each<[NoticeKind, string, Task, boolean]>([
    ['remind', 'open', open, true],
    ['remind', 'overdue', overdue, false],
    ['remind', 'reported', reported, false],
    ['supplement', 'returned', returned, true],
    ['supplement', 'open', open, false],
    ['overdue', 'overdue', overdue, true],
    ['overdue', 'with an extension asked', petitioned, true],
    ['overdue', 'reported', reported, false],
    ['chase', 'overdue', overdue, true],
    ['chase', 'with an extension asked', petitioned, false],
    ['chase', 'held', held, false],
    ['chase-deputy-head', 'overdue', overdue, true],
    ['chase-deputy-head', 'reported', reported, false],
    ['warn', 'overdue', overdue, true],
    ['warn', 'held', held, false],
    ['window', 'open', open, true],
    ['window', 'reported', reported, false],
    ['for-confirmation', 'claimed', claimed, true],
    ['for-confirmation', 'open', open, false],
    ['for-review', 'reported', reported, true],
    ['for-review', 'returned', returned, false],
    ['review-wait', 'reported', reported, true],
    ['sign-wait', 'drafted', drafted, true],
    ['sign-wait', 'signed', signed, false],
    ['for-signature', 'drafted', drafted, true],
    ['for-signature', 'without a draft', overdue, false],
    ['supervise', 'signed', signed, true],
    ['supervise', 'reported', reported, false],
    ['petition', 'with an extension asked', petitioned, true],
    ['petition', 'open', open, false],
    ['phone', 'overdue', overdue, true],
    ['assigned', 'open', open, true],
  ])('%s on a task that is %s: %s', (kind, _what, task, expected) => {
    const recipient = {
      unitId: ['sign-wait', 'phone'].includes(kind) ? office.id : task.unitId,
      role: 'liaison',
    } as const;

    expect(isTrue(kind, task, { recipient })).toBe(expected);
  });

  it.each<NoticeKind>([
    'remind',
    'chase',
    'warn',
    'overdue',
    'supervise',
    'assigned',
    'for-review',
    'petition',
    'phone',
  ])('%s is dropped once the task is closed, cancelled or gone', (kind) => {
    expect(isTrue(kind, closed)).toBe(false);
    expect(isTrue(kind, cancelled)).toBe(false);
    expect(stillTrue(noticeWith(open, kind), null, day('2026-06-30'), calendar)).toBe(false);
  });

  it('is dropped when the day was extended, the round is another, or the unit has changed', () => {
    expect(isTrue('overdue', overdue, { dueOn: day('2026-06-12') })).toBe(false);
    expect(isTrue('overdue', overdue, { round: '2:overdue' })).toBe(false);
    expect(isTrue('overdue', overdue, { recipient: { unitId: court.id, role: 'liaison' } })).toBe(false);
    expect(isTrue('assigned', open, { recipient: { unitId: court.id, role: 'liaison' } })).toBe(false);
  });

  it('tells the office of a report that came within the supplement day, though another day is in force since', () => {
    expect(isTrue('for-review', reported, { dueOn: day('2026-07-10') })).toBe(true);
  });

  it.each<NoticeKind>([
    'answer',
    'returned',
    'closed',
    'reopened',
    'cancelled',
    'petition-decided',
    'reassigned',
    'handed-over',
    'correction',
    'alarm',
  ])('%s tells of an act and is said whatever came after', (kind) => {
    expect(isTrue(kind, closed, { round: '9:x', recipient: { unitId: court.id, role: 'liaison' } })).toBe(true);
  });

  it.each(['said', 'dropped', 'annulled'] as const)('is not said when it is %s', (status) => {
    expect(isTrue('answer', open, { status })).toBe(false);
  });

  it('of the office as a whole needs no task', () => {
    expect(stillTrue(noticeWith(null, 'year-end'), null, day('2026-12-07'), calendar)).toBe(true);
  });
});
