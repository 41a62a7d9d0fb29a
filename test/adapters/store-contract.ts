import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { day } from '../../src/core/calendar.ts';
import { verifyChain } from '../../src/core/ledger.ts';
import type { Task, TaskState } from '../../src/core/task.ts';
import { ConflictError } from '../../src/errors.ts';
import type { Change, TaskFilter } from '../../src/ports.ts';
import { at } from '../support/builders.ts';
import * as rows from '../support/stored-rows.ts';
import type { Place, Subject } from '../support/stores.ts';

const { newId, storedDelivery, storedNotice, storedTask } = rows;

/** What every store does, wherever it stands. */
export function storeContract(place: Place): void {
  let open: Awaited<ReturnType<Place['open']>>;
  let on: Subject;
  const stored = (task: Task): Task => ({ ...task, version: task.version + 1 });
  const commit = (change: Change) => on.stores.commit(change);

  beforeAll(async () => {
    open = await place.open();
  });
  afterAll(() => open?.close());
  beforeEach(async () => {
    on = await open.fresh();
  });

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

      const { stores } = on;
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

      expect(await on.stores.task(task.id)).toEqual(stored(task));
    });

    it('raises the version of a task, and refuses one that was changed meanwhile with everything beside it', async () => {
      const task = storedTask();
      await commit({ tasks: [task] });
      await commit({ tasks: [{ ...stored(task), title: '改后' }] });
      const report = rows.storedReport(task.id);

      await expect(
        commit({ tasks: [{ ...stored(task), title: '迟到' }], reports: [report], events: [rows.progressed(task.id)] }),
      ).rejects.toThrow(ConflictError);

      expect(await on.stores.task(task.id)).toMatchObject({ title: '改后', version: 2 });
      expect([await on.stores.reportsOf(task.id), await on.stores.ledgerHead()]).toEqual([[], null]);
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

      expect((await on.stores.directory()).units[0]?.aliases).toEqual(['教育局']);
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

      expect(await on.stores.directory()).toEqual({
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

      expect(await on.stores.directory()).toEqual(smaller);
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

      expect([await on.stores.task(first.id), await on.stores.task(second.id)]).toEqual([stored(first), null]);
    });

    it('writes more rows than fit into one statement', async () => {
      const tasks = Array.from({ length: 1_201 }, () => storedTask());

      await commit({ tasks, events: tasks.map((task) => rows.progressed(task.id)) });

      expect(await on.stores.tasks({})).toHaveLength(1_201);
      expect(await on.stores.ledgerHead()).toMatchObject({ seq: 1_201 });
    });
  });

  describe('notices and deliveries', () => {
    const task = storedTask();
    beforeEach(async () => {
      await commit(rows.ground);
      await commit({ tasks: [task] });
    });

    it('are passed over when their key stands already, together with what only carried them', async () => {
      const first = storedNotice(task.id);
      const again = storedNotice(task.id, { key: first.key });
      const [one, two] = [storedDelivery([first.id]), storedDelivery([again.id])];
      await commit({ notices: [first], deliveries: [one] });

      await commit({ notices: [again], deliveries: [two] });

      expect(await on.stores.noticesOf(task.id)).toEqual([first]);
      expect(await on.stores.deliveries({})).toEqual([one]);
    });

    it('take the first of two with one key within one change', async () => {
      const first = storedNotice(task.id);
      const again = storedNotice(task.id, { key: first.key });

      await commit({ notices: [first, again], deliveries: [storedDelivery([first.id, again.id])] });

      expect((await on.stores.deliveries({})).map((row) => row.noticeIds)).toEqual([[first.id]]);
    });

    it('add the new lines to a card that is still queued', async () => {
      const [first, second] = [storedNotice(task.id), storedNotice(task.id)];
      const card = storedDelivery([first.id]);
      await commit({ notices: [first], deliveries: [card] });

      await commit({ notices: [second], deliveries: [storedDelivery([first.id, second.id], { key: card.key })] });

      expect(await on.stores.deliveries({})).toEqual([{ ...card, noticeIds: [first.id, second.id] }]);
    });

    it('leave alone a card that is under way and a message of its own', async () => {
      const [first, second] = [storedNotice(task.id), storedNotice(task.id)];
      const card = storedDelivery([first.id], { key: 'card' });
      const own = storedDelivery([first.id], { kind: 'notice', key: 'own', channel: 'offline' });
      await commit({ notices: [first], deliveries: [card, own] });
      await on.stores.claim(card.id, 1_000);

      await commit({
        notices: [second],
        deliveries: [
          storedDelivery([second.id], { key: 'card' }),
          storedDelivery([second.id], { kind: 'notice', key: 'own' }),
        ],
      });

      expect((await on.stores.deliveries({})).map((row) => row.noticeIds)).toEqual([[first.id], [first.id]]);
    });

    it('are brought up to date under their own id, but not behind the back of whoever claimed it', async () => {
      const notice = storedNotice(task.id);
      const [free, claimed] = [storedDelivery([notice.id]), storedDelivery([notice.id])];
      await commit({ notices: [notice], deliveries: [free, claimed] });
      await on.stores.claim(claimed.id, 1_000);

      await commit({
        deliveries: [
          { ...free, state: 'superseded', failure: '交接' },
          { ...claimed, state: 'superseded' },
        ],
      });

      expect(await on.stores.delivery(free.id)).toMatchObject({ state: 'superseded', failure: '交接' });
      expect(await on.stores.delivery(claimed.id)).toMatchObject({ state: 'sending', attempt: 1 });
    });

    it('settle: said, dropped or annulled with a reason, the others stay due', async () => {
      const [said, annulled, other] = [storedNotice(task.id), storedNotice(task.id), storedNotice(task.id)];
      await commit({ notices: [said, annulled, other] });

      await commit({
        settledNotices: [
          { ids: [said.id], status: 'said', reason: null },
          { ids: [annulled.id], status: 'annulled', reason: '职责调整' },
        ],
      });

      const found = await on.stores.notices([said.id, annulled.id, other.id]);
      expect(found.map(({ status, statusReason }) => [status, statusReason])).toEqual([
        ['said', null],
        ['annulled', '职责调整'],
        ['due', null],
      ]);
    });

    it('without a delivery are found by the audit, once they are older than its limit', async () => {
      const [lost, carried, young] = [
        storedNotice(task.id),
        storedNotice(task.id),
        storedNotice(task.id, { createdAt: at('2026-03-25 09:00') }),
      ];
      await commit({ notices: [lost, carried, young], deliveries: [storedDelivery([carried.id])] });

      expect(await on.stores.noticesWithoutDelivery(at('2026-03-25 09:00'), 10)).toEqual([lost]);
    });
  });

  describe('the ledger', () => {
    const task = storedTask();

    it('chains the facts of all changes in their order', async () => {
      await commit({ ...rows.ground, tasks: [task] });
      await commit({ events: [rows.progressed(task.id), rows.progressed(task.id)] });
      await commit({
        events: [
          {
            taskId: null,
            at: at('2026-03-21 09:00'),
            actor: { personId: null, via: 'clock' },
            type: 'clock-advanced',
            from: at('2026-03-20 09:00'),
            to: at('2026-03-21 09:00'),
          },
        ],
      });

      const entries = await on.stores.ledger({});

      expect(verifyChain(entries)).toEqual({ ok: true, head: await on.stores.ledgerHead() });
      expect(entries.map((entry) => entry.type)).toEqual([
        'task-progress-reported',
        'task-progress-reported',
        'clock-advanced',
      ]);
      expect(entries[2]).toMatchObject({
        seq: 3,
        actor: { personId: null, via: 'clock' },
        facts: { from: '2026-03-20T01:00:00.000Z' },
      });
      expect((await on.stores.ledger({ taskId: task.id })).map((entry) => entry.seq)).toEqual([1, 2]);
      expect((await on.stores.ledger({ afterSeq: 1, limit: 1 })).map((entry) => entry.seq)).toEqual([2]);
    });

    it('takes nothing before there is an office', async () => {
      await expect(commit({ events: [rows.progressed(task.id)] })).rejects.toThrow(/no office/);

      expect(await on.stores.ledgerHead()).toBeNull();
    });
  });

  describe('drawing a number', () => {
    const task = storedTask();
    beforeEach(async () => {
      await commit(rows.ground);
      await commit({ tasks: [task] });
    });

    it('goes on without a gap, each series and year by itself', async () => {
      const number = { year: 2026, serial: 7 };
      await commit({
        supervisionNotices: [
          rows.signed(rows.storedSupervisionNotice(task.id), 1),
          rows.signed(rows.storedSupervisionNotice(task.id), 2),
        ],
        bulletins: [rows.storedBulletin({ number })],
      });

      const next = (series: Parameters<Subject['stores']['nextSerial']>[0], year: number) =>
        on.stores.nextSerial(series, year);
      expect([
        await next('supervision', 2026),
        await next('supervision', 2027),
        await next('letter', 2026),
        await next('bulletin', 2026),
      ]).toEqual([3, 1, 1, 8]);
    });

    it('gives no number twice: the second signature is a conflict', async () => {
      await commit({ supervisionNotices: [rows.signed(rows.storedSupervisionNotice(task.id), 1)] });

      await expect(
        commit({ supervisionNotices: [rows.signed(rows.storedSupervisionNotice(task.id), 1)] }),
      ).rejects.toThrow(ConflictError);
    });
  });

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
        await on.stores.sweepDue(now, null, 1, decide),
        await on.stores.sweepDue(now, null, 10, decide),
        await on.stores.sweepDue(now, null, 10, decide),
      ];

      expect([counts, claimed]).toEqual([
        [1, 1, 0],
        [[early.code], [late.code]],
      ]);
      expect(await on.stores.task(early.id)).toEqual({ ...early, version: 2, nextActionAt: null });
      expect(await on.stores.ledgerHead()).toMatchObject({ seq: 2 });
    });

    it('passes over what lies before the mark', async () => {
      const [before, after] = [dueAt('2026-03-20 08:00'), dueAt('2026-03-23 08:00')];
      await commit({ tasks: [before, after] });
      const codes: string[] = [];

      await on.stores.sweepDue(now, at('2026-03-21 00:00'), 10, (tasks) => {
        codes.push(...tasks.map((task) => task.code));
        return {};
      });

      expect(codes).toEqual([after.code]);
    });

    it('writes nothing when the decision throws', async () => {
      const task = dueAt('2026-03-23 08:00');
      await commit({ tasks: [task] });
      const broken = on.stores.sweepDue(now, null, 10, () => {
        throw new Error('a bug');
      });

      await expect(broken).rejects.toThrow('a bug');

      expect(await on.stores.task(task.id)).toEqual(stored(task));
    });

    it.each([
      ['a task', (): Change => ({ tasks: [dueAt('2026-03-24 09:00')] })],
      ['an office time', (): Change => ({ officeTimes: [{ kind: 'audit', nextAt: now }] })],
      ['a delivery', (): Change => ({ deliveries: [storedDelivery([], { dueAt: at('2026-03-24 09:00') })] })],
    ])('does not pass over %s that is due', async (_, change) => {
      on.clock.now = at('2026-03-24 08:00');
      await commit(change());

      expect(await on.stores.passIdle(now)).toBe(false);

      expect((await on.stores.office())?.sweptUntil).toEqual(rows.office.sweptUntil);
    });

    it('notes how far it came, also when nothing was due, and then holds nothing any more', async () => {
      const offline = storedDelivery([], { channel: 'offline', dueAt: at('2026-03-20 09:00') });
      await commit({
        tasks: [dueAt('2026-03-24 09:01'), storedTask()],
        deliveries: [offline],
        office: { ...rows.office, sweepHeldUntil: now },
      });

      expect(await on.stores.passIdle(now)).toBe(true);
      expect(await on.stores.office()).toEqual({ ...rows.office, sweptUntil: now, sweepHeldUntil: null });
      await on.stores.noteSwept(at('2026-03-24 09:05'));
      expect((await on.stores.office())?.sweptUntil).toEqual(at('2026-03-24 09:05'));
    });

    it('serves an office time once: whoever comes second finds that it has moved, and writes nothing', async () => {
      await commit(rows.ground);
      const [was, nextAt] = [at('2026-03-24 01:00'), at('2026-03-25 01:00')];
      await commit({ officeTimes: [{ kind: 'audit', nextAt: was }] });
      const served = { officeTimes: [{ kind: 'audit', nextAt, was }] } as const;

      await commit(served);

      await expect(on.stores.commit({ ...served, events: [rows.progressed(rows.newId())] })).rejects.toThrow(
        ConflictError,
      );
      expect(await on.stores.ledgerHead()).toBeNull();
      expect((await on.stores.officeTimes()).find((time) => time.kind === 'audit')).toEqual({ kind: 'audit', nextAt });
    });

    it('knows the earliest instant of anything, and the share of open tasks that is due', async () => {
      expect(await on.stores.nextDueAt()).toBeNull();
      const done = storedTask({ state: { status: 'cancelled', reason: '并' }, nextActionAt: at('2026-03-23 07:00') });
      await commit({ tasks: [dueAt('2026-03-23 08:00'), dueAt('2026-03-25 08:00'), storedTask(), done] });

      expect(await on.stores.dueShare(now)).toEqual({ open: 3, due: 1 });
      expect(await on.stores.nextDueAt()).toEqual(at('2026-03-23 07:00'));
      await commit({ officeTimes: [{ kind: 'audit', nextAt: at('2026-03-22 09:00') }] });
      expect(await on.stores.nextDueAt()).toEqual(at('2026-03-22 09:00'));
      const offline = storedDelivery([], { channel: 'offline', dueAt: at('2026-03-20 09:00') });
      await commit({ deliveries: [storedDelivery([], { dueAt: at('2026-03-21 09:00') }), offline] });
      expect(await on.stores.nextDueAt()).toEqual(at('2026-03-21 09:00'));
    });
  });

  describe('finding tasks', () => {
    const plain = storedTask({ dueOn: day('2026-03-31') });
    const supported = storedTask({
      unitId: rows.otherUnitId,
      supportingUnitIds: [rows.unitId],
      dueOn: day('2026-06-30'),
    });
    const undecided = storedTask({
      unitId: rows.otherUnitId,
      dueOn: null,
      petition: { id: newId(), kind: 'dispute', askedAt: at('2026-03-20 10:00'), requestedDay: null },
    });
    const returned = storedTask({
      dueOn: day('2026-02-28'),
      state: { status: 'open', supplementDueOn: day('2026-04-08') },
    });
    const closed = storedTask({
      dueOn: day('2026-05-29'),
      state: {
        status: 'closed',
        closedOn: day('2026-03-02'),
        by: rows.personId,
        reportId: newId(),
        reportMadeAt: at('2026-03-01 10:00'),
      },
    });
    beforeEach(() => commit({ ...rows.ground, tasks: [closed, undecided, supported, plain, returned] }));

    it.each<[string, TaskFilter, readonly Task[]]>([
      ['all, by due day, undecided last', {}, [returned, plain, closed, supported, undecided]],
      ['of a unit', { unitIds: [rows.unitId] }, [returned, plain, closed]],
      [
        'of a unit, or supported by it',
        { unitIds: [rows.unitId], orSupporting: true },
        [returned, plain, closed, supported],
      ],
      ['of no unit', { unitIds: [] }, []],
      ['by status', { status: ['closed', 'cancelled'] }, [closed]],
      ['with a petition that waits', { petitioned: true }, [undecided]],
      ['of a plan', { planId: newId<typeof rows.planId>() }, []],
      ['due by a day, where the supplement day replaces the due day', { dueBefore: day('2026-03-31') }, [plain]],
      ['due by a later day', { dueBefore: day('2026-04-08'), unitIds: [rows.unitId] }, [returned, plain]],
      ['at most so many', { limit: 2 }, [returned, plain]],
    ])('%s', async (_, filter, expected) => {
      expect(await on.stores.tasks(filter)).toEqual(expected.map(stored));
    });

    it('gives reports of a period by when they were made, the end not counted', async () => {
      const made = (text: string) => rows.storedReport(plain.id, { madeAt: at(text) });
      const [before, first, second, end] = [
        made('2026-03-31 23:59'),
        made('2026-04-01 00:00'),
        made('2026-04-02 00:00'),
        made('2026-07-01 00:00'),
      ];
      await commit({ reports: [end, second, first, before] });

      expect(await on.stores.reportsBetween(at('2026-04-01 00:00'), at('2026-07-01 00:00'))).toEqual([first, second]);
    });
  });

  it('finds nothing under an id that nobody gave', async () => {
    const { stores } = on;
    for (const forged of ["1' OR '1'='1", newId<string>()]) {
      const id = forged as never;
      const found = [
        await stores.task(id),
        await stores.petition(id),
        await stores.supervisionNotice(id),
        await stores.delivery(id),
        await stores.bulletin(id),
        await stores.claim(id, 1_000),
      ];
      expect(found).toEqual([null, null, null, null, null, null]);
      const lists = [
        await stores.reportsOf(id),
        await stores.petitionsOf(id),
        await stores.noticesOf(id),
        await stores.notices([id]),
        await stores.items(id),
        await stores.tasks({ planId: id, unitIds: [id] }),
        await stores.deliveries({ personId: id }),
        await stores.deliveries({ taskId: id }),
        await stores.ledger({ taskId: id }),
      ];
      expect(lists.flat()).toEqual([]);
    }
  });

  describe('a delivery', () => {
    const task = storedTask();
    const notice = storedNotice(task.id);
    const sent = {
      state: 'sent',
      platformId: 'm-1',
      sentAt: at('2026-03-24 09:06'),
      failure: null,
      sent: { lines: [{ text: '提醒' }] },
    } as const;
    const putOff = { state: 'queued', platformId: null, sentAt: null, failure: '429', sent: null } as const;
    beforeEach(async () => {
      await commit(rows.ground);
      await commit({ tasks: [task], notices: [notice] });
    });

    async function queued(over: Parameters<typeof storedDelivery>[1] = {}) {
      const delivery = storedDelivery([notice.id], over);
      await commit({ deliveries: [delivery] });
      return delivery;
    }
    async function claimed(over: Parameters<typeof storedDelivery>[1] = {}) {
      const { id } = await queued(over);
      return (await on.stores.claim(id, 1_000)) as NonNullable<Awaited<ReturnType<typeof on.stores.claim>>>;
    }

    it('is claimed by one at a time, and by the next when the lease has run out', async () => {
      const { id } = await queued();

      const first = await on.stores.claim(id, 1_000);
      const tooEarly = await on.stores.claim(id, 1_000);
      await on.pass(1_001);
      const second = await on.stores.claim(id, 1_000);

      expect([first?.attempt, tooEarly, second?.attempt]).toEqual([1, null, 2]);
    });

    it('is mine while lease and fence hold', async () => {
      const first = await claimed();

      const during = await on.stores.stillMine(first);
      await on.pass(1_001);
      const afterwards = await on.stores.stillMine(first);
      const second = (await on.stores.claim(first.id, 1_000)) as typeof first;

      expect([during, afterwards, await on.stores.stillMine(first), await on.stores.stillMine(second)]).toEqual([
        true,
        false,
        false,
        true,
      ]);
    });

    it('is recorded with what it settles, and is over then', async () => {
      const mine = await claimed();

      const recorded = await on.stores.settle(mine, sent, {
        settledNotices: [{ ids: [notice.id], status: 'said', reason: null }],
        events: [rows.progressed(task.id)],
      });

      expect(recorded).toBe(true);
      expect(await on.stores.delivery(mine.id)).toEqual({ ...mine, ...sent, leaseUntil: null });
      expect((await on.stores.notices([notice.id]))[0]?.status).toBe('said');
      expect(await on.stores.ledgerHead()).toMatchObject({ seq: 1 });
      expect([await on.stores.claim(mine.id, 1_000), await on.stores.settle(mine, sent)]).toEqual([null, false]);
    });

    it('is not recorded by whoever lost it, nor is anything beside it', async () => {
      const first = await claimed();
      await on.pass(1_001);
      await on.stores.claim(first.id, 1_000);

      const recorded = await on.stores.settle(first, sent, {
        settledNotices: [{ ids: [notice.id], status: 'said', reason: null }],
      });

      expect(recorded).toBe(false);
      expect(await on.stores.delivery(first.id)).toMatchObject({ state: 'sending', attempt: 2, platformId: null });
      expect((await on.stores.notices([notice.id]))[0]?.status).toBe('due');
    });

    it('becomes a job once it is due by the office clock: with its commit, or when released', async () => {
      on.clock.now = at('2026-03-24 09:05');
      const now = await queued({ dueAt: at('2026-03-24 09:05') });
      const later = await queued({ dueAt: at('2026-03-24 09:10'), channel: 'slack', address: 'U1' });
      await queued({ channel: 'offline', address: null });

      const tooEarly = await on.stores.releaseDue(at('2026-03-24 09:09'), 10);
      const due = await on.stores.releaseDue(at('2026-03-24 09:10'), 10);
      const again = await on.stores.releaseDue(at('2026-03-24 09:11'), 10);

      expect([tooEarly, due, again]).toEqual([0, 1, 0]);
      expect(on.jobs).toEqual([
        { deliveryId: now.id, attempt: 0, channelKey: 'local:chen' },
        { deliveryId: later.id, attempt: 0, channelKey: 'slack:U1' },
      ]);
      expect(await on.stores.nextDueAt()).toBeNull();
    });

    it('becomes a job again when its sender is gone, not while the lease holds', async () => {
      const mine = await claimed();
      await on.stores.releaseDue(at('2026-03-24 09:10'), 10);

      const during = [...on.jobs];
      await on.pass(1_001);
      await on.stores.releaseDue(at('2026-03-24 09:11'), 10);

      expect([during, on.jobs]).toEqual([[], [{ deliveryId: mine.id, attempt: 1, channelKey: 'local:chen' }]]);
    });

    it('is mine only while the lease lasts as long as the write may take', async () => {
      const mine = await claimed();

      expect([await on.stores.stillMine(mine, 500), await on.stores.stillMine(mine, 60_000)]).toEqual([true, false]);
    });

    it('that was put off is claimed by nobody before its wait is over', async () => {
      const mine = await claimed();
      await on.stores.settle(mine, putOff, {}, 12_000);

      await on.pass(11_000);
      const tooEarly = await on.stores.claim(mine.id, 1_000);
      await on.pass(1_001);
      const afterwards = await on.stores.claim(mine.id, 1_000);

      expect([tooEarly, afterwards?.attempt]).toEqual([null, 2]);
    });

    it.each([
      ['never tried', 'queued', 0, null, 'not-taken-1:revived'],
      ['surely not taken', 'queued', 2, 'not-taken-2:429', 'not-taken-3:revived'],
      ['of which nothing is known', 'unknown', 2, 'timeout', 'timeout'],
      ['asked about before', 'queued', 2, '503', '503'],
    ] as const)('whose job is gone gets a new one: %s', async (_, state, attempt, failure, afterwards) => {
      const { id } = await queued({ state, attempt, failure, dueAt: at('2026-03-24 09:00') });
      on.clock.now = at('2026-03-24 10:01');
      await on.stores.releaseDue(on.clock.now, 10);
      on.jobs.length = 0;

      await on.stores.revive([id]);
      await on.stores.releaseDue(on.clock.now, 10);

      expect(await on.stores.delivery(id)).toMatchObject({ state, attempt: attempt + 1, failure: afterwards });
      expect(on.jobs.map((job) => job.attempt)).toEqual([attempt + 1]);
    });

    it('is not revived while a sender holds it, nor when it is over', async () => {
      const held = await claimed();
      const over = await queued({ state: 'sent', attempt: 1, key: 'over' });

      await on.stores.revive([held.id, over.id]);

      expect([(await on.stores.delivery(held.id))?.attempt, (await on.stores.delivery(over.id))?.attempt]).toEqual([
        1, 1,
      ]);
    });

    it('that was put off is left to its flow for five minutes, then becomes a job again', async () => {
      const mine = await claimed();
      await on.stores.settle(mine, putOff);

      await on.pass(299_000);
      const during = await on.stores.releaseDue(at('2026-03-24 09:11'), 10);
      await on.pass(1_001);
      const afterwards = await on.stores.releaseDue(at('2026-03-24 09:12'), 10);

      expect([during, afterwards, on.jobs[0]?.attempt]).toEqual([0, 1, 1]);
    });

    it('is found by person, channel, state, due instant and task, the earliest first', async () => {
      const late = await queued({ dueAt: at('2026-03-25 09:00'), channel: 'slack' });
      const early = await queued({ dueAt: at('2026-03-23 09:00') });
      const other = storedDelivery([], { personId: newId<typeof rows.personId>(), dueAt: at('2026-03-22 09:00') });
      await commit({ deliveries: [other] });
      const { stores } = on;

      expect(await stores.deliveries({ personId: rows.personId })).toEqual([early, late]);
      expect(await stores.deliveries({ channel: 'slack', state: ['queued', 'failed'] })).toEqual([late]);
      expect(await stores.deliveries({ dueBefore: at('2026-03-23 09:00') })).toEqual([other, early]);
      expect(await stores.deliveries({ taskId: task.id, limit: 1 })).toEqual([early]);
      expect(await stores.deliveries({ state: [] })).toEqual([]);
    });
  });

  describe('an input', () => {
    const event = (key: string, receivedAt = at('2026-03-24 09:00')) => ({
      platform: 'slack',
      key,
      receivedAt,
      personId: rows.personId,
      body: '已完成',
    });

    it('is received once, and waits until a change answers it', async () => {
      const { stores } = on;
      const [first, second] = [event('2', at('2026-03-24 08:00')), event('1')];

      expect([await stores.receive(second), await stores.receive(first), await stores.receive(second)]).toEqual([
        true,
        true,
        false,
      ]);
      expect(await stores.unhandled(10)).toEqual([first, second]);
      await commit({ ...rows.ground, handled: { platform: 'slack', key: '2' } });

      expect(await stores.unhandled(10)).toEqual([second]);
      expect(await stores.inbound('slack', '2')).toEqual(first);
      expect(await stores.inbound('wecom', '2')).toBeNull();
    });

    it('about a discreet item keeps no text', async () => {
      await on.stores.receive(event('3'));

      await commit({ handled: { platform: 'slack', key: '3', erase: true } });

      expect(await on.stores.inbound('slack', '3')).toEqual({ ...event('3'), body: '' });
    });
  });

  describe('the local chat', () => {
    const message = (key: string, over: object = {}) => ({
      id: newId<string>(),
      personId: rows.personId,
      direction: 'in' as const,
      threadCode: '26-1-1',
      message: { lines: [{ text: key }] },
      key,
      at: at('2026-03-24 09:00'),
      ...over,
    });

    it('numbers messages in their order and stores a key once', async () => {
      const { localMessages } = on;
      const [one, other, two] = [
        message('one'),
        message('other', { personId: newId() }),
        message('two', { direction: 'out', threadCode: null }),
      ];
      const { seq } = await localMessages.append(one);
      await localMessages.append(other);
      await localMessages.append(two);

      expect(await localMessages.append(message('one'))).toEqual({ seq });
      expect(await localMessages.byKey('one')).toEqual({ ...one, seq });
      expect((await localMessages.since(rows.personId, 0, 10)).map((found) => found.key)).toEqual(['one', 'two']);
      expect((await localMessages.since(rows.personId, seq, 1)).map((found) => found.key)).toEqual(['two']);
      expect(await localMessages.byKey('none')).toBeNull();
      await localMessages.erase('one');
      expect(await localMessages.byKey('one')).toEqual({ ...one, message: { lines: [] }, seq });
    });
  });

  it('keeps settings, the latest value', async () => {
    const { settings } = on;
    await settings.set('clock', { base: '2026-01-01T00:00:00.000Z', frozen: true });
    await settings.set('clock', { base: '2026-02-01T00:00:00.000Z', frozen: false });

    expect([await settings.get('clock'), await settings.get('never')]).toEqual([
      { base: '2026-02-01T00:00:00.000Z', frozen: false },
      null,
    ]);
  });
}
