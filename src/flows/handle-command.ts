import { instantAt } from '../core/calendar.ts';
import type { Refusal } from '../core/event.ts';
import type {
  BulletinId,
  DeliveryId,
  PersonId,
  PetitionId,
  ReportId,
  SupervisionNoticeId,
  TaskId,
  UnitId,
} from '../core/ids.ts';
import type { Command, Message } from '../core/message/message.ts';
import type { Evidence, Via } from '../core/report.ts';
import type { Task } from '../core/task.ts';
import { cleanText } from '../core/text.ts';
import { unitOf } from '../core/unit.ts';
import type { ActInput, ActOutcome } from './act-on-task.ts';
import { formFor, onNotice, onPetition, type Refused } from './command-forms.ts';
import { decidePetition, makePetition } from './decide-petition.ts';
import { listEvidence } from './evidence-of.ts';
import { correcting, dayIn, saidIn } from './form-fields.ts';
import { attachHeld } from './hand-in-files.ts';
import { type Handled, handleReply, listFor, say } from './handle-reply.ts';
import { heldIn } from './held-words.ts';
import { hold, reassign, setDay, skip } from './manage-task.ts';
import { bulletinAnswer, type OfficeAnswer, officeCommand, postingIn } from './office-commands.ts';
import { onlyShows } from './only-shows.ts';
import { ownSetting } from './own-settings.ts';
import { adoptFromCard, applyFromCard, recordEventFromCard, recordFromCard } from './plan-commands.ts';
import { editBulletin, publishBulletin, signBulletin } from './publish-bulletin.ts';
import { recordDelivered, recordOffline } from './record-offline.ts';
import { actOfCorrection, correctEarlier, recordReport } from './record-report.ts';
import { retryDelivery } from './retry-delivery.ts';
import {
  cancelFollowing,
  closeReported,
  confirmClaim,
  proposedSupplementDay,
  reopenClosed,
  returnReported,
} from './review-report.ts';
import { actingAs, type Deps, loadScene, type Scene } from './scene.ts';
import { acknowledgeNotice, signNotice, withdrawNotice } from './sign-notice.ts';
import { ownNames, tasksOf } from './spoken-for.ts';
import { releaseSweep } from './sweep.ts';
import { taskCard } from './task-card.ts';

/** What a person sent earlier and a command goes on with. */
export interface Held {
  readonly text: string;
  readonly madeAt: Date;
  /** For `attach-file`: the files that waited for their task. */
  readonly evidence?: readonly Evidence[];
}

/** A button pressed or a form submitted, with the platform's own key. */
export interface Pressed {
  readonly by: PersonId;
  readonly via: Via;
  readonly command: Command;
  readonly fields: Readonly<Record<string, string>>;
  readonly key: { readonly platform: string; readonly key: string };
  readonly at: Date;
  /** For `choose-task`: the sender's own words that waited for "which item is meant?", as the adapter kept them. */
  readonly held?: Held | null;
  /** Files that came with the form, kept already. */
  readonly evidence?: readonly Evidence[];
  /** The answer is shown where it was pressed (a channel that others read), and given back for that instead of being sent. */
  readonly inPlace?: boolean;
}

/**
 * When a person presses a button or submits a form: do it or open the form, and answer; a refusal says why and what would work.
 * `erase` says that a discreet item was meant: the chat's copies of these words, and of those that waited, go too.
 */
export async function handleCommand(
  deps: Deps,
  pressed: Pressed,
): Promise<Handled & { readonly shown?: Message | null }> {
  const scene = await loadScene(deps);
  const task = pressed.command.id ? await deps.stores.task(pressed.command.id as TaskId) : null;
  const { name, value } = pressed.command;
  // "None of these" leaves words behind that may have meant the discreet item.
  const dropped = name === 'dismiss' && value !== undefined ? { waited: heldIn(value).waited } : null;
  const erase =
    task?.discreet ?? (dropped !== null && (await tasksOf(deps, scene, pressed.by)).some((own) => own.discreet));
  const outcome = await run(deps, scene, pressed, erase);
  if (outcome === null) return { erase };
  const message =
    'refusal' in outcome ? deps.texts.answer.refused(outcome.refusal, outcome.task, scene.setting) : outcome;
  if (!pressed.inPlace) return say(deps, scene, { ...pressed, erase, ...dropped }, message);
  // What has acted is noted as handled already.
  await deps.stores.commit({ handled: pressed.key });
  return { erase, shown: message };
}

