import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { lockDirectory } from '../adapters/database/directory-lock.ts';
import { copyWhole, renameWhole, syncTree } from '../adapters/database/durable-move.ts';
import { type Database, openDatabase } from '../adapters/database/open.ts';
import { systemClock } from '../adapters/system-clock.ts';
import type { Config } from '../config.ts';
import { verifyChain } from '../core/ledger.ts';
import { wholeLedger } from '../flows/check-invariants.ts';
import type { Bot } from '../wire.ts';
import { BadInput, type Output } from './output.ts';

const silent = { info() {}, warn() {}, error() {} };

/** Where evidence stands. */
const filesOf = (config: Config): string => join(config.dataDir, 'files');

/** `duban backup`: all rows in a new folder and evidence beside it, while the bot works on; it says of which instant it is. */
export async function backup(bot: Bot, cwd: string, folder: string, out: Output): Promise<void> {
  const { database } = bot;
  if (!database.dump) throw new BadInput('使用 DATABASE_URL 时请用数据库自己的备份工具，如 pg_dump。');
  const target = resolve(cwd, folder);
  if (existsSync(target)) throw new BadInput(`${folder}：已存在，请换一个名字。`);
  await database.settings.set('backup', { at: systemClock.now().toISOString() });
  await database.maintain('checkpoint');
  await database.dump(target);
  const files = filesOf(bot.config);
  if (existsSync(files)) copyWhole(files, `${target}.files`);
  out.line(`已备份到 ${target}${existsSync(files) ? `，附件在 ${target}.files` : ''}`);
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
  const files = putFilesBack(`${from}.files`, filesOf(config));
  if (files > 0) out.line(`附件恢复 ${files} 个`);
}

/** Evidence that is not there any more; what is there has its own id and is the same. */
function putFilesBack(from: string, to: string): number {
  if (!existsSync(from)) return 0;
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const missing = readdirSync(from).filter((name) => !existsSync(join(to, name)));
  for (const name of missing) cpSync(join(from, name), join(to, name));
  syncTree(to);
  return missing.length;
}

/**
 * `duban database restored`: after the database's own tools have put a backup back, and before the bot starts on it. The ledger must
 * verify; what the platforms were given since is asked for before anything is sent again.
 */
export async function noteRestored(bot: Bot, from: Date | null, out: Output): Promise<void> {
  const { database, config } = bot;
  if (database.kind === 'embedded') throw new BadInput('内置数据库请用 duban restore 恢复。');
  out.line(await checkRestored(database, config, systemClock.now(), from));
  out.line('现在可以启动服务：发送前先向平台查询，备份之后已发过的不再重发。');
}

async function checkRestored(database: Database, config: Config, now: Date, from: Date | null = null): Promise<string> {
  await database.claimMode(config.mode);
  const stores = database.stores(async () => {});
  const entries = await wholeLedger({ stores });
  const checked = verifyChain(entries);
  const head = await stores.ledgerHead();
  if (!checked.ok || (head?.hash ?? null) !== (entries.at(-1)?.hash ?? null))
    throw new BadInput(`备份中的台账不完整（第 ${checked.ok ? entries.length : checked.seq} 条），没有恢复。`);
  const made = (await database.settings.get('backup')) as { at?: string } | null;
  const at = from?.toISOString() ?? made?.at ?? entries.at(-1)?.at.toISOString() ?? now.toISOString();
  await database.settings.set('recovery', { from: at, until: now.toISOString() });
  return `已恢复到 ${at} 的状态：台账 ${entries.length} 条，校验值 ${head?.hash ?? '无'}`;
}
