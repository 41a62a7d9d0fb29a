import { join } from 'node:path';
import type { Command } from 'commander';
import { fileRemover } from '../adapters/files/file-remover.ts';
import { type EraseDeps, type EraseOutcome, eraseOld, erasePerson } from '../flows/erase-old.ts';
import type { Bot } from '../wire.ts';
import { type CommandKit, personNamed } from './kit.ts';
import { BadInput } from './output.ts';

/** What erasing needs of an open bot. */
export const eraseDepsOf = (bot: Bot): EraseDeps => ({
  ...bot.deps,
  retention: bot.database.retention,
  files: fileRemover(join(bot.config.dataDir, 'files')),
});

/** `duban retention run`, `duban person erase`: what is past its time, and a person who left. */
export function retentionCommands(program: Command, kit: CommandKit): void {
  const { out, acting, asPerson } = kit;
  asPerson(
    program
      .command('retention')
      .description('保存期限：超期的文字、附件和离任人员姓名')
      .command('run')
      .option('--dry-run', '只统计，不删除')
      .description('删除超过保存期限的文字、附件和姓名；台账、任务、通知单、通报不删（每日也会自动执行）')
      .addHelpText(
        'after',
        '\n期限：duban policy set retentionDays 1096（不得少于 180 天）\n例：duban retention run --dry-run --as 林晓雯',
      ),
  ).action((options) =>
    acting(options, async (bot, _scene, by) => {
      const dryRun = options.dryRun === true;
      out.line(saidOf(await eraseOld(eraseDepsOf(bot), { by, via: 'cli', dryRun }), bot, dryRun));
    }),
  );
  asPerson(
    program
      .command('person')
      .description('人员')
      .command('erase')
      .argument('<person>', '姓名；重名时加单位简称')
      .description('删除离任人员的姓名、电话、邮箱、账号和聊天内容；台账以代号保留，校验链不变')
      .addHelpText('after', '\n例：duban person erase 陈建国 --as 林晓雯（先用 directory handover 移交）'),
  ).action((name: string, options) =>
    acting(options, async (bot, scene, by) => {
      const done = await erasePerson(eraseDepsOf(bot), { by, via: 'cli', personId: personNamed(scene, name).id });
      if (!done.ok) throw new BadInput(bot.deps.texts.refusal(done.refusal));
      out.line(`已删除，名册中以“${done.name}”代替，已记入台账。`);
    }),
  );
}

function saidOf(outcome: EraseOutcome, bot: Bot, dryRun: boolean): string {
  if (!outcome.ok) throw new BadInput(bot.deps.texts.refusal(outcome.refusal));
  const { reports, petitions, messages, inputs, files } = outcome.erased;
  const before = new Date(outcome.before.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  return `${dryRun ? '将删除' : '已删除'} ${before} 以前的：报送 ${reports} 条，申请 ${petitions} 条，消息 ${messages} 条，来文 ${inputs} 条，附件 ${files.length} 个，姓名 ${outcome.persons} 人。`;
}