/** What a command that only shows would answer, at once and without storing anything: for chats that open forms in place. */
export async function showCommand(deps: Deps, pressed: Omit<Pressed, 'key'>): Promise<Message> {
  if (!onlyShows(pressed.command, pressed.fields)) throw new Error(`${pressed.command.name} does more than show`);
  const scene = await loadScene(deps);
  const outcome = await run(deps, scene, { ...pressed, key: { platform: 'none', key: 'shown' } }, false);
  if (outcome === null) throw new Error(`${pressed.command.name} shows nothing`);
  return 'refusal' in outcome ? deps.texts.answer.refused(outcome.refusal, outcome.task, scene.setting) : outcome;
}

/** A message to answer with, a refusal, or null when the act itself has answered. */
async function run(deps: Deps, scene: Scene, pressed: Pressed, erase: boolean): Promise<Message | Refused | null> {
  const { command, fields, by, via, key } = pressed;
  const { texts } = deps;
  const id = command.id ?? '';
  const partly = pressed.inPlace === true;
  const input: ActInput = { by, via, key, taskId: id as TaskId, erase, partly };
  const answered = answeredBy(partly);
  const reading = { today: scene.today, ownUnits: ownNames(scene, by), evidence: pressed.evidence ?? [] };
  const reason = fields.reason ?? '';
  const asked = { reason, requestedDay: dayIn(fields, 'day'), askedAt: pressed.at };
  switch (command.name) {
    case 'open-report':
      return formFor(deps, scene, pressed, 'contribute', async (task) =>
        texts.form.report(task, await lastReport(deps, task), scene.setting),
      );
    case 'report-done':
      return answered(
        await recordReport(deps, {
          ...input,
          said: { ...saidIn(fields, pressed.at, reading), text: fields.text ?? '已完成', claimsDone: true },
        }),
      );
    case 'report-progress':
      return withText(fields.text ?? '', async (text) =>
        answered(await recordReport(deps, { ...input, said: { ...saidIn(fields, pressed.at, reading), text } })),
      );
    case 'correct-report':
      return fields.text === undefined
        ? formFor(deps, scene, pressed, await actOfCorrection(deps, scene, by, id, command.value), async (task) =>
            correcting(texts.form.report(task, await lastReport(deps, task), scene.setting), command),
          )
        : withText(fields.text, async (text) =>
            answered(
              await correctEarlier(deps, {
                ...input,
                said: { ...saidIn(fields, pressed.at, reading), text },
                corrects: command.value as ReportId,
              }),
            ),
          );
    case 'open-extension':
      return formFor(deps, scene, pressed, 'petition', (task) => texts.form.extension(task, null, scene.setting));
    case 'ask-extension':
      return answered(
        await makePetition(deps, {
          ...input,
          asked: { kind: 'extension', ...asked, reason: [reason, fields.progress].filter(Boolean).join('；') },
        }),
      );
    case 'open-dispute':
      return formFor(deps, scene, pressed, 'petition', (task) => texts.form.dispute(task, scene.setting));
    case 'dispute':
      return answered(
        await makePetition(deps, {
          ...input,
          asked: { kind: 'dispute', ...asked, reason: [reason, fields.suggestedUnit].filter(Boolean).join('；建议：') },
        }),
      );
    case 'open-explain':
      return formFor(deps, scene, pressed, 'petition', (task) => texts.form.explain(task, scene.setting));
    case 'explain':
      return answered(await makePetition(deps, { ...input, asked: { kind: 'explain', ...asked } }));
    case 'choose-task':
      return chosen(deps, pressed);
    case 'confirm-report':
      return answered(await confirmClaim(deps, input));
    case 'close-task':
      return answered(await closeReported(deps, input));
    case 'open-return':
      return formFor(deps, scene, pressed, 'review', (task) =>
        texts.form.returnTask(task, proposedSupplementDay(scene, task), scene.setting),
      );
    case 'return-task':
      return answered(await returnReported(deps, { ...input, reason, until: asked.requestedDay }));
    case 'open-reopen':
      return formFor(deps, scene, pressed, 'review', (task) =>
        texts.form.reopen(task, proposedSupplementDay(scene, task), scene.setting),
      );
    case 'reopen-task':
      return answered(await reopenClosed(deps, { ...input, reason, until: asked.requestedDay }));
    case 'open-grant':
      return onPetition(deps, scene, pressed, (task, petition) =>
        texts.form.grant(task, petition, scene.setting, scene.directory.units),
      );
    case 'grant-petition':
      return decide(deps, input, id, {
        kind: 'grant',
        day: asked.requestedDay,
        to: (fields.unit as UnitId) ?? null,
        note: fields.note ?? '',
      });
    case 'open-refuse':
      return onPetition(deps, scene, pressed, (task, petition) =>
        texts.form.refusePetition(task, petition, [unitOf(scene.directory, petition.unitId)], scene.setting),
      );
    case 'refuse-petition':
      return decide(deps, input, id, { kind: 'refuse', reason });
    case 'sign-notice':
      return answered(await signNotice(deps, { ...input, noticeId: id as SupervisionNoticeId }));
    case 'open-withdraw':
      return onNotice(deps, scene, pressed);
    case 'withdraw-notice':
      return answered(await withdrawNotice(deps, { ...input, noticeId: id as SupervisionNoticeId, reason }));
    case 'acknowledge-notice':
      return answered(await acknowledgeNotice(deps, { ...input, noticeId: id as SupervisionNoticeId }));
    case 'open-record':
      return formFor(deps, scene, pressed, 'record-offline', (task) =>
        texts.form.record(task, unitOf(scene.directory, task.unitId), scene.setting),
      );
    case 'record-offline':
      return recorded(deps, scene, input, fields, pressed.at);
    case 'record-delivered': {
      const done = await recordDelivered(deps, { ...input, deliveryId: id as DeliveryId });
      return done.ok ? null : { refusal: done.refusal, task: null };
    }
    case 'retry-delivery': {
      const didNotArrive = command.value === 'did-not-arrive';
      const done = await retryDelivery(deps, { ...input, deliveryId: id as DeliveryId, didNotArrive });
      return done.ok ? null : { refusal: done.refusal, task: null };
    }
    case 'open-hold':
      return formFor(deps, scene, pressed, 'hold', (task) =>
        texts.form.hold(task, proposedSupplementDay(scene, task), scene.setting),
      );
    case 'hold-ladder':
      return asked.requestedDay
        ? answered(await hold(deps, { ...input, until: asked.requestedDay, reason }))
        : { refusal: 'day-required', task: null };
    case 'skip-rung':
      return answered(await skip(deps, { ...input, reason }));
    case 'open-set-day':
      return formFor(deps, scene, pressed, 'decide-deadline', (task) => texts.form.setDay(task, scene.setting));
    case 'set-day':
      return asked.requestedDay
        ? answered(await setDay(deps, { ...input, dueOn: asked.requestedDay }))
        : { refusal: 'day-required', task: null };
    case 'open-assign':
      return formFor(deps, scene, pressed, 'assign', (task) =>
        texts.form.assign(task, scene.directory.units, scene.setting),
      );
    case 'assign-task':
      return answered(await reassign(deps, { ...input, to: fields.unit as UnitId, dueOn: asked.requestedDay }));
    case 'open-cancel':
      return formFor(deps, scene, pressed, 'cancel', (task) => texts.form.cancel(task, scene.setting));
    case 'cancel-task':
      return answered(await cancelFollowing(deps, { ...input, reason }));
    case 'confirm-units':
    case 'adopt-plan':
      return ofPlan(await adoptFromCard(deps, pressed));
    case 'apply-revision':
      return ofPlan(await applyFromCard(deps, pressed));
    case 'record-event':
      return ofPlan(await recordEventFromCard(deps, pressed));
    case 'record-drafts':
      return ofPlan(await recordFromCard(deps, pressed));
    case 'show-task':
      return formFor(deps, scene, pressed, 'see-task', (task) => taskCard(deps, scene, by, task));
    case 'list-tasks':
      return listFor(deps, scene, by, await tasksOf(deps, scene, by));
    case 'edit-bulletin':
      return ofOffice(
        fields.text === undefined
          ? await officeCommand(deps, scene, pressed, input)
          : bulletinAnswer(await editBulletin(deps, { ...input, bulletinId: id as BulletinId, text: fields.text })),
      );
    case 'sign-bulletin':
      return ofOffice(bulletinAnswer(await signBulletin(deps, { ...input, bulletinId: id as BulletinId })));
    case 'publish-bulletin':
      return ofOffice(
        bulletinAnswer(await publishBulletin(deps, { ...input, bulletinId: id as BulletinId, ...postingIn(pressed) })),
      );
    case 'open-skip':
    case 'open-publish':
    case 'remind-unreported':
    case 'open-handover':
    case 'hand-over':
    case 'open-rooms':
    case 'set-rooms':
      return ofOffice(await officeCommand(deps, scene, pressed, input));
    case 'release-sweep': {
      const released = await releaseSweep(deps, { by, via, key });
      return released.ok ? null : { refusal: released.refusal, task: null };
    }
    case 'show-settings':
    case 'open-quiet':
    case 'set-quiet':
    case 'open-absence':
    case 'set-absence':
    case 'end-absence':
    case 'open-deputy':
    case 'set-deputy':
    case 'leave-alone':
    case 'write-again':
      return ownSetting(deps, scene, { by, via, key, fields, command: { name: command.name } });
    case 'attach-file':
      return attachHeld(deps, pressed);
    case 'send-evidence':
      return listEvidence(deps, scene, by, id as TaskId);
    case 'help':
      return texts.answer.help([...new Set(actingAs(scene, by).roles.map((role) => role.role))], scene.setting);
    case 'copy-text':
    case 'dismiss':
      return texts.answer.dismissed(scene.setting);
    default:
      return command.name satisfies never;
  }
}

