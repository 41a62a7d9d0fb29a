import { describe, expect, it } from 'vitest';
import type { Context } from '../../src/core/act.ts';
import type { Day } from '../../src/core/calendar.ts';
import type { Decision } from '../../src/core/event.ts';
import type { PetitionId, SupervisionNoticeId, UnitId } from '../../src/core/ids.ts';
import {
  acceptExplanation,
  acknowledgeTask,
  askExplain,
  askExtension,
  cancelTask,
  decideDeadline,
  dispute,
  grantExtension,
  holdLadder,
  judgeHard,
  reassignTask,
  refusePetition,
  skipRung,
  upholdDispute,
  withdrawPetition,
} from '../../src/core/lifecycle.ts';
import { freshAttention, type OpenPetition, type Task, type TaskState } from '../../src/core/task.ts';
import {
  aTask,
  at,
  aUnit,
  calendar,
  day,
  factsOf,
  officeUnitId,
  saidBy,
  taskAfter,
  unitId,
} from '../support/builders.ts';
import { closedState as closed, noon as now, police, refused, reported } from '../support/report-acts.ts';

const context = (over: Partial<Context> = {}): Context => ({ now, calendar, unit: aUnit(), officeUnitId, ...over });
const said = (decision: Decision) => (decision.ok ? saidBy(decision.notices) : []);

const petitionId = 'petition-1' as PetitionId;
const petition = (kind: OpenPetition['kind'], requestedDay: Day | null = null): OpenPetition => ({
  id: petitionId,
  kind,
  askedAt: now,
  requestedDay,
});
const asked = { petitionId, unitId, textHash: 'reason', askedAt: now };
const extension = { ...asked, requestedDay: day('2026-04-30') };
const cancelled: TaskState = { status: 'cancelled', reason: '合并' };
/** Two rungs climbed, a notice drafted and not signed. */
const drafted = {
  supervisionNoticeId: 'notice-1' as SupervisionNoticeId,
  attention: {
    ...freshAttention(1),
    rung: 3,
    rungOn: day('2026-04-10'),
    supervision: {
      rung: 3,
      draftedOn: day('2026-04-10'),
      signedOn: null,
      acknowledged: false,
      signReminders: 0,
      phoned: false,
    },
  },
} satisfies Partial<Task>;

describe('a task that is over', () => {
  const acts: [string, (task: Task) => Decision][] = [
    ['a request for extension', (task) => askExtension(task, extension, context())],
    ['an explanation', (task) => askExplain(task, asked, context())],
    ['a dispute', (task) => dispute(task, asked, context())],
    ['an extension', (task) => grantExtension(task, { petitionId: null, to: day('2026-04-30') }, context())],
    ['a refusal', (task) => refusePetition(task, { petitionId, reasonHash: 'r' })],
    [
      'an accepted explanation',
      (task) => acceptExplanation(task, { petitionId, heldUntil: day('2026-04-30') }, context()),
    ],
    ['an upheld dispute', (task) => upholdDispute(task, { petitionId, to: police }, context())],
    ['another unit', (task) => reassignTask(task, { to: police }, context())],
    ['a day', (task) => decideDeadline(task, { dueOn: day('2026-04-30') }, context())],
    ['an acknowledgement', (task) => acknowledgeTask(task)],
    ['a judgement', (task) => judgeHard(task, { note: '资金未到位', noteHash: 'h' })],
    ['a hold', (task) => holdLadder(task, { until: day('2026-04-30'), reasonHash: 'r' }, context())],
    ['a skipped rung', (task) => skipRung(task, { rung: 1, reasonHash: 'r' })],
    ['a cancellation', (task) => cancelTask(task, { reason: '合并' })],
  ];

  it.each(acts)('takes no %s', (_, act) => {
    expect(act(aTask({ state: closed }))).toEqual(refused('already-closed'));
    expect(act(aTask({ state: cancelled }))).toEqual(refused('already-cancelled'));
  });
});

