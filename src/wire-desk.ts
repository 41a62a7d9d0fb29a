import { annotatedPage } from './adapters/documents/annotated-page.ts';
import { writeSheets } from './adapters/documents/write-sheets.ts';
import { hear, LocalInput } from './adapters/local-chat/inbound.ts';
import { receivedCounter } from './adapters/local-chat/received.ts';
import { ApiRefusal } from './adapters/web/api-error.ts';
import type { ChatMessage, DeskEvent, Persona } from './adapters/web/api-schema.ts';
import { chatMessageOf } from './adapters/web/chat-message.ts';
import type { DeskServices, Health, Viewer } from './adapters/web/desk-services.ts';
import { addDays, type Day, dayAt, instantAt, makeCalendar } from './core/calendar.ts';
import type { PersonId } from './core/ids.ts';
import { InboundLimit } from './core/inbound-limit.ts';
import type { Catalogue } from './core/message/catalogue.ts';
import { en } from './core/message/en.ts';
import type { Command } from './core/message/message.ts';
import { zh } from './core/message/zh.ts';
import { may } from './core/permission.ts';
import { type Role, rolesOf, unitOf } from './core/unit.ts';
import { mayAct } from './flows/act-on-task.ts';
import { advanceClock, type SettableClock } from './flows/advance-clock.ts';
import { attachEvidence, keepEvidence } from './flows/attach-evidence.ts';
import { exportSheets } from './flows/export-sheets.ts';
import { handInFiles } from './flows/hand-in-files.ts';
import { type Held, handleCommand } from './flows/handle-command.ts';
import { handleReply } from './flows/handle-reply.ts';
import { heldKeyOf } from './flows/held-words.ts';
import { importPlan } from './flows/import-plan.ts';
import { pasteConversation, talkInFile } from './flows/paste-conversation.ts';
import { actingAs, type Deps, loadScene, type Scene } from './flows/scene.ts';
import { visibleTasks } from './flows/visible-tasks.ts';
import type { DocumentReader, EvidenceStore, InboundEvent, JobQueue, LocalMessages } from './ports.ts';
import { boardOf, detailOf, rowOf } from './wire-board.ts';
import { answerLeft, isOlder } from './wire-inbound.ts';

/** What the desk stands on. `kick` hands over what is due now; `saveClock` keeps the virtual clock between starts. */
export interface DeskParts {
  readonly deps: Deps & {
    readonly reader: DocumentReader;
    readonly queue: JobQueue;
    /** Where plans and evidence are kept. */
    readonly files: EvidenceStore;
  };
  readonly messages: LocalMessages;
  /** The demo's virtual clock, or null in live mode. */
  readonly clock: SettableClock | null;
  readonly officeName: string;
  saveClock(): Promise<void>;
  health(): Promise<Health>;
}

/**
 * Everything the page asks for, made of flows and stores. Also answers what was heard and not yet handled, and says what is new: `from`
 * is the number from which on messages read otherwise, too.
 */
export type Desk = DeskServices & { notify(from?: number): void; answerUnhandled(olderThanMs: number): Promise<void> };

