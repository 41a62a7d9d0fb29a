import { dutiesDue } from '../core/duties.ts';
import type { Refusal, TaskEvent } from '../core/event.ts';
import { may } from '../core/permission.ts';
import type { SupervisionNotice } from '../core/report.ts';
import { nextOfficeTime } from '../core/schedule.ts';
import type { Task } from '../core/task.ts';
import { unitOf } from '../core/unit.ts';
import { ConflictError } from '../errors.ts';
import type { Change, OfficeTime } from '../ports.ts';
import { type ActInput, fold, withAnswer, withdrawnIn, worded } from './act-on-task.ts';
import { address, type Said } from './address.ts';
import { auditDuties } from './audit-duties.ts';
import { morningCards } from './cards.ts';
import { draftBulletins } from './draft-bulletin.ts';
import { officePosts } from './office-posts.ts';
import { postLedgerHead } from './post-ledger-head.ts';
import { actingAs, type Deps, loadScene, type Scene } from './scene.ts';
import { windowNotices } from './windows.ts';

/** Tasks claimed in one transaction at most, unit by unit (lock order: tasks, deliveries by key, the ledger's head). */
const BATCH = 100;
/** A gap between two sweeps beyond this may be a clock that jumped: what it would escalate is counted first. */
const JUMP_MS = 24 * 3_600_000;

/** What a sweep did. `held` = a jump that would escalate too much waits for a person. */
export interface Swept {
  readonly tasks: number;
  readonly officeTimes: number;
  readonly released: number;
  readonly held: boolean;
}

const nothing: Swept = { tasks: 0, officeTimes: 0, released: 0, held: false };

const clockActor = { personId: null, via: 'clock' } as const;

/**
 * Every minute, and whenever something falls due: take what is due, ask core, write facts, notices, deliveries and the next
 * instant in one transaction each. Losing a sweep loses nothing; two at once do each thing once. `advancing` says that the
 * office clock was moved on purpose, step by step, which is no jump; `since`, that something fell due after that instant and what
 * lies before it is left to the minute.
 */
export async function sweep(deps: Deps, options: { advancing?: boolean; since?: Date } = {}): Promise<Swept> {
  if (!options.since && (await deps.stores.passIdle(deps.clock.now()))) return nothing;
  const scene = await morningScene(deps);
  if (!options.advancing && (await isHeld(deps, scene))) {
    return { tasks: 0, officeTimes: 0, released: await releaseAll(deps, scene), held: true };
  }

  const mark = options.since ?? (options.advancing ? scene.office.sweptUntil : null);
  const tasks = await sweepTasks(deps, scene, mark);
  const officeTimes = await serveOfficeTimes(deps, scene);
  // Who advances notes it once, at the end, and what is served in between is noted with the minute: each note is a commit of its own.
  if (!options.advancing && !options.since) await deps.stores.noteSwept(scene.now);
  return { tasks, officeTimes, released: await releaseAll(deps, scene), held: false };
}

/**
 * Takes what is due, batch by batch; where one is full, as many lanes at once as the stores allow: the others begin while the first
 * is being written. Returns how many tasks there were.
 */
async function sweepTasks(deps: Deps, scene: Scene, mark: Date | null): Promise<number> {
  const { stores } = deps;
  // Settled from the beginning: one that fails waits for the others before it is told.
  const others: Promise<PromiseSettledResult<number>[]>[] = [];
  const begin = () => Promise.allSettled([lane()]);
  const lane = async (): Promise<number> => {
    let taken = 0;
    for (let claimed = BATCH; claimed === BATCH; taken += claimed) {
      claimed = await stores.sweepDue(scene.now, mark, BATCH, (due) => {
        if (due.length === BATCH && others.length < stores.lanes - 1) others.push(begin());
        return duties(deps, scene, due);
      });
    }
    return taken;
  };
  const ended = [...(await begin()), ...(await Promise.all(others)).flat()];
  return ended.reduce((sum, each) => {
    if (each.status === 'rejected') throw each.reason;
    return sum + each.value;
  }, 0);
}

/** The moment of a sweep. After an outage today's cards have not left, whatever the hour: they take what is said now. */
async function morningScene(deps: Deps): Promise<Scene> {
  const scene = await loadScene(deps);
  if (!scene.cardsHaveLeft) return scene;
  const due = (await deps.stores.officeTimes()).some(
    (time) => time.kind === 'morning-card' && time.nextAt <= scene.now,
  );
  return { ...scene, cardsHaveLeft: !due };
}

/** Everything that should have been said about these tasks by now, as one change. Pure but for the ids. */
function duties(deps: Deps, scene: Scene, due: readonly Task[]): Change {
  const tasks: Task[] = [];
  const events: TaskEvent[] = [];
  const drafts: Said[] = [];
  const supervisionNotices: SupervisionNotice[] = [];
  for (const task of due) {
    const unit = unitOf(scene.directory, task.unitId);
    const owed = dutiesDue(task, scene.now, scene.calendar, unit, scene.officeUnit.id, () => deps.ids.next());
    const { after, events: facts } = fold(scene, task, clockActor, owed.events);
    const drafted = owed.drafts.map((draft): SupervisionNotice => supervisionDraft(scene, task, draft));
    tasks.push(after);
    events.push(...facts);
    supervisionNotices.push(...drafted);
    const wording = drafted[0] ? { supervisionNotice: drafted[0] } : {};
    drafts.push(...owed.notices.map((notice) => worded(deps, scene, after, { wording }, notice)));
  }
  return { tasks, events, supervisionNotices, withdrawnDrafts: withdrawnIn(events), ...address(deps, scene, drafts) };
}

