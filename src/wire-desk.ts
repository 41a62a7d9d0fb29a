import { hear, LocalInput } from './adapters/local-chat/inbound.ts';
import { receivedCounter } from './adapters/local-chat/received.ts';
import type {
  Board,
  ChatMessage,
  DeskEvent,
  HistoryEntry,
  Persona,
  TaskDetail,
  TaskRow,
  WorkItem,
} from './adapters/web/api-schema.ts';
import { chatMessageOf } from './adapters/web/chat-message.ts';
import type { DeskServices, Health, Viewer } from './adapters/web/desk-services.ts';
import { addDays, type Day, dayAt, instantAt, makeCalendar } from './core/calendar.ts';
import type { PersonId, TaskId, UnitId } from './core/ids.ts';
import type { Catalogue, Setting } from './core/message/catalogue.ts';
import { en } from './core/message/en.ts';
import type { Command } from './core/message/message.ts';
import { zh } from './core/message/zh.ts';
import { may } from './core/permission.ts';
import { isOverdue, light, overdueWorkdays, type Task } from './core/task.ts';
import { type Role, rolesOf, unitOf } from './core/unit.ts';
import { mayAct } from './flows/act-on-task.ts';
import { advanceClock, type SettableClock } from './flows/advance-clock.ts';
import { eventOf } from './flows/check-invariants.ts';
import { handleCommand, heldKeyOf } from './flows/handle-command.ts';
import { handleReply } from './flows/handle-reply.ts';
import { importPlan } from './flows/import-plan.ts';
import { pasteConversation, talkInFile } from './flows/paste-conversation.ts';
import { oncePerPerson } from './flows/record-offline.ts';
import { actingAs, type Deps, loadScene, type Scene } from './flows/scene.ts';
import type { DocumentReader, InboundEvent, JobQueue, LocalMessages } from './ports.ts';

/** What the desk stands on. `kick` hands over what is due now; `saveClock` keeps the virtual clock between starts. */
export interface DeskParts {
  readonly deps: Deps & { readonly reader: DocumentReader; readonly queue: JobQueue };
  readonly messages: LocalMessages;
  /** The demo's virtual clock, or null in live mode. */
  readonly clock: SettableClock | null;
  readonly officeName: string;
  saveClock(): Promise<void>;
  health(): Promise<Health>;
}

/** Everything the page asks for, made of flows and stores. Also answers what was heard and not yet handled. */
export type Desk = DeskServices & { notify(): void; answerUnhandled(): Promise<void> };

const SHOWN_NEXT = 12;

