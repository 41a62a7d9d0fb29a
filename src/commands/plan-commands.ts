import { basename } from 'node:path';
import type { Command } from 'commander';
import { may } from '../core/permission.ts';
import type { WorkPlan } from '../core/plan.ts';
import type { ItemChange } from '../core/plan-difference.ts';
import { eventKey } from '../core/relative-day.ts';
import { matchUnitName } from '../core/unit-name.ts';
import { adoptPlan } from '../flows/adopt-plan.ts';
import { importPlan } from '../flows/import-plan.ts';
import { cardOf, recordDrafts } from '../flows/paste-conversation.ts';
import { adoptionIn } from '../flows/plan-commands.ts';
import { recordEvent } from '../flows/record-event.ts';
import { revisePlan } from '../flows/revise-plan.ts';
import { actingAs, type Scene } from '../flows/scene.ts';
import { type SortedTalk, sortTalk } from '../flows/sort-talk.ts';
import type { Bot } from '../wire.ts';
import { type CommandKit, noUnit, show, textOf } from './kit.ts';
import { BadInput } from './output.ts';
import { dayOption, yearOption } from './reading.ts';

/** `duban plan import | adopt`. */
export function planCommands(plan: Command, kit: CommandKit): void {
  const { out, acting, asPerson, file } = kit;
  /** What the card asks, as options. */
  const deciding = (command: Command): Command =>
    asPerson(
      command
        .option('--each', '未印牵头单位的，各单位分别报送')
        .option('--name <name=unit>', '通讯录中没有的名称是哪家单位，可多次', collected, [])
        .option('--event <event=day>', '事件发生的日期，如 收到通知=2026-03-10，可多次', collected, [])
        .option(
          '--item <position:field=value>',
          '某一项的决定：3:unit=市公安局、3:day=2026-06-30、3:discreet=no，可多次',
          collected,
          [],
        )
        .option('--days <day>', '未写明时限的事项统一时限'),
    );
  asPerson(
    plan
      .command('import')
      .argument('<file>', 'txt、md、html、docx、xlsx、pdf 文件')
      .description('导入工作要点（启用前不产生任务）')
      .option('--year <year>', '不带年份的月份属于哪一年')
      .option('--json', '输出一个 JSON 对象')
      .addHelpText('after', '\n例：duban plan import 工作要点.docx --as 林晓雯'),
  ).action((path, options) =>
    acting(options, async (bot, _scene, by) => {
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
          JSON.stringify({
            planId: done.plan.id,
            title: done.plan.title,
            items: done.items.length,
            again: done.again,
            revises: done.revision?.plan.id ?? null,
            changes: done.revision?.changes.map(changeOf) ?? null,
          }),
        );
      else {
        show(out, done.card);
        for (const field of done.card.form?.fields ?? []) {
          const remembered = field.kind === 'day' && field.value ? `（上次登记 ${field.value}）` : '';
          out.line(`${field.label}${remembered}　${optionFor(field.name)}`);
        }
        if (done.revision) out.line('确认请执行：duban plan revise --as 姓名');
      }
    }),
  );
  deciding(
    plan
      .command('adopt')
      .argument('[title]', '标题中的几个字；只有一份待启用时可省略')
      .description('启用已导入的工作要点')
      .addHelpText('after', '\n例：duban plan adopt 营商环境 --item 25:day=2026-11-30 --as 林晓雯'),
  ).action((title, options) =>
    acting(options, async (bot, scene, by) => {
      const only = await waitingPlan(bot, title, 'duban plan import');
      const fields = fieldsOf(scene, options);
      const decisions = adoptionIn(fields, await bot.deps.stores.items(only.id));
      const done = await adoptPlan(bot.deps, { by, via: 'cli', planId: only.id, ...decisions });
      if (!done.ok) throw new BadInput(bot.deps.texts.refusal(done.refusal));
      out.line(`《${only.title}》已启用：任务 ${done.tasks.length} 项，待核定时限 ${done.undecided} 项。`);
    }),
  );
  deciding(
    plan
      .command('revise')
      .argument('[title]', '标题中的几个字；只有一份待确认时可省略')
      .description('按已导入的修订稿更新在办任务：编号、报送和台账保留')
      .addHelpText('after', '\n例：duban plan revise 营商环境 --as 林晓雯'),
  ).action((title, options) =>
    acting(options, async (bot, scene, by) => {
      const document = await waitingPlan(bot, title, 'duban plan import 修订稿');
      const answers = adoptionIn(fieldsOf(scene, options), await bot.deps.stores.items(document.id));
      const done = await revisePlan(bot.deps, { by, via: 'cli', documentId: document.id, ...answers });
      if (!done.ok) throw new BadInput(bot.deps.texts.refusal(done.refusal));
      show(out, bot.deps.texts.revision.applied(done.plan.title, done.counts, scene.setting));
    }),
  );
}

