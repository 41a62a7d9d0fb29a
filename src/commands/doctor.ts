import type { Protection } from '../adapters/database/rights.ts';
import { systemClock } from '../adapters/system-clock.ts';
import { calendarAlarm, type Day } from '../core/calendar.ts';
import { verifyChain } from '../core/ledger.ts';
import { checkInvariants, wholeLedger } from '../flows/check-invariants.ts';
import { type Deps, loadScene } from '../flows/scene.ts';
import type { Bot } from '../wire.ts';
import { type Finding, machineFindings } from './doctor-machine.ts';
import type { Output } from './output.ts';

/** Each promise, as it reads when it is broken. */
const broken: Readonly<Record<string, string>> = {
  I1: '应发未发',
  I2: '重复发送',
  I3: '提前发送',
  I4: '时限结论与台账不符',
  I5: '未预告即督促',
  I6: '督促跳级',
  I7: '任务状态与台账不符',
};

/** `duban doctor`: what an operator would check first, each with what to do. */
export async function doctor(bot: Bot, out: Output, json: boolean): Promise<void> {
  const { deps, database, config } = bot;
  const findings: Finding[] = [
    { name: 'node', ok: Number(process.versions.node.split('.')[0]) >= 24, text: `Node ${process.versions.node}` },
    {
      name: 'database',
      ok: true,
      text: database.kind === 'embedded' ? `内置数据库，目录 ${config.dataDir}` : 'PostgreSQL 服务器',
    },
    { name: 'mode', ok: true, text: config.mode === 'demo' ? '演示模式（虚拟时钟，仅本机可访问）' : '正式模式' },
  ];
  const skew = Math.abs((await database.machineNow()).getTime() - systemClock.now().getTime());
  findings.push({
    name: 'clock',
    ok: skew < 60_000,
    text: `本机与数据库时钟相差 ${Math.round(skew / 1000)} 秒${skew < 60_000 ? '' : '，请校时'}`,
  });
  findings.push(...protectionFindings(await database.protection(), config.ledgerHeadFile));
  findings.push(...(await machineFindings(bot)));
  if ((await deps.stores.office()) === null)
    findings.push({ name: 'office', ok: false, text: '还没有办公室：请先 duban directory import 通讯录.csv' });
  else findings.push(...(await officeFindings(deps)));
  if (config.slack) {
    const { slackFindings } = await import('./slack.ts');
    const rooms = (await deps.stores.office())?.rooms ?? null;
    findings.push(...(await slackFindings(config.slack, (await deps.stores.directory()).persons, rooms)));
  }
  if (json) out.line(JSON.stringify({ ok: findings.every((finding) => finding.ok), findings }));
  else for (const { ok, text } of findings) out.line(`${ok ? '正常' : '注意'}　${text}`);
}

const protections: Readonly<Record<Protection['by'], string>> = {
  role: '台账保护：数据库账户只能追加、不能修改（无所有权），另有触发器和校验链',
  trigger:
    '台账保护：触发器和校验链；当前数据库账户是表的所有者，仍可停用触发器。建议 DATABASE_URL 用无所有权的账户，另设 DUBAN_MIGRATE_URL',
  embedded: '台账保护：触发器和校验链（内置数据库没有账户之分），请按日留存校验值',
  nothing: '台账触发器已被停用或删除：任何人都能修改台账，请立即核对 duban ledger verify 并恢复',
};

function protectionFindings({ by, unknownMigrations }: Protection, headFile: string | null): readonly Finding[] {
  return [
    { name: 'protection', ok: by !== 'nothing', text: protections[by] },
    {
      name: 'ledger-head',
      ok: true,
      text:
        headFile === null
          ? '校验值只印在通报和办公室频道中；设 DUBAN_LEDGER_HEAD_FILE 可每日另存一份'
          : `校验值每日存入 ${headFile}`,
    },
    ...(unknownMigrations.length > 0
      ? [
          {
            name: 'release',
            ok: false,
            text: `数据库已由更新的版本升级（${unknownMigrations.join('、')}）；本版本仍可运行，请尽快升级`,
          },
        ]
      : []),
  ];
}

async function officeFindings(deps: Deps): Promise<readonly Finding[]> {
  const scene = await loadScene(deps);
  const tasks = await deps.stores.tasks({ status: ['open', 'reported-done'] });
  const years = calendarAlarm(
    [scene.today, ...tasks.flatMap((task): Day[] => (task.dueOn ? [task.dueOn] : []))],
    scene.calendar,
  );
  const checked = verifyChain(await wholeLedger(deps));
  const counts = Object.entries(await checkInvariants(deps)).filter(([, count]) => count > 0);
  const silent = scene.directory.units.filter(
    (unit) =>
      !scene.directory.roles.some((role) => role.unitId === unit.id && role.role === 'liaison' && role.to === null),
  );
  return [
    {
      name: 'calendar',
      ok: years.length === 0,
      text:
        years.length === 0
          ? '节假日表齐全'
          : `缺 ${years.join('、')} 年节假日表：请在国务院通知发布后补录，此前只按周末计算`,
    },
    {
      name: 'ledger',
      ok: checked.ok,
      text: checked.ok ? '台账校验链完整' : `台账第 ${checked.seq} 条不符（${checked.why}）`,
    },
    {
      name: 'invariants',
      ok: counts.length === 0,
      text:
        counts.length === 0
          ? '未发现遗漏、重复或误判'
          : `发现异常：${counts.map(([name, count]) => `${broken[name] ?? name} ${count} 处（${name}）`).join('；')}，请保留数据并告知系统维护人员`,
    },
    {
      name: 'liaisons',
      ok: silent.length === 0,
      text: silent.length === 0 ? '各单位均有联络员' : `没有联络员：${silent.map((unit) => unit.shortName).join('、')}`,
    },
  ];
}
