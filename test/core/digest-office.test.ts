import { describe, expect, it } from 'vitest';
import type { TaskState } from '../../src/core/task.ts';
import {
  at,
  education,
  noticeWith,
  office,
  offlineDelivery,
  personNamed,
  petitionWith,
  roleOf,
  supervisionWith,
  taskWith,
} from '../support/message-facts.ts';
import { cardFor, codesOn, due, waiting, wang } from '../support/morning-cards.ts';

const li = personNamed('李强');

describe('the morning card of the office', () => {
  const clerk = { person: li, roles: [roleOf(li, office, 'office-staff'), roleOf(li, office, 'liaison')] };
  const nothing = { tasks: [], waitingReview: [], petitions: [], toSign: [], toPhone: [], undecided: [] };
  const fresh: TaskState = { ...waiting, waitingSince: at('2026-06-29 10:00') };

  it('is not sent when the office has nothing to do', () => {
    expect(cardFor({ ...clerk, office: nothing })).toBeNull();
  });

  it('on ordinary days shows what has waited as long as the policy allows', () => {
    const old = due('26-1-1', '2026-06-30', { state: waiting });
    const young = due('26-2-1', '2026-06-30', { state: fresh });
    const petition = { ...petitionWith(taskWith()), askedAt: at('2026-06-29 16:00') };
    const asked = due('26-3-1', '2026-06-30', { petition });
    const askedToday = due('26-4-1', '2026-06-30', { petition: { ...petition, askedAt: at('2026-06-30 08:00') } });
    const late = due('26-5-1', '2026-06-15');
    const office = {
      ...nothing,
      tasks: [late],
      waitingReview: [old, young],
      petitions: [asked, askedToday],
      toSign: [
        supervisionWith(late, { draftedAt: at('2026-06-26 09:00') }),
        supervisionWith(late, { draftedAt: at('2026-06-29 09:00') }),
      ],
      undecided: [taskWith({ code: '26-9-1', dueOn: null })],
    };
    const card = cardFor({ ...clerk, office });

    expect(codesOn(card)).toEqual([
      ['to-review', '26-1-1'],
      ['to-decide', '26-3-1'],
      ['to-sign', ''],
    ]);
    expect(card?.sections[2]).toMatchObject({ drafts: [{ notice: { draftedAt: at('2026-06-26 09:00') } }] });
    expect(card?.summary).toBeNull();
  });

  it('on the weekly card shows all of it, with the figures of all units in one line', () => {
    const tasks = [
      due('26-1-1', '2026-06-12'),
      due('26-2-1', '2026-07-02'),
      due('26-3-1', '2026-12-31'),
      due('26-4-1', '2026-06-30', { state: fresh }),
    ];
    const undecided = [taskWith({ code: '26-9-1', dueOn: null })];
    const card = cardFor({
      ...clerk,
      weekly: true,
      office: { ...nothing, tasks, waitingReview: tasks.slice(3), undecided, yearEnd: tasks.slice(2, 3) },
    });

    expect(codesOn(card)).toEqual([
      ['to-review', '26-4-1'],
      ['undecided', '26-9-1'],
      ['year-end', '26-3-1'],
    ]);
    expect(card?.summary).toEqual({ open: 3, overdue: 1, soon: 1, waiting: 1 });
  });

  it('is told of a task to be phoned about when the ladder is exhausted', () => {
    const late = due('26-1-1', '2026-06-12');
    const notice = noticeWith(late, 'phone', { recipient: { unitId: office.id, role: 'office-staff' } });

    expect(codesOn(cardFor({ ...clerk, tasks: [late], notices: [notice], office: nothing }))).toEqual([
      ['to-call', '26-1-1'],
    ]);
  });

  it('names those to be phoned every day until it is recorded', () => {
    const card = cardFor({ ...clerk, office: { ...nothing, toPhone: [offlineDelivery(taskWith())], persons: [wang] } });

    expect(card?.sections).toMatchObject([{ kind: 'to-phone', calls: [{ unit: education, person: wang }] }]);
  });

  it('does not show the office’s own task twice', () => {
    const own = { unitId: office.id };
    const reported = due('26-1-1', '2026-06-30', { ...own, state: waiting });
    const undecided = taskWith({ code: '26-2-1', dueOn: null, ...own });
    const tasks = [reported, undecided];
    const card = cardFor({
      ...clerk,
      tasks,
      weekly: true,
      office: { ...nothing, tasks, waitingReview: [reported], undecided: [undecided], yearEnd: [reported] },
    });
    const codes = codesOn(card)?.map(([kind, code]) => `${kind} ${code}`);

    expect(codes).toEqual(['all 26-2-1', 'to-review 26-1-1', 'year-end 26-1-1']);
  });
});
