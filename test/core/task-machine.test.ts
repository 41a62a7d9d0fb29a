import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEvent } from '../../src/core/apply-event.ts';
import { addDays, type Day, day, dayAt, instantAt } from '../../src/core/calendar.ts';
import { dutiesDue, latestMorning } from '../../src/core/duties.ts';
import { ladderOf } from '../../src/core/escalation.ts';
import type { Decision, TaskEvent, TaskFact } from '../../src/core/event.ts';
import type { PersonId, PetitionId, ReportId, SupervisionNoticeId, UnitId } from '../../src/core/ids.ts';
import * as lifecycle from '../../src/core/lifecycle.ts';
import { defaultPolicy, Policy } from '../../src/core/policy.ts';
import { nextAction } from '../../src/core/schedule.ts';
import { acknowledgeSupervision, signSupervision, withdrawSupervision } from '../../src/core/supervision.ts';
import { type Task, verdict } from '../../src/core/task.ts';
import type { Relation } from '../../src/core/unit.ts';
import { aTask, at, aUnit, calendar, officeUnitId, unitId } from '../support/builders.ts';
import { note } from '../support/results.ts';

/** A ladder that goes at once above the liaison, so that its warning falls before the limit. */
const steep = Policy.parse({
  remindBeforeWorkdays: [10, 3, 0],
  rungRepeats: 1,
  warnBeforeRungWorkdays: 2,
  ladders: {
    ...defaultPolicy.ladders,
    subordinate: [
      { onOverdueWorkday: 1, kind: 'chase-deputy-head', recipient: 'unit-deputy-head', mode: 'auto' },
      { onOverdueWorkday: 2, kind: 'supervise', recipient: 'unit-head', mode: 'sign' },
      { onOverdueWorkday: 9, kind: 'letter', recipient: 'unit-head', mode: 'sign' },
    ],
    peer: [
      { onOverdueWorkday: 1, kind: 'chase', recipient: 'liaison', mode: 'auto' },
      { onOverdueWorkday: 8, kind: 'chase-deputy-head', recipient: 'unit-deputy-head', mode: 'auto' },
    ],
  },
});

/** What really happens: a task, its clock, and every fact that was written. */
class World {
  now = at('2026-03-02 10:00');
  readonly ledger: TaskEvent[] = [];
  readonly started: Task;
  task: Task;
  serial = 0;
  /** Nothing is owed at this instant, as far as the last check knows. */
  isIdle = false;
  readonly relation: Relation;
  readonly ownReview: boolean;

  constructor(over: Partial<Task>, relation: Relation, ownReview: boolean) {
    this.relation = relation;
    this.ownReview = ownReview;
    this.started = aTask(over);
    this.task = this.started;
    this.take(lifecycle.startTask(this.task));
  }

  get unit() {
    return aUnit({ id: this.task.unitId, relation: this.relation, ownReview: this.ownReview });
  }

  get context() {
    return { now: this.now, calendar, unit: this.unit, officeUnitId };
  }

  id<Id extends string>(): Id {
    this.serial += 1;
    return `id-${this.serial}` as Id;
  }

  append(facts: readonly TaskFact[], personId: PersonId | null = 'clerk' as PersonId) {
    for (const fact of facts) {
      const event: TaskEvent = { ...fact, taskId: this.task.id, at: this.now, actor: { personId, via: 'web' } };
      this.ledger.push(event);
      this.task = applyEvent(this.task, event);
    }
  }

  take(decision: Decision) {
    if (decision.ok) this.append(decision.events);
  }

  owed(now = this.now) {
    return dutiesDue(this.task, now, calendar, this.unit, officeUnitId, () => this.id<SupervisionNoticeId>());
  }

  sweep() {
    this.append(this.owed().events, null);
  }
}

/** Working days in (from, to], counted day by day on a paper calendar. */
function worked(from: Day | null, to: Day): number {
  let count = 0;
  if (from !== null)
    for (let on = addDays(from, 1); on <= to; on = addDays(on, 1)) if (calendar.isWorkday(on)) count += 1;
  return count;
}

const freshRounds =
  /^(task-returned|task-reopened|extension-granted|task-reassigned|dispute-upheld|deadline-decided|escalation-corrected)$/;

