import { basename } from 'node:path';
import type { Command } from 'commander';
import { adoptPlan } from '../flows/adopt-plan.ts';
import { importPlan } from '../flows/import-plan.ts';
import { type CommandKit, show, textOf } from './kit.ts';
import { BadInput } from './output.ts';
import { yearOption } from './reading.ts';

/** `duban plan import | adopt`. */
export function planCommands(plan: Command, kit: CommandKit): void {
  const { out, acting, asPerson, file } = kit;
  asPerson(
    plan
      .command('import')
      .argument('<file>')
      .description('导入工作要点（启用前不产生任务）')
      .option('--year <year>', '不带年份的月份属于哪一年')
      .option('--json'),
  ).action((path, options) =>
    acting(options, async (bot, scene, by) => {
      const year = yearOption(textOf(options, 'year') || undefined);
      const done = await importPlan(bot.deps, {
        by,
        via: 'cli',
        bytes: await file(path),
        fileName: basename(path),
        ...(year === undefined ? {} : { year }),
      });
      if (!done.ok) throw new BadInput(`${path}：${done.text}`);
      if (options.json)
        out.line(
          JSON.stringify({ planId: done.plan.id, title: done.plan.title, items: done.items.length, again: done.again }),
        );
      else
        show(
          out,
          done.again
            ? bot.deps.texts.plan.importedTwice(done.plan.title, scene.setting)
            : bot.deps.texts.plan.imported(done.plan, done.items, scene.directory.units, scene.setting),
        );
    }),
  );
  asPerson(
    plan
      .command('adopt')
      .argument('[title]', '标题中的几个字；只有一份待启用时可省略')
      .description('启用已导入的工作要点')
      .option('--each', '未印牵头单位的，各单位分别报送'),
  ).action((title, options) =>
    acting(options, async (bot, _scene, by) => {
      const waiting = (await bot.deps.stores.plans()).filter(
        (one) => one.adoptedOn === null && (!title || one.title.includes(title)),
      );
      const [only] = waiting;
      if (!only || waiting.length > 1)
        throw new BadInput(
          only
            ? `有 ${waiting.length} 份待启用，请写明标题：${waiting.map((one) => one.title).join('；')}`
            : '没有待启用的工作要点，请先 duban plan import。',
        );
      const done = await adoptPlan(bot.deps, { by, via: 'cli', planId: only.id, each: options.each === true });
      if (!done.ok) throw new BadInput(bot.deps.texts.refusal(done.refusal));
      out.line(`《${only.title}》已启用：任务 ${done.tasks.length} 项，待核定时限 ${done.undecided} 项。`);
    }),
  );
}
