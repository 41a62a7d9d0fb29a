import { beforeEach, describe, expect, it } from 'vitest';
import type { Task } from '../../../src/core/task.ts';
import { ConflictError } from '../../../src/errors.ts';
import type { Change } from '../../../src/ports.ts';
import { at } from '../../support/builders.ts';
import * as rows from '../../support/stored-rows.ts';
import type { Given } from './given.ts';

const { storedDelivery, storedTask } = rows;

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
