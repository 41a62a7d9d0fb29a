import { applyEvent } from '../core/apply-event.ts';
import type { Decision, TaskEvent, TaskFact } from '../core/event.ts';
import type { PersonId, SupervisionNoticeId, TaskId } from '../core/ids.ts';
import type { NoticeFacts } from '../core/message/catalogue.ts';
import type { Message } from '../core/message/message.ts';
import type { NoticeDraft } from '../core/notice.ts';
import { type Act, may } from '../core/permission.ts';
import type { Actor, Petition, Report, SupervisionNotice, Via } from '../core/report.ts';
import { nextAction } from '../core/schedule.ts';
import type { Task } from '../core/task.ts';
import { type Unit, unitOf } from '../core/unit.ts';
import { ConflictError } from '../errors.ts';
import type { Change } from '../ports.ts';
import { address, type Said } from './address.ts';
import { actingAs, type Deps, loadScene, type Scene, textsOfOffice } from './scene.ts';

/** Who acts on which task, through what, and the input it answers (stored as handled with the change). */
export interface ActInput {
  readonly by: PersonId;
  readonly via: Via;
  readonly taskId: TaskId;
  /** The platform's own key of the input: the same one twice has one effect and one answer. */
  readonly key?: { readonly platform: string; readonly key: string };
  /** The input's stored text is emptied: a discreet item takes none. */
  readonly erase?: boolean;
  /** With `erase`: the earlier input whose words these are, emptied too. */
  readonly waited?: string;
  /** One part of several: the answer is given back, and sent with the others by the caller. */
  readonly partly?: boolean;
}

/** What a decision brings with it: rows of its own, facts for the wording, and the answer to the person who acted. */
export interface Taken {
  readonly decision: Decision;
  readonly reports?: readonly Report[];
  readonly petitions?: readonly Petition[];
  readonly supervisionNotices?: readonly SupervisionNotice[];
  readonly settledNotices?: Change['settledNotices'];
  readonly wording?: Partial<
    Pick<NoticeFacts, 'report' | 'petition' | 'supervisionNotice' | 'reason' | 'otherUnit' | 'earlierReports'>
  >;
  readonly answer?: (after: Task) => Message;
}

export type ActOutcome =
  | { readonly ok: true; readonly task: Task; readonly answer: Message | null; readonly duplicate: boolean }
  | { readonly ok: false; readonly refusal: Extract<Decision, { ok: false }>['refusal']; readonly task: Task | null };

/**
 * When a person acts on one task: load, ask permission, decide, commit; the answer goes out as a delivery in the same commit.
 * A conflict runs it again on the fresh task, three times at most. "Not yours" and "not there" look the same.
 */
export async function actOnTask(
  deps: Deps,
  input: ActInput,
  act: Act,
  take: (task: Task, scene: Scene, unit: Unit) => Taken | Promise<Taken>,
): Promise<ActOutcome> {
  for (let tries = 1; ; tries += 1) {
    const scene = await loadScene(deps);
    const task = await deps.stores.task(input.taskId);
    if (!task) return { ok: false, refusal: 'not-there', task: null };
    const no = refusalOf(scene, input.by, act, task);
    if (no) return { ok: false, refusal: no, task: no === 'not-there' ? null : task };
    const unit = unitOf(scene.directory, task.unitId);
    const taken = await take(task, scene, unit);
    if (!taken.decision.ok) return { ok: false, refusal: taken.decision.refusal, task };
    const { change: bare, after } = changeOf(deps, scene, task, { personId: input.by, via: input.via }, taken);
    const change = await withConsequences(deps, task, after, bare);
    const answer = taken.answer?.(after) ?? null;
    try {
      const outcome = await deps.stores.commit(withAnswer(deps, scene, change, input, answer));
      return { ok: true, task: after, answer, duplicate: outcome === 'duplicate' };
    } catch (error) {
      if (!(error instanceof ConflictError) || tries === 3) throw error;
    }
  }
}

/** Asks core/permission about a person and a task. */
export function mayAct(scene: Scene, by: PersonId, act: Act, task: Task): boolean {
  return may(actingAs(scene, by), act, {
    unitId: task.unitId,
    supportingUnitIds: task.supportingUnitIds,
    officeUnitId: scene.officeUnit.id,
  });
}

/** Acts of a named signer. */
const SIGNED: ReadonlySet<Act> = new Set<Act>(['sign-notice', 'withdraw-notice', 'sign-bulletin']);

/**
 * Why a person may not do something of the office's; null when they may. Who sees everything (the office, leaders) is told whose it
 * is; for anybody else it looks as if it were not there.
 */
export function officeRefusal(
  scene: Scene,
  by: PersonId,
  act: Act,
): 'not-there' | 'not-permitted' | 'signers-only' | null {
  const object = { officeUnitId: scene.officeUnit.id };
  const acting = actingAs(scene, by);
  if (may(acting, act, object)) return null;
  if (!may(acting, 'list-all', object)) return 'not-there';
  return SIGNED.has(act) ? 'signers-only' : 'not-permitted';
}

/** Acts of the unit itself: whoever sees every task is no part of it, and the task is as good as not there for the act. */
const OF_UNIT: ReadonlySet<Act> = new Set<Act>(['report', 'contribute', 'confirm', 'petition', 'acknowledge-notice']);

/**
 * Why a person may not do this to a task; null when they may. "Not yours" and "not there" look the same, but a supporting unit knows
 * of the task: it is told that the lead unit asks and reports. So does who sees every task: they are told who signs or decides.
 */
