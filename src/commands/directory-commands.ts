import { basename } from 'node:path';
import type { Command } from 'commander';
import { may } from '../core/permission.ts';
import { holdersOf, isOutOfReach } from '../core/unit.ts';
import { handOver, recordAbsence } from '../flows/hand-over.ts';
import { importDirectory } from '../flows/import-directory.ts';
import { invitePerson } from '../flows/invite-person.ts';
import { actingAs, loadScene, type Scene } from '../flows/scene.ts';
import { type CommandKit, personNamed, sceneOf, show, textOf } from './kit.ts';
import { BadInput } from './output.ts';
import { dayOption } from './reading.ts';

/** `duban directory …`: who is there, and who acts for whom. */
export function directoryCommands(program: Command, kit: CommandKit): void {
  const { out, open, acting, asPerson, file } = kit;
  const directory = program.command('directory').description('通讯录：导入、移交、请假、可达性');
  directory
    .command('import')
    .argument('<file>', '.csv 或 .xlsx，列：单位全称、单位简称、别名、关系、分组、姓名、角色、岗位、电话、账号')
    .option('--as <person>', '以谁的名义（首次导入可省略）')
    .description('导入单位、人员和角色；同名的更新，不删除')
    .addHelpText('after', '\n例：duban directory import 通讯录.csv --as 林晓雯')
    .action(async (path, options) => {
      const bot = await open();
      const known = await bot.deps.stores.office();
      const scene = known ? await loadScene(bot.deps) : null;
      const by = scene ? personNamed(scene, textOf(options, 'as')).id : null;
      if (scene && by && !may(actingAs(scene, by), 'directory', { officeUnitId: scene.officeUnit.id }))
        throw new BadInput(bot.deps.texts.refusal('not-permitted'));
      const done = await importDirectory(bot.deps, {
        rows: await bot.readTable(await file(path), basename(path)),
        by,
        via: 'cli',
      });
      if (!done.ok)
        throw new BadInput(done.problems.map((problem) => `${path} 第 ${problem.row} 行：${problem.text}`).join('\n'));
      out.line(`已导入：单位 ${done.units} 家，人员 ${done.persons} 人。`);
    });
  directory
    .command('check')
    .description('谁现在联系不上：没有联络员、没有账号、不在岗')
    .addHelpText('after', '\n例：duban directory check')
    .action(async () => {
      const scene = await sceneOf(await open());
      const lines = unreachable(scene);
      for (const line of lines) out.line(line);
      out.line(lines.length === 0 ? '所有单位都能联系到联络员。' : `共 ${lines.length} 家单位需要电话联系或补充人员。`);
    });
  asPerson(
    directory
      .command('handover')
      .description('工作移交：全部角色和在办任务一并转交')
      .requiredOption('--from <person>', '移交人')
      .requiredOption('--to <person>', '接收人')
      .requiredOption('--on <day>', '自哪天起')
      .addHelpText('after', '\n例：duban directory handover --from 陈建国 --to 何敏 --on 2026-04-01 --as 林晓雯'),
  ).action((options) =>
    acting(options, async (bot, scene, by) => {
      const [from, to] = [personNamed(scene, textOf(options, 'from')), personNamed(scene, textOf(options, 'to'))];
      const done = await handOver(bot.deps, {
        by,
        via: 'cli',
        from: from.id,
        to: to.id,
        on: dayOption('on', textOf(options, 'on')),
      });
      if (!done.ok) throw new BadInput(bot.deps.texts.refusal(done.refusal));
      out.line(
        `已移交：${from.name} → ${to.name}，${done.roles} 个角色自 ${textOf(options, 'on')} 起生效，在办任务随之转交。`,
      );
    }),
  );
  asPerson(
    directory
      .command('absence')
      .description('请假：期间由B岗代办')
      .requiredOption('--person <person>', '请假的人')
      .requiredOption('--from <day>', '从哪天起')
      .requiredOption('--to <day>', '到哪天止')
      .option('--deputy <person>', '代办人，本单位同事；不填的由本人设定的代办人或B岗代办')
      .addHelpText(
        'after',
        '\n例：duban directory absence --person 陈建国 --from 2026-04-02 --to 2026-04-05 --as 林晓雯',
      ),
  ).action((options) =>
    acting(options, async (bot, scene, by) => {
      const person = personNamed(scene, textOf(options, 'person'));
      const done = await recordAbsence(bot.deps, {
        by,
        via: 'cli',
        personId: person.id,
        from: dayOption('from', textOf(options, 'from')),
        to: dayOption('to', textOf(options, 'to')),
        ...(textOf(options, 'deputy') ? { deputyId: personNamed(scene, textOf(options, 'deputy')).id } : {}),
      });
      if (!done.ok) throw new BadInput(bot.deps.texts.refusal(done.refusal));
      out.line(`已登记：${person.name} ${textOf(options, 'from')} 至 ${textOf(options, 'to')} 不在岗。`);
    }),
  );
}

/** `duban person …`: what concerns one person. */
export function personCommands(program: Command, kit: CommandKit): void {
  const { out, acting, asPerson } = kit;
  const person =
    program.commands.find((one) => one.name() === 'person') ?? program.command('person').description('人员');
  asPerson(
    person
      .command('code')
      .argument('<person>', '姓名；重名时加单位简称')
      .description('生成一次性代码，由本人私信发给机器人以绑定账号；48 小时内有效，只显示一次')
      .addHelpText('after', '\n例：duban person code 陈建国 --as 林晓雯'),
  ).action((name, options) =>
    acting(options, async (bot, scene, by) => {
      const done = await invitePerson(bot.deps, { by, via: 'cli', personId: personNamed(scene, name).id });
      if (!done.ok) throw new BadInput(bot.deps.texts.refusal(done.refusal));
      show(out, bot.deps.texts.own.invited(done.person, done.code, done.expiresAt, scene.setting));
    }),
  );
}

/** Units that nobody can be written to in: no liaison today, one without an account, or one whose account is gone. */
function unreachable(scene: Scene): readonly string[] {
  return scene.directory.units.flatMap((unit) => {
    const [liaison] = holdersOf(scene.directory, unit.id, 'liaison', scene.today);
    if (!liaison) return [`${unit.shortName}：没有联络员`];
    const phone = `电话 ${liaison.phone ?? '未登记'}`;
    if (liaison.accounts.length === 0) return [`${unit.shortName}：${liaison.name}没有账号，${phone}`];
    return isOutOfReach(liaison) ? [`${unit.shortName}：${liaison.name}的账号已不能接收或本人不再接收，${phone}`] : [];
  });
}
