import type { Day } from '../core/calendar.ts';
import type { DubanEvent, Refusal } from '../core/event.ts';
import type { PersonId } from '../core/ids.ts';
import { decideDeadline } from '../core/lifecycle.ts';
import type { Message } from '../core/message/message.ts';
import { may } from '../core/permission.ts';
import { dayAfterEvent, eventKey } from '../core/relative-day.ts';
import type { Actor, Via } from '../core/report.ts';
import type { Task } from '../core/task.ts';
import { unitOf } from '../core/unit.ts';
import { ConflictError } from '../errors.ts';
import type { Change } from '../ports.ts';
import { changeOf, withAnswer } from './act-on-task.ts';
import { actingAs, type Deps, loadScene } from './scene.ts';

export interface EventInput {
  readonly by: PersonId;
  readonly via: Via;
  readonly event: string;
  readonly on: Day;
  readonly key?: { readonly platform: string; readonly key: string };
}

export type EventOutcome =
  | { readonly ok: true; readonly decided: readonly Task[]; readonly past: readonly Task[]; readonly answer: Message }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * When the office records that an event has come (收到通知, 会议结束): tasks that wait for it get their day, and their units are told.
 * A day that has passed by then is left to the office; the event stays on record for the plans to come.
 */
export async function recordEvent(deps: Deps, input: EventInput): Promise<EventOutcome> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await record(deps, input);
    } catch (error) {
      if (!(error instanceof ConflictError) || tries === 3) throw error;
    }
  }
}

async function record(deps: Deps, input: EventInput): Promise<EventOutcome> {
  const scene = await loadScene(deps);
  if (!may(actingAs(scene, input.by), 'decide-deadline', { officeUnitId: scene.officeUnit.id }))
    return { ok: false, refusal: 'not-there' };
  const event = eventKey(input.event);
  if (event === '') return { ok: false, refusal: 'reason-required' };

  const actor: Actor = { personId: input.by, via: input.via };
  const recorded: DubanEvent = { taskId: null, at: scene.now, actor, type: 'event-day-recorded', event, day: input.on };
  const changes: Change[] = [];
  const decided: Task[] = [];
  const past: Task[] = [];
  for (const { task, relative } of await waitingFor(deps, event)) {
    const dueOn = dayAfterEvent(relative, input.on, scene.calendar);
    const unit = unitOf(scene.directory, task.unitId);
    const context = { now: scene.now, calendar: scene.calendar, unit, officeUnitId: scene.officeUnit.id };
    const decision = decideDeadline(task, { dueOn }, context);
    if (!decision.ok) {
      past.push(task);
      continue;
    }
    const { change, after } = changeOf(deps, scene, task, actor, { decision });
    changes.push(change);
    decided.push(after);
  }
  const answer = deps.texts.revision.eventRecorded(event, input.on, { decided, past }, scene.setting);
  await deps.stores.commit(
    withAnswer(
      deps,
      scene,
      {
        office: { ...scene.office, eventDays: { ...scene.office.eventDays, [event]: input.on } },
        tasks: changes.flatMap((change) => change.tasks ?? []),
        events: [recorded, ...changes.flatMap((change) => change.events ?? [])],
        notices: changes.flatMap((change) => change.notices ?? []),
        deliveries: changes.flatMap((change) => change.deliveries ?? []),
      },
      input,
      answer,
    ),
  );
  return { ok: true, decided, past, answer };
}

/** Open tasks without a day whose item is counted from the event. */
async function waitingFor(deps: Deps, event: string) {
  const open = (await deps.stores.tasks({ status: ['open'] })).filter((task) => task.dueOn === null);
  const items = (
    await Promise.all([...new Set(open.map((task) => task.planId))].map((planId) => deps.stores.items(planId)))
  ).flat();
  return open.flatMap((task) => {
    const relative = items.find((item) => item.id === task.itemId)?.relative ?? null;
    return relative && eventKey(relative.event) === event ? [{ task, relative }] : [];
  });
}
