import type { Command } from 'commander';
import { addCalendarDay, changePolicy, type SettingsOutcome } from '../flows/change-settings.ts';
import { type CommandKit, sceneOf } from './kit.ts';
import { BadInput } from './output.ts';
import { dayGiven } from './reading.ts';

/** `duban policy | calendar`: the office's own defaults and working days. */
export function settingsCommands(program: Command, kit: CommandKit): void {
  const { out, open, acting, asPerson } = kit;
  const policy = program.command('policy').description('默认规则：查看、修改（只影响此后开始的任务）');
  policy
    .command('show')
    .description('列出全部规则及当前值')
    .addHelpText('after', '\n例：duban policy show')
    .action(async () => {
      const { office } = await sceneOf(await open());
      for (const [name, value] of Object.entries(office.policy)) out.line(`${name}　${JSON.stringify(value)}`);
    });
  asPerson(
    policy
      .command('set')
      .argument('<name>', '规则名，policy show 所列')
      .argument('<value>', 'JSON 值，如 3、"09:30"、[5,1,0]')
      .description('修改一项规则')
      .addHelpText('after', '\n例：duban policy set soonWorkdays 5 --as 林晓雯'),
  ).action((name, value, options) =>
    acting(options, async (bot, _scene, by) => {
      said(await changePolicy(bot.deps, { by, via: 'cli', name, value: jsonOf(value) }), name);
      out.line(`已修改 ${name}，此后开始的任务按新规则执行。`);
    }),
  );
  asPerson(
    program
      .command('calendar')
      .description('工作日')
      .command('add')
      .argument('<day>', '哪一天，如 2026-05-09')
      .description('补录本办公室的上班日或休息日（调休）')
      .option('--work', '上班')
      .option('--off', '休息')
      .addHelpText('after', '\n例：duban calendar add 2026-05-09 --work --as 林晓雯'),
  ).action((on, options) =>
    acting(options, async (bot, _scene, by) => {
      if (Boolean(options.work) === Boolean(options.off))
        throw new BadInput('请写明 --work（上班）或 --off（休息）其中一个。');
      said(
        await addCalendarDay(bot.deps, { by, via: 'cli', on: dayGiven('<day>', on), works: options.work === true }),
        on,
      );
      out.line(`已补录：${on} ${options.work ? '上班' : '休息'}。`);
    }),
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function said(outcome: SettingsOutcome, name: string): void {
  if (outcome.ok) return;
  if (outcome.why === 'not-permitted') throw new BadInput('规则和工作日由办公室设定。');
  throw new BadInput(
    outcome.why === 'unknown-setting'
      ? `没有规则“${name}”，可用的有：${outcome.detail}`
      : `“${name}”的值不合要求：${outcome.detail}`,
  );
}
