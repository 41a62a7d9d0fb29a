import { addDays, type Day, dayAt, instantAt } from '../../core/calendar.ts';
import type { PersonId, TaskId } from '../../core/ids.ts';
import type { Task } from '../../core/task.ts';
import { holdersOf } from '../../core/unit.ts';
import { decidePetition } from '../decide-petition.ts';
import { handleReply } from '../handle-reply.ts';
import { setDay } from '../manage-task.ts';
import { publishBulletin, signBulletin } from '../publish-bulletin.ts';
import { recordDelivered, recordOffline } from '../record-offline.ts';
import { closeReported, proposedSupplementDay, returnReported } from '../review-report.ts';
import { type Deps, loadScene, type Scene } from '../scene.ts';
import { acknowledgeNotice, deliverNotice, signNotice } from '../sign-notice.ts';
import type { Agenda } from './agenda.ts';
import type { Cast } from './cast.ts';
import type { Chance } from './chance.ts';

/** Share of tasks whose unit questions its responsibility; the office upholds every other one. */
const QUESTIONING = 0.05;

/** The simulated people: what each unit does about its tasks by habit, and how the office answers. */
export class People {
  readonly #deps: Deps;
  readonly #cast: Cast;
  readonly #agenda: Agenda;
  readonly #chance: Chance;
  readonly #seen = new Set<string>();
  #messages = 0;
  #noticedTo = -1;

  constructor(deps: Deps, cast: Cast, agenda: Agenda, chance: Chance) {
    this.#deps = deps;
    this.#cast = cast;
    this.#agenda = agenda;
    this.#chance = chance;
  }