export function refusalOf(
  scene: Scene,
  by: PersonId,
  act: Act,
  task: Task,
): 'not-there' | 'not-lead-unit' | 'not-permitted' | 'signers-only' | null {
  if (mayAct(scene, by, act, task)) return null;
  if (!OF_UNIT.has(act)) return officeRefusal(scene, by, act) ?? 'not-there';
  const ofUnit = act === 'petition' || act === 'report';
  return ofUnit && mayAct(scene, by, 'contribute', task) ? 'not-lead-unit' : 'not-there';
}

/** Folds a decision into what one transaction writes: the task after it, its facts, what must be said and to whom. */
export function changeOf(
  deps: Deps,
  scene: Scene,
  task: Task,
  actor: Actor,
  taken: Taken,
): { change: Change; after: Task } {
  if (!taken.decision.ok) throw new Error('A refusal writes nothing');
  const { after, events } = fold(scene, task, actor, taken.decision.events);
  const drafts = taken.decision.notices.map((draft) => worded(deps, scene, after, taken, draft));
  return {
    after,
    change: {
      tasks: [after],
      events,
      withdrawnDrafts: withdrawnIn(events),
      ...address(deps, scene, drafts),
      ...(taken.reports ? { reports: taken.reports } : {}),
      ...(taken.petitions ? { petitions: taken.petitions } : {}),
      ...(taken.supervisionNotices ? { supervisionNotices: taken.supervisionNotices } : {}),
      ...(taken.settledNotices ? { settledNotices: taken.settledNotices } : {}),
    },
  };
}

/**
 * What follows for rows of their own: notices of a chaser that was wrong are annulled, a petition that the act made pointless is
 * withdrawn.
 */
async function withConsequences(deps: Deps, task: Task, after: Task, change: Change): Promise<Change> {
  const rounds = new Set(
    (change.events ?? []).flatMap((event) => (event.type === 'escalation-corrected' ? event.annulledRounds : [])),
  );
  const wrong =
    rounds.size > 0 ? (await deps.stores.noticesOf(task.id)).filter((notice) => rounds.has(notice.round)) : [];
  const settled =
    wrong.length > 0
      ? [{ ids: wrong.map((notice) => notice.id), status: 'annulled' as const, reason: 'reported in time' }]
      : [];
  const pointless =
    task.petition && !after.petition && !change.petitions ? await deps.stores.petition(task.petition.id) : null;
  return {
    ...change,
    settledNotices: [...(change.settledNotices ?? []), ...settled],
    ...(pointless ? { petitions: [{ ...pointless, status: 'withdrawn' }] } : {}),
  };
}

/** Drafts that the facts withdraw because their reason is gone. */
export function withdrawnIn(events: readonly TaskEvent[]): readonly SupervisionNoticeId[] {
  return events.flatMap((event) => (event.type === 'supervision-notice-withdrawn' ? [event.noticeId] : []));
}

/** The task after its facts, with the next instant that needs attention worked out anew. */
export function fold(
  scene: Scene,
  task: Task,
  actor: Actor,
  facts: readonly TaskFact[],
): { after: Task; events: readonly TaskEvent[] } {
  const events = facts.map((fact): TaskEvent => ({ ...fact, taskId: task.id, at: scene.now, actor }));
  const state = events.reduce(applyEvent, task);
  const unit = unitOf(scene.directory, state.unitId);
  return { after: { ...state, nextActionAt: nextAction(state, scene.now, scene.calendar, unit) }, events };
}

/** A notice that goes at once is worded now, from what the act knows; a line of a card is worded when the card is made. */
export function worded(deps: Deps, scene: Scene, task: Task, taken: Pick<Taken, 'wording'>, draft: Said): Said {
  if (draft.manner === 'card' || draft.message || draft.say) return draft;
  const { otherUnit, ...known } = taken.wording ?? {};
  // The unit that had the task before is told of its release; the one that has it now, of its duty.
  const released =
    otherUnit && 'unitId' in draft.recipient && draft.recipient.unitId === otherUnit.id ? { otherUnit } : {};
  const unit = unitOf(scene.directory, task.unitId);
  const { document } = textsOfOffice(deps);
  const formal = known.supervisionNotice;
  const facts: NoticeFacts = {
    kind: draft.kind,
    task,
    unit,
    ...(formal ? { formalText: document.supervisionNotice(formal, task, unit, null, scene.setting) } : {}),
    ...known,
    ...released,
  };
  return { ...draft, say: (texts) => texts.notice(facts, scene.setting) };
}

/** Adds the answer to the person who acted, unique by the input it answers. */
export function withAnswer(
  deps: Deps,
  scene: Scene,
  change: Change,
  input: Omit<ActInput, 'taskId'>,
  answer: Message | null,
): Change {
  const said: readonly NoticeDraft[] =
    answer && input.key && !input.partly
      ? [
          {
            taskId: null,
            dueOn: null,
            kind: 'answer',
            round: `${input.key.platform}:${input.key.key}`,
            recipient: { personId: input.by },
            manner: 'now',
            message: answer,
          },
        ]
      : [];
  const more = address(deps, scene, said);
  return {
    ...change,
    notices: [...(change.notices ?? []), ...more.notices],
    deliveries: [...(change.deliveries ?? []), ...more.deliveries],
    ...(input.key ? { handled: handledAs(input.key, input) } : {}),
  };
}

function handledAs(
  key: NonNullable<ActInput['key']>,
  { erase, waited }: Pick<ActInput, 'erase' | 'waited'>,
): NonNullable<Change['handled']> {
  return erase ? { ...key, erase: true, ...(waited === undefined ? {} : { waited }) } : key;
}