/** Wires the desk to the flows: what a person may not see is left out. */
export function wireDesk(parts: DeskParts): Desk {
  const { deps, messages } = parts;
  const { stores } = deps;
  const listeners = new Set<(event: DeskEvent) => void>();
  const emit = (event: DeskEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const notify = (): void => emit({ type: 'changed' });
  const textsOf = (viewer: Viewer): Catalogue => (viewer.language === 'en' ? en : zh);
  const received = receivedCounter(messages);
  const calendar = makeCalendar();
  const chatParts = { messages, clock: deps.clock, ids: deps.ids, notify, inbound: stores };

  /** Stored first, acknowledged, then answered: what was stored is answered even after a crash. */
  async function heard(viewer: Viewer, key: string, input: LocalInput, file?: Uint8Array): Promise<void> {
    const personId = viewer.personId as PersonId;
    if ((await hear({ personId, key, input }, chatParts)) === 'duplicate') return;
    await answer({ platform: 'local', key, personId, receivedAt: deps.clock.now(), body: JSON.stringify(input) }, file);
  }

  async function answer(event: InboundEvent, file?: Uint8Array): Promise<void> {
    const read = LocalInput.safeParse(JSON.parse(event.body || 'null'));
    if (!read.success || event.personId === null) return;
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
        if (file) await importPlan(deps, { by, via: 'local', bytes: file, fileName: input.name, key });
        return;
      default:
        input satisfies never;
    }
  }

  /** The words, or the pasted talk, that waited for "which item is meant?", if they are this person's own. */
  async function heldText(key: string, by: PersonId): Promise<{ text: string; madeAt: Date } | null> {
    const event = await stores.inbound('local', key);
    const read = event && event.personId === by && event.body ? LocalInput.safeParse(JSON.parse(event.body)) : null;
    return event && read?.success && (read.data.kind === 'say' || read.data.kind === 'talk')
      ? { text: read.data.text, madeAt: event.receivedAt }
      : null;
  }

  return {
    officeName: parts.officeName,
    health: parts.health,
    now: () => deps.clock.now(),
    isWorkday: (at) => calendar.isWorkday(dayAt(at)),
    notify,
    async answerUnhandled() {
      for (const event of await stores.unhandled(100)) if (event.platform === 'local') await answer(event);
    },
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
      const talk = threadCode === null ? await talkInFile(deps, { by, bytes, fileName: name }) : null;
      // The words of a talk wait for their confirmation, so they are kept with the input; a plan is kept as a plan.
      if (talk !== null) await heard(viewer, key, { kind: 'talk', name, text: talk });
      else await heard(viewer, key, { kind: 'file', name, threadCode }, bytes);
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

/** A person with one of the roles: the visitor of the demo can be them. */
function personaOf(scene: Scene, id: PersonId): Persona[] {
  const person = scene.directory.persons.find((one) => one.id === id);
  const roles = rolesOf(scene.directory, id, scene.today);
  const [role] = roles;
  if (!person || !role || person.accounts.every((account) => account.platform !== 'local')) return [];
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

async function visibleTasks(deps: Deps, scene: Scene, by: PersonId): Promise<readonly Task[]> {
  if (may(actingAs(scene, by), 'list-all', { officeUnitId: scene.officeUnit.id })) return deps.stores.tasks({});
  const unitIds = [...new Set(actingAs(scene, by).roles.map((role): UnitId => role.unitId))];
  const tasks = unitIds.length > 0 ? await deps.stores.tasks({ unitIds, orSupporting: true }) : [];
  return tasks.filter((task) => mayAct(scene, by, 'see-task', task));
}

function rowOf(scene: Scene, task: Task, texts: Catalogue): TaskRow {
  return {
    code: task.code,
    label: task.label,
    title: task.discreet ? '' : task.title,
    discreet: task.discreet,
    unitId: task.unitId,
    unitName: unitOf(scene.directory, task.unitId).shortName,
    status: task.state.status,
    light: task.dueOn === null ? 'none' : light(task, scene.today, scene.calendar),
    stateText: texts.standing(task, scene.setting),
    dueOn: task.dueOn,
  };
}

async function detailOf(deps: Deps, scene: Scene, by: PersonId, task: Task, texts: Catalogue): Promise<TaskDetail> {
  const item = (await deps.stores.items(task.planId)).find((one) => one.id === task.itemId);
  const entries = await deps.stores.ledger({ taskId: task.id });
  const unitName = (id: UnitId) => unitOf(scene.directory, id).shortName;
  const history = entries.flatMap((entry): HistoryEntry[] => {
    const event = eventOf(entry);
    const who = scene.directory.persons.find((person) => person.id === entry.actor.personId)?.name ?? texts.desk.bot;
    return event ? [{ at: entry.at.toISOString(), who, text: texts.desk.history(event, unitName), tone: 'plain' }] : [];
  });
  const rights = {
    report: mayAct(scene, by, 'report', task),
    review: mayAct(scene, by, 'review', task),
    office: mayAct(scene, by, 'record-offline', task),
  };
  return {
    ...rowOf(scene, task, texts),
    sourceText: task.discreet ? null : (item?.text ?? null),
    originalDueOn: task.originalDueOn,
    extensions: task.extensions,
    supplementDueOn: task.state.status === 'open' ? (task.state.supplementDueOn ?? null) : null,
    supportingUnitNames: task.supportingUnitIds.map(unitName),
    percent: task.progress?.percent ?? null,
    progress: task.progress?.summary ?? null,
    history,
    actions: texts.desk.buttons.task(task, rights),
  };
}

async function boardOf(deps: Deps, scene: Scene, by: PersonId, texts: Catalogue): Promise<Board> {
  const { stores } = deps;
  const seen = await visibleTasks(deps, scene, by);
  const isOffice = may(actingAs(scene, by), 'record-offline', {
    unitId: scene.officeUnit.id,
    officeUnitId: scene.officeUnit.id,
  });
  const sees = may(actingAs(scene, by), 'list-all', { officeUnitId: scene.officeUnit.id });
  const active = seen.filter((task) => task.state.status === 'open' || task.state.status === 'reported-done');
  const setting: Setting = scene.setting;
  const { desk } = texts;
  const item = (task: Task, text: string, actions: WorkItem['actions'], more: Partial<WorkItem> = {}): WorkItem => ({
    id: task.id,
    code: task.code,
    unitName: unitOf(scene.directory, task.unitId).shortName,
    title: texts.taskName(task),
    line: { text, tone: isOverdue(task, scene.today, scene.calendar) ? 'red' : 'plain' },
    actions,
    message: null,
    ...more,
  });

  return {
    scope: isOffice ? 'office' : sees ? 'leader' : 'unit',
    // A unit's own lights: what it only supports is another unit's.
    lights: lightsOf(scene, sees ? seen : seen.filter((task) => isOwn(scene, by, task))),
    next: active
      .filter((task) => task.nextActionAt !== null && task.nextActionAt > scene.now)
      .toSorted((a, b) => (a.nextActionAt?.getTime() ?? 0) - (b.nextActionAt?.getTime() ?? 0))
      .slice(0, SHOWN_NEXT)
      .map((task) => ({
        at: (task.nextActionAt ?? scene.now).toISOString(),
        text: `${texts.taskName(task)}　${texts.standing(task, setting)}`,
        code: task.code,
        unitName: unitOf(scene.directory, task.unitId).shortName,
      })),
    review: isOffice
      ? await Promise.all(
          active
            .filter((task) => task.state.status === 'reported-done')
            .map(async (task) =>
              item(
                task,
                desk.review(task, (await stores.reportsOf(task.id)).at(-1) ?? null, setting),
                desk.buttons.reviewing(task),
              ),
            ),
        )
      : [],
    petitions: isOffice
      ? (
          await Promise.all(
            active.map(async (task) => {
              const petition = task.petition ? await stores.petition(task.petition.id) : null;
              return petition
                ? [item(task, desk.petition(task, petition, setting), desk.buttons.petition(petition))]
                : [];
            }),
          )
        ).flat()
      : [],
    sign: await draftsOf(deps, scene, by, texts, item),
    phone: isOffice ? await callsOf(deps, scene, texts) : [],
    overdue: active
      .filter((task) => isOverdue(task, scene.today, scene.calendar))
      .toSorted(
        (a, b) => overdueWorkdays(b, scene.today, scene.calendar) - overdueWorkdays(a, scene.today, scene.calendar),
      )
      .map((task) => item(task, texts.standing(task, setting), isOffice ? desk.buttons.overdue(task) : [])),
    bulletins: (await stores.bulletins())
      .filter((bulletin) => sees || bulletin.status === 'published')
      .map((bulletin) => {
        const title = texts.document.bulletinTitle(bulletin, setting);
        return {
          id: bulletin.id,
          title,
          status: bulletin.status,
          number: bulletin.number ? texts.document.bulletinNumber(bulletin.number) : null,
          text: bulletin.text,
          actions: isOffice || maySign(scene, by) ? desk.buttons.bulletin(bulletin.id, bulletin.status, title) : [],
        };
      }),
  };
}

const isOwn = (scene: Scene, by: PersonId, task: Task): boolean =>
  rolesOf(scene.directory, by, scene.today).some((role) => role.unitId === task.unitId);

const maySign = (scene: Scene, by: PersonId): boolean =>
  may(actingAs(scene, by), 'sign-bulletin', { officeUnitId: scene.officeUnit.id });

function lightsOf(scene: Scene, tasks: readonly Task[]): Board['lights'] {
  const counted = tasks.filter((task) => task.state.status !== 'cancelled');
  return [...Map.groupBy(counted, (task) => task.unitId)].map(([unitId, own]) => {
    const open = own.filter((task) => task.state.status === 'open');
    const lit = (wanted: 'green' | 'amber' | 'red') =>
      open.filter((task) => task.dueOn !== null && light(task, scene.today, scene.calendar) === wanted).length;
    return {
      unitId,
      name: unitOf(scene.directory, unitId).shortName,
      closed: own.filter((task) => task.state.status === 'closed').length,
      review: own.filter((task) => task.state.status === 'reported-done').length,
      green: lit('green'),
      amber: lit('amber'),
      red: lit('red'),
      undecided: open.filter((task) => task.dueOn === null).length,
    };
  });
}

type ItemMaker = (task: Task, text: string, actions: WorkItem['actions'], more?: Partial<WorkItem>) => WorkItem;

/** Drafts that wait for a signature: shown to whoever may sign, with the text to be signed. */
async function draftsOf(
  deps: Deps,
  scene: Scene,
  by: PersonId,
  texts: Catalogue,
  item: ItemMaker,
): Promise<WorkItem[]> {
  const drafts = await deps.stores.supervisionNotices({ status: 'drafted' });
  const items = await Promise.all(
    drafts.map(async (notice) => {
      const task = await deps.stores.task(notice.taskId);
      if (!task || !mayAct(scene, by, 'review', task)) return [];
      const printed = (await deps.stores.items(task.planId)).find((one) => one.id === task.itemId) ?? null;
      const text = texts.document.supervisionNotice(
        notice,
        task,
        unitOf(scene.directory, notice.unitId),
        printed,
        scene.setting,
      );
      const signs = mayAct(scene, by, 'sign-notice', task);
      const message = { lines: text.split('\n').map((one) => ({ text: one })) };
      return [
        item(task, texts.desk.draft(task, notice, scene.setting), signs ? texts.desk.buttons.draft(notice) : [], {
          id: notice.id,
          message,
        }),
      ];
    }),
  );
  return items.flat();
}

/** What nobody could be written to about: whom to call, and the words to read out or paste. */
async function callsOf(deps: Deps, scene: Scene, texts: Catalogue): Promise<WorkItem[]> {
  const waiting = oncePerPerson(
    await deps.stores.deliveries({ channel: 'offline', state: ['queued'], dueBefore: scene.now }),
  );
  return Promise.all(
    waiting.map(async (delivery): Promise<WorkItem> => {
      const notices = await deps.stores.notices(delivery.noticeIds);
      const taskId = notices.find((notice) => notice.taskId !== null)?.taskId ?? null;
      const task = taskId ? await deps.stores.task(taskId as TaskId) : null;
      const person = scene.directory.persons.find((one) => one.id === delivery.personId) ?? null;
      const unitId = delivery.unitId ?? task?.unitId ?? null;
      const worded = notices.find((notice) => notice.message !== null)?.message ?? delivery.sent;
      const message =
        worded ??
        (task
          ? texts.notice(
              { kind: notices[0]?.kind ?? 'remind', task, unit: unitOf(scene.directory, task.unitId), person },
              scene.setting,
            )
          : null);
      return {
        id: delivery.id,
        code: task?.code ?? null,
        unitName: unitId ? unitOf(scene.directory, unitId).shortName : '',
        title: task ? texts.taskName(task) : (message?.title ?? ''),
        line: { text: texts.desk.call(person, scene.setting), tone: 'plain' },
        actions: texts.desk.buttons.call(delivery.id, task?.state.status === 'open' ? task : null),
        message: message ? { ...message, actions: [] } : null,
      };
    }),
  );
}
