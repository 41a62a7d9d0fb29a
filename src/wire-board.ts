import type { Board, HistoryEntry, TaskDetail, TaskRow, WorkItem } from './adapters/web/api-schema.ts';
import type { TaskEvent } from './core/event.ts';
import type { PersonId, TaskId, UnitId } from './core/ids.ts';
import type { Catalogue, Setting } from './core/message/catalogue.ts';
import { may } from './core/permission.ts';
import type { Report } from './core/report.ts';
import { noticeAsOf } from './core/supervision.ts';
import { isOverdue, light, overdueWorkdays, type Task } from './core/task.ts';
import { shorten } from './core/text.ts';
import { rolesOf, unitOf } from './core/unit.ts';
import { mayAct } from './flows/act-on-task.ts';
import { eventOf } from './flows/check-invariants.ts';
import { failedBefore } from './flows/clerks-copy.ts';
import { callsWaiting } from './flows/record-offline.ts';
import { isAmbiguous } from './flows/retry-delivery.ts';
import { actingAs, type Deps, type Scene } from './flows/scene.ts';
import { seesAll, visibleTasks } from './flows/visible-tasks.ts';

const SHOWN_NEXT = 12;

/** A task as a row of a list. */
export function rowOf(scene: Scene, task: Task, texts: Catalogue): TaskRow {
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

/** A task with its history and what this person may do about it. */
export async function detailOf(
  deps: Deps,
  scene: Scene,
  by: PersonId,
  task: Task,
  texts: Catalogue,
): Promise<TaskDetail> {
  const item = (await deps.stores.items(task.planId)).find((one) => one.id === task.itemId);
  const entries = await deps.stores.ledger({ taskId: task.id });
  const reports = await deps.stores.reportsOf(task.id);
  const unitName = (id: UnitId) => unitOf(scene.directory, id).shortName;
  const history = entries.flatMap((entry): HistoryEntry[] => {
    const event = eventOf(entry);
    const who = scene.directory.persons.find((person) => person.id === entry.actor.personId)?.name ?? texts.desk.bot;
    return event
      ? [
          {
            at: entry.at.toISOString(),
            who,
            text: texts.desk.history(withWords(event, reports), unitName),
            tone: 'plain',
          },
        ]
      : [];
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
    evidence: reports.flatMap((report) => report.evidence.map(({ fileId, name, bytes }) => ({ fileId, name, bytes }))),
    history,
    actions: texts.desk.buttons.task(task, rights),
  };
}

/** A report's entry with its words, which stand in the report alone, as long as they are kept. */
function withWords(event: TaskEvent, reports: readonly Report[]): TaskEvent {
  if (!('reportId' in event) || !('textHash' in event)) return event;
  const text = reports.find((report) => report.id === event.reportId)?.text ?? '';
  return { ...event, summary: shorten(text.replace(/\s+/g, ' ').trim(), 40) };
}

/** The board of one person: what they may see at a glance. */
export async function boardOf(deps: Deps, scene: Scene, by: PersonId, texts: Catalogue): Promise<Board> {
  const { stores } = deps;
  const seen = await visibleTasks(deps, scene, by);
  const isOffice = may(actingAs(scene, by), 'record-offline', {
    unitId: scene.officeUnit.id,
    officeUnitId: scene.officeUnit.id,
  });
  const sees = seesAll(scene, by);
  // A unit's board is about its own tasks: what it only supports is another unit's to answer for.
  const own = sees ? seen : seen.filter((task) => isOwn(scene, by, task));
  const active = own.filter((task) => task.state.status === 'open' || task.state.status === 'reported-done');
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
    lights: lightsOf(scene, own),
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
    plans: isOffice ? await plansOf(deps) : [],
  };
}

async function plansOf(deps: Deps): Promise<Board['plans']> {
  const plans = await deps.stores.plans();
  return Promise.all(
    plans.toReversed().map(async ({ id, title, fileName, adoptedOn }) => {
      return { id, title, fileName, adoptedOn, items: (await deps.stores.items(id)).length };
    }),
  );
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
    drafts.map(async (draft) => {
      const task = await deps.stores.task(draft.taskId);
      if (!task || !mayAct(scene, by, 'review', task)) return [];
      // As it would be signed today.
      const notice = noticeAsOf(draft, task, scene.today, scene.calendar);
      const printed = (await deps.stores.items(task.planId)).find((one) => one.id === task.itemId) ?? null;
      const text = texts.document.supervisionNotice(
        { ...notice, draftedAt: scene.now },
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
  const waiting = await callsWaiting(deps, scene);
  return Promise.all(
    waiting.map(async (delivery): Promise<WorkItem> => {
      const notices = await deps.stores.notices(delivery.noticeIds);
      const failed = await failedBefore(deps.stores, delivery);
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
        actions: [
          ...texts.desk.buttons.call(delivery.id, task?.state.status === 'open' ? task : null),
          ...(failed ? texts.desk.buttons.retry(failed.id, isAmbiguous(failed)) : []),
        ],
        message: message ? { ...message, actions: [] } : null,
      };
    }),
  );
}
