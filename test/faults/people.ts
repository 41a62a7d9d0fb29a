import { addDays, dayAt, instantAt, makeCalendar } from '../../src/core/calendar.ts';
import type { PersonId } from '../../src/core/ids.ts';
import type { Command, CommandName } from '../../src/core/message/message.ts';
import { holdersOf } from '../../src/core/unit.ts';
import type { InboundEvent } from '../../src/ports.ts';
import type { Replica, Said, Shared } from './replica.ts';

/** The platform hands an input over again when it is not acknowledged by then (milliseconds after the first time). */
const REDELIVERED_AT = [0, 60_000, 300_000, 3_600_000, 4 * 3_600_000, 12 * 3_600_000];

/** What a platform would take for a mention, a link or a format if it were not escaped. */
const INJECTED = ['<!channel>', '<@U024BE7LH>', '<@all>', '<http://evil.example|官方>', '&lt;!here&gt;', '*', ''];

/** A word that only this unit's people write: where it turns up, that unit's report was shown. */
export const secretOf = (unitId: string): string => SECRETS[unitId] ?? '';
const SECRETS: Readonly<Record<string, string>> = {
  'unit-education': '鸿雁',
  'unit-finance': '白鹭',
  'unit-court': '灰鹤',
};
export const secrets = Object.entries(SECRETS);

/** The people of the office and of the units: what they type and press, and how their platform brings it to the bot. */
export class People {
  readonly #shared: Shared;
  readonly #replicas: readonly Replica[];
  /** Every input that was made, acknowledged or not. */
  readonly made: InboundEvent[] = [];
  /** Keys of those that the bot said it has. */
  readonly acknowledged = new Set<string>();
  /** When each was acknowledged, in milliseconds of the run. */
  readonly broughtAt = new Map<string, number>();

  constructor(shared: Shared, replicas: readonly Replica[]) {
    this.#shared = shared;
    this.#replicas = replicas;
  }

  /** Whoever comes back to a held sweep lets it go. */
  async releaseSweep(): Promise<void> {
    if ((await this.#shared.stores.office())?.sweepHeldUntil) this.#press('clerk' as PersonId, 'release-sweep', '');
  }

  /** Plans what is done today, by what is on the table this morning. */
  async planDay(): Promise<void> {
    const { stores, world, officeNow } = this.#shared;
    const today = dayAt(officeNow());
    const directory = await stores.directory();
    const by = (id: string) => id as PersonId;
    if ((await stores.office())?.sweepHeldUntil && world.happens(0.5)) this.#press(by('clerk'), 'release-sweep', '');
    if (!makeCalendar().isWorkday(today)) return;
    for (const task of await stores.tasks({ status: ['open', 'reported-done'] })) {
      const liaison = holdersOf(directory, task.unitId, 'liaison', today)[0];
      if (task.state.status === 'reported-done') {
        if (world.happens(0.5)) this.#press(by('clerk'), 'close-task', task.id);
        else if (world.happens(0.3)) this.#press(by('clerk'), 'return-task', task.id, { reason: '请补充完成依据' });
        continue;
      }
      if (task.dueOn === null) {
        if (world.happens(0.3)) this.#press(by('clerk'), 'set-day', task.id, { day: addDays(today, 10) });
        continue;
      }
      if (task.petition && world.happens(0.6)) {
        const granted = { day: addDays(task.dueOn, 14), note: '' };
        if (world.happens(0.6)) this.#press(by('clerk'), 'grant-petition', task.petition.id, granted);
        else this.#press(by('clerk'), 'refuse-petition', task.petition.id, { reason: '请按原时限办理' });
      }
      if (task.state.status === 'open' && task.state.awaitingConfirmation && world.happens(0.6))
        this.#press(by('finance-reviewer'), 'confirm-report', task.id);
      if (!liaison || liaison.accounts.length === 0) {
        if (world.happens(0.08))
          this.#press(by('clerk'), 'record-offline', task.id, { text: '电话答复：已完成', done: 'yes' });
        continue;
      }
      const [, month, date] = addDays(task.dueOn, 14).split('-').map(Number);
      if (world.happens(0.22)) {
        const own = `${world.chance.pick(INJECTED)}${secretOf(task.unitId)}`;
        const text = world.chance.pick([
          `已完成，${own}材料已按要求报送`,
          `已完成60%，${own}正在推进`,
          `申请延期至2026年${month}月${date}日，需与相关部门会商`,
          '收到',
          '该事项不属于我单位职责',
        ]);
        this.#later(liaison.id, { kind: 'say', text, taskId: world.happens(0.7) ? task.id : null });
      }
    }
    for (const draft of await stores.supervisionNotices({})) {
      if (draft.status === 'drafted' && world.happens(0.6)) this.#press(by('director'), 'sign-notice', draft.id);
      const holder = holdersOf(directory, draft.unitId, 'unit-head', today)[0];
      if (draft.status === 'signed' && holder && holder.accounts.length > 0 && world.happens(0.5))
        this.#press(holder.id, 'acknowledge-notice', draft.id);
    }
    for (const bulletin of await stores.bulletins()) {
      if (bulletin.status === 'draft') this.#press(by('director'), 'sign-bulletin', bulletin.id);
      if (bulletin.status === 'signed') this.#press(by('clerk'), 'publish-bulletin', bulletin.id);
    }
    for (const call of await stores.deliveries({ channel: 'offline', state: ['queued'] }))
      if (world.happens(0.3)) this.#press(by('clerk'), 'record-delivered', call.id);
  }

  #press(by: PersonId, name: CommandName, id: string, fields: Readonly<Record<string, string>> = {}): void {
    const command: Command = { name, id };
    this.#later(by, { kind: 'act', command, fields });
    // An impatient finger: the same button once more, as an input of its own.
    if (this.#shared.world.happens(0.1)) this.#later(by, { kind: 'act', command, fields });
  }

  /** Some time in working hours. */
  #later(personId: PersonId, said: Said): void {
    const { world, officeNow } = this.#shared;
    const until = instantAt(dayAt(officeNow()), '17:30').getTime() - officeNow().getTime();
    // Some act in the minutes in which the morning's cards are under way.
    const latest = world.happens(0.3) ? 40 * 60_000 : Math.max(120_000, until);
    world.after(world.chance.between(60_000, latest), () => {
      const key = `in-${this.made.length + 1}`;
      const event: InboundEvent = {
        platform: 'chat',
        key,
        receivedAt: officeNow(),
        personId,
        body: JSON.stringify(said),
      };
      this.made.push(event);
      this.#bring(event);
    });
  }

  /** Brought until it is acknowledged; now and then also twice, or to two processes at once, or late. */
  #bring(event: InboundEvent): void {
    const { world, faults } = this.#shared;
    let acknowledged = false;
    const bring = (): void => {
      const up = this.#replicas.filter((replica) => replica.isUp);
      if (up.length === 0) return;
      void world.chance
        .pick(up)
        .hear(event)
        .then(
          () => {
            acknowledged = true;
            this.acknowledged.add(event.key);
            this.broughtAt.set(event.key, world.now);
          },
          () => {},
        );
    };
    const late = world.happens(faults.repeatedInput / 5) ? world.chance.between(1_000, 600_000) : 0;
    for (const ms of REDELIVERED_AT) world.after(late + ms, () => (acknowledged ? undefined : bring()));
    if (world.happens(faults.repeatedInput)) {
      for (let copies = world.chance.between(1, 3); copies > 0; copies -= 1)
        world.after(late + world.chance.between(0, world.happens(0.5) ? 20 : 300_000), bring);
    }
  }
}
