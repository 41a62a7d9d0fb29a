import type { Command } from 'commander';
import { instantAt } from '../core/calendar.ts';
import type { Task } from '../core/task.ts';
import { unitOf } from '../core/unit.ts';
import { mayAct } from '../flows/act-on-task.ts';
import { makePetition } from '../flows/decide-petition.ts';
import { reassign, setDay } from '../flows/manage-task.ts';
import { recordOffline } from '../flows/record-offline.ts';
import { recordReport } from '../flows/record-report.ts';
import {
  cancelFollowing,
  closeReported,
  proposedSupplementDay,
  reopenClosed,
  returnReported,
} from '../flows/review-report.ts';
import type { Scene } from '../flows/scene.ts';
import { readReply } from '../reading/reply.ts';
import { type CommandKit, personNamed, sceneOf, show, unitNamed } from './kit.ts';
import { BadInput } from './output.ts';
import { dayOption } from './reading.ts';
import { sheetCommand } from './sheet-command.ts';

/** `duban task | report | record | review | extend`. */
export function taskCommands(program: Command, kit: CommandKit): void {
  const { out, open, onTask, asPerson } = kit;
  const task = program.command('task').description('任务');
  task
    .command('list')
    .option('--unit <name>', '只看一家单位')
    .option('--open', '只看在办的')
    .option('--json', '输出一个 JSON 数组')
    .description('列出任务')
    .addHelpText('after', '\n例：duban task list --open --unit 市财政局')
    .action(async (options) => {
      const bot = await open();
      const scene = await sceneOf(bot);
      const unit = options.unit ? unitNamed(scene, options.unit) : undefined;
      const tasks = await bot.deps.stores.tasks({
        ...(unit ? { unitIds: [unit.id] } : {}),
        ...(options.open ? { status: ['open', 'reported-done'] } : {}),
      });
      if (options.json) out.line(JSON.stringify(tasks.map((one) => summaryOf(scene, one))));
      else
        for (const one of tasks)
          out.line(
            `${bot.deps.texts.taskName(one)}　${unitOf(scene.directory, one.unitId).shortName}　${bot.deps.texts.standing(one, scene.setting)}`,
          );
    });
  task
    .command('show')
    .argument('<code>', '任务编号，如 26-12-2')
    .option('--json', '输出一个 JSON 对象')
    .description('一项任务及其台账')
    .addHelpText('after', '\n例：duban task show 26-12-2')
    .action(async (code, options) => {
      const bot = await open();
      const scene = await sceneOf(bot);
      const found = await bot.deps.stores.taskByCode(code);
      if (!found) throw new BadInput(`没有任务 ${code}。duban task list 列出全部。`);
      const { stores, texts } = bot.deps;
      const [reports, petitions, entries] = await Promise.all([
        stores.reportsOf(found.id),
        stores.petitionsOf(found.id),
        stores.ledger({ taskId: found.id }),
      ]);
      if (options.json) out.line(JSON.stringify({ ...summaryOf(scene, found), reports, petitions, ledger: entries }));
      else {
        show(
          out,
          texts.answer.taskDetail(
            found,
            unitOf(scene.directory, found.unitId),
            reports,
            petitions,
            { report: false, review: false, record: false },
            scene.setting,
          ),
        );
        for (const entry of entries) out.line(`${entry.seq}　${entry.at.toISOString()}　${entry.type}`);
      }
    });

  sheetCommand(task, kit);

  asPerson(
    program
      .command('report')
      .argument('<code>', '任务编号，如 26-12-2')
      .argument('<text>', '进展情况')
      .description('以联络员名义报送一项任务')
      .option('--done', '已全部完成')
      .addHelpText('after', '\n例：duban report 26-12-2 已完成60%，预计7月底完成 --as 陈建国'),
  ).action((code, words, options) =>
    onTask(code, options, (bot, scene, by, one) => {
      const reading = readReply(words, { today: scene.today });
      const said = {
        text: words,
        claimsDone: options.done === true || reading.intent === 'done',
        percent: reading.percent,
        values: reading.values,
        expectedOn: reading.intent === 'progress' ? reading.date : null,
        madeAt: scene.now,
      };
      return recordReport(bot.deps, { by, via: 'cli', taskId: one.id, said });
    }),
  );
  asPerson(
    program
      .command('record')
      .argument('<code>', '任务编号，如 26-12-2')
      .argument('<text>', '对方所说的情况')
      .description('代录：记下单位电话或书面告知的情况')
      .option('--done', '已全部完成')
      .option('--said-by <person>', '谁说的')
      .option('--on <day>', '哪天说的（缺省今天）')
      .option('--paper', '书面（缺省为电话）')
      .addHelpText('after', '\n例：duban record 26-12-2 已完成现场督查 --said-by 陈建国 --as 林晓雯'),
  ).action((code, words, options) =>
    onTask(code, options, (bot, scene, by, one) => {
      const on = options.on ? dayOption('on', options.on) : scene.today;
      const said = {
        text: words,
        claimsDone: options.done === true || readReply(words, { today: scene.today }).intent === 'done',
        percent: null,
        values: [],
        expectedOn: null,
        madeAt: on === scene.today ? scene.now : instantAt(on, '18:00'),
      };
      const saidBy = options.saidBy ? personNamed(scene, options.saidBy).id : null;
      return recordOffline(bot.deps, {
        by,
        via: 'cli',
        taskId: one.id,
        said,
        saidVia: options.paper ? 'paper' : 'phone',
        saidBy,
      });
    }),
  );

  const review = program.command('review').description('审核报送：办结、退回、重新办理、不再跟踪');
  asPerson(
    review
      .command('close')
      .argument('<code>', '任务编号，如 26-12-2')
      .description('审核办结')
      .addHelpText('after', '\n例：duban review close 26-12-2 --as 林晓雯'),
  ).action((code, options) =>
    onTask(code, options, (bot, _scene, by, one) => closeReported(bot.deps, { by, via: 'cli', taskId: one.id })),
  );
  asPerson(
    review
      .command('return')
      .argument('<code>', '任务编号，如 26-12-2')
      .description('待补充')
      .requiredOption('--reason <text>', '还缺什么')
      .option('--by <day>', '补充期限（缺省由规则 supplementWorkdays 推算）')
      .addHelpText('after', '\n例：duban review return 26-12-2 --reason 缺少督查报告 --by 2026-05-12 --as 林晓雯'),
  ).action((code, options) =>
    onTask(code, options, (bot, scene, by, one) =>
      returnReported(bot.deps, {
        by,
        via: 'cli',
        taskId: one.id,
        reason: options.reason,
        until: options.by ? dayOption('by', options.by) : proposedSupplementDay(scene, one),
      }),
    ),
  );
  asPerson(
    review
      .command('reopen')
      .argument('<code>', '任务编号，如 26-12-2')
      .description('重新办理')
      .requiredOption('--reason <text>', '理由')
      .option('--by <day>', '办理期限（缺省由规则 supplementWorkdays 推算）')
      .addHelpText('after', '\n例：duban review reopen 26-12-2 --reason 数据有误 --by 2026-05-12 --as 林晓雯'),
  ).action((code, options) =>
    onTask(code, options, (bot, scene, by, one) =>
      reopenClosed(bot.deps, {
        by,
        via: 'cli',
        taskId: one.id,
        reason: options.reason,
        until: options.by ? dayOption('by', options.by) : proposedSupplementDay(scene, one),
      }),
    ),
  );
  asPerson(
    review
      .command('cancel')
      .argument('<code>', '任务编号，如 26-12-2')
      .description('不再跟踪')
      .requiredOption('--reason <text>', '理由')
      .addHelpText('after', '\n例：duban review cancel 26-12-2 --reason 上级已取消该项工作 --as 林晓雯'),
  ).action((code, options) =>
    onTask(code, options, (bot, _scene, by, one) =>
      cancelFollowing(bot.deps, { by, via: 'cli', taskId: one.id, reason: options.reason }),
    ),
  );
  asPerson(
    review
      .command('assign')
      .argument('<code>', '任务编号，如 26-12-2')
      .description('改派')
      .requiredOption('--to <unit>', '改由哪家单位办理')
      .addHelpText('after', '\n例：duban review assign 26-12-2 --to 市财政局 --as 林晓雯'),
  ).action((code, options) =>
    onTask(code, options, (bot, scene, by, one) => {
      const to = unitNamed(scene, options.to);
      return reassign(bot.deps, { by, via: 'cli', taskId: one.id, to: to.id, dueOn: null });
    }),
  );
  asPerson(
    program
      .command('extend')
      .argument('<code>', '任务编号，如 26-12-2')
      .description('单位申请延期；办公室直接核定或调整时限')
      .requiredOption('--to <day>', '延至哪天')
      .option('--reason <text>', '理由', '')
      .addHelpText('after', '\n例：duban extend 26-12-2 --to 2026-08-31 --reason 现场督查顺延 --as 陈建国'),
  ).action((code, options) =>
    onTask(code, options, (bot, scene, by, one) => {
      const to = dayOption('to', options.to);
      return mayAct(scene, by, 'decide-deadline', one)
        ? setDay(bot.deps, { by, via: 'cli', taskId: one.id, dueOn: to })
        : makePetition(bot.deps, {
            by,
            via: 'cli',
            taskId: one.id,
            asked: { kind: 'extension', reason: options.reason, requestedDay: to, askedAt: scene.now },
          });
    }),
  );
}

function summaryOf(scene: Scene, task: Task) {
  const { code, label, title, dueOn, originalDueOn, state, discreet } = task;
  return {
    code,
    label,
    title: discreet ? '' : title,
    discreet,
    unit: unitOf(scene.directory, task.unitId).shortName,
    dueOn,
    originalDueOn,
    status: state.status,
  };
}