describe('asking for an extension', () => {
  it('waits for the office, which is told at once', () => {
    const decision = askExtension(aTask(), extension, context());

    expect(taskAfter(aTask(), now, factsOf(decision)).petition).toEqual(petition('extension', day('2026-04-30')));
    expect(said(decision)).toEqual(['petition → unit-office office-staff']);
  });

  it.each([
    ['2026-03-31 23:59', false],
    ['2026-04-01 00:00', true],
  ])('at %s is marked late: %s', (text, afterDue) => {
    const facts = factsOf(
      askExtension(aTask(), { ...extension, askedAt: at(text) }, context({ now: at('2026-04-01 08:00') })),
    );

    expect(facts).toMatchObject([{ type: 'petition-made', afterDue }]);
  });

  it.each<[string, Task, Partial<typeof extension> & { requestedDay?: Day | null }, string]>([
    ['a day no later than the limit', aTask(), { requestedDay: day('2026-03-31') }, 'day-not-later'],
    ['no day', aTask(), { requestedDay: null as never }, 'day-required'],
    ['no reason', aTask(), { textHash: '' }, 'reason-required'],
    ['no limit to move', aTask({ dueOn: null }), {}, 'deadline-undecided'],
    ['another petition open', aTask({ petition: petition('dispute') }), {}, 'petition-already-open'],
    ['a supporting unit asking', aTask({ supportingUnitIds: [police] }), { unitId: police }, 'not-lead-unit'],
    ['a stranger asking', aTask(), { unitId: police }, 'not-there'],
    ['a report with the office', aTask({ state: reported }), {}, 'not-open'],
    ['words about a discreet task', aTask({ discreet: true }), {}, 'discreet-takes-no-text'],
  ])('is refused with %s', (_, task, over, refusal) => {
    expect(askExtension(task, { ...extension, ...over }, context())).toEqual(refused(refusal));
  });

  it('to a day gone by is refused', () => {
    const late = context({ now: at('2026-05-05 10:00') });

    expect(askExtension(aTask(), extension, late)).toEqual(refused('day-in-the-past'));
  });

  it('leaves the record alone: day, round and ladder stand', () => {
    const task = taskAfter(aTask(), now, factsOf(askExtension(aTask(), extension, context())));

    expect([task.dueOn, task.extensions, task.attention.round]).toEqual(['2026-03-31', 0, 1]);
  });
});

describe('granting an extension', () => {
  const grant = { petitionId, to: day('2026-04-30') };

  it('moves the due day, keeps the first one, counts, and begins a fresh round', () => {
    const task = aTask({ petition: petition('extension') });
    const decision = grantExtension(task, grant, context());

    expect(taskAfter(task, now, factsOf(decision))).toEqual(
      aTask({
        dueOn: day('2026-04-30'),
        originalDueOn: day('2026-03-31'),
        extensions: 1,
        attention: freshAttention(2, day('2026-03-20')),
      }),
    );
    expect(said(decision)).toEqual(['petition-decided → unit-education liaison']);
  });

  it('without a petition is the office’s own act, and answers one that is open', () => {
    expect(factsOf(grantExtension(aTask(), { ...grant, petitionId: null }, context()))).toMatchObject([
      { petitionId: null },
    ]);
    const asking = aTask({ petition: petition('extension') });

    expect(
      taskAfter(asking, now, factsOf(grantExtension(asking, { ...grant, petitionId: null }, context()))).petition,
    ).toBeNull();
  });

  it('of a returned task moves its supplement day', () => {
    const task = aTask({ state: { status: 'open', supplementDueOn: day('2026-04-09') } });
    const extended = taskAfter(task, now, factsOf(grantExtension(task, { ...grant, petitionId: null }, context())));

    expect(extended).toMatchObject({ dueOn: '2026-03-31', extensions: 1, state: { supplementDueOn: '2026-04-30' } });
  });

  it('to a day gone by still decides the verdict of what was reported meanwhile', () => {
    const task = aTask({ state: reported, petition: petition('extension') });
    const late = context({ now: at('2026-05-05 10:00') });

    expect(grantExtension(task, grant, late).ok).toBe(true);
    expect(grantExtension(aTask({ petition: petition('extension') }), grant, late)).toEqual(refused('day-in-the-past'));
  });

  it('withdraws a notice that nobody has signed', () => {
    const task = aTask({ ...drafted, petition: petition('extension') });
    const facts = factsOf(grantExtension(task, grant, context()));

    expect(facts[1]).toEqual({ type: 'supervision-notice-withdrawn', noticeId: 'notice-1', reasonHash: '' });
    expect(taskAfter(task, now, facts).supervisionNoticeId).toBeNull();
  });

  it.each<[string, Task, Partial<typeof grant>, string]>([
    ['no such petition', aTask(), {}, 'no-open-petition'],
    ['a petition of another kind', aTask({ petition: petition('dispute') }), {}, 'no-open-petition'],
    ['no later day', aTask({ petition: petition('extension') }), { to: day('2026-03-31') }, 'day-not-later'],
    ['no limit', aTask({ dueOn: null, petition: petition('extension') }), {}, 'deadline-undecided'],
  ])('is refused with %s', (_, task, over, refusal) => {
    expect(grantExtension(task, { ...grant, ...over }, context())).toEqual(refused(refusal));
  });
});

