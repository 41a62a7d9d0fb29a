import type { TaskEvent } from '../core/event.ts';
import type { SupervisionNoticeId } from '../core/ids.ts';
import type { Notice } from '../core/notice.ts';
import type { Act } from '../core/permission.ts';
import type { Actor, SupervisionNotice, Via } from '../core/report.ts';
import {
  acknowledgeSupervision,
  deliverSupervision,
  noticeAsOf,
  signSupervision,
  withdrawSupervision,
} from '../core/supervision.ts';
import type { Task } from '../core/task.ts';
import { type ActInput, type ActOutcome, actOnTask, type Taken } from './act-on-task.ts';
import { reasonHash } from './review-report.ts';
import { type Deps, type Scene, textsOfOffice } from './scene.ts';

/** An act on a notice: the task follows from the notice. */
export type NoticeInput = Omit<ActInput, 'taskId'> & { readonly noticeId: SupervisionNoticeId };

const series = { supervise: 'supervision', letter: 'letter', 'propose-coordination': 'coordination' } as const;

/** When a named person signs a draft (签发): only then is the number drawn, and the notice goes to the unit. */
export async function signNotice(deps: Deps, input: NoticeInput): Promise<ActOutcome> {
  return onNotice(deps, input, 'sign-notice', async (notice, scene, _unit, task) => {
    const year = Number(scene.today.slice(0, 4));
    const number = { year, serial: await deps.stores.nextSerial(series[notice.kind], year) };
    const asSigned = noticeAsOf(notice, task, scene.today, scene.calendar);
    const signed: SupervisionNotice = {
      ...asSigned,
      status: 'signed',
      signedBy: input.by,
      signedAt: scene.now,
      number,
    };
    return {
      row: signed,
      decide: (task, context) =>
        signSupervision(
          task,
          { noticeId: notice.id, number: textsOfOffice(deps).document.noticeNumber(notice.kind, number) },
          context,
        ),
      answer: (after, unit) => deps.texts.answer.signed(signed, after, unit, scene.setting),
    };
  });
}

/** When the office withdraws a draft, with a reason. */
export async function withdrawNotice(
  deps: Deps,
  input: NoticeInput & { readonly reason: string },
): Promise<ActOutcome> {
  return onNotice(deps, input, 'withdraw-notice', (notice, scene) => ({
    row: { ...notice, status: 'withdrawn', withdrawnReason: input.reason },
    decide: (task) => withdrawSupervision(task, { noticeId: notice.id, reasonHash: reasonHash(input.reason) }),
    answer: (after) => deps.texts.answer.withdrawn(after, scene.setting),
  }));
}

/** When the unit acknowledges a signed notice (签收). */
export async function acknowledgeNotice(deps: Deps, input: NoticeInput): Promise<ActOutcome> {
  return onNotice(deps, input, 'acknowledge-notice', (notice, scene) => ({
    // Whoever signed for it first stays on record.
    row: notice.acknowledgedAt ? notice : { ...notice, acknowledgedAt: scene.now, acknowledgedBy: input.by },
    decide: (task) => acknowledgeSupervision(task, { noticeId: notice.id }),
    answer: (after) => deps.texts.answer.noticeAcknowledged(after, scene.setting),
  }));
}

/** When the clerk has handed a signed notice over by hand (送达登记). */
export async function deliverNotice(deps: Deps, input: NoticeInput): Promise<ActOutcome> {
  return onNotice(deps, input, 'record-delivered', (notice, scene, unit) => ({
    row: { ...notice, deliveredAt: scene.now, deliveredVia: 'paper' },
    decide: (task) => deliverSupervision(task, { noticeId: notice.id }),
    answer: () => deps.texts.answer.deliveredOffline(unit.shortName, scene.setting),
  }));
}

/** Signed notices that have now reached their unit, by chat or by the clerk's call: the row and the ledger say so, once. */
export async function noticesServed(
  deps: Deps,
  scene: Scene,
  said: readonly Notice[],
  via: Via,
  actor: Actor,
): Promise<{ supervisionNotices: readonly SupervisionNotice[]; events: readonly TaskEvent[] }> {
  const rows: SupervisionNotice[] = [];
  for (const notice of said) {
    if (notice.kind !== 'supervise' || notice.taskId === null) continue;
    const signed = await deps.stores.supervisionNotices({ taskId: notice.taskId, status: 'signed' });
    rows.push(...signed.filter((row) => row.deliveredAt === null));
  }
  return {
    supervisionNotices: rows.map((row) => ({ ...row, deliveredAt: scene.now, deliveredVia: via })),
    events: rows.map((row) => ({
      taskId: row.taskId,
      at: scene.now,
      actor,
      type: 'supervision-notice-delivered',
      noticeId: row.id,
    })),
  };
}

interface NoticeStep {
  readonly row: SupervisionNotice;
  readonly decide: (
    task: Parameters<typeof signSupervision>[0],
    context: Parameters<typeof signSupervision>[2],
  ) => Taken['decision'];
  readonly answer: (
    after: Parameters<typeof signSupervision>[0],
    unit: Scene['officeUnit'],
  ) => ReturnType<NonNullable<Taken['answer']>>;
}

async function onNotice(
  deps: Deps,
  input: NoticeInput,
  act: Act,
  step: (
    notice: SupervisionNotice,
    scene: Scene,
    unit: Scene['officeUnit'],
    task: Task,
  ) => NoticeStep | Promise<NoticeStep>,
): Promise<ActOutcome> {
  const known = await deps.stores.supervisionNotice(input.noticeId);
  if (!known) return { ok: false, refusal: 'not-there', task: null };
  return actOnTask(deps, { ...input, taskId: known.taskId }, act, async (task, scene, unit): Promise<Taken> => {
    // Read again: a conflict may have changed it.
    const notice = (await deps.stores.supervisionNotice(input.noticeId)) ?? known;
    const { row, decide, answer } = await step(notice, scene, unit, task);
    return {
      decision: decide(task, { now: scene.now, calendar: scene.calendar, unit, officeUnitId: scene.officeUnit.id }),
      supervisionNotices: [row],
      wording: { supervisionNotice: row },
      answer: (after) => answer(after, unit),
    };
  });
}
