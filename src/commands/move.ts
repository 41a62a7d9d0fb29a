import { moveToServer } from '../adapters/database/move.ts';
import type { Config } from '../config.ts';
import { BadInput, type Output } from './output.ts';

/** `duban database move`: everything of the embedded database into an empty one on a server, and how to go on there. */
export async function moveDatabase(config: Config, url: string, out: Output): Promise<void> {
  if (config.databaseUrl)
    throw new BadInput('已设置 DATABASE_URL，当前用的不是内置数据库；请先取消该设置（从 .env 或环境中删去）再迁移。');
  const moved = await moveToServer({ directory: config.dataDir, url, migrateUrl: config.migrateUrl ?? undefined });
  out.line(`已移至 ${moved.to}：${moved.tables} 张表，${moved.rows} 行，内容逐表核对一致。`);
  out.line(`台账 ${moved.ledger.entries} 条，校验链完整，校验值 ${moved.ledger.head ?? '无'}`);
  out.line('以后启动请设置：');
  out.line('  DATABASE_URL=（即 --to 所用地址）');
  if (moved.mode === 'demo') out.line('  DUBAN_MODE=demo');
  out.line(`附件仍在 ${config.dataDir}/files：DUBAN_DATA_DIR 请保持不变，多个进程须共用该目录。`);
}