describe('refusing and withdrawing a petition', () => {
  const task = aTask({ petition: petition('extension') });

  it('answers the unit and lets the ladder go on from the next morning', () => {
    const decision = refusePetition(task, { petitionId, reasonHash: 'r' });
    const after = taskAfter(task, now, factsOf(decision));

    expect([after.petition, after.attention.decidedThrough, after.dueOn]).toEqual([null, '2026-03-20', '2026-03-31']);
    expect(said(decision)).toEqual(['petition-decided → unit-education liaison']);
  });

  it('is refused without a reason, and for another petition', () => {
    expect(refusePetition(task, { petitionId, reasonHash: '' })).toEqual(refused('reason-required'));
    expect(refusePetition(task, { petitionId: 'petition-9' as PetitionId, reasonHash: 'r' })).toEqual(
      refused('no-open-petition'),
    );
  });

  it('a unit may take its own back, once', () => {
    const after = taskAfter(task, now, factsOf(withdrawPetition(task, { petitionId })));

    expect(after.petition).toBeNull();
    expect(withdrawPetition(after, { petitionId })).toEqual(refused('no-open-petition'));
  });
});

describe('accepting an explanation', () => {
  it('holds the ladder through a day and leaves the due day alone', () => {
    const task = aTask({ petition: petition('explain') });
    const after = taskAfter(
      task,
      now,
      factsOf(acceptExplanation(task, { petitionId, heldUntil: day('2026-04-30') }, context())),
    );

    expect([after.attention.heldUntil, after.petition, after.dueOn]).toEqual(['2026-04-30', null, '2026-03-31']);
  });

  it('is refused for an extension, and for a day gone by', () => {
    const heldUntil = day('2026-03-19');

    expect(acceptExplanation(aTask({ petition: petition('extension') }), { petitionId, heldUntil }, context())).toEqual(
      refused('no-open-petition'),
    );
    expect(acceptExplanation(aTask({ petition: petition('explain') }), { petitionId, heldUntil }, context())).toEqual(
      refused('day-in-the-past'),
    );
  });
});

describe('upholding a dispute', () => {
  const disputed = aTask({ petition: petition('dispute'), supportingUnitIds: [police], judgedHard: '不属本单位职责' });

  it('gives the same task to the other unit with a fresh round, and tells both', () => {
    const decision = upholdDispute(disputed, { petitionId, to: police }, context());

    expect(taskAfter(disputed, now, factsOf(decision))).toEqual(
      aTask({ unitId: police, attention: freshAttention(2, day('2026-03-20')) }),
    );
    expect(said(decision)).toEqual(['petition-decided → unit-education liaison', 'reassigned → unit-police liaison']);
  });

  it('beyond the limit does not lay the past on the new unit, and takes back what was said above the liaison', () => {
    const overdue = { ...disputed, attention: { ...freshAttention(1), rung: 2, rungOn: day('2026-04-03') } };
    const late = context({ now: at('2026-04-09 10:00') });
    const decision = upholdDispute(overdue, { petitionId, to: police }, late);

    expect(taskAfter(overdue, late.now, factsOf(decision))).toMatchObject({
      dueOn: '2026-04-16',
      originalDueOn: '2026-03-31',
    });
    expect(said(decision)).toContain('correction → unit-education unit-deputy-head');
  });

  it('with a day set by the office uses that day', () => {
    const facts = factsOf(upholdDispute(disputed, { petitionId, to: police, dueOn: day('2026-05-29') }, context()));

    expect(taskAfter(disputed, now, facts).dueOn).toBe('2026-05-29');
  });

  it.each<[string, Task, { to: UnitId; dueOn?: Day }, string]>([
    ['the same unit', disputed, { to: unitId }, 'same-unit'],
    ['no dispute open', aTask(), { to: police }, 'no-open-petition'],
    ['a day gone by', disputed, { to: police, dueOn: day('2026-03-19') }, 'day-in-the-past'],
  ])('is refused with %s', (_, task, act, refusal) => {
    expect(upholdDispute(task, { petitionId, ...act }, context())).toEqual(refused(refusal));
  });
});

