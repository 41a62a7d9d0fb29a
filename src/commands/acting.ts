import type { Command } from 'commander';
import { backup, noteRestored } from './backup.ts';
import { deliveryCommands } from './delivery-commands.ts';
import { deskCommands } from './desk-commands.ts';
import { directoryCommands, personCommands } from './directory-commands.ts';
import { doctor } from './doctor.ts';
import { documentCommands } from './document-commands.ts';
import { type CommandSetting, commandKit } from './kit.ts';
import { ledgerCommands } from './ledger-commands.ts';
import { BadInput } from './output.ts';
import { conversationCommands, eventCommands, planCommands } from './plan-commands.ts';
import { retentionCommands } from './retention-commands.ts';
import { settingsCommands } from './settings-commands.ts';
import { taskCommands } from './task-commands.ts';

/** Adds every command that reads or changes the office's rows. Who acts is said by --as and stands in the ledger as `via: cli`. */
export function actingCommands(program: Command, plan: Command, setting: CommandSetting): void {
  const { out, open } = setting;
  const kit = commandKit(setting);
  planCommands(plan, kit);
  eventCommands(program, kit);
  conversationCommands(program, kit);
  directoryCommands(program, kit);
  taskCommands(program, kit);
  documentCommands(program, kit);
  settingsCommands(program, kit);
  deliveryCommands(program, kit);
  retentionCommands(program, kit);
  personCommands(program, kit);
  deskCommands(program, kit);
  ledgerCommands(program, kit);

  program
    .command('backup')
    .argument('<folder>', '备份写到哪个新文件夹')
    .description('把内置数据库整个备份到一个文件夹；运行中也可以')
    .addHelpText('after', '\n例：duban backup 备份-2026-03-31')
    .action(async (folder: string) => backup(await open(), setting.cwd, folder, out));
  // On the command line `database move` stands there already.
  const database =
    program.commands.find((command) => command.name() === 'database') ??
    program.command('database').description('数据库');
  database
    .command('restored')
    .option('--from <instant>', '备份所截至的时刻，如 2026-03-31T02:00:00+08:00；缺省为台账最后一条的时刻')
    .description('用 pg_restore 等工具恢复服务器上的数据库之后、启动服务之前执行：核对台账，此后先查询再发送')
    .addHelpText('after', '\n例：duban database restored --from 2026-03-31T02:00:00+08:00')
    .action(async (options) => {
      const from = options.from === undefined ? null : new Date(options.from);
      if (from && Number.isNaN(from.getTime()))
        throw new BadInput(`“${options.from}”不是时刻，请写成 2026-03-31T02:00:00+08:00 的样子。`);
      await noteRestored(await open(), from, out);
    });
  program
    .command('doctor')
    .option('--json', '输出一个 JSON 对象')
    .description('自检：数据库、时钟、台账、人员、节假日表')
    .addHelpText('after', '\n例：duban doctor')
    .action(async (options) => doctor(await open(), out, options.json === true));
}