/** Wires the desk to the flows: what a person may not see is left out. */
export function wireDesk(parts: DeskParts): Desk {
  const { deps, messages } = parts;
  const { stores } = deps;
  const listeners = new Set<(event: DeskEvent) => void>();
  const limit = new InboundLimit();
  const emit = (event: DeskEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const notify = (from?: number): void => emit({ type: 'changed', ...(from === undefined ? {} : { from }) });
  const textsOf = (viewer: Viewer): Catalogue => (viewer.language === 'en' ? en : zh);
  const received = receivedCounter(messages);
  const calendar = makeCalendar();
  const chatParts = { messages, clock: deps.clock, ids: deps.ids, notify: () => notify(), inbound: stores };

  /** Stored first, acknowledged, then answered: what was stored is answered even after a crash. */
  async function heard(viewer: Viewer, key: string, input: LocalInput, file?: Uint8Array): Promise<void> {
    const personId = viewer.personId as PersonId;
    if (limit.admit(personId, deps.clock.now()) !== 'admitted') throw new ApiRefusal('too-often');
    if ((await hear({ personId, key, input }, chatParts)) === 'duplicate') return;
    await answer({ platform: 'local', key, personId, receivedAt: deps.clock.now(), body: JSON.stringify(input) }, file);
  }

  async function answer(event: InboundEvent, file?: Uint8Array): Promise<void> {
    const read = LocalInput.safeParse(JSON.parse(event.body || 'null'));
    if (!read.success || event.personId === null) throw new Error('A stored input of the local chat cannot be read');
    await answerInput(event, event.personId, read.data, file);
    await deps.queue.drain();
    notify();
  }

  async function answerInput(event: InboundEvent, by: PersonId, input: LocalInput, file?: Uint8Array): Promise<void> {
    const key = { platform: 'local', key: event.key };
    switch (input.kind) {
      case 'say': {
        const task = input.threadCode ? await stores.taskByCode(input.threadCode) : null;
        const handled = await handleReply(deps, {
          by,
          via: 'local',
          text: input.text,
          key,
          taskId: task?.id ?? null,
          madeAt: event.receivedAt,
        });
        // A discreet item takes no text: the chat's own copy goes too.
        if (handled.erase) await messages.erase(`in:${event.key}`);
        return;
      }
      case 'act': {
        const command = input.command as Command;
        const heldKey = heldKeyOf(command);
        const held = heldKey === null ? null : await heldText(heldKey, by);
        const { fields } = input;
        const handled = await handleCommand(deps, {
          by,
          via: 'local',
          command,
          fields,
          key,
          at: event.receivedAt,
          held,
        });
        if (handled.erase && held) await messages.erase(`in:${heldKey}`);
        return;
      }
      case 'talk': {
        const { text } = input;
        const taken = await pasteConversation(deps, { by, via: 'local', text, key, pastedAt: event.receivedAt });
        if (taken?.erase) await messages.erase(`in:${event.key}`);
        return;
      }
      case 'file':
        if (input.evidence && input.threadCode) {
          const task = await stores.taskByCode(input.threadCode);
          const { evidence } = input;
          if (task)
            await attachEvidence(deps, { by, via: 'local', taskId: task.id, key, evidence, madeAt: event.receivedAt });
          return;
        }
        if (!mayImport(await loadScene(deps), by)) {
          const kept = input.evidence ? [input.evidence] : [];
          const files = file && kept.length === 0 ? [{ name: input.name, bytes: file }] : [];
          // The files wait with the input itself.
          const hold = async () => {};
          const said = { by, via: 'local', text: '', key, taskId: null, madeAt: event.receivedAt } as const;
          await handInFiles(deps, { ...said, files, kept, hold });
          return;
        }
        {
          const kept = input.evidence ?? null;
          const bytes = kept ? await deps.files.open(kept.fileId) : file;
          const source = kept ? { sourceFileId: kept.fileId } : {};
          if (!bytes) throw new Error('A file that was dropped is gone');
          await importPlan(deps, { by, via: 'local', bytes, fileName: input.name, key, ...source });
        }
        return;
      default:
        input satisfies never;
    }
  }

  /** The words, or the pasted talk, that waited for "which item is meant?", if they are this person's own. */
  async function heldText(key: string, by: PersonId): Promise<Held | null> {
    const event = await stores.inbound('local', key);
    const read = event && event.personId === by && event.body ? LocalInput.safeParse(JSON.parse(event.body)) : null;
    if (!event || !read?.success) return null;
    const madeAt = event.receivedAt;
    const input = read.data;
    if (input.kind === 'say' || input.kind === 'talk') return { text: input.text, madeAt };
    return input.kind === 'file' && input.evidence ? { text: '', madeAt, evidence: [input.evidence] } : null;
  }

  return {
    officeName: parts.officeName,
    health: parts.health,
    now: () => deps.clock.now(),
    isWorkday: (at) => calendar.isWorkday(dayAt(at)),
    notify,
    answerUnhandled: (olderThanMs) =>
      answerLeft(deps, 'local', answer, (event) => isOlder(deps.clock, event, olderThanMs)),
    async personas() {
      const scene = await loadScene(deps);
      return scene.directory.persons.flatMap((person) => personaOf(scene, person.id));
    },
    async received() {
      const { directory } = await loadScene(deps);
      return received(directory.persons.filter((person) => person.accounts.length > 0).map((person) => person.id));
    },
    async chat(viewer, since, limit): Promise<readonly ChatMessage[]> {
      const stored = await messages.since(viewer.personId as PersonId, since, limit);
      return stored.map(chatMessageOf);
    },
    say: (viewer, { text, threadCode, key }) => heard(viewer, key, { kind: 'say', text, threadCode }),
    act: (viewer, { command, fields, key }) => heard(viewer, key, { kind: 'act', command, fields }),
    async dropFile(viewer, { name, bytes, threadCode, key }) {
      const by = viewer.personId as PersonId;
      const task = threadCode === null ? null : await stores.taskByCode(threadCode);
      if (task) {
        // Kept first: what stands in the chat as sent is there.
        const evidence = await keepEvidence(deps, {
          by,
          via: 'local',
          taskId: task.id,
          key: { platform: 'local', key },
          bytes,
          name,
        });
        if (evidence) await heard(viewer, key, { kind: 'file', name, threadCode, evidence });
        else {
          await deps.queue.drain();
          notify();
        }
        return;
      }
      const talk = threadCode === null ? await talkInFile(deps, { by, bytes, fileName: name }) : null;
      // The words of a talk wait for their confirmation, so they are kept with the input; a plan is kept as a file.
      if (talk !== null) await heard(viewer, key, { kind: 'talk', name, text: talk });
      else {
        const kept = await deps.files.keep(bytes, name);
        const input: LocalInput = { kind: 'file', name, threadCode };
        if (kept.ok) await heard(viewer, key, { ...input, evidence: kept.evidence });
        // What is no document at all is not kept, and the answer says so.
        else await heard(viewer, key, input, bytes);
      }
    },
    async board(viewer) {
      return boardOf(deps, await loadScene(deps), viewer.personId as PersonId, textsOf(viewer));
    },
    async tasks(viewer) {
      const scene = await loadScene(deps);
      const seen = await visibleTasks(deps, scene, viewer.personId as PersonId);
      return seen.map((task) => rowOf(scene, task, textsOf(viewer)));
    },
    async task(viewer, code) {
      const scene = await loadScene(deps);
      const task = await stores.taskByCode(code);
      const by = viewer.personId as PersonId;
      return task && mayAct(scene, by, 'see-task', task) ? detailOf(deps, scene, by, task, textsOf(viewer)) : null;
    },
    async sheet(viewer, format) {
      const { name, sheets } = await exportSheets({ ...deps, texts: textsOf(viewer) }, viewer.personId as PersonId);
      return { name: `${name}.${format}`, bytes: await writeSheets(format, sheets, deps.clock.now()) };
    },
    async planPage(viewer, planId) {
      const scene = await loadScene(deps);
      const mayLook = may(actingAs(scene, viewer.personId as PersonId), 'import-plan', {
        officeUnitId: scene.officeUnit.id,
      });
      const plan = mayLook ? (await stores.plans()).find((one) => one.id === planId) : undefined;
      if (!plan) return null;
      const kept = plan.sourceFileId ? await deps.files.open(plan.sourceFileId) : null;
      // Where the file itself was not kept, its words are.
      const name = kept ? plan.fileName : `${plan.fileName}.txt`;
      const bytes = kept ?? new TextEncoder().encode(plan.text);
      const { document, reading } = await deps.reader.plan(bytes, name, { year: plan.year });
      return annotatedPage(document, reading, plan.fileName);
    },
    async evidence(viewer, code, fileId) {
      const scene = await loadScene(deps);
      const task = await stores.taskByCode(code);
      if (!task || !mayAct(scene, viewer.personId as PersonId, 'see-task', task)) return null;
      const held = (await stores.reportsOf(task.id)).flatMap((report) => report.evidence);
      const evidence = held.find((one) => one.fileId === fileId);
      const bytes = evidence ? await deps.files.open(evidence.fileId) : null;
      return evidence && bytes ? { name: evidence.name, bytes } : null;
    },
    async advance(to) {
      if (!parts.clock) throw new Error('Only the demo has a clock that can be moved');
      const from = deps.clock.now();
      const target = await targetOf(deps, from, to);
      const sentBefore = (await stores.deliveries({ state: ['sent'] })).length;
      const sent = async () => (await stores.deliveries({ state: ['sent'] })).length - sentBefore;
      let shown = dayAt(from);
      emit({ type: 'advancing', now: from.toISOString(), sent: 0 });
      await advanceClock({ ...deps, clock: parts.clock }, target, {
        onStep: (at) => {
          if (dayAt(at) === shown) return;
          shown = dayAt(at);
          void sent().then((count) => emit({ type: 'advancing', now: at.toISOString(), sent: count }));
        },
      });
      await parts.saveClock();
      const advanced = { from: from.toISOString(), to: deps.clock.now().toISOString(), sent: await sent() };
      emit({ type: 'advanced', now: advanced.to, sent: advanced.sent });
      notify();
      return advanced;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const mayImport = (scene: Scene, by: PersonId): boolean =>
  may(actingAs(scene, by), 'import-plan', { officeUnitId: scene.officeUnit.id });

/** Where "a day", "a week" and "the next event" lead: just after that morning's cards have left. */
async function targetOf(deps: Deps, from: Date, to: 'day' | 'week' | 'next' | Day): Promise<Date> {
  const morning = (on: Day) => instantAt(on, '09:30');
  if (to === 'day') return morning(addDays(dayAt(from), 1));
  if (to === 'week') return morning(addDays(dayAt(from), 7));
  if (to !== 'next') return morning(to);
  const next = await nextTaskInstant(deps, from);
  return next ? morning(dayAt(next)) : morning(addDays(dayAt(from), 1));
}

/** The next instant at which a task asks for something. */
async function nextTaskInstant(deps: Deps, from: Date): Promise<Date | null> {
  const tasks = await deps.stores.tasks({ status: ['open', 'reported-done'] });
  const times = tasks.flatMap((task) =>
    task.nextActionAt && task.nextActionAt > from ? [task.nextActionAt.getTime()] : [],
  );
  return times.length > 0 ? new Date(Math.min(...times)) : null;
}

const groupOf = (role: Role['role'], isOffice: boolean): Persona['group'] =>
  role === 'leader-in-charge' ? 'leader' : isOffice ? 'office' : 'unit';

/** A person with one of the roles: the visitor of the demo can be whoever has a local account. */
export function personaOf(scene: Scene, id: PersonId, on: 'local' | 'anywhere' = 'local'): Persona[] {
  const person = scene.directory.persons.find((one) => one.id === id);
  const roles = rolesOf(scene.directory, id, scene.today);
  const [role] = roles;
  if (!person || !role) return [];
  if (on === 'local' && person.accounts.every((account) => account.platform !== 'local')) return [];
  const unit = unitOf(scene.directory, role.unitId);
  return [
    {
      id,
      name: person.name,
      group: groupOf(role.role, unit.id === scene.officeUnit.id),
      roles: [...new Set(rolesOf(scene.directory, id, scene.today).map((one) => one.role))],
      deputy: role.role === 'liaison' && role.rank === 'B',
      unitId: unit.id,
      unitName: unit.shortName,
    },
  ];
}
