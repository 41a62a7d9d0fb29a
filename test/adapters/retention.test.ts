import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/adapters/database/open.ts';
import { openDatabase } from '../../src/adapters/database/open.ts';
import { randomIds } from '../../src/adapters/ids.ts';
import { day } from '../../src/core/calendar.ts';
import type { PersonId } from '../../src/core/ids.ts';
import { verifyChain } from '../../src/core/ledger.ts';
import { zh } from '../../src/core/message/zh.ts';
import { Policy } from '../../src/core/policy.ts';
import type { Task } from '../../src/core/task.ts';
import { type EraseDeps, eraseOld, erasePerson } from '../../src/flows/erase-old.ts';
import { at } from '../support/builders.ts';
import { hasServer, startServer, type TestServer } from '../support/postgres.ts';
import * as rows from '../support/stored-rows.ts';
import { silent } from '../support/stores.ts';

const DAY_MS = 86_400_000;
const closedAt = at('2026-03-31 10:00');
const clerk = rows.newId<PersonId>();
const gone = rows.newId<PersonId>();

describe.skipIf(!hasServer)('what is past its time, on a server', () => {
  let server: TestServer;
  let database: Database;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());

  /** An office that keeps words for 180 days: one task closed on 31 March, one open, people who said and were told things. */
  async function office(start: Date) {
    database = await openDatabase({ url: await server.freshDatabase(), directory: '', log: silent });
    const stores = database.stores(async () => {});
    const closed = rows.storedTask({
      state: {
        status: 'closed',
        closedOn: day('2026-03-31'),
        by: clerk,
        reportId: rows.newId(),
        reportMadeAt: closedAt,
      },
      progress: { on: day('2026-03-30'), percent: 100, summary: '秘密甲已完成' },
      nextActionAt: null,
    });
    const open = rows.storedTask();
    const said = rows.storedNotice(closed.id, { status: 'said', message: { lines: [{ text: '秘密乙' }] } });
    const personal = rows.storedNotice(null, {
      recipient: { personId: gone },
      status: 'said',
      message: { lines: [{ text: '秘密丙' }] },
      createdAt: closedAt,
    });
    const sent = rows.storedDelivery([said.id], {
      personId: gone,
      state: 'sent',
      dueAt: closedAt,
      sentAt: closedAt,
      address: 'U-secret',
      sent: { lines: [{ text: '秘密丁' }] },
    });
    const report = rows.storedReport(closed.id, { text: '秘密戊' });
    const kept = rows.storedReport(open.id, { text: '仍在办' });
    const { directory } = rows;
    const staff = { ...(directory.persons[0] as (typeof directory.persons)[number]), accounts: [] };
    const roles = directory.roles[0] as (typeof directory.roles)[number];
    await stores.commit({
      ...rows.ground,
      office: { ...rows.office, policy: Policy.parse({ retentionDays: 180 }) },
      directory: {
        ...directory,
        persons: [
          ...directory.persons,
          { ...staff, id: clerk, name: '林晓雯' },
          { ...staff, id: gone, name: '已调走', phone: '139', accounts: [{ platform: 'local', address: 'gone' }] },
        ],
        roles: [
          ...directory.roles,
          { ...roles, personId: clerk, unitId: rows.officeUnitId, role: 'office-staff' },
          { ...roles, personId: gone, from: day('2025-01-01'), to: day('2026-02-28') },
        ],
      },
    });
    await stores.commit({
      tasks: [closed, open],
      reports: [report, kept],
      petitions: [rows.storedPetition(closed.id, { reason: '秘密己', status: 'refused', note: '秘密庚' })],
      notices: [said, personal],
      deliveries: [sent],
      supervisionNotices: [rows.signed(rows.storedSupervisionNotice(closed.id), 1)],
      events: [
        { ...rows.progressed(open.id), at: closedAt },
        {
          type: 'task-closed',
          taskId: closed.id,
          at: closedAt,
          actor: { personId: clerk, via: 'local' },
          closedOn: day('2026-03-31'),
          reportMadeAt: closedAt,
        },
      ],
    });
    await stores.receive({ platform: 'local', key: 'k', receivedAt: closedAt, personId: gone, body: '秘密辛' });
    await stores.commit({ handled: { platform: 'local', key: 'k' } });
    await database.localMessages.append({
      id: rows.newId(),
      personId: gone,
      direction: 'in',
      threadCode: null,
      message: { lines: [{ text: '秘密壬' }] },
      key: 'm',
      at: closedAt,
    });
    await database.settings.set('slack:form:x', { submit: { command: { id: closed.id } }, text: '秘密癸' });
    // Dropped without a word: one file nobody chose a task for, one became a report's.
    for (const fileId of ['unchosen', 'f']) {
      const evidence = [{ fileId, name: '秘密子.pdf', bytes: 1, sha256: '' }];
      await database.settings.set(`slack:held:${fileId}`, { personId: gone, evidence, madeAt: closedAt.toISOString() });
    }
    const removed: string[] = [];
    let now = start;
    const clock = { now: () => now };
    const deps: EraseDeps = {
      stores,
      clock,
      ids: randomIds(clock),
      texts: zh,
      log: silent,
      retention: database.retention,
      files: { remove: async (ids) => void removed.push(...ids) },
    };
    const moveTo = (at: Date) => {
      now = at;
    };
    return { deps, stores, closed, removed, moveTo };
  }

  /** Everything that stands in any table but the ledger, as one text. */
  async function everything(): Promise<string> {
    const { rows: tables } = await database.executor.executeSql(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
    );
    const texts = await Promise.all(
      (tables as { name: string }[]).map(async ({ name }) =>
        JSON.stringify((await database.executor.executeSql(`SELECT row_to_json(t) FROM ${name} AS t`)).rows),
      ),
    );
    return texts.join('\n');
  }

  it('stays on the 179th day after the end, and is erased on the 181st: words, evidence, names; never an entry', async () => {
    const late = await office(new Date(closedAt.getTime() + 179 * DAY_MS));
    const before = await everything();
    const kept = await eraseOld(late.deps, { by: null, via: 'clock', dryRun: true });
    expect(kept).toMatchObject({ ok: true, erased: { tasks: 0, reports: 0 } });
    for (const word of '甲乙戊己庚') expect(before).toContain(`秘密${word}`);

    late.moveTo(new Date(closedAt.getTime() + 181 * DAY_MS));
    const entries = await late.stores.ledger({});
    const task = (await late.stores.task(late.closed.id)) as Task;
    const dry = await eraseOld(late.deps, { by: clerk, via: 'cli', dryRun: true });
    expect(await everything()).toContain('秘密戊');
    expect(dry).toMatchObject({ ok: true, erased: { tasks: 1, reports: 1, petitions: 1, inputs: 3 }, persons: 1 });

    const done = await eraseOld(late.deps, { by: clerk, via: 'cli' });

    expect(done).toMatchObject({ ok: true, erased: { tasks: 1, reports: 1, petitions: 1, inputs: 3 }, persons: 1 });
    const left = await everything();
    expect(before).toContain('已调走');
    expect(left.match(/秘密.|已调走|U-secret/g) ?? []).toEqual([]);
    expect(left).toContain('仍在办');
    expect(late.removed).toEqual(['f', 'unchosen']);
    const after = await late.stores.ledger({});
    expect(after.slice(0, entries.length)).toEqual(entries);
    expect(after.map(({ type }) => type).slice(entries.length)).toEqual(['words-erased', 'person-erased']);
    expect(verifyChain(after)).toMatchObject({ ok: true });
    const { version: _, progress: __, ...rest } = task;
    expect(await late.stores.task(late.closed.id)).toMatchObject(rest);
    expect((await late.stores.supervisionNotices({}))[0]).toMatchObject({ number: { serial: 1 } });
    expect(await eraseOld(late.deps, { by: null, via: 'clock' })).toMatchObject({ erased: { tasks: 0 }, persons: 0 });
    await database.close();
  });

  it('is not erased by whom the office is not, nor by a policy shorter than 180 days, however it came in', async () => {
    const { deps, stores } = await office(new Date(closedAt.getTime() + 400 * DAY_MS));

    expect(await eraseOld(deps, { by: rows.personId, via: 'cli' })).toEqual({ ok: false, refusal: 'not-there' });
    expect(Policy.safeParse({ retentionDays: 179 }).success).toBe(false);
    const stored = await stores.office();
    if (stored) await stores.commit({ office: { ...stored, policy: { ...stored.policy, retentionDays: 30 } } });
    expect(await eraseOld(deps, { by: null, via: 'clock' })).toEqual({ ok: false, refusal: 'retention-too-short' });
    expect(await everything()).toContain('秘密戊');
    await database.close();
  });

  it('a person who left is removed at once when the office says so; the chain stays, a code leads back to nobody', async () => {
    const { deps, stores, removed } = await office(at('2026-04-02 09:00'));
    const head = await stores.ledgerHead();

    const holds = await erasePerson(deps, { by: clerk, via: 'cli', personId: rows.personId });
    const notOffice = await erasePerson(deps, { by: rows.personId, via: 'cli', personId: gone });
    const done = await erasePerson(deps, { by: clerk, via: 'cli', personId: gone });

    expect([holds, notOffice]).toEqual([
      { ok: false, refusal: 'still-holds-roles' },
      { ok: false, refusal: 'not-there' },
    ]);
    expect(done).toEqual({ ok: true, name: expect.stringMatching(/^已删除人员#[0-9a-f]{6}$/) });
    expect(removed).toEqual(['unchosen']);
    expect((await everything()).match(/已调走|139|U-secret|秘密丙|秘密丁|秘密辛|秘密壬|秘密子/g)).toBeNull();
    const person = (await stores.directory()).persons.find((one) => one.id === gone);
    expect(person).toMatchObject({ phone: null, email: null, accounts: [] });
    const entries = await stores.ledger({});
    expect(verifyChain(entries, null, head)).toMatchObject({ ok: true });
    expect(entries.at(-1)).toMatchObject({ type: 'person-erased', facts: { personId: gone } });
    const again = await erasePerson(deps, { by: clerk, via: 'cli', personId: gone });
    expect(again.ok && done.ok && again.name !== done.name).toBe(true);
    await database.close();
  });

  it('every column that may hold words is erased, or is kept for a stated reason', async () => {
    database = await openDatabase({ url: await server.freshDatabase(), directory: '', log: silent });
    const { rows: found } = await database.executor.executeSql(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' AND data_type IN ('text', 'jsonb', 'ARRAY')`,
    );
    await database.close();

    expect((found as { name: string }[]).map(({ name }) => name).filter((name) => !(name in columns))).toEqual([]);
  });
});

type Kept = 'erased' | 'code' | 'document' | 'office' | 'ledger';
/** `code`: keys, states, kinds. `document`: what the office printed. `office`: its units, rules, and people until they left. */
const columns: Readonly<Record<string, Kept>> = {
  ...Object.fromEntries(
    [
      'offices.name offices.short_name offices.policy offices.day_additions offices.event_days offices.rooms',
      'units.name units.short_name units.aliases units.relation units.groups units.former_names',
      'task_policies.policy',
    ].flatMap((line) => line.split(' ').map((name) => [name, 'office'])),
  ),
  ...Object.fromEntries(
    [
      'persons.name persons.phone persons.email persons.profile accounts.platform accounts.address accounts.fault',
      'reports.text reports.values reports.evidence reports.returned_for petitions.reason petitions.note',
      'notices.message deliveries.sent deliveries.address inbound_events.body local_messages.message',
      'tasks.progress tasks.judged_hard tasks.state supervision_notices.withdrawn_reason settings.value sign_ins.hash',
      'live_cards.shown',
    ].flatMap((line) => line.split(' ').map((name) => [name, 'erased'])),
  ),
  ...Object.fromEntries(
    [
      'work_plans.title work_plans.file_name work_plans.text_hash work_plans.text work_plans.source_file_id',
      'plan_items.label plan_items.section plan_items.text plan_items.deadline_text plan_items.due_days plan_items.rrule',
      'plan_items.relative plan_items.printed_units plan_items.targets plan_items.place plan_items.doubts',
      'plan_items.accountable_unit_ids plan_items.supporting_unit_ids tasks.title tasks.label',
      'bulletins.period_name bulletins.period bulletins.figures bulletins.text',
    ].flatMap((line) => line.split(' ').map((name) => [name, 'document'])),
  ),
  ...Object.fromEntries(
    [
      'office_times.kind roles.role roles.rank task_policies.hash tasks.code tasks.supporting_unit_ids tasks.status',
      'tasks.petition tasks.policy_hash tasks.attention reports.via petitions.kind petitions.status',
      'supervision_notices.kind supervision_notices.status supervision_notices.delivered_via notices.key notices.kind',
      'notices.round notices.recipient notices.manner notices.status notices.status_reason deliveries.key deliveries.kind',
      'deliveries.channel deliveries.notice_ids deliveries.state deliveries.platform_id deliveries.failure',
      'inbound_events.platform inbound_events.key bulletins.status local_messages.direction local_messages.thread_code',
      'local_messages.key settings.key sign_ins.kind',
    ].flatMap((line) => line.split(' ').map((name) => [name, 'code'])),
  ),
  ...Object.fromEntries(
    'via type facts algorithm previous hash'.split(' ').map((name) => [`ledger_entries.${name}`, 'ledger']),
  ),
  'ledger_heads.hash': 'ledger',
};