  /** Plans what the unit does about a task with a day, by its habit; the office sets a missing day to the plan year's end. */
  meet(task: Task, scene: Scene, yearEnd: Day): void {
    if (task.dueOn === null) {
      if (yearEnd <= scene.today) return;
      this.#later(scene, scene.today, this.#chance.between(1, 2), async () => {
        await setDay(this.#deps, { by: this.#cast.clerk, via: 'local', taskId: task.id, dueOn: yearEnd });
        const decided = await this.#deps.stores.task(task.id);
        if (decided?.dueOn) this.meet(decided, await loadScene(this.#deps), yearEnd);
      });
      return;
    }
    const { dueOn } = task;
    if (task.unitId !== scene.officeUnit.id && this.#chance.next() < QUESTIONING) {
      this.#later(scene, scene.today, this.#chance.between(2, 5), () =>
        this.#say(task.id, '这个任务不是我们单位负责的'),
      );
    }
    const habit = this.#cast.habits.get(task.unitId) ?? 'punctual';
    switch (habit) {
      case 'punctual':
        if (this.#chance.next() < 0.5) this.#before(scene, dueOn, 15, () => this.#say(task.id, '已完成60%，正在推进'));
        this.#before(scene, dueOn, this.#chance.between(1, 5), () => this.#reportDone(task.id));
        break;
      case 'late':
        this.#later(scene, dueOn, this.#chance.between(1, 6), () => this.#reportDone(task.id));
        break;
      case 'silent':
        // Nothing until a supervision notice comes: see #served.
        break;
      case 'asks-extensions':
        this.#before(scene, dueOn, 3, () => this.#askExtension(task.id, addDays(dueOn, 20)));
        break;
      case 'claims-early':
        this.#before(scene, dueOn, 10, () => this.#say(task.id, '基本完成'));
        this.#before(scene, dueOn, this.#chance.between(6, 9), () => this.#reportDone(task.id));
        break;
      case 'phone-only':
        this.#later(scene, dueOn, this.#chance.between(-2, 2), () => this.#recordCall(task.id));
        break;
      default:
        habit satisfies never;
    }
  }

  /** Each step: the office notices what is new on its desk and plans to deal with it. */
  async notice(): Promise<void> {
    const scene = await loadScene(this.#deps);
    // Whatever else comes onto the desk stands in the ledger.
    const last = (await this.#deps.stores.ledgerHead())?.seq ?? 0;
    if (last !== this.#noticedTo) await this.#noticeDesk(scene);
    this.#noticedTo = last;
    await this.#noticeCalls(scene);
  }

  async #noticeDesk(scene: Scene): Promise<void> {
    const { stores } = this.#deps;
    for (const task of await stores.tasks({ status: ['reported-done'] })) {
      if (task.state.status === 'reported-done')
        this.#once(`review:${task.state.reportId}`, () =>
          this.#later(scene, scene.today, this.#chance.between(1, 3), () => this.#review(task.id)),
        );
    }
    for (const task of await stores.tasks({ status: ['open'], petitioned: true })) {
      const { petition } = task;
      if (petition)
        this.#once(`petition:${petition.id}`, () =>
          this.#later(scene, scene.today, this.#chance.between(1, 2), () => this.#decide(task.id)),
        );
    }
    for (const draft of await stores.supervisionNotices({ status: 'drafted' })) {
      this.#once(`sign:${draft.id}`, () =>
        this.#later(scene, scene.today, this.#chance.between(1, 2), async () => {
          const signed = await signNotice(this.#deps, { by: this.#cast.signer, via: 'local', noticeId: draft.id });
          if (signed.ok) await this.#served(draft.id, draft.taskId);
        }),
      );
    }
    for (const bulletin of await stores.bulletins()) {
      if (bulletin.status !== 'draft') continue;
      this.#once(`bulletin:${bulletin.id}`, () =>
        this.#later(scene, scene.today, 1, async () => {
          await signBulletin(this.#deps, { by: this.#cast.signer, via: 'local', bulletinId: bulletin.id });
          await publishBulletin(this.#deps, { by: this.#cast.clerk, via: 'local', bulletinId: bulletin.id });
        }),
      );
    }
  }

  async #noticeCalls(scene: Scene): Promise<void> {
    for (const delivery of await this.#deps.stores.deliveries({ channel: 'offline', state: ['queued'] })) {
      this.#once(`phone:${delivery.id}`, () =>
        this.#later(scene, scene.today, 1, async () => {
          await recordDelivered(this.#deps, { by: this.#cast.clerk, via: 'local', deliveryId: delivery.id });
        }),
      );
    }
  }

  /** A signed notice: the unit signs for it and, however silent, answers. */
  async #served(noticeId: Parameters<typeof acknowledgeNotice>[1]['noticeId'], taskId: TaskId): Promise<void> {
    const scene = await loadScene(this.#deps);
    const task = await this.#deps.stores.task(taskId);
    if (!task) return;
    const liaison = this.#liaison(scene, task);
    const byHand = this.#cast.habits.get(task.unitId) === 'phone-only' || liaison === null;
    this.#later(scene, scene.today, 1, async () => {
      if (byHand) await deliverNotice(this.#deps, { by: this.#cast.clerk, via: 'local', noticeId });
      else await acknowledgeNotice(this.#deps, { by: liaison, via: 'local', noticeId });
    });
    this.#later(scene, scene.today, this.#chance.between(2, 4), () =>
      byHand ? this.#recordCall(taskId) : this.#reportDone(taskId),
    );
  }

  async #reportDone(taskId: TaskId): Promise<void> {
    await this.#say(taskId, this.#chance.pick(['已完成', '已完成，材料已按要求报送', '任务已全部完成', '已办结']));
  }

  async #askExtension(taskId: TaskId, to: Day): Promise<void> {
    const [, month, date] = to.split('-').map(Number);
    await this.#say(taskId, `申请延期至${to.slice(0, 4)}年${month}月${date}日，需与相关部门会商`);
  }

  /** Types into the task's thread, as a liaison does. */
  async #say(taskId: TaskId, text: string): Promise<void> {
    const scene = await loadScene(this.#deps);
    const task = await this.#deps.stores.task(taskId);
    if (!task || task.state.status === 'closed' || task.state.status === 'cancelled') return;
    const by = this.#liaison(scene, task);
    if (by === null) return;
    this.#messages += 1;
    const key = { platform: 'local', key: `said-${this.#messages}` };
    await this.#deps.stores.receive({ ...key, receivedAt: scene.now, personId: by, body: task.discreet ? '' : text });
    await handleReply(this.#deps, { by, via: 'local', text, key, taskId, madeAt: scene.now });
  }

  async #recordCall(taskId: TaskId): Promise<void> {
    const scene = await loadScene(this.#deps);
    const task = await this.#deps.stores.task(taskId);
    if (task?.state.status !== 'open') return;
    const said = {
      text: '电话答复：已完成',
      claimsDone: true,
      percent: null,
      values: [],
      expectedOn: null,
      madeAt: scene.now,
    };
    await recordOffline(this.#deps, {
      by: this.#cast.clerk,
      via: 'local',
      taskId,
      said,
      saidVia: 'phone',
      saidBy: null,
    });
  }

  /** The office closes, or sends back once what was claimed too early; the unit supplements within the day set. */
  async #review(taskId: TaskId): Promise<void> {
    const task = await this.#deps.stores.task(taskId);
    if (task?.state.status !== 'reported-done') return;
    const tooEarly = this.#cast.habits.get(task.unitId) === 'claims-early' && !this.#seen.has(`returned:${taskId}`);
    if (!tooEarly) {
      await closeReported(this.#deps, { by: this.#cast.clerk, via: 'local', taskId });
      return;
    }
    this.#seen.add(`returned:${taskId}`);
    const before = await loadScene(this.#deps);
    const returned = { reason: '请补充责任人和完成依据', until: proposedSupplementDay(before, task) };
    await returnReported(this.#deps, { by: this.#cast.clerk, via: 'local', taskId, ...returned });
    const scene = await loadScene(this.#deps);
    this.#later(scene, scene.today, this.#chance.between(1, 4), () =>
      this.#say(taskId, '已完成，责任人和完成依据已补充'),
    );
  }

  /** The office grants what was asked; the unit then reports by the new day. */
  async #decide(taskId: TaskId): Promise<void> {
    const task = await this.#deps.stores.task(taskId);
    if (!task?.petition) return;
    const scene = await loadScene(this.#deps);
    const upheld = task.petition.kind === 'dispute' && this.#chance.next() < 0.5;
    const verdict =
      task.petition.kind === 'dispute' && !upheld
        ? ({ kind: 'refuse', reason: '职责以工作要点为准' } as const)
        : ({
            kind: 'grant',
            day: task.petition.requestedDay,
            to: upheld ? scene.officeUnit.id : null,
            note: '',
          } as const);
    await decidePetition(this.#deps, { by: this.#cast.clerk, via: 'local', taskId, verdict });
    const after = await this.#deps.stores.task(taskId);
    // Whoever answers for the task now, by whatever day, reports the day before.
    if (after?.dueOn && (upheld || task.petition.kind === 'extension'))
      this.#before(scene, after.dueOn, 1, () => this.#reportDone(taskId));
  }

  #liaison(scene: Scene, task: Task): PersonId | null {
    return holdersOf(scene.directory, task.unitId, 'liaison', scene.today)[0]?.id ?? null;
  }

  /** So many working days before a day, or soon if that has passed. */
  #before(scene: Scene, on: Day, workdays: number, act: () => Promise<void>): void {
    const wanted = scene.calendar.addWorkdays(scene.calendar.workdayOnOrBefore(on), -workdays);
    const at = wanted > scene.today ? wanted : scene.calendar.addWorkdays(scene.today, 1);
    this.#agenda.at(this.#hour(at), act);
  }

  /** So many working days after a day, in working hours, never before tomorrow. */
  #later(scene: Scene, from: Day, workdays: number, act: () => Promise<void>): void {
    const wanted = scene.calendar.addWorkdays(from, workdays);
    const at = wanted > dayAt(scene.now) ? wanted : scene.calendar.addWorkdays(scene.today, 1);
    this.#agenda.at(this.#hour(at), act);
  }

  #hour(on: Day): Date {
    const minutes = this.#chance.between(0, 359);
    return new Date(instantAt(on, '10:00').getTime() + minutes * 60_000);
  }

  #once(key: string, act: () => void): void {
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    act();
  }
}