describe('reassigning a task', () => {
  it('keeps the task, its code and its day, and tells both units', () => {
    const decision = reassignTask(aTask(), { to: police }, context());

    expect(taskAfter(aTask(), now, factsOf(decision))).toEqual(
      aTask({ unitId: police, attention: freshAttention(2, day('2026-03-20')) }),
    );
    expect(said(decision)).toEqual(['reassigned → unit-education liaison', 'reassigned → unit-police liaison']);
  });

  it('is refused to the same unit, and while a report is with the office', () => {
    expect(reassignTask(aTask(), { to: unitId }, context())).toEqual(refused('same-unit'));
    expect(reassignTask(aTask({ state: reported }), { to: police }, context())).toEqual(refused('not-open'));
  });
});

describe('deciding a day', () => {
  it('starts the clock of a task without one', () => {
    const task = aTask({ dueOn: null });
    const decision = decideDeadline(task, { dueOn: day('2026-06-30') }, context());

    expect(taskAfter(task, now, factsOf(decision))).toMatchObject({
      dueOn: '2026-06-30',
      originalDueOn: '2026-06-30',
      extensions: 0,
    });
    expect(said(decision)).toEqual(['assigned → unit-education liaison']);
  });

  it('is refused where one stands, and for a day gone by', () => {
    expect(decideDeadline(aTask(), { dueOn: day('2026-06-30') }, context())).toEqual(refused('already-decided'));
    expect(decideDeadline(aTask({ dueOn: null }), { dueOn: day('2026-03-19') }, context())).toEqual(
      refused('day-in-the-past'),
    );
  });
});

describe('holding the ladder and skipping a rung', () => {
  it('takes a reason and a day to come', () => {
    const held = factsOf(holdLadder(aTask(), { until: day('2026-03-20'), reasonHash: 'r' }, context()));

    expect(taskAfter(aTask(), now, held).attention.heldUntil).toBe('2026-03-20');
    expect(holdLadder(aTask(), { until: day('2026-03-20'), reasonHash: '' }, context())).toEqual(
      refused('reason-required'),
    );
    expect(holdLadder(aTask(), { until: day('2026-03-19'), reasonHash: 'r' }, context())).toEqual(
      refused('day-in-the-past'),
    );
    expect(holdLadder(aTask({ state: reported }), { until: day('2026-03-20'), reasonHash: 'r' }, context())).toEqual(
      refused('not-open'),
    );
  });

  it('skips only a rung that is to come, once', () => {
    const task = aTask({ attention: { ...freshAttention(1), rung: 1 } });
    const skipped = taskAfter(task, now, factsOf(skipRung(task, { rung: 2, reasonHash: 'r' })));

    expect(skipped.attention.skippedRungs).toEqual([2]);
    expect(skipRung(skipped, { rung: 2, reasonHash: 'r' })).toEqual(refused('already-decided'));
    expect(skipRung(task, { rung: 1, reasonHash: 'r' })).toEqual(refused('already-decided'));
    expect(skipRung(task, { rung: 2, reasonHash: '' })).toEqual(refused('reason-required'));
  });
});

describe('judging, acknowledging, cancelling', () => {
  it('a judgement needs a note, and is taken back by none', () => {
    const judged = taskAfter(aTask(), now, factsOf(judgeHard(aTask(), { note: '资金未到位', noteHash: 'h' })));

    expect(judged.judgedHard).toBe('资金未到位');
    expect(taskAfter(judged, now, factsOf(judgeHard(judged, { note: null, noteHash: null }))).judgedHard).toBeNull();
    expect(judgeHard(aTask(), { note: ' ', noteHash: 'h' })).toEqual(refused('reason-required'));
  });

  it('an acknowledgement is a fact and changes nothing', () => {
    expect(taskAfter(aTask(), now, factsOf(acknowledgeTask(aTask())))).toEqual(aTask());
  });

  it('a cancellation says why, tells the unit and drops what is open', () => {
    const task = aTask({ petition: petition('extension') });
    const decision = cancelTask(task, { reason: '与（三）合并' });

    expect(taskAfter(task, now, factsOf(decision))).toMatchObject({
      state: { status: 'cancelled', reason: '与（三）合并' },
      petition: null,
    });
    expect(said(decision)).toEqual(['cancelled → unit-education liaison']);
    expect(cancelTask(task, { reason: ' ' })).toEqual(refused('reason-required'));
  });
});
