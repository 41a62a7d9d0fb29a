import { beforeEach, describe, expect, it } from 'vitest';
import { day } from '../../../src/core/calendar.ts';
import type { Task, TaskState } from '../../../src/core/task.ts';
import { ConflictError } from '../../../src/errors.ts';
import type { Change } from '../../../src/ports.ts';
import { at } from '../../support/builders.ts';
import * as rows from '../../support/stored-rows.ts';
import type { Given } from './given.ts';

const { newId, storedDelivery, storedNotice, storedTask } = rows;

/** What a commit writes, refuses and leaves alone. */
export function committing(given: Given): void {
  const stored = (task: Task): Task => ({ ...task, version: task.version + 1 });
  const commit = (change: Change) => given.on.stores.commit(change);

  describe('committing a change', () => {
    beforeEach(() => commit(rows.ground));

    it('gives back every row as it was written', async () => {
      const task = storedTask({
        supportingUnitIds: [rows.otherUnitId],
        nextActionAt: at('2026-03-24 09:00'),
        judgedHard: '人手不足',
      });
      const report = rows.storedReport(task.id);
      const petition = rows.storedPetition(task.id, {
        status: 'granted',
        decidedBy: rows.personId,
        decidedAt: at('2026-03-26 10:00'),
        grantedDay: day('2026-04-15'),
      });
      const supervision = rows.signed(rows.storedSupervisionNotice(task.id), 1);
      const bulletin = rows.storedBulletin({ number: { year: 2026, serial: 1 }, publishedAt: at('2026-04-08 09:00') });
      const notice = storedNotice(task.id, { message: { title: '提醒', lines: [{ text: '到期' }] } });
      const delivery = storedDelivery([notice.id], {
        sent: { lines: [] },
        sentAt: at('2026-03-24 09:06'),
        state: 'sent',
        platformId: 'p',
      });
      const officeTimes = [
        { kind: 'morning-card', nextAt: at('2026-03-03 09:00') },
        { kind: 'audit', nextAt: at('2026-03-04 09:00') },
      ] as const;

      await commit({
        directory: rows.directory,
        officeTimes,
        tasks: [task],
        reports: [report],
        petitions: [petition],
        supervisionNotices: [supervision],
        bulletins: [bulletin],
        notices: [notice],
        deliveries: [delivery],
      });

      const { stores } = given.on;
      expect(await stores.office()).toEqual(rows.office);
      expect(await stores.directory()).toEqual(rows.directory);
      expect(await stores.officeTimes()).toEqual(officeTimes);
      expect([await stores.plans(), await stores.items(rows.planId)]).toEqual([[rows.plan], [rows.item]]);
      expect(await stores.planByHash(rows.plan.textHash)).toEqual(rows.plan);
      expect(await stores.task(task.id)).toEqual(stored(task));
      expect(await stores.taskByCode(task.code)).toEqual(stored(task));
      expect(await stores.reportsOf(task.id)).toEqual([report]);
      expect([await stores.petition(petition.id), await stores.petitionsOf(task.id)]).toEqual([petition, [petition]]);
      expect(await stores.supervisionNotice(supervision.id)).toEqual(supervision);
      expect(await stores.supervisionNotices({ taskId: task.id, status: 'signed' })).toEqual([supervision]);
      expect([await stores.bulletin(bulletin.id), await stores.bulletins()]).toEqual([bulletin, [bulletin]]);
      expect([await stores.noticesOf(task.id), await stores.notices([notice.id])]).toEqual([[notice], [notice]]);
      expect(await stores.delivery(delivery.id)).toEqual(delivery);
    });

    it.each<TaskState>([
      { status: 'open' },
      {
        status: 'open',
        supplementDueOn: day('2026-04-08'),
        returnedFrom: { reportId: newId(), madeAt: at('2026-03-30 23:59') },
      },
      { status: 'open', awaitingConfirmation: { reportId: newId(), madeAt: at('2026-03-30 10:00') } },
      {
        status: 'reported-done',
        reportId: newId(),
        madeAt: at('2026-03-30 10:00'),
        waitingSince: at('2026-04-01 08:00'),
      },
      {
        status: 'closed',
        closedOn: day('2026-04-02'),
        by: rows.personId,
        reportId: newId(),
        reportMadeAt: at('2026-03-30 10:00'),
      },
      { status: 'cancelled', reason: '合并' },
    ])('keeps the state $status with its instants', async (state) => {
      const petition = {
        id: newId<NonNullable<Task['petition']>['id']>(),
        kind: 'dispute',
        askedAt: at('2026-03-03 10:00'),
        requestedDay: null,
      } as const;
      const task = storedTask({ state, petition });

      await commit({ tasks: [task] });

      expect(await given.on.stores.task(task.id)).toEqual(stored(task));
    });

    it('raises the version of a task, and refuses one that was changed meanwhile with everything beside it', async () => {
      const task = storedTask();
      await commit({ tasks: [task] });
      await commit({ tasks: [{ ...stored(task), title: '改后' }] });
      const report = rows.storedReport(task.id);

      await expect(
        commit({ tasks: [{ ...stored(task), title: '迟到' }], reports: [report], events: [rows.progressed(task.id)] }),
      ).rejects.toThrow(ConflictError);

      expect(await given.on.stores.task(task.id)).toMatchObject({ title: '改后', version: 2 });
      expect([await given.on.stores.reportsOf(task.id), await given.on.stores.ledgerHead()]).toEqual([[], null]);
    });

    it.each([
      ['a new task that is there', (task: Task) => ({ tasks: [task] })],
      ['a new task under a code in use', (task: Task) => ({ tasks: [storedTask({ code: task.code })] })],
      ['a task that is not there', () => ({ tasks: [storedTask({ version: 1 })] })],
      ['another plan of the same text', () => ({ plans: [{ ...rows.plan, id: newId<typeof rows.planId>() }] })],
      ['another bulletin of the same period', () => ({ bulletins: [rows.storedBulletin()] })],
    ])('refuses %s as a conflict', async (_, changeFor) => {
      const task = storedTask();
      await commit({ tasks: [task], bulletins: [rows.storedBulletin()] });

      await expect(commit(changeFor(task))).rejects.toThrow(ConflictError);
    });

    it('is untouched by what the caller does to its rows afterwards', async () => {
      const aliases = ['教育局'];
      const [unit] = rows.directory.units;
      await commit({ directory: { ...rows.directory, units: [{ ...unit, aliases } as NonNullable<typeof unit>] } });

      aliases.push('加上的');

      expect((await given.on.stores.directory()).units[0]?.aliases).toEqual(['教育局']);
    });

    it('changes single persons and their absences, and leaves the rest of the directory alone', async () => {
      const [chen, other] = rows.directory.persons;
      if (!chen || !other) throw new Error('two persons are needed');
      const away = { personId: other.id, from: day('2026-06-01'), to: day('2026-06-03'), deputyId: chen.id };
      await commit({ directory: rows.directory });

      const account = { platform: 'wecom', address: 'w1' } as const;
      const profile = { leftAlone: true, invitation: { hash: 'h', expiresAt: at('2026-03-03 09:00') } } as const;
      await commit({
        persons: [{ ...other, accounts: [account], profile }],
        absences: [{ personId: other.id, days: [away] }],
      });
      await commit({ absences: [{ personId: chen.id, days: [] }] });

      expect(await given.on.stores.directory()).toEqual({
        ...rows.directory,
        persons: [chen, { ...other, accounts: [account], profile }],
        absences: [away],
      });
    });

    it('replaces the directory whole', async () => {
      await commit({ directory: rows.directory });
      const smaller = {
        ...rows.directory,
        units: rows.directory.units.slice(1).reverse(),
        persons: [],
        absences: [],
        roles: [],
      };

      await commit({ directory: smaller });

      expect(await given.on.stores.directory()).toEqual(smaller);
    });

    it('gives the directory as it stands, also when another process has changed it', async () => {
      const { stores, others } = given.on;
      await commit({ directory: rows.directory });
      expect(await stores.directory()).toEqual(await others.directory());

      for (const name of ['王静', '李静', '赵静']) {
        const persons = rows.directory.persons.map((person) => ({ ...person, name }));
        await others.commit({ directory: { ...rows.directory, persons } });

        expect((await stores.directory()).persons.map((person) => person.name)).toContain(name);
      }
      await commit({ directory: { ...rows.directory, absences: [] } });
      expect((await others.directory()).absences).toEqual([]);
    });

    it('refuses two persons with one account, which no second try would change', async () => {
      const persons = rows.directory.persons.map((person) => ({
        ...person,
        accounts: [{ platform: 'local' as const, address: 'chen' }],
      }));

      const refused = commit({ directory: { ...rows.directory, persons } });

      await expect(refused).rejects.toThrow();
      await expect(refused).rejects.not.toThrow(ConflictError);
    });

    it('answers an input once: the second change with its key writes nothing', async () => {
      const handled = { platform: 'local', key: 'message-1' };
      const [first, second] = [storedTask(), storedTask()];

      expect(await commit({ tasks: [first], handled })).toBe('committed');
      expect(await commit({ tasks: [second], handled })).toBe('duplicate');

      expect([await given.on.stores.task(first.id), await given.on.stores.task(second.id)]).toEqual([
        stored(first),
        null,
      ]);
    });

    it('writes more rows than fit into one statement', async () => {
      const tasks = Array.from({ length: 1_201 }, () => storedTask());

      await commit({ tasks, events: tasks.map((task) => rows.progressed(task.id)) });

      expect(await given.on.stores.tasks({})).toHaveLength(1_201);
      expect(await given.on.stores.ledgerHead()).toMatchObject({ seq: 1_201 });
    });
  });
}
