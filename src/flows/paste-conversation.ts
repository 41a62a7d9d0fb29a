import type { Refusal } from '../core/event.ts';
import type { PersonId, PetitionId, TaskId } from '../core/ids.ts';
import { hashOfText } from '../core/ledger.ts';
import { askExplain, askExtension, dispute } from '../core/lifecycle.ts';
import type { Message } from '../core/message/message.ts';
import { may } from '../core/permission.ts';
import type { Petition, Via } from '../core/report.ts';
import { placeOn, type TalkPage } from '../core/talk-page.ts';
import { isInTime, type Task } from '../core/task.ts';
import type { DocumentReader } from '../ports.ts';
import { DocumentRefused } from '../reading/source-document.ts';
import { type ActInput, type ActOutcome, actOnTask, type Taken, withAnswer } from './act-on-task.ts';
import { recordOffline } from './record-offline.ts';
import { actingAs, type Deps, loadScene, type Scene } from './scene.ts';
import { isRecorded, looksLikeTalk, type SortedTalk, sortTalk, type TalkDraft } from './sort-talk.ts';

/** A talk of a group as a person of the office pasted or dropped it. */
export interface Pasted {
  readonly by: PersonId;
  readonly via: Via;
  readonly text: string;
  readonly key: { readonly platform: string; readonly key: string };
  readonly pastedAt: Date;
}

/**
 * When a person of the office pastes the talk of a group: it is sorted into drafts on one card, chatter shown as left out; nothing is
 * recorded before a button is pressed. Null when it is no such talk, or the person may not record for others. Words about a discreet
 * item are not kept at all: the whole paste is emptied and asked for again without them.
 */
export async function pasteConversation(deps: Deps, pasted: Pasted): Promise<{ readonly erase: boolean } | null> {
  const scene = await loadScene(deps);
  if (!mayRecord(scene, pasted.by) || !looksLikeTalk(scene, pasted.text)) return null;
  const talk = await sortTalk(deps, scene, pasted.text, pasted.pastedAt);
  const { conversation } = deps.texts;
  const discreet = talk.drafts.filter(isDiscreet);
  if (discreet.length > 0) {
    return say(
      deps,
      scene,
      { ...pasted, erase: true },
      conversation.discreetInside(discreet.map(lineOf), scene.setting),
    );
  }
  return say(deps, scene, pasted, cardOf(deps, scene, talk, pasted.key.key));
}

/** Answers without an act: the input counts as handled. */
async function say(
  deps: Deps,
  scene: Scene,
  input: Pick<Pasted, 'by' | 'via' | 'key'> & { readonly erase?: boolean },
  message: Message,
): Promise<{ readonly erase: boolean }> {
  await deps.stores.commit(withAnswer(deps, scene, {}, input, message));
  return { erase: input.erase === true };
}

/** The talk that a dropped file holds, if a person of the office dropped it and it is one; any other file is null. */
export async function talkInFile(
  deps: Deps & { readonly reader: DocumentReader },
  dropped: { readonly by: PersonId; readonly bytes: Uint8Array; readonly fileName: string },
): Promise<string | null> {
  const scene = await loadScene(deps);
  if (!mayRecord(scene, dropped.by)) return null;
  try {
    const document = await deps.reader.read(dropped.bytes, dropped.fileName);
    if (document.format !== 'txt' && document.format !== 'md') return null;
    return looksLikeTalk(scene, document.text) ? document.text : null;
  } catch (error) {
    // What cannot be read is answered as a plan that cannot be read.
    if (error instanceof DocumentRefused) return null;
    throw error;
  }
}

/** The card of a sorted talk; `heldKey` names the stored input that waits for the confirmation. */
export function cardOf(deps: Deps, scene: Scene, talk: SortedTalk, heldKey: string): Message {
  return deps.texts.conversation.sorted(
    {
      drafts: talk.drafts.map((draft) => ({ ...lineOf(draft), candidates: draft.candidates })),
      known: talk.known,
      left: talk.left.map(({ why, message }) => ({ why, words: message.text })),
      strangers: talk.strangers.map((message) => ({ name: message.sender, words: message.text })),
    },
    heldKey,
    scene.setting,
  );
}

/** What is to be recorded: one draft, or all with the task that each was given; '-' leaves one out. */
export interface Confirmed {
  readonly by: PersonId;
  readonly via: Via;
  readonly key: { readonly platform: string; readonly key: string };
  readonly text: string;
  readonly pastedAt: Date;
  readonly which: 'all' | readonly string[] | TalkPage;
  readonly tasks: ReadonlyMap<string, TaskId | '-'>;
  /** The stored input that holds the talk. */
  readonly heldKey: string;
}

export type ConfirmOutcome =
  | { readonly ok: true; readonly recorded: readonly Task[]; readonly answer: Message }
  | { readonly ok: false; readonly refusal: Refusal };

