import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Counts, NotPlayable, type Simulation, simulate } from '../flows/simulate.ts';
import { wireSimulation } from '../wire-simulation.ts';
import { BadInput, terminal } from './output.ts';
import { dayOption, yearOption } from './reading.ts';

export interface SimulateOptions {
  readonly plan: string;
  readonly from: string;
  readonly to: string;
  readonly seed: string;
  readonly year?: string;
  readonly json?: boolean;
}

/** `duban simulate`: plays a plan's year on the virtual clock and prints it week by week. */
export async function runSimulation(options: SimulateOptions): Promise<void> {
  const from = dayOption('from', options.from);
  const to = dayOption('to', options.to);
  if (to < from) throw new BadInput(`--to ${to} 早于 --from ${from}，请调换。`);
  if (!/^\d{1,9}$/.test(options.seed)) throw new BadInput(`--seed 需要一个非负整数（收到：${options.seed}）`);
  const seed = Number(options.seed);
  const year = yearOption(options.year);
  const bytes = await readFile(options.plan).catch(() => {
    throw new BadInput(`${options.plan}：找不到该文件，请检查路径。`);
  });
  const bar = progressBar(from, to);
  try {
    const result = await simulate(
      {
        bytes,
        fileName: basename(options.plan),
        from,
        to,
        seed,
        ...(year === undefined ? {} : { year }),
        onDay: bar.on,
      },
      wireSimulation(seed),
    );
    bar.end();
    if (options.json) terminal.line(JSON.stringify(result));
    else account(result);
  } catch (error) {
    bar.end();
    if (error instanceof NotPlayable) throw new BadInput(`${options.plan}：${error.message}。`);
    throw error;
  }
}

/** A bar on standard error when it is a terminal, nothing otherwise. */
function progressBar(from: string, to: string): { on: (day: string) => void; end: () => void } {
  if (!process.stderr.isTTY) return { on: () => {}, end: () => {} };
  const [start, stop] = [Date.parse(from), Date.parse(to)];
  return {
    on: (day) => {
      const share = Math.min(1, (Date.parse(day) - start) / Math.max(1, stop - start));
      const done = Math.round(share * 30);
      process.stderr.write(`\r${'█'.repeat(done)}${'░'.repeat(30 - done)} ${day}`);
    },
    end: () => process.stderr.write('\r\u001b[K'),
  };
}

const labels: Readonly<Record<keyof Counts, string>> = {
  sent: '发出',
  reported: '报送',
  closed: '办结',
  returned: '退回',
  extended: '延期',
  questioned: '职责意见',
  chased: '催办',
  supervised: '督办',
  recordedOffline: '代录',
  published: '通报',
};

const words = (counts: Counts): string =>
  (Object.keys(labels) as (keyof Counts)[])
    .filter((key) => counts[key] > 0)
    .map((key) => `${labels[key]} ${counts[key]}`)
    .join('　');

/** The year week by week, for a person. */
function account(result: Simulation): void {
  terminal.line(
    `${result.plan}　${result.from} 至 ${result.to}　${result.items} 项、${result.units} 家单位、${result.tasks} 项任务`,
  );
  for (const week of result.weeks) {
    const text = words(week);
    if (text) terminal.line(`${week.from} 起一周　${text}`);
  }
  terminal.line(`合计　${words(result.totals)}`);
  for (const bulletin of result.bulletins) {
    const classes = Object.entries(bulletin.classes)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${name} ${count}`)
      .join('、');
    terminal.line(`通报 ${bulletin.period}　任务 ${bulletin.tasks}（事项 ${bulletin.items}）：${classes}`);
  }
  const verdicts = Map.groupBy(result.tasksDetail, (task) => task.verdict);
  terminal.line(
    `结论　按时 ${verdicts.get('on-time')?.length ?? 0}　超期 ${verdicts.get('late')?.length ?? 0}　未办结 ${verdicts.get('open')?.length ?? 0}`,
  );
  terminal.line(
    `核对　${Object.entries(result.invariants)
      .map(([name, count]) => `${name}=${count}`)
      .join(' ')}　台账 ${result.ledgerHead.slice(0, 16)}`,
  );
}
