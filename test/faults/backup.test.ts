import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/adapters/database/open.ts';
import { backup, restore } from '../../src/commands/backup.ts';
import { readConfig } from '../../src/config.ts';
import type { PersonId } from '../../src/core/ids.ts';
import { deliver } from '../../src/flows/deliver.ts';
import type { Messenger } from '../../src/ports.ts';
import type { Bot } from '../../src/wire.ts';
import { openOffice } from '../support/office.ts';
import * as rows from '../support/stored-rows.ts';

const silent = { info() {}, warn() {}, error() {} };
const task = rows.storedTask();

describe('a backup of the embedded database', { timeout: 120_000 }, () => {
  let folder: string;
  let said: string[];
  const out = { line: (text: string) => void said.push(text), error: (text: string) => void said.push(text) };
  const configOf = (name: string, mode: 'demo' | 'live' = 'live') =>
    readConfig({ DUBAN_DATA_DIR: join(folder, name), DUBAN_MODE: mode });
  const reopened = (name: string) => openDatabase({ directory: join(folder, name), log: silent });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'duban-backup-'));
    said = [];
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** An office with one entry in its ledger is backed up, then goes on to a second. */
  async function backedUp(mode: 'demo' | 'live' = 'live') {
    const config = configOf('data', mode);
    const { mkdirSync } = await import('node:fs');
    mkdirSync(config.dataDir, { recursive: true });
    const database = await openDatabase({ directory: config.dataDir, log: silent });
    await database.claimMode(mode);
    const stores = database.stores(async () => {});
    await stores.commit({ ...rows.ground, tasks: [task], events: [rows.progressed(task.id)] });
    const head = await stores.ledgerHead();
    await backup({ database, config } as Bot, folder, 'one', out);
    await stores.commit({ events: [rows.progressed(task.id, '其后')] });
    return { database, head };
  }

  it('is taken while the bot works, and gives back the rows of its instant with a ledger that verifies', async () => {
    const { database, head } = await backedUp();
    await database.close();

    await restore(configOf('data'), folder, 'one', { replace: true }, out);

    const restored = await reopened('data');
    const stores = restored.stores(async () => {});
    expect(await stores.ledgerHead()).toEqual(head);
    expect((await stores.task(task.id))?.code).toBe(task.code);
    expect(await restored.settings.get('recovery')).toMatchObject({ from: expect.any(String) });
    await restored.close();
    expect(readdirSync(join(folder, 'data')).filter((name) => name.startsWith('rows.before-'))).toHaveLength(1);
  });

  it('is refused over rows that are there, in the other mode, and when it is none; what was there stays', async () => {
    const { database } = await backedUp();
    const head = await database.stores(async () => {}).ledgerHead();
    await database.close();
    writeFileSync(join(folder, 'none'), 'not a backup');

    const refused = (mode: 'demo' | 'live', file: string, replace: boolean) =>
      restore(configOf('data', mode), folder, file, { replace }, out);
    await expect(refused('live', 'one', false)).rejects.toThrow('--replace');
    await expect(refused('demo', 'one', true)).rejects.toMatchObject({ code: 'other-mode' });
    await expect(refused('live', 'none', true)).rejects.toThrow();

    const still = await reopened('data');
    expect(await still.stores(async () => {}).ledgerHead()).toEqual(head);
    await still.close();
  });

  it('is refused while another process holds the rows', async () => {
    const { database } = await backedUp();

    await expect(restore(configOf('data'), folder, 'one', { replace: true }, out)).rejects.toMatchObject({
      code: 'locked',
    });

    await database.close();
  });
});

describe('after a backup was put back', () => {
  it.each([
    ['what the platform has already is not sent again', true, ['find']],
    ['what it does not have is sent', false, ['find', 'send']],
  ])('%s', async (_, isThere, expected) => {
    const calls: string[] = [];
    const since: Date[] = [];
    const messenger: Messenger = {
      async send() {
        calls.push('send');
        return { platformId: 'new' };
      },
      async find(_to, _key, from) {
        calls.push('find');
        since.push(from);
        return isThere ? { platformId: 'old' } : 'absent';
      },
    };
    const office = await openOffice({ messenger });
    const now = office.clock.now();
    const notice = rows.storedNotice(null, {
      officeId: (await office.stores.office())?.id ?? rows.office.id,
      dueOn: null,
      kind: 'answer',
      recipient: { personId: 'chen' as PersonId },
      manner: 'now',
      message: { lines: [{ text: '收到' }] },
    });
    const delivery = rows.storedDelivery([notice.id], {
      officeId: notice.officeId,
      kind: 'notice',
      personId: 'chen' as PersonId,
      dueAt: new Date(now.getTime() + 1),
    });
    await office.stores.commit({ notices: [notice], deliveries: [delivery] });
    calls.length = 0;
    const from = new Date(now.getTime() - 3_600_000);

    await deliver(delivery.id, { ...office.deps, messengers: { local: messenger }, recovery: { from, until: now } });

    expect(calls).toEqual(expected);
    expect(since).toEqual([from]);
    expect((await office.stores.delivery(delivery.id))?.platformId).toBe(isThere ? 'old' : 'new');
  });
});