/** The naive model: what a clerk with the ledger and a paper calendar would say, without any state of ours. */
function naive(world: World) {
  let [dueOn, supplement] = [world.started.dueOn, null as Day | null];
  let [claim, standing] = [null as Date | null, null as Date | null];
  let [status, round, rungs, skipped] = ['open', 1, [] as number[], [] as number[]];
  let [asked, heldUntil, climbedOn] = [null as string | null, null as Day | null, null as Day | null];
  const earliest = (a: Date | null, b: Date) => (a !== null && a < b ? a : b);
  for (const event of world.ledger) {
    if (freshRounds.test(event.type)) [round, rungs, skipped, heldUntil] = [round + 1, [], [], null];
    if (event.type === 'task-reported-done' && event.needsConfirmation) standing = earliest(standing, event.madeAt);
    else if (event.type === 'task-reported-done') {
      claim = earliest(status === 'reported-done' ? claim : standing, event.madeAt);
      [status, standing] = ['reported-done', null];
    } else if (event.type === 'report-confirmed') [status, claim, standing] = ['reported-done', standing, null];
    else if (event.type === 'report-corrected' && !event.claimsDone) [status, standing] = ['open', null];
    else if (event.type === 'task-returned' || event.type === 'task-reopened')
      [status, supplement] = ['open', event.supplementDueOn];
    else if (event.type === 'extension-granted') {
      asked = null;
      if (status === 'open' && supplement !== null) supplement = event.to;
      else dueOn = event.to;
    } else if (event.type === 'task-reassigned' || event.type === 'dispute-upheld')
      [status, supplement, standing, asked] = ['open', null, null, null];
    else if (event.type === 'deadline-decided') dueOn = event.dueOn;
    else if (event.type === 'task-closed') [status, asked] = ['closed', null];
    else if (event.type === 'task-cancelled') status = 'cancelled';
    else if (event.type === 'petition-made') asked = event.kind;
    else if (event.type === 'petition-refused') asked = null;
    else if (event.type === 'explanation-accepted') [asked, heldUntil] = [null, event.heldUntil];
    else if (event.type === 'ladder-held') heldUntil = event.until;
    else if (event.type === 'rung-skipped') skipped = [...skipped, event.rung];
    else if (event.type === 'rung-climbed' && event.repeat === 0)
      [rungs, climbedOn] = [[...rungs, event.rung], event.on];
  }
  const inForce = supplement ?? dueOn;
  const morning = latestMorning(world.now, world.task.policy, calendar);
  const isLate = (limit: Day | null, instant: Date) => limit !== null && worked(limit, dayAt(instant)) > 0;
  const verdicts: Record<string, string> = {
    cancelled: 'cancelled',
    open: isLate(inForce, world.now) ? 'late' : 'open',
    'reported-done': claim && isLate(dueOn, claim) ? 'late' : 'on-time',
    closed: claim && isLate(dueOn, claim) ? 'late' : 'on-time',
  };
  const overdue = status === 'open' ? worked(inForce, morning) : 0;
  const isHeld = asked === 'extension' || (heldUntil !== null && heldUntil >= morning);
  const sinceClimb = worked(climbedOn, morning);
  return { status, round, rungs, skipped, judged: verdicts[status], overdue, morning, isHeld, sinceClimb };
}