/** `duban event record`: a day that limits wait for. */
export function eventCommands(program: Command, kit: CommandKit): void {
  const { out, acting, asPerson } = kit;
  asPerson(
    program
      .command('event')
      .description('起算事件')
      .command('record')
      .argument('<event>', '如 收到通知')
      .description('登记事件发生的日期，据此起算时限')
      .requiredOption('--on <day>', '哪一天')
      .addHelpText('after', '\n例：duban event record 收到通知 --on 2026-03-10 --as 林晓雯'),
  ).action((event, options) =>
    acting(options, async (bot, _scene, by) => {
      if (event.trim() === '') throw new BadInput('请写明是哪个事件，如 收到通知。');
      const on = dayOption('on', textOf(options, 'on'));
      const done = await recordEvent(bot.deps, { by, via: 'cli', event, on });
      if (!done.ok) throw new BadInput(bot.deps.texts.refusal(done.refusal));
      show(out, done.answer);
    }),
  );
}

/** `duban conversation read`: the talk of a group, sorted; recorded only with --record. */
export function conversationCommands(program: Command, kit: CommandKit): void {
  const { out, acting, asPerson, file } = kit;
  asPerson(
    program
      .command('conversation')
      .description('群聊整理')
      .command('read')
      .argument('<file>', '群聊文字（导出或复制的 .txt）')
      .description('按发言人、单位、任务整理成待代录的条目；不带 --record 时不作记录')
      .option('--record <which>', '记录哪些：all，或条目编号，如 3,5')
      .option('--json', '输出一个 JSON 对象')
      .addHelpText('after', '\n例：duban conversation read 群聊.txt --as 林晓雯'),
  ).action((path, options) =>
    acting(options, async (bot, scene, by) => {
      const document = await bot.deps.reader.read(await file(path), basename(path));
      const which = textOf(options, 'record');
      if (which !== '') {
        const done = await recordDrafts(bot.deps, {
          by,
          via: 'cli',
          key: { platform: 'cli', key: bot.deps.ids.next() },
          text: document.text,
          pastedAt: scene.now,
          which: which === 'all' ? 'all' : which.split(/[,，、]/u).map((id) => id.trim()),
          heldKey: '',
          tasks: new Map(),
        });
        if (!done.ok) throw new BadInput(bot.deps.texts.refusal(done.refusal));
        show(out, done.answer);
        return;
      }
      if (!may(actingAs(scene, by), 'record-offline', { officeUnitId: scene.officeUnit.id }))
        throw new BadInput(bot.deps.texts.refusal('not-permitted'));
      const talk = await sortTalk(bot.deps, scene, document.text, scene.now);
      if (options.json) out.line(JSON.stringify(talkSummary(talk)));
      else show(out, cardOf(bot.deps, scene, talk, ''));
    }),
  );
}

/** How the question of a card is answered on the command line. */
function optionFor(field: string): string {
  const [kind = '', about = ''] = field.split(':');
  const options: Readonly<Record<string, string>> = {
    each: '--each',
    name: `--name ${about}=单位`,
    event: `--event ${about}=日期`,
    discreet: `--item ${about}:discreet=no`,
    units: `--item ${about}:unit=单位`,
    day: `--item ${about}:day=日期`,
    days: '--days 日期',
  };
  return options[kind] ?? '';
}