function supervisionDraft(
  scene: Scene,
  task: Task,
  draft: ReturnType<typeof dutiesDue>['drafts'][number],
): SupervisionNotice {
  return {
    id: draft.noticeId,
    taskId: task.id,
    unitId: task.unitId,
    kind: draft.kind,
    draftedAt: scene.now,
    dueOn: draft.dueOn,
    overdueWorkdays: draft.overdueWorkdays,
    answerBy: draft.answerBy,
    status: 'drafted',
    signedBy: null,
    signedAt: null,
    number: null,
    deliveredAt: null,
    deliveredVia: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    withdrawnReason: null,
  };
}

/** After a jump of the clock: counts the rungs it would climb, holds if they are too many, and asks the office once. */
async function isHeld(deps: Deps, scene: Scene): Promise<boolean> {
  const { office, now } = scene;
  if (office.sweptUntil === null || now.getTime() - office.sweptUntil.getTime() <= JUMP_MS) return false;
  // The office was asked and has not answered: what is reported meanwhile does not make the clock right.
  if (office.sweepHeldUntil !== null) return true;
  const { open } = await deps.stores.dueShare(now);
  if (open < office.policy.holdEscalationsFromTasks) return false;
  const active = await deps.stores.tasks({ status: ['open'] });
  const climbing = active.filter((task) => {
    if (task.nextActionAt === null || task.nextActionAt > now) return false;
    const owed = dutiesDue(
      task,
      now,
      scene.calendar,
      unitOf(scene.directory, task.unitId),
      scene.officeUnit.id,
      () => 'counted' as never,
    );
    return owed.events.some((event) => event.type === 'rung-climbed' || event.type === 'supervision-notice-drafted');
  });
  if (climbing.length <= open * office.policy.holdEscalationsAboveShare) return false;
  const round = `sweep-held:${office.sweptUntil.toISOString()}`;
  const recipient = { unitId: scene.officeUnit.id, role: 'office-staff' } as const;
  await deps.stores.commit({
    office: { ...office, sweepHeldUntil: now },
    events: [
      { taskId: null, at: now, actor: clockActor, type: 'sweep-held', share: climbing.length / open, until: now },
    ],
    ...address(deps, scene, [
      {
        taskId: null,
        dueOn: null,
        kind: 'alarm',
        round,
        recipient,
        manner: 'now',
        say: (texts) => texts.alarm({ kind: 'sweep-held', due: climbing.length, open }, scene.setting),
      },
    ]),
  });
  return true;
}

/** When the office says that the clock is right: what was held goes out with the next sweep. */
export async function releaseSweep(
  deps: Deps,
  input: Omit<ActInput, 'taskId'>,
): Promise<{ ok: true } | { ok: false; refusal: Refusal }> {
  const scene = await loadScene(deps);
  const { office, now } = scene;
  if (!may(actingAs(scene, input.by), 'release-sweep', { officeUnitId: scene.officeUnit.id }))
    return { ok: false, refusal: 'not-there' };
  if (office.sweepHeldUntil === null) return { ok: false, refusal: 'already-decided' };
  const change: Change = {
    office: { ...office, sweepHeldUntil: null, sweptUntil: now },
    events: [{ taskId: null, at: now, actor: { personId: input.by, via: input.via }, type: 'sweep-released' }],
  };
  await deps.stores.commit(withAnswer(deps, scene, change, input, deps.texts.answer.released(scene.setting)));
  return { ok: true };
}

/** The office's own times: each serves once for what it missed, then moves to its next instant. */
async function serveOfficeTimes(deps: Deps, scene: Scene): Promise<number> {
  const due = (await deps.stores.officeTimes()).filter((time) => time.nextAt <= scene.now);
  for (const time of due) {
    const nextAt = nextOfficeTime(time.kind, scene.now, scene.office.policy, scene.calendar);
    const change = await serve(deps, scene, time);
    try {
      await deps.stores.commit({ ...change, officeTimes: [{ kind: time.kind, nextAt, was: time.nextAt }] });
    } catch (error) {
      // Another process has served it, or changed what it is about: what is still due is served with the next sweep.
      if (!(error instanceof ConflictError)) throw error;
    }
  }
  return due.length;
}

async function serve(deps: Deps, scene: Scene, time: OfficeTime): Promise<Change> {
  switch (time.kind) {
    case 'morning-card':
      return together({ deliveries: await morningCards(deps, scene) }, await officePosts(deps, scene));
    case 'audit':
      return auditDuties(deps, scene);
    case 'bulletin':
      return draftBulletins(deps, scene);
    case 'ledger-head':
      return postLedgerHead(deps, scene);
    case 'window':
      return windowNotices(deps, scene);
    case 'year-end':
      return {};
    default:
      return time.kind satisfies never;
  }
}

/** Two changes that write rows of their own. */
const together = (cards: Change, posts: Change): Change => ({
  ...posts,
  deliveries: [...(cards.deliveries ?? []), ...(posts.deliveries ?? [])],
});

async function releaseAll(deps: Deps, scene: Scene): Promise<number> {
  let released = 0;
  for (let batch = 500; batch === 500; released += batch) batch = await deps.stores.releaseDue(scene.now, 500);
  return released;
}