/** When the office confirms drafts: each is recorded on behalf (代录) at the instant of the talk; what stands already is passed over. */
export async function recordDrafts(deps: Deps, confirmed: Confirmed): Promise<ConfirmOutcome> {
  const scene = await loadScene(deps);
  if (!mayRecord(scene, confirmed.by)) return { ok: false, refusal: 'not-there' };
  const talk = await sortTalk(deps, scene, confirmed.text, confirmed.pastedAt);
  const { which } = confirmed;
  const isPage = typeof which === 'object' && 'first' in which;
  const wanted = talk.drafts.filter(
    ({ id }) => which === 'all' || (isPage ? placeOn(which, id) === 'on' : which.includes(id)),
  );
  const next = isPage ? talk.drafts.filter(({ id }) => placeOn(which, id) === 'after') : [];
  const recorded: Task[] = [];
  const refused: { task: Task; refusal: Refusal }[] = [];
  let known = talk.known;
  let unpicked = 0;
  for (const draft of wanted) {
    const choice = confirmed.tasks.get(draft.id);
    if (choice === '-') continue;
    const task = choice ? draft.candidates.find((one) => one.id === choice) : draft.task;
    if (!task || task.discreet) unpicked += 1;
    else if (await isRecorded(deps, draft, task)) known += 1;
    else {
      const outcome = await recordDraft(deps, confirmed, draft, task);
      if (outcome.ok) recorded.push(outcome.task);
      else refused.push({ task, refusal: outcome.refusal });
    }
  }
  const done = deps.texts.conversation.recorded({ recorded, refused, known, unpicked }, scene.setting);
  const answer = next.length > 0 ? nextPage(deps, scene, done, next, confirmed.heldKey) : done;
  await say(deps, scene, confirmed, answer);
  return { ok: true, recorded, answer };
}

/** What was recorded, and the drafts that come next with their own form. */
function nextPage(deps: Deps, scene: Scene, done: Message, drafts: readonly TalkDraft[], heldKey: string): Message {
  const card = cardOf(deps, scene, { drafts, known: 0, left: [], strangers: [] }, heldKey);
  return { ...card, lines: [...done.lines, ...card.lines] };
}

/** The task that is meant, or every one that can be, takes no text. */
function isDiscreet({ task, candidates }: TalkDraft): boolean {
  const meant = task ? [task] : candidates;
  return meant.length > 0 && meant.every((one) => one.discreet);
}

function recordDraft(deps: Deps, confirmed: Confirmed, draft: TalkDraft, task: Task): Promise<ActOutcome> {
  const { by, via } = confirmed;
  const key = { ...confirmed.key, key: `${confirmed.key.key}#${draft.id}` };
  const input: ActInput = { by, via, key, taskId: task.id, partly: true };
  const { reading } = draft;
  const kind = petitionKind(draft);
  if (kind) return petitionOnBehalf(deps, input, draft, kind);
  return recordOffline(deps, {
    ...input,
    said: {
      text: draft.message.text,
      claimsDone: reading.intent === 'done',
      percent: reading.percent,
      values: reading.values,
      expectedOn: reading.intent === 'progress' ? reading.date : null,
      madeAt: draft.madeAt,
    },
    saidVia: 'paper',
    saidBy: draft.sender.person?.id ?? null,
  });
}

/** A wish for a later day that names none is kept as progress: there is nothing to grant yet. */
function petitionKind({ reading }: TalkDraft): Petition['kind'] | null {
  if (reading.intent === 'extension') return reading.date === null ? null : 'extension';
  if (reading.intent === 'dispute') return 'dispute';
  return reading.intent === 'blocked' ? 'explain' : null;
}

function petitionOnBehalf(deps: Deps, input: ActInput, draft: TalkDraft, kind: Petition['kind']): Promise<ActOutcome> {
  return actOnTask(deps, input, 'record-offline', (task, scene, unit): Taken => {
    const petition: Petition = {
      id: deps.ids.next<PetitionId>(),
      taskId: task.id,
      kind,
      by: draft.sender.person?.id ?? null,
      recordedBy: input.by,
      unitId: task.unitId,
      askedAt: draft.madeAt,
      reason: draft.message.text,
      requestedDay: kind === 'extension' ? draft.reading.date : null,
      afterDue: task.dueOn !== null && !isInTime(draft.madeAt, task.dueOn, scene.calendar),
      status: 'open',
      decidedBy: null,
      decidedAt: null,
      grantedDay: null,
      note: null,
    };
    const context = { now: scene.now, calendar: scene.calendar, unit, officeUnitId: scene.officeUnit.id };
    const act = {
      petitionId: petition.id,
      unitId: task.unitId,
      textHash: hashOfText(petition.reason),
      askedAt: petition.askedAt,
    };
    const decision =
      kind === 'extension'
        ? askExtension(task, { ...act, requestedDay: petition.requestedDay }, context)
        : kind === 'dispute'
          ? dispute(task, act, context)
          : askExplain(task, act, context);
    return { decision, petitions: [petition], wording: { petition, reason: petition.reason } };
  });
}

function lineOf(draft: TalkDraft) {
  const { id, sender, task, reading, message } = draft;
  return {
    id,
    unit: sender.unit,
    person: sender.person,
    at: message.at,
    task,
    intent: reading.intent,
    percent: reading.percent,
    date: reading.date,
    words: message.text,
  };
}

const mayRecord = (scene: Scene, by: PersonId): boolean =>
  may(actingAs(scene, by), 'record-offline', { officeUnitId: scene.officeUnit.id });