function talkSummary(talk: SortedTalk) {
  return {
    drafts: talk.drafts.map(({ id, message, sender, reading, task, madeAt }) => ({
      id,
      sender: message.sender,
      unit: sender.unit.shortName,
      person: sender.person?.name ?? null,
      at: madeAt.toISOString(),
      task: task?.code ?? null,
      intent: reading.intent,
      percent: reading.percent,
      text: task?.discreet ? '' : message.text,
    })),
    known: talk.known,
    left: talk.left.map(({ why, message }) => ({ why, text: message.text })),
    strangers: talk.strangers.map((message) => ({ sender: message.sender, text: message.text })),
  };
}

/** A change as JSON: labels, not ids. */
function changeOf(change: ItemChange) {
  if (change.kind === 'added') return { kind: change.kind, label: change.after.label };
  if (change.kind === 'removed') return { kind: change.kind, label: change.before.label };
  const { before, after } = change;
  const what = change.kind === 'changed' ? { limit: change.limit, units: change.units, words: change.words } : {};
  return { kind: change.kind, from: before.label, to: after.label, ...what };
}

/** The one document that waits for the office. Throws BadInput that names them when there are several or none. */
async function waitingPlan(bot: Bot, title: string | undefined, mend: string): Promise<WorkPlan> {
  const waiting = (await bot.deps.stores.plans()).filter(
    (one) => one.adoptedOn === null && (!title || one.title.includes(title)),
  );
  const [only] = waiting;
  if (only && waiting.length === 1) return only;
  throw new BadInput(
    only
      ? `有 ${waiting.length} 份待启用，请写明标题：${waiting.map((one) => one.title).join('；')}`
      : `没有待启用的工作要点，请先 ${mend}。`,
  );
}

const collected = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** The options of `plan adopt` as the fields of the import card. Throws BadInput with what was expected. */
function fieldsOf(scene: Scene, options: AdoptOptions): Readonly<Record<string, string>> {
  const fields: Record<string, string> = { each: String(options.each === true) };
  const unit = (name: string): string => {
    const found = matchUnitName(scene.directory, name, scene.today);
    const [only] = found?.unitIds ?? [];
    if (!only || found?.isGroup) throw noUnit(scene, name);
    return only;
  };
  for (const [name, value] of pairs('name', options.name)) fields[`name:${name}`] = unit(value);
  for (const [name, value] of pairs('event', options.event))
    fields[`event:${eventKey(name)}`] = dayOption('event', value);
  for (const [name, value] of pairs('item', options.item)) {
    const [position = '', field] = name.split(':');
    if (!/^\d+$/u.test(position)) throw new BadInput(`--item 需要写成 3:day=2026-06-30 的样子（收到：${name}）`);
    if (field === 'unit') fields[`units:${position}`] = unit(value);
    else if (field === 'day') fields[`day:${position}`] = dayOption('item', value);
    else if (field === 'discreet') fields[`discreet:${position}`] = String(/^(?:yes|true|是)$/u.test(value));
    else throw new BadInput(`--item 可以决定 unit、day、discreet（收到：${field ?? '空'}）`);
  }
  const days = textOf({ days: options.days }, 'days');
  return days === '' ? fields : { ...fields, days: dayOption('days', days) };
}

interface AdoptOptions {
  readonly each?: boolean;
  readonly name: readonly string[];
  readonly event: readonly string[];
  readonly item: readonly string[];
  readonly days?: string;
}

function pairs(option: string, values: readonly string[]): readonly (readonly [string, string])[] {
  return values.map((text) => {
    const at = text.indexOf('=');
    if (at <= 0 || at === text.length - 1) throw new BadInput(`--${option} 需要写成 名称=值 的样子（收到：${text}）`);
    return [text.slice(0, at), text.slice(at + 1)];
  });
}