async function decide(
  deps: Deps,
  input: ActInput,
  petitionId: string,
  verdict: Parameters<typeof decidePetition>[1]['verdict'],
): Promise<Message | Refused | null> {
  const petition = await deps.stores.petition(petitionId as PetitionId);
  if (!petition) return { refusal: 'not-there', task: null };
  if (petition.status !== 'open') return { refusal: 'already-decided', task: null };
  return answeredBy(input.partly === true)(await decidePetition(deps, { ...input, taskId: petition.taskId, verdict }));
}

/** 代录: what was said, by whom, when; the day that was told decides the verdict, at the end of that day at the latest. */
async function recorded(
  deps: Deps,
  scene: Scene,
  input: ActInput,
  fields: Pressed['fields'],
  at: Date,
): Promise<Message | Refused | null> {
  const saidOn = dayIn(fields, 'saidOn') ?? scene.today;
  const madeAt = saidOn === scene.today ? at : instantAt(saidOn, '18:00');
  const person = scene.directory.persons.find((one) => one.name === fields.saidBy?.trim());
  return withText(fields.text ?? '', async (text) =>
    answeredBy(input.partly === true)(
      await recordOffline(deps, {
        ...input,
        said: { ...saidIn(fields, madeAt, { today: scene.today, ownUnits: ownNames(scene, input.by) }), text },
        saidVia: fields.channel === 'paper' ? 'paper' : 'phone',
        saidBy: person?.id ?? null,
      }),
    ),
  );
}

