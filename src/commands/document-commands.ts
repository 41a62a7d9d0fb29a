import type { Command } from 'commander';
import { periodEndingBefore, periodsOf } from '../core/bulletin.ts';
import { yearOf } from '../core/calendar.ts';
import { may } from '../core/permission.ts';
import type { Task } from '../core/task.ts';
import { unitOf } from '../core/unit.ts';
import { draftBulletin } from '../flows/draft-bulletin.ts';
import { publishBulletin, signBulletin } from '../flows/publish-bulletin.ts';
import { actingAs, textsOfOffice } from '../flows/scene.ts';
import { signNotice, withdrawNotice } from '../flows/sign-notice.ts';
import type { Bulletin } from '../ports.ts';
import type { Bot } from '../wire.ts';
import { type CommandKit, sceneOf } from './kit.ts';
import { BadInput } from './output.ts';

/** `duban notice | bulletin`: what is signed by a named person. */
export function documentCommands(program: Command, kit: CommandKit): void {
  const { out, open, acting, onTask, asPerson } = kit;
  const notice = program.command('notice').description('督办通知单');
  notice
    .command('list')
    .description('列出拟文和已签发的')
    .addHelpText('after', '\n例：duban notice list')
    .action(async () => {
      const bot = await open();
      const scene = await sceneOf(bot);
      const notices = await bot.deps.stores.supervisionNotices({});
      if (notices.length === 0) out.line('没有拟文，也没有已签发的督办通知单。');
      for (const one of notices) {
        const about = await bot.deps.stores.task(one.taskId);
        out.line(
          `${about?.code ?? ''}　${unitOf(scene.directory, one.unitId).shortName}　${one.status === 'drafted' ? '待签发' : one.number ? bot.deps.texts.document.noticeNumber(one.kind, one.number) : '已撤回'}`,
        );
      }
    });
  asPerson(
    notice
      .command('sign')
      .argument('<code>', '任务编号')
      .description('签发该任务的拟文，编号随即产生')
      .addHelpText('after', '\n例：duban notice sign 26-12-2 --as 周正明'),
  ).action((code, options) =>
    onTask(code, options, async (bot, _scene, by, one) =>
      signNotice(bot.deps, { by, via: 'cli', noticeId: await draftOf(bot, one) }),
    ),
  );
  asPerson(
    notice
      .command('withdraw')
      .argument('<code>', '任务编号')
      .description('撤回拟文')
      .requiredOption('--reason <text>', '理由')
      .addHelpText('after', '\n例：duban notice withdraw 26-12-2 --reason 单位已报送 --as 周正明'),
  ).action((code, options) =>
    onTask(code, options, async (bot, _scene, by, one) =>
      withdrawNotice(bot.deps, { by, via: 'cli', noticeId: await draftOf(bot, one), reason: options.reason }),
    ),
  );

  const bulletin = program.command('bulletin').description('通报');
  bulletin
    .command('list')
    .description('列出通报')
    .addHelpText('after', '\n例：duban bulletin list')
    .action(async () => {
      const bot = await open();
      const bulletins = await bot.deps.stores.bulletins();
      if (bulletins.length === 0) out.line('还没有通报。');
      for (const one of bulletins)
        out.line(
          `${one.period.name}　${{ draft: '草稿', signed: '已签发', published: '已印发' }[one.status]}　${one.number ? bot.deps.texts.document.bulletinNumber(one.number) : ''}`,
        );
    });
  asPerson(
    bulletin
      .command('draft')
      .argument('[period]', '2026-Q2、2026-H1 或 2026；缺省为上一季度')
      .description('起草通报')
      .addHelpText('after', '\n例：duban bulletin draft 2026-Q2 --as 林晓雯'),
  ).action((period, options) =>
    acting(options, async (bot, scene, by) => {
      if (!may(actingAs(scene, by), 'draft-bulletin', { officeUnitId: scene.officeUnit.id }))
        throw new BadInput(bot.deps.texts.refusal('not-permitted'));
      const year = yearOf(scene.today);
      const wanted = period
        ? [...periodsOf(year - 1), ...periodsOf(year)].find((one) => one.name === period)
        : periodEndingBefore(scene.today);
      if (!wanted) throw new BadInput(`没有期间“${period}”，请写成 ${year}-Q1、${year}-H1 或 ${year}。`);
      if (wanted.from > scene.today) throw new BadInput(`${wanted.name} 还没有开始，无可通报。`);
      if ((await bot.deps.stores.bulletins()).some((one) => one.period.name === wanted.name))
        throw new BadInput(`${wanted.name} 的通报已经起草。`);
      const drafted = await draftBulletin(bot.deps, scene, wanted);
      if (!drafted) throw new BadInput('该期间没有在执行的工作要点，无可通报。');
      await bot.deps.stores.commit(drafted.change);
      out.line(drafted.bulletin.text);
    }),
  );
  asPerson(
    bulletin
      .command('annex')
      .argument('<period>', '期间，如 2026-Q2')
      .description('列出通报的附件：未达序时任务清单，由签发人决定发给谁')
      .addHelpText('after', '\n例：duban bulletin annex 2026-Q2 --as 林晓雯'),
  ).action((period, options) =>
    acting(options, async (bot, scene, by) => {
      if (!may(actingAs(scene, by), 'edit-bulletin', { officeUnitId: scene.officeUnit.id }))
        throw new BadInput(bot.deps.texts.refusal('not-permitted'));
      const found = await bulletinOf(bot, period);
      out.line(textsOfOffice(bot.deps).document.bulletinAnnex(found, { units: scene.directory.units }, scene.setting));
    }),
  );
  for (const [name, words, flow] of [
    ['sign', '签发', signBulletin],
    ['publish', '印发', publishBulletin],
  ] as const) {
    asPerson(
      bulletin
        .command(name)
        .argument('<period>', '期间，如 2026-Q2')
        .description(`${words}通报`)
        .addHelpText('after', `\n例：duban bulletin ${name} 2026-Q2 --as 周正明`),
    ).action((period, options) =>
      acting(options, async (bot, _scene, by) => {
        const found = await bulletinOf(bot, period);
        const done = await flow(bot.deps, { by, via: 'cli', bulletinId: found.id });
        if (!done.ok) throw new BadInput(bot.deps.texts.refusal(done.refusal));
        out.line(
          `${period} 的通报已${words}${done.bulletin.number ? `，${bot.deps.texts.document.bulletinNumber(done.bulletin.number)}` : ''}。`,
        );
      }),
    );
  }
}

async function draftOf(bot: Bot, task: Task) {
  const [draft] = await bot.deps.stores.supervisionNotices({ taskId: task.id, status: 'drafted' });
  if (!draft) throw new BadInput(`任务 ${task.code} 没有待签发的拟文。duban notice list 列出全部。`);
  return draft.id;
}

/** The bulletin of a period. Throws BadInput. */
async function bulletinOf(bot: Bot, period: string): Promise<Bulletin> {
  const found = (await bot.deps.stores.bulletins()).find((one) => one.period.name === period);
  if (!found) throw new BadInput(`没有 ${period} 的通报，请先 duban bulletin draft ${period}。`);
  return found;
}
