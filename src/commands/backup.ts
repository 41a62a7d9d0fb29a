import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { lockDirectory } from '../adapters/database/directory-lock.ts';
import { renameWhole } from '../adapters/database/durable-move.ts';
import { type Database, openDatabase } from '../adapters/database/open.ts';
import { systemClock } from '../adapters/system-clock.ts';
import type { Config } from '../config.ts';
import { verifyChain } from '../core/ledger.ts';
import { wholeLedger } from '../flows/check-invariants.ts';
import type { Bot } from '../wire.ts';
import { BadInput, type Output } from './output.ts';

const silent = { info() {}, warn() {}, error() {} };

/** `duban backup`: all rows in a new folder, while the bot works on; it says of which instant it is. */
export async function backup(bot: Bot, cwd: string, folder: string, out: Output): Promise<void> {
  const { database } = bot;
  if (!database.dump) throw new BadInput('使用 DATABASE_URL 时请用数据库自己的备份工具，如 pg_dump。');
  const target = resolve(cwd, folder);
  if (existsSync(target)) throw new BadInput(`${folder}：已存在，请换一个名字。`);
  await database.settings.set('backup', { at: systemClock.now().toISOString() });
  await database.maintain('checkpoint');
  await database.dump(target);
  out.line(`已备份到 ${target}`);
}

/**
 * `duban restore`: puts a backup in the place of the rows, whose folder is kept beside. Refuses a backup of the other mode and one
 * whose ledger does not verify. What the platforms were given since the backup is asked for before anything is sent again.
 */
export async function restore(
  config: Config,
  cwd: string,
  folder: string,
  options: { readonly replace: boolean },
  out: Output,
): Promise<void> {
  if (config.databaseUrl) throw new BadInput('使用 DATABASE_URL 时请用数据库自己的恢复工具，如 pg_restore。');
  const from = resolve(cwd, folder);
  if (!existsSync(join(from, 'PG_VERSION')))
    throw new BadInput(`${folder}：不是 duban backup 写出的备份，请检查路径。`);
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  const rows = join(config.dataDir, 'rows');
  const isReplacing = existsSync(rows);
  if (isReplacing && !options.replace)
    throw new BadInput(`数据目录 ${config.dataDir} 已有数据；要以备份取代请加 --replace（原数据另存在旁边）。`);
  const now = systemClock.now();
  const kept = `${rows}.before-${now.toISOString().replaceAll(':', '')}`;
  const lock = lockDirectory(config.dataDir);
  cpSync(from, `${rows}.new`, { recursive: true });
  if (isReplacing) renameSync(rows, kept);
  renameWhole(`${rows}.new`, rows);
  lock.release();
  try {
    const database = await openDatabase({ directory: config.dataDir, log: silent });
    try {
      out.line(await checkRestored(database, config, now));
    } finally {
      await database.close();
    }
  } catch (error) {
    rmSync(rows, { recursive: true, force: true });
    if (isReplacing) renameSync(kept, rows);
    throw error;
  }
  if (isReplacing) out.line(`原数据保存在 ${kept}`);
}

async function checkRestored(database: Database, config: Config, now: Date): Promise<string> {
  await database.claimMode(config.mode);
  const stores = database.stores(async () => {});
  const entries = await wholeLedger({ stores });
  const checked = verifyChain(entries);
  const head = await stores.ledgerHead();
  if (!checked.ok || (head?.hash ?? null) !== (entries.at(-1)?.hash ?? null))
    throw new BadInput(`备份中的台账不完整（第 ${checked.ok ? entries.length : checked.seq} 条），没有恢复。`);
  const made = (await database.settings.get('backup')) as { at?: string } | null;
  const at = made?.at ?? entries.at(-1)?.at.toISOString() ?? now.toISOString();
  await database.settings.set('recovery', { from: at, until: now.toISOString() });
  return `已恢复到 ${at} 的状态：台账 ${entries.length} 条，校验值 ${head?.hash ?? '无'}`;
}