/** The stored input that waited for "which item is meant?", now with its task; it keeps the instant at which it was made. */
async function chosen(deps: Deps, pressed: Pressed): Promise<Message | Refused | null> {
  const { held } = pressed;
  if (!held) return { refusal: 'not-there', task: null };
  await handleReply(deps, {
    by: pressed.by,
    via: pressed.via,
    text: held.text,
    key: pressed.key,
    taskId: pressed.command.id as TaskId,
    madeAt: held.madeAt,
    ...(pressed.command.value === undefined ? {} : heldIn(pressed.command.value)),
  });
  return null;
}

const lastReport = async (deps: Deps, task: Task) =>
  (await deps.stores.reportsOf(task.id)).filter((report) => report.unitId === task.unitId).at(-1) ?? null;

/** Nothing more to say where the act has sent its answer; in the place of the press it is shown. */
function answeredBy(partly: boolean) {
  return (outcome: ActOutcome): Message | Refused | null => {
    if (!outcome.ok) return { refusal: outcome.refusal, task: outcome.task };
    return partly && !outcome.duplicate ? outcome.answer : null;
  };
}

const ofPlan = (refusal: Refusal | null): Refused | null => (refusal ? { refusal, task: null } : null);

const ofOffice = (answer: OfficeAnswer): Message | Refused | null =>
  typeof answer === 'string' ? { refusal: answer, task: null } : answer;

async function withText(
  text: string,
  act: (text: string) => Promise<Message | Refused | null>,
): Promise<Message | Refused | null> {
  const clean = cleanText(text);
  return clean.ok ? act(clean.text) : { refusal: clean.refusal, task: null };
}