/** One thing that happens; `n` sets its days or hours. Refused acts change nothing. */
const acts: Record<string, (world: World, n: number) => void> = {
  sweep: (world) => world.sweep(),
  passDays: (world, n) => {
    world.now = new Date(world.now.getTime() + n * 86_400_000 + n * 3_700_000);
    world.sweep();
  },
  nextMorning: (world) => {
    const next = nextAction(world.task, world.now, calendar, world.unit);
    if (next) world.now = next;
    world.sweep();
  },
  passHours: (world, n) => {
    world.now = new Date(world.now.getTime() + n * 3_600_000);
  },
  progress: (world, n) => {
    const said = { reportId: world.id<ReportId>(), unitId: world.task.unitId, textHash: 'h', summary: 's', percent: n };
    world.take(lifecycle.reportProgress(world.task, { ...said, madeAt: world.now }));
  },
  done: (world, n) => {
    const madeAt = new Date(world.now.getTime() - n * n * 3_600_000);
    const said = { reportId: world.id<ReportId>(), unitId: world.task.unitId, textHash: 'h', summary: 's', madeAt };
    world.take(lifecycle.reportDone(world.task, said, world.context));
  },
  confirm: (world) => {
    const { state } = world.task;
    if (state.status !== 'open' || !state.awaitingConfirmation) return;
    world.take(lifecycle.confirmReport(world.task, state.awaitingConfirmation, world.context));
  },
  takeBack: (world) => {
    const { state } = world.task;
    if (state.status !== 'reported-done') return;
    const said = { reportId: world.id<ReportId>(), unitId: world.task.unitId, textHash: 'h', summary: 's', percent: 1 };
    const corrects = { correctsReportId: state.reportId, claimsDone: false, madeAt: world.now };
    world.take(lifecycle.correctReport(world.task, { ...said, ...corrects }, world.context));
  },
  return: (world, n) =>
    world.take(
      lifecycle.returnTask(
        world.task,
        { supplementDueOn: addDays(dayAt(world.now), n), reasonHash: 'h' },
        world.context,
      ),
    ),
  close: (world) => world.take(lifecycle.closeTask(world.task, world.context)),
  reopen: (world, n) =>
    world.take(
      lifecycle.reopenTask(
        world.task,
        { supplementDueOn: addDays(dayAt(world.now), n), reasonHash: 'h' },
        world.context,
      ),
    ),
  cancel: (world, n) => {
    if (n > 10) world.take(lifecycle.cancelTask(world.task, { reason: '合并' }));
  },
  askExtension: (world, n) => {
    const asked = { petitionId: world.id<PetitionId>(), unitId: world.task.unitId, textHash: 'h', askedAt: world.now };
    const requestedDay = addDays(dayAt(world.now), n + 7);
    world.take(lifecycle.askExtension(world.task, { ...asked, requestedDay }, world.context));
  },
  explain: (world) => {
    const asked = { petitionId: world.id<PetitionId>(), unitId: world.task.unitId, textHash: 'h', askedAt: world.now };
    world.take(lifecycle.askExplain(world.task, asked, world.context));
  },
  dispute: (world) => {
    const asked = { petitionId: world.id<PetitionId>(), unitId: world.task.unitId, textHash: 'h', askedAt: world.now };
    world.take(lifecycle.dispute(world.task, asked, world.context));
  },
  decidePetition: (world, n) => {
    const { petition } = world.task;
    if (!petition) return;
    const petitionId = petition.id;
    const to = addDays(dayAt(world.now), n);
    if (n % 3 === 0) world.take(lifecycle.refusePetition(world.task, { petitionId, reasonHash: 'h' }));
    else if (petition.kind === 'extension')
      world.take(lifecycle.grantExtension(world.task, { petitionId, to }, world.context));
    else if (petition.kind === 'explain')
      world.take(lifecycle.acceptExplanation(world.task, { petitionId, heldUntil: to }, world.context));
    else world.take(lifecycle.upholdDispute(world.task, { petitionId, to: other(world) }, world.context));
  },
  reassign: (world) => world.take(lifecycle.reassignTask(world.task, { to: other(world) }, world.context)),
  decideDay: (world, n) =>
    world.take(lifecycle.decideDeadline(world.task, { dueOn: addDays(dayAt(world.now), n) }, world.context)),
  hold: (world, n) =>
    world.take(
      lifecycle.holdLadder(world.task, { until: addDays(dayAt(world.now), n), reasonHash: 'h' }, world.context),
    ),
  skip: (world, n) => world.take(lifecycle.skipRung(world.task, { rung: (n % 3) + 1, reasonHash: 'h' })),
  sign: (world) => {
    const noticeId = world.task.supervisionNoticeId;
    if (noticeId) world.take(signSupervision(world.task, { noticeId, number: '督办〔2026〕1号' }, world.context));
  },
  acknowledge: (world) => {
    const noticeId = world.task.supervisionNoticeId;
    if (noticeId) world.take(acknowledgeSupervision(world.task, { noticeId }));
  },
  withdraw: (world) => {
    const noticeId = world.task.supervisionNoticeId;
    if (noticeId) world.take(withdrawSupervision(world.task, { noticeId, reasonHash: 'h' }));
  },
};

const other = (world: World): UnitId => (world.task.unitId === unitId ? ('unit-b' as UnitId) : unitId);

