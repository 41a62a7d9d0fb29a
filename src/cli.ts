import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { actingCommands } from './commands/acting.ts';
import { openForCommand } from './commands/open.ts';
import { explain, terminal, usageError } from './commands/output.ts';

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  process.stderr.write(
    `Duban needs Node 24 or newer; this is ${process.versions.node}. Run it through npm: npm run -s duban -- …\n`,
  );
  process.exit(1);
}

// A reader that has seen enough (head) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});
if (existsSync('.env')) process.loadEnvFile('.env');

const program = new Command('duban')
  .description('督办：把工作要点变成按时提醒、可报送、可审核、可通报的任务')
  .configureOutput({ outputError: (said, write) => write(`${usageError(said)}\n`) })
  .exitOverride();

const plan = program.command('plan').description('读取、导入、启用工作要点');
plan
  .command('read')
  .argument('<file>', 'txt、md、html、docx、xlsx、pdf 文件，或 - 表示标准输入')
  .description('读出文件中的事项、时限、单位，不写入任何内容')
  .option('--year <year>', '不带年份的月份属于哪一年')
  .option('--json', '输出一个 JSON 对象')
  .option('--html <out>', '另写一页网页：原文标注，旁列事项')
  .addHelpText('after', '\n例：duban plan read 工作要点.docx --json')
  .action(async (file, options) => (await import('./commands/reading.ts')).readPlan(file, options));

program
  .command('deadline')
  .description('读时限短语')
  .command('read')
  .description('读出标准输入中每行一条的时限短语，不写入任何内容')
  .requiredOption('--today <day>', '今天，如 2026-03-02')
  .option('--json', '每行一个 JSON 对象')
  .addHelpText('after', '\n例：echo 6月底前 | duban deadline read --today 2026-03-02 --json')
  .action(async (options) => (await import('./commands/reading.ts')).readDeadlines(options));

program
  .command('reply')
  .description('读回复')
  .command('read')
  .description('读出标准输入中每行一条的回复，不写入任何内容')
  .requiredOption('--today <day>', '今天，如 2026-06-15')
  .option('--json', '每行一个 JSON 对象')
  .addHelpText('after', '\n例：echo （十二）已完成60% | duban reply read --today 2026-06-15 --json')
  .action(async (options) => (await import('./commands/reading.ts')).readReplies(options));

program
  .command('simulate')
  .description('在虚拟时钟上把一份工作要点演练一年，逐周列出')
  .requiredOption('--plan <file>', '工作要点文件')
  .requiredOption('--from <day>', '从哪天起（启用日）')
  .requiredOption('--to <day>', '到哪天止')
  .option('--seed <n>', '随机种子；同一种子结果逐字节相同', '1')
  .option('--year <year>', '不带年份的月份属于哪一年')
  .option('--json', '输出一个 JSON 对象')
  .addHelpText('after', '\n例：duban simulate --plan 工作要点.txt --from 2026-03-02 --to 2027-01-31 --seed 7')
  .action(async (options) => (await import('./commands/simulate.ts')).runSimulation(options));

program
  .command('restore')
  .argument('<folder>', 'duban backup 写出的文件夹')
  .option('--replace', '取代数据目录中已有的数据（原数据另存在旁边）')
  .description('从备份恢复内置数据库；先停止服务')
  .addHelpText('after', '\n例：duban restore 备份-2026-03-31 --replace')
  .action(async (file, options) => {
    const [{ restore }, { readConfig }] = await Promise.all([import('./commands/backup.ts'), import('./config.ts')]);
    await restore(readConfig(process.env), process.cwd(), file, { replace: options.replace === true }, terminal);
  });

program
  .command('database')
  .description('数据库')
  .command('move')
  .requiredOption('--to <url>', '目标 PostgreSQL 服务器上的空库，如 postgresql://用户:口令@主机:5432/库名')
  .description('把内置数据库的全部数据移至 PostgreSQL 服务器；先停止服务')
  .addHelpText('after', '\n例：duban database move --to postgresql://duban:口令@10.0.0.5:5432/duban')
  .action(async (options) => {
    const [{ moveDatabase }, { readConfig }] = await Promise.all([import('./commands/move.ts'), import('./config.ts')]);
    await moveDatabase(readConfig(process.env), options.to, terminal);
  });

const slack = program.command('slack').description('Slack：应用清单、消息预览');
slack
  .command('manifest')
  .requiredOption('--mode <mode>', 'socket（无需公网地址）或 http')
  .option('--url <url>', '--mode http 时服务的公网地址')
  .option('--language <language>', 'zh 或 en', 'zh')
  .description('打印应用清单（manifest），粘贴到 Slack 的“从清单创建应用”')
  .addHelpText('after', '\n例：duban slack manifest --mode socket')
  .action(async (options) => (await import('./commands/slack.ts')).printManifest(options));
slack
  .command('preview')
  .requiredOption('--out <file>', '写到哪个网页文件')
  .option('--language <language>', 'zh 或 en', 'zh')
  .description('用样例把机器人会发的每种消息和表单排成一页，供事先审看')
  .addHelpText('after', '\n例：duban slack preview --out slack.html')
  .action(async (options) => (await import('./commands/slack.ts')).writePreview(options));

const opened = openForCommand(process.env, process.argv.slice(2), process.cwd());
actingCommands(program, plan, { out: terminal, cwd: process.cwd(), open: opened.open });

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = opened.answered(error) ?? explain(error);
} finally {
  await opened.close();
}
