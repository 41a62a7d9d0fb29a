import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/adapters/database/open.ts';
import { backup, noteRestored, restore } from '../../src/commands/backup.ts';
import { runIn } from '../../src/commands/control.ts';
import { moveDatabase } from '../../src/commands/move.ts';
import { readConfig } from '../../src/config.ts';
import type { Delivery } from '../../src/core/notice.ts';
import { verdict } from '../../src/core/task.ts';
import { checkInvariants, wholeLedger } from '../../src/flows/check-invariants.ts';
import { loadScene } from '../../src/flows/scene.ts';
import { type Bot, openBot } from '../../src/wire.ts';
import { keepHead } from '../../src/wire-nightly.ts';
import { operationsOf } from '../../src/wire-operations.ts';
import { nothingBroken } from '../support/office.ts';
import { hasServer, startServer, type TestServer } from '../support/postgres.ts';
import { root } from '../support/run-cli.ts';
import { silent } from '../support/stores.ts';

// Whole offices on real databases take their time: by npm run test:office, and a few in the default run.
const isAsked = process.env.OFFICE_TESTS === '1';
const folder = mkdtempSync(join(tmpdir(), 'duban-office-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const duban = (bot: Bot, ...argv: string[]) => runIn(bot, argv, root);

/** Sets an office up as a clerk does. */
async function setUp(bot: Bot): Promise<void> {
  for (const argv of [
    ['directory', 'import', 'src/sample/directory.csv'],
    ['plan', 'import', 'src/sample/plan.txt', '--as', '林晓雯'],
    ['plan', 'adopt', '--as', '林晓雯'],
  ])
    expect(await duban(bot, ...argv)).toMatchObject({ code: 0, error: '' });
}

describe.skipIf(!hasServer || !isAsked)(
  'an office on a server whose bot does not own its tables',
  { timeout: 120_000 },
  () => {
    let server: TestServer;
    let owner: string;
    let bot: Bot;
    const role = `duban_office_${process.pid}`;
    beforeAll(async () => {
      server = await startServer();
      owner = await server.freshDatabase();
      const admin = new pg.Client({ connectionString: owner });
      await admin.connect();
      await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'hunter22'`);
      await admin.end();
      const asBot = new URL(owner);
      asBot.username = role;
      asBot.password = 'hunter22';
      const config = readConfig({
        DATABASE_URL: asBot.href,
        DUBAN_MIGRATE_URL: owner,
        DUBAN_DATA_DIR: join(folder, 'server'),
        SLACK_BOT_TOKEN: 'xoxb-1-2-abc',
        SLACK_SIGNING_SECRET: 'hunter22hunter22',
      });
      bot = await openBot(config, silent);
      await setUp(bot);
    });
    afterAll(async () => {
      await bot.close();
      const admin = new pg.Client({ connectionString: owner });
      await admin.connect();
      await admin.query(`DROP OWNED BY ${role} CASCADE`);
      await admin.query(`DROP ROLE ${role}`);
      await admin.end();
      await server.stop();
    });

    it('is told by doctor that the ledger is out of its own reach, and the ledger refuses the role itself', async () => {
      const { out } = await duban(bot, 'doctor', '--json');

      const findings = (JSON.parse(out) as { findings: { name: string; text: string }[] }).findings;
      expect(findings.find(({ name }) => name === 'protection')?.text).toContain('只能追加');
      await expect(bot.database.executor.executeSql('DELETE FROM ledger_entries')).rejects.toThrow('permission denied');
    });

    it('that had one role before is told how its queue goes on under the new one, and then does', async () => {
      const before = await server.freshDatabase();
      const asBot = new URL(before);
      asBot.username = role;
      asBot.password = 'hunter22';
      const one = readConfig({ DATABASE_URL: before, DUBAN_DATA_DIR: join(folder, 'one') });
      const two = readConfig({
        DATABASE_URL: asBot.href,
        DUBAN_MIGRATE_URL: before,
        DUBAN_DATA_DIR: join(folder, 'one'),
      });
      const first = await openBot(one, silent);
      await setUp(first);
      const now = first.deps.clock.now();
      await first.database.executor.executeSql(`UPDATE deliveries SET channel = 'local' WHERE state = 'queued'`);
      const released = await first.deps.stores.releaseDue(now, 1_000);
      await first.close();

      await expect(openBot(two, silent)).rejects.toMatchObject({ code: 'queue-owner' });
      const admin = new pg.Client({ connectionString: before });
      await admin.connect();
      await admin.query('DROP SCHEMA pgboss CASCADE');
      const second = await openBot(two, silent);

      const { rows } = await admin.query<{ due: number }>(
        `SELECT count(*)::int AS due FROM deliveries WHERE state = 'queued' AND channel <> 'offline' AND due_at <= $1`,
        [now],
      );
      expect(released).toBeGreaterThan(0);
      expect(await second.deps.stores.releaseDue(now, 1_000)).toBe(rows[0]?.due);
      expect(await second.database.protection()).toMatchObject({ by: 'role' });
      await second.close();
      await admin.query(`DROP OWNED BY ${role} CASCADE`);
      await admin.end();
    });

    it('whose database was put back by its own tools asks before it sends what the platforms may have', async () => {
      const wrong = await duban(bot, 'database', 'restored', '--from', 'gestern');
      const said = await duban(bot, 'database', 'restored', '--from', '2026-03-31T02:00:00+08:00');

      expect([wrong.code, said.code]).toEqual([2, 0]);
      expect(said.out).toContain('已恢复到 2026-03-30T18:00:00.000Z 的状态');
      expect(await bot.database.settings.get('recovery')).toMatchObject({ from: '2026-03-30T18:00:00.000Z' });
    });

    it('does nothing that the ledger does not take', async () => {
      const admin = new pg.Client({ connectionString: owner });
      await admin.connect();
      const [task] = await bot.deps.stores.tasks({ limit: 1 });
      const code = task?.code ?? '';
      const before = await bot.deps.stores.ledgerHead();
      await admin.query(`REVOKE INSERT ON ledger_entries FROM ${role}`);
      const failed = await duban(bot, 'record', code, '电话答复：已完成', '--as', '林晓雯');
      await admin.query(`GRANT INSERT ON ledger_entries TO ${role}`);
      await admin.end();

      expect(failed.code).not.toBe(0);
      expect(failed.error).toContain('permission denied');
      expect(await bot.deps.stores.reportsOf(task?.id as never)).toEqual([]);
      expect(await bot.deps.stores.ledgerHead()).toEqual(before);
      expect((await duban(bot, 'record', code, '电话答复：已完成', '--as', '林晓雯')).code).toBe(0);
    });

    it('holds no secret of the environment in any row', async () => {
      const { rows } = await bot.database.executor.executeSql(
        `SELECT string_agg(query_to_xml(format('SELECT * FROM %I.%I', schemaname, tablename), true, false, '')::text, '') AS everything
       FROM pg_tables WHERE schemaname IN ('public', 'pgboss')`,
      );
      const { everything } = rows[0] as { everything: string };

      expect(everything).toContain('林晓雯');
      expect(everything).not.toMatch(/hunter22|xox[a-z]-|xapp-|postgres(?:ql)?:\/\//);
    });

    it('lists what was not taken, sends it again, and finds a dead letter', async () => {
      const { stores } = bot.deps;
      const [told] = (await stores.deliveries({ limit: 1 })) as [Delivery];
      const { executor } = bot.database;
      await executor.executeSql(
        `UPDATE deliveries SET state = 'failed', channel = 'local', attempt = 2, failure = 'gone' WHERE id = $1`,
        [told.id],
      );
      const [, other] = (await stores.deliveries({ limit: 2 })) as [Delivery, Delivery];
      await executor.executeSql(`UPDATE deliveries SET channel = 'local', released_attempt = 0 WHERE id = $1`, [
        other.id,
      ]);
      await executor.executeSql(
        `INSERT INTO pgboss.job (name, data) VALUES ('delivery-dead', jsonb_build_object('deliveryId', $1::text))`,
        [other.id],
      );

      const listed = await duban(bot, 'delivery', 'list', '--json');
      const unnamed = await duban(bot, 'delivery', 'retry', '--as', '林晓雯');
      const refused = await duban(bot, 'delivery', 'retry', told.id.slice(-8), '--as', '陈建国');
      const retried = await duban(bot, 'delivery', 'retry', told.id.slice(-8), other.id, '--as', '林晓雯');
      const after = await duban(bot, 'delivery', 'list');

      const lines = listed.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { id: string; trouble: string });
      expect(lines.map(({ id, trouble }) => [id, trouble]).toSorted()).toEqual(
        [
          [told.id, 'failed'],
          [other.id, 'dead-letter'],
        ].toSorted(),
      );
      expect([unnamed.code, refused.code, retried.code]).toEqual([2, 2, 0]);
      expect(after.out).toContain('没有未送达的消息');
      expect((await wholeLedger(bot.deps)).filter(({ type }) => type === 'delivery-retried')).toHaveLength(2);
    });

    it('holds its ledger against heads that were published, and finds a tail that was cut off', async () => {
      const file = join(folder, 'heads', 'head.txt');
      await keepHead(bot, file);
      const head = (await bot.deps.stores.ledgerHead())?.hash ?? '';
      const said = [
        await duban(bot, 'ledger', 'verify', '--head', head.slice(0, 20)),
        await duban(bot, 'ledger', 'verify', '--file', file),
        await duban(bot, 'ledger', 'verify', '--head', 'f'.repeat(64)),
        await duban(bot, 'ledger', 'verify', '--head', 'no hash'),
      ];
      expect(said.map(({ code }) => code)).toEqual([0, 0, 2, 2]);

      // The owner switches the trigger off and cuts the tail so that the chain and its stored end agree.
      const admin = new pg.Client({ connectionString: owner });
      await admin.connect();
      await admin.query('ALTER TABLE ledger_entries DISABLE TRIGGER USER');
      await admin.query('DELETE FROM ledger_entries WHERE seq > 10');
      await admin.query('UPDATE ledger_heads SET (seq, hash) = (SELECT seq, hash FROM ledger_entries WHERE seq = 10)');
      const cut = [
        await duban(bot, 'ledger', 'verify'),
        await duban(bot, 'ledger', 'verify', '--file', file),
        await duban(bot, 'ledger', 'verify', '--head', head),
      ];
      const doctor = await duban(bot, 'doctor', '--json');
      await admin.query('ALTER TABLE ledger_entries ENABLE TRIGGER USER');
      await admin.end();

      expect(cut.map(({ code }) => code)).toEqual([0, 2, 2]);
      expect(cut[1]?.error).toContain('被截断');
      expect(JSON.parse(doctor.out)).toMatchObject({ ok: false });
      expect(doctor.out).toContain('触发器已被停用');
      expect(readFileSync(file, 'utf8')).toMatch(/^\S+ \d+ [0-9a-f]{64} \S+\n$/);
    });

    it('is unhealthy when something due waits for more than a minute, and healthy again when it was served', async () => {
      const now = bot.deps.clock.now();
      const clock = { now: () => now };
      const parts = { database: bot.database, clock, log: silent, deadManUrl: null, fault: () => undefined };
      const { executor } = bot.database;
      const due = (seconds: number) =>
        executor.executeSql(
          `UPDATE deliveries SET state = 'queued', channel = 'local', lease_until = NULL, due_at = $1::timestamptz - $2 * interval '1 second'
         WHERE id = (SELECT id FROM deliveries ORDER BY id LIMIT 1)`,
          [now, seconds],
        );
      await executor.executeSql(`UPDATE deliveries SET state = 'superseded'`);
      await executor.executeSql('UPDATE tasks SET next_action_at = NULL');
      await executor.executeSql(`UPDATE office_times SET next_at = $1::timestamptz + interval '1 hour'`, [now]);
      const operations = operationsOf(parts);

      const seen = [];
      for (const seconds of [30, 90]) {
        await due(seconds);
        seen.push(await operations.health());
      }
      await executor.executeSql(`UPDATE deliveries SET state = 'superseded'`);
      seen.push(await operations.health());
      await executor.executeSql(
        `UPDATE office_times SET next_at = $1::timestamptz - interval '61 seconds' WHERE kind = 'audit'`,
        [now],
      );
      seen.push(await operations.health());
      const { text } = await operations.metrics.page();

      expect(seen.map(({ ok }) => ok)).toEqual([true, false, true, false]);
      expect(seen[1]?.facts).toMatchObject({ why: 'delivery-late', staleDeliveries: 1, oldestDueMs: 90_000 });
      expect(seen[3]?.facts).toMatchObject({ why: 'duty-late' });
      expect(text).toContain('duban_healthy 0');
      expect(text).toMatch(/duban_ledger_entries \d\d+/);
    });
  },
);

describe.skipIf(!hasServer || !isAsked)('the embedded database moves to a server', { timeout: 120_000 }, () => {
  let server: TestServer;
  let said: string[];
  const out = { line: (text: string) => void said.push(text), error: (text: string) => void said.push(text) };
  const dataDir = join(folder, 'moved');
  const config = readConfig({ DUBAN_DATA_DIR: dataDir, DUBAN_MODE: 'live' });
  beforeAll(async () => {
    said = [];
    server = await startServer();
    const bot = await openBot(config, silent);
    await setUp(bot);
    await duban(bot, 'report', '26-12-1', '已完成', '--as', '何敏');
    await bot.close();
  });
  afterAll(() => server.stop());

  /** What an office stands on: tasks with their verdicts and next instants, notices, deliveries, ledger. */
  async function standing(bot: Bot) {
    const { deps } = bot;
    const scene = await loadScene(deps);
    const tasks = await deps.stores.tasks({});
    const sorted = <Row extends { readonly id: string }>(rows: readonly Row[]) =>
      rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    return {
      tasks: sorted(tasks),
      verdicts: sorted(tasks).map((task) => verdict(task, scene.today, scene.calendar)),
      times: await deps.stores.officeTimes(),
      deliveries: sorted(await deps.stores.deliveries({})),
      directory: scene.directory,
      reports: (await Promise.all(sorted(tasks).map(({ id }) => deps.stores.reportsOf(id)))).flat(),
      ledger: await wholeLedger(deps),
      invariants: await checkInvariants(deps),
    };
  }

  it('with the same duties and verdicts before and after; what was under way gets a new job, and the old place is shut', async () => {
    const url = await server.freshDatabase();
    const before = await openBot(config, silent);
    const stood = await standing(before);
    await before.close();
    expect(stood.tasks.length).toBeGreaterThan(20);
    expect(stood.invariants).toEqual(nothingBroken);

    await moveDatabase(config, url, out);

    const moved = await openBot(readConfig({ DATABASE_URL: url, DUBAN_DATA_DIR: dataDir }), silent);
    const stands = await standing(moved);
    const released = await moved.deps.stores.releaseDue(new Date('2027-01-01'), 1_000);
    await moved.database.localMessages.append({
      id: moved.deps.ids.next(),
      personId: moved.deps.ids.next(),
      direction: 'out',
      threadCode: null,
      message: { lines: [] },
      key: 'after the move',
      at: new Date(0),
    });
    const guard = await moved.database.protection();
    await moved.close();
    expect(stands).toEqual(stood);
    expect(guard).toMatchObject({ by: 'trigger' });
    const underWay = stood.deliveries.filter(({ state, channel }) => state === 'queued' && channel !== 'offline');
    expect(released).toBe(underWay.length);
    expect(said.join('\n')).toMatch(/台账 \d+ 条，校验链完整/);
    expect(said.join('\n')).toContain('DATABASE_URL=');
    await expect(openBot(config, silent)).rejects.toMatchObject({ code: 'moved' });
    await expect(moveDatabase(config, url, out)).rejects.toMatchObject({ code: 'moved' });
    rmSync(join(dataDir, 'moved.txt'));
  });

  it('is refused over rows that are there, on a wrong address, and while another process holds the directory; nothing is left', async () => {
    const full = await server.freshDatabase();
    const there = await openDatabase({ url: full, directory: '', log: silent });
    await there.settings.set('mode', 'live');
    await there.close();
    await expect(moveDatabase(config, full, out)).rejects.toMatchObject({ code: 'target-not-empty' });

    await expect(moveDatabase(config, 'postgresql://duban:secret@127.0.0.1:1/x', out)).rejects.toMatchObject({
      code: 'no-answer',
      message: expect.not.stringContaining('secret'),
    });

    const holding = await openBot(config, silent);
    await expect(moveDatabase(config, await server.freshDatabase(), out)).rejects.toMatchObject({ code: 'locked' });
    await holding.close();

    const again = await openBot(config, silent);
    expect((await again.deps.stores.tasks({})).length).toBeGreaterThan(20);
    await again.close();
  });

  it('before it moves it is backed up with its evidence, and put back with what was lost of it', async () => {
    const files = join(dataDir, 'files');
    mkdirSync(files, { recursive: true });
    for (const name of ['one', 'two']) writeFileSync(join(files, name), name);
    const bot = await openBot(config, silent);
    await backup(bot, folder, 'backup', out);
    await bot.close();
    rmSync(join(files, 'two'));
    writeFileSync(join(files, 'one'), 'as it is now');

    await restore(config, folder, 'backup', { replace: true }, out);

    expect(readFileSync(join(files, 'two'), 'utf8')).toBe('two');
    expect(readFileSync(join(files, 'one'), 'utf8')).toBe('as it is now');
    const again = await openBot(config, silent);
    expect((await again.deps.stores.tasks({})).length).toBeGreaterThan(20);
    await expect(noteRestored(again, null, out)).rejects.toThrow('duban restore');
    await again.close();
  });

  it('leaves an empty target empty when it breaks off midway, and succeeds on the same target afterwards', async () => {
    const url = await server.freshDatabase();
    const prepared = await openDatabase({ url, directory: '', log: silent });
    // A row that the target will not take, far down the order of tables.
    await prepared.executor.executeSql(`ALTER TABLE reports ADD CONSTRAINT refuses CHECK (text = 'never')`);
    await expect(moveDatabase(config, url, out)).rejects.toThrow('refuses');
    const { rows } = await prepared.executor.executeSql(
      'SELECT (SELECT count(*)::int FROM tasks) + (SELECT count(*)::int FROM offices) AS left',
    );
    expect(rows).toEqual([{ left: 0 }]);
    await prepared.executor.executeSql('ALTER TABLE reports DROP CONSTRAINT refuses');
    await prepared.close();

    await moveDatabase(config, url, out);
    expect(readFileSync(join(dataDir, 'moved.txt'), 'utf8')).toContain('127.0.0.1');
  });
});
