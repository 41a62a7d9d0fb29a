import { beforeEach, describe, expect, it } from 'vitest';
import { day } from '../../../src/core/calendar.ts';
import type { Task } from '../../../src/core/task.ts';
import { ConflictError } from '../../../src/errors.ts';
import type { Change } from '../../../src/ports.ts';
import { at } from '../../support/builders.ts';
import * as rows from '../../support/stored-rows.ts';
import type { Given } from './given.ts';

const { newId, storedDelivery, storedTask } = rows;

/** What a sweep claims and notes. */
export function sweeping(given: Given): void {
  const stored = (task: Task): Task => ({ ...task, version: task.version + 1 });
  const commit = (change: Change) => given.on.stores.commit(change);

  describe('sweeping what is due', () => {
    const now = at('2026-03-24 09:00');
    const dueAt = (text: string) => storedTask({ nextActionAt: at(text) });
    beforeEach(() => commit(rows.ground));

    it('claims the oldest first, at most the limit, and writes what was decided', async () => {
      const [late, early, future, never] = [
        dueAt('2026-03-24 08:00'),
        dueAt('2026-03-23 08:00'),
        dueAt('2026-03-24 09:01'),
        storedTask(),
      ];
      await commit({ tasks: [late, early, future, never] });
      const claimed: string[][] = [];
      const decide = (tasks: readonly Task[]): Change => {
        claimed.push(tasks.map((task) => task.code));
        return {
          tasks: tasks.map((task) => ({ ...task, nextActionAt: null })),
          events: tasks.map((task) => rows.progressed(task.id)),
        };
      };

      const counts = [
        await given.on.stores.sweepDue(now, null, 1, decide),
        await given.on.stores.sweepDue(now, null, 10, decide),
        await given.on.stores.sweepDue(now, null, 10, decide),
      ];

      expect([counts, claimed]).toEqual([
        [1, 1, 0],
        [[early.code], [late.code]],
      ]);
      expect(await given.on.stores.task(early.id)).toEqual({ ...early, version: 2, nextActionAt: null });
      expect(await given.on.stores.ledgerHead()).toMatchObject({ seq: 2 });
    });

    it('writes whatever was decided of a task, whether it only moved on or became another', async () => {
      const due = { nextActionAt: at('2026-03-24 09:00') };
      const [moved, changed] = [storedTask(due), storedTask(due)];
      await commit({ tasks: [moved, changed] });
      const decided = (task: Task): Task =>
        task.id === moved.id
          ? {
              ...task,
              nextActionAt: at('2026-03-30 09:00'),
              attention: { ...task.attention, rung: 1 },
              state: { status: 'open', supplementDueOn: day('2026-04-08') },
              supervisionNoticeId: newId(),
            }
          : { ...task, title: '改后', unitId: rows.otherUnitId, dueOn: day('2026-06-30'), nextActionAt: null };
      const written = new Map<string, Task>();

      await given.on.stores.sweepDue(at('2026-03-24 09:00'), null, 10, (tasks) => {
        for (const task of tasks) written.set(task.id, decided(task));
        return { tasks: [...written.values()] };
      });

      for (const { id } of [moved, changed])
        expect(await given.on.stores.task(id)).toEqual(stored(written.get(id) as Task));
      expect(await given.on.stores.tasks({ dueBefore: day('2026-04-08') })).toHaveLength(1);
    });

    it('takes each task once, however many sweep at the same time', async () => {
      const tasks = Array.from({ length: 60 }, () => storedTask({ nextActionAt: at('2026-03-24 09:00') }));
      await commit({ tasks });
      const taken: string[] = [];
      const lane = async (stores: typeof given.on.stores) => {
        const batch = () =>
          stores.sweepDue(at('2026-03-24 09:00'), null, 7, (claimed) => {
            taken.push(...claimed.map((task) => task.id));
            return {
              tasks: claimed.map((task) => ({ ...task, nextActionAt: null })),
              events: claimed.map((task) => rows.progressed(task.id)),
            };
          });
        while ((await batch()) > 0);
      };

      await Promise.all([lane(given.on.stores), lane(given.on.stores), lane(given.on.others)]);

      expect(taken.toSorted()).toEqual(tasks.map((task) => task.id as string).sort());
      expect(await given.on.stores.ledger({})).toHaveLength(60);
    });

    it('passes over what lies before the mark', async () => {
      const [before, after] = [dueAt('2026-03-20 08:00'), dueAt('2026-03-23 08:00')];
      await commit({ tasks: [before, after] });
      const codes: string[] = [];

      await given.on.stores.sweepDue(now, at('2026-03-21 00:00'), 10, (tasks) => {
        codes.push(...tasks.map((task) => task.code));
        return {};
      });

      expect(codes).toEqual([after.code]);
    });

    it('writes nothing when the decision throws', async () => {
      const task = dueAt('2026-03-23 08:00');
      await commit({ tasks: [task] });
      const broken = given.on.stores.sweepDue(now, null, 10, () => {
        throw new Error('a bug');
      });

      await expect(broken).rejects.toThrow('a bug');

      expect(await given.on.stores.task(task.id)).toEqual(stored(task));
    });

    it.each([
      ['a task', (): Change => ({ tasks: [dueAt('2026-03-24 09:00')] })],
      ['an office time', (): Change => ({ officeTimes: [{ kind: 'audit', nextAt: now }] })],
      ['a delivery', (): Change => ({ deliveries: [storedDelivery([], { dueAt: at('2026-03-24 09:00') })] })],
    ])('does not pass over %s that is due', async (_, change) => {
      given.on.clock.now = at('2026-03-24 08:00');
      await commit(change());

      expect(await given.on.stores.passIdle(now)).toBe(false);

      expect((await given.on.stores.office())?.sweptUntil).toEqual(rows.office.sweptUntil);
    });

    it('notes how far it came, also when nothing was due, and then holds nothing any more', async () => {
      const offline = storedDelivery([], { channel: 'offline', dueAt: at('2026-03-20 09:00') });
      await commit({
        tasks: [dueAt('2026-03-24 09:01'), storedTask()],
        deliveries: [offline],
        office: { ...rows.office, sweepHeldUntil: now },
      });

      expect(await given.on.stores.passIdle(now)).toBe(true);
      expect(await given.on.stores.office()).toEqual({ ...rows.office, sweptUntil: now, sweepHeldUntil: null });
      await given.on.stores.noteSwept(at('2026-03-24 09:05'));
      expect((await given.on.stores.office())?.sweptUntil).toEqual(at('2026-03-24 09:05'));
    });

    it('serves an office time once: whoever comes second finds that it has moved, and writes nothing', async () => {
      await commit(rows.ground);
      const [was, nextAt] = [at('2026-03-24 01:00'), at('2026-03-25 01:00')];
      await commit({ officeTimes: [{ kind: 'audit', nextAt: was }] });
      const served = { officeTimes: [{ kind: 'audit', nextAt, was }] } as const;

      await commit(served);

      await expect(given.on.stores.commit({ ...served, events: [rows.progressed(rows.newId())] })).rejects.toThrow(
        ConflictError,
      );
      expect(await given.on.stores.ledgerHead()).toBeNull();
      expect((await given.on.stores.officeTimes()).find((time) => time.kind === 'audit')).toEqual({
        kind: 'audit',
        nextAt,
      });
    });

    it('knows the earliest instant of anything, and the share of open tasks that is due', async () => {
      expect(await given.on.stores.nextDueAt()).toBeNull();
      const done = storedTask({ state: { status: 'cancelled', reason: '并' }, nextActionAt: at('2026-03-23 07:00') });
      await commit({ tasks: [dueAt('2026-03-23 08:00'), dueAt('2026-03-25 08:00'), storedTask(), done] });

      expect(await given.on.stores.dueShare(now)).toEqual({ open: 3, due: 1 });
      expect(await given.on.stores.nextDueAt()).toEqual(at('2026-03-23 07:00'));
      await commit({ officeTimes: [{ kind: 'audit', nextAt: at('2026-03-22 09:00') }] });
      expect(await given.on.stores.nextDueAt()).toEqual(at('2026-03-22 09:00'));
      const offline = storedDelivery([], { channel: 'offline', dueAt: at('2026-03-20 09:00') });
      await commit({ deliveries: [storedDelivery([], { dueAt: at('2026-03-21 09:00') }), offline] });
      expect(await given.on.stores.nextDueAt()).toEqual(at('2026-03-21 09:00'));
    });

    it('knows the earliest instant after another, whatever lies before that', async () => {
      const [first, second, third] = [at('2026-03-23 08:00'), at('2026-03-25 08:00'), at('2026-03-26 08:00')];
      await commit({ tasks: [storedTask({ nextActionAt: first }), storedTask({ nextActionAt: third })] });
      await commit({
        officeTimes: [{ kind: 'audit', nextAt: second }],
        deliveries: [storedDelivery([], { dueAt: first })],
      });
      const { stores } = given.on;

      expect([await stores.nextDueAt(first), await stores.nextDueAt(second), await stores.nextDueAt(third)]).toEqual([
        second,
        third,
        null,
      ]);
      expect(await stores.nextDueAt(new Date(first.getTime() - 1))).toEqual(first);
    });

    it('announces what is due before the next minute, and nothing else', async () => {
      const heard: Date[] = [];
      const listening = await given.on.listen((instant) => void heard.push(instant));
      const soon = (ms: number) => new Date(given.on.clock.now.getTime() + ms);

      await commit({ tasks: [storedTask({ nextActionAt: soon(3_600_000) })] });
      await commit({
        deliveries: [
          storedDelivery([], { dueAt: soon(0) }),
          storedDelivery([], { dueAt: soon(9_000), channel: 'offline' }),
        ],
      });
      await commit({
        deliveries: [storedDelivery([], { dueAt: soon(30_000) }), storedDelivery([], { dueAt: soon(20_000) })],
      });
      await commit({ officeTimes: [{ kind: 'audit', nextAt: soon(5_000) }] });

      if (given.on.announces) await expect.poll(() => heard).toEqual([soon(20_000), soon(5_000)]);
      else expect(heard).toEqual([]);
      await listening.close();
    });
  });
}
