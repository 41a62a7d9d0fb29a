import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { deadLetters } from '../adapters/queue/depth.ts';
import { judgeHealth, LATE_MS } from '../flows/judge-health.ts';
import type { Figures } from '../ports-upkeep.ts';
import type { Bot } from '../wire.ts';

/** One line of the doctor: what was looked at, whether it is well, and what to do. */
export interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly text: string;
}

/** Below it the next plan or a day's evidence may not fit any more. */
const LEAST_FREE = 256 * 1024 * 1024;

/** What the machine gives and what waits: room for evidence, messages that do not leave, a watcher elsewhere. */
export async function machineFindings({ config, database, deps }: Bot): Promise<readonly Finding[]> {
  const now = deps.clock.now();
  const [figures, dead] = [await database.figures(now, LATE_MS), await deadLetters(database.executor)];
  return [
    await diskFinding(config.dataDir),
    ...waitingFindings(figures, now, dead.length),
    {
      name: 'watcher',
      ok: true,
      text: config.deadManUrl ? '每次巡检后通知外部值守' : '没有外部值守：设 DUBAN_DEADMAN_URL，本机停了才有人知道',
    },
  ];
}

/** Whether evidence and plans can be written, and for how long still. */
export async function diskFinding(dataDir: string, least: number = LEAST_FREE): Promise<Finding> {
  const files = join(dataDir, 'files');
  try {
    await mkdir(files, { recursive: true, mode: 0o700 });
    await access(files, constants.W_OK);
    const { bavail, bsize } = await statfs(files);
    const free = bavail * bsize;
    const room = `${Math.floor(free / 1_048_576).toLocaleString('en-US')} MB`;
    const isEnough = free >= least;
    return {
      name: 'disk',
      ok: isEnough,
      text: isEnough
        ? `材料所在磁盘可用 ${room}`
        : `材料所在磁盘只剩 ${room}：满了以后材料和计划文件收不进来，请清理或扩容`,
    };
  } catch (error) {
    return {
      name: 'disk',
      ok: false,
      text: `材料目录 ${files} 不能写入（${(error as { code?: string }).code ?? ''}），请检查权限和磁盘`,
    };
  }
}

/** What is due and does not leave, what may or may not have arrived, what was given up, what waits for a person. */
export function waitingFindings(figures: Figures, now: Date, dead: number): readonly Finding[] {
  const why = judgeHealth(figures, now, { draining: false, advancing: false, fault: null });
  const late = Math.ceil(Math.max(figures.deliveryLateMs, figures.dutyLateMs) / 60_000);
  const open = figures.unknown + dead;
  return [
    {
      name: 'waiting',
      ok: why.length === 0,
      text:
        why.length === 0
          ? '到期事项均已处理'
          : `有到期未处理的事项（${why.join('、')}），最久 ${late} 分钟：请看 /healthz 和日志，平台限速时会自行消化`,
    },
    {
      name: 'unclear',
      ok: open === 0,
      text:
        open === 0
          ? '没有不能确定是否送达的消息'
          : `${figures.unknown} 条消息不能确定是否送达，${dead} 条已停止重试：请用 duban delivery list 查看，delivery retry 重发`,
    },
    {
      name: 'held',
      ok: !figures.held,
      text: figures.held ? '巡检已暂停，等办公室确认时钟是否正确' : '巡检未被暂停',
    },
  ];
}