function check(world: World, act: string, wroteFrom: number) {
  const { task, now } = world;
  const written = world.ledger.slice(wroteFrom);
  const swept = act === 'sweep' || act === 'passDays' || act === 'nextMorning';
  // A refused act has changed nothing.
  if (written.length === 0 && !swept && act !== 'passHours') return;
  const model = naive(world);

  // The verdict is a function of the ledger and the calendar (I4).
  if (verdict(task, dayAt(now), calendar) !== model.judged) fail(world, `verdict is not ${model.judged}`);
  if (task.state.status !== model.status) fail(world, `status is not ${model.status}`);
  if (task.attention.round !== model.round) fail(world, `round is not ${model.round}`);

  // Each rung once, upward, over nothing but skipped ones; none but on an open task beyond its limit (I6).
  const ladder = ladderOf(task.policy, world.relation);
  model.rungs.forEach((rung, index) => {
    const below = model.rungs[index - 1] ?? 0;
    if (rung <= below || model.skipped.includes(rung)) fail(world, `rung ${rung} after ${below}`);
    for (let left = below + 1; left < rung; left += 1)
      if (!model.skipped.includes(left)) fail(world, `rung ${left} left out`);
  });
  const climbed = written.filter((event) => event.type === 'rung-climbed' || event.type === 'rung-exhausted');
  if (climbed.length > 0 && (model.overdue === 0 || model.isHeld)) fail(world, 'climbed without cause');

  if (swept) {
    if (world.owed().events.length > 0) fail(world, 'a sweep leaves duties behind');
    const isSettled = model.morning > (task.attention.decidedThrough ?? '') && !model.isHeld && model.status === 'open';
    const due = ladder.flatMap((rung, index) => (rung.onOverdueWorkday <= model.overdue ? [index + 1] : []));
    const top = due.filter((rung) => !model.skipped.includes(rung)).at(-1) ?? 0;
    if (isSettled && task.attention.rung < top) fail(world, `the ladder is not on rung ${top}`);
    const said = Math.min(
      task.policy.rungRepeats + 1,
      Math.floor(model.sinceClimb / task.policy.repeatRungEveryWorkdays),
    );
    const repeats = ladder[task.attention.rung - 1]?.mode === 'auto' && model.overdue > 0;
    if (isSettled && repeats && task.attention.repeats !== said)
      fail(world, `the rung was not said ${said} times again`);
    if (written.filter((event) => event.type === 'task-reminded').length > 1) fail(world, 'reminded twice');
  }

  if (written.length === 0) {
    world.isIdle &&= act !== 'passHours';
    return;
  }
  const next = nextAction(task, now, calendar, world.unit);
  // What an act of the day brings about is decided the next morning.
  if (world.isIdle && next === now) fail(world, 'an act makes duties in the middle of the day');
  world.isIdle = next === null || next > now;
  if (model.status === 'closed' || model.status === 'cancelled') {
    if (next !== null || world.owed().events.length > 0) fail(world, 'duties after the end');
  } else if (next !== null && next > now) {
    if (world.owed(next).events.length === 0) fail(world, 'woken for nothing');
    const between = new Date(now.getTime() + (next.getTime() - now.getTime()) * 0.6);
    if (world.owed(between).events.length > 0) fail(world, `something is due before ${next.toISOString()}`);
    if (world.owed(new Date(next.getTime() - 1)).events.length > 0) fail(world, 'something is due the moment before');
  } else if (next === null && world.owed(instantAt(addDays(dayAt(now), 90), '12:00')).events.length > 0) {
    fail(world, 'forgotten');
  }
}

function fail(world: World, what: string): never {
  throw new Error(
    `${what}\nnow ${world.now.toISOString()}\n${JSON.stringify(world.task, null, 1)}\n${JSON.stringify(world.ledger, null, 1)}`,
  );
}

const histories = Number(process.env.DUBAN_HISTORIES ?? 100_000);

// Time passes more often than people act, so that ladders are climbed to their end.
const often = [
  'nextMorning',
  'nextMorning',
  'nextMorning',
  'nextMorning',
  'nextMorning',
  'passDays',
  'passDays',
  'done',
];
const step = fc.tuple(fc.constantFrom(...Object.keys(acts), ...often), fc.nat(12));
const history = fc.tuple(
  fc.constantFrom<Relation>('subordinate', 'peer', 'judicial', 'vertical', 'office'),
  fc.constantFrom(defaultPolicy, steep),
  fc.constantFrom<Day | null>(day('2026-03-04'), day('2026-03-31'), day('2026-05-01'), day('2026-06-30'), null),
  fc.boolean(),
  fc.array(step, { maxLength: 20, size: 'max' }),
);

describe('a task through any history', () => {
  it(`agrees with the naive model, climbs each rung once and owes nothing before its next instant (${histories} histories)`, () => {
    let steps = 0;
    fc.assert(
      fc.property(history, ([relation, policy, dueOn, ownReview, list]) => {
        const world = new World({ policy, dueOn }, relation, ownReview);
        for (const [act, n] of list) {
          const wroteFrom = world.ledger.length;
          acts[act]?.(world, n);
          check(world, act, wroteFrom);
          steps += 1;
        }
        // The ledger in order gives the task as it stands.
        expect(isDeepStrictEqual(world.ledger.reduce(applyEvent, world.started), world.task)).toBe(true);
      }),
      { numRuns: histories },
    );
    expect(steps).toBeGreaterThan(histories);
    note('histories', { histories, steps });
  }, 600_000);
});
