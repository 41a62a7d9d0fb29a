import type { Day } from '../../src/core/calendar.ts';
import type { NoticeId, TaskId } from '../../src/core/ids.ts';
import type { NoticeKind } from '../../src/core/notice.ts';
import type { Task } from '../../src/core/task.ts';
import type { Stores } from '../../src/ports.ts';
import type { World } from './world.ts';

/** What speaks of the day in force: said of another day it would be wrong. */
const BOUND: ReadonlySet<NoticeKind> = new Set<NoticeKind>([
  'remind',
  'warn',
  'overdue',
  'chase',
  'chase-deputy-head',
  'supervise',
]);
/** From the claim, when the words are written, to the last moment at which the platform may take them. */
const FLIGHT_MS = 25_000;

/** A message that was about to be taken: what its notices say, against where their tasks stood. */
interface Flight {
  readonly key: string;
  readonly noticeId: NoticeId;
  readonly said: Day | null;
  readonly inForce: Day | null;
}

/** Watches deadlines that change while messages about them are under way. */
export class Staleness {
  readonly #world: World;
  readonly #stores: Stores;
  readonly #stands = new Map<TaskId, { dueOn: Day | null; unitId: string; since: number }>();
  readonly #flights: Flight[] = [];
  /** Messages about a day in force that reached somebody, and deadlines that moved. */
  watched = 0;
  moved = 0;

  constructor(world: World, stores: Stores) {
    this.#world = world;
    this.#stores = stores;
  }

  wrote(tasks: readonly Task[]): void {
    for (const { id, dueOn, unitId } of tasks) {
      const known = this.#stands.get(id);
      if (known?.dueOn === dueOn && known.unitId === unitId) continue;
      if (known) this.moved += 1;
      this.#stands.set(id, { dueOn, unitId, since: this.#world.now });
    }
  }

  /** Called when a platform takes a message. */
  async taken(channel: string, key: string): Promise<void> {
    const at = this.#world.now;
    const [delivery] = (await this.#stores.deliveries({ state: ['sending', 'unknown', 'queued'] })).filter(
      (one) => one.key === key && one.channel === channel,
    );
    for (const notice of delivery ? await this.#stores.notices(delivery.noticeIds) : []) {
      const stands = notice.taskId && this.#stands.get(notice.taskId);
      if (!stands || !BOUND.has(notice.kind) || notice.status !== 'due') continue;
      this.watched += 1;
      if (at - stands.since > FLIGHT_MS && stands.dueOn !== notice.dueOn)
        this.#flights.push({ key, noticeId: notice.id, said: notice.dueOn, inForce: stands.dueOn });
    }
  }

  /** What was said though another day had been in force for longer than a message flies. */
  async faults(): Promise<readonly string[]> {
    const notices = await this.#stores.notices(this.#flights.map((flight) => flight.noticeId));
    const said = new Set(notices.filter((notice) => notice.status === 'said').map((notice) => notice.id));
    return this.#flights
      .filter((flight) => said.has(flight.noticeId))
      .map((flight) => `stale: ${flight.key} speaks of ${flight.said} when ${flight.inForce} is in force`);
  }
}
