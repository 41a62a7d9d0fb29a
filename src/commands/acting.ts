import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { periodEndingBefore, periodsOf } from '../core/bulletin.ts';
import { instantAt, yearOf } from '../core/calendar.ts';
import type { PersonId } from '../core/ids.ts';
import type { Message } from '../core/message/message.ts';
import { plainText } from '../core/message/message.ts';
import { may } from '../core/permission.ts';
import type { Task } from '../core/task.ts';
import { holdersOf, type Person, unitOf } from '../core/unit.ts';
import { type ActOutcome, mayAct } from '../flows/act-on-task.ts';
import { adoptPlan } from '../flows/adopt-plan.ts';
import { makePetition } from '../flows/decide-petition.ts';
import { draftBulletin } from '../flows/draft-bulletin.ts';
import { handOver, recordAbsence } from '../flows/hand-over.ts';
import { importDirectory } from '../flows/import-directory.ts';
import { importPlan } from '../flows/import-plan.ts';
import { reassign, setDay } from '../flows/manage-task.ts';
import { publishBulletin, signBulletin } from '../flows/publish-bulletin.ts';
import { recordOffline } from '../flows/record-offline.ts';
import { recordReport } from '../flows/record-report.ts';
import { cancelFollowing, closeReported, reopenClosed, returnReported } from '../flows/review-report.ts';
import { actingAs, loadScene, type Scene } from '../flows/scene.ts';
import { signNotice, withdrawNotice } from '../flows/sign-notice.ts';
import { readReply } from '../reading/reply.ts';
import type { Bot } from '../wire.ts';
import { doctor, verifyLedger } from './doctor.ts';
import { BadInput, type Output } from './output.ts';
import { dayOption, yearOption } from './reading.ts';

/** Where acting commands run: the terminal, or the running server on their behalf. */
export interface CommandSetting {
  readonly out: Output;
  readonly cwd: string;
  open(): Promise<Bot>;
}

type Options = Readonly<Record<string, string | boolean | undefined>>;

/** Adds every command that reads or changes the office's rows. Who acts is said by --as and stands in the ledger as `via: cli`. */
export function actingCommands(program: Command, plan: Command, setting: CommandSetting): void {
  const { out, open } = setting;
  const text = (options: Options, name: string): string =>
    typeof options[name] === 'string' ? (options[name] as string) : '';
  const file = async (path: string): Promise<Uint8Array> =>
    readFile(resolve(setting.cwd, path)).catch(() => {
      throw new BadInput(`${path}：找不到该文件，请检查路径。`);
    });

  /** Opens, finds who acts, runs, says what came of it. */
  const acting = async (
    options: Options,
    run: (bot: Bot, scene: Scene, by: PersonId) => Promise<void>,
  ): Promise<void> => {
    const bot = await open();
    const scene = await sceneOf(bot);
    await run(bot, scene, personNamed(scene, text(options, 'as')).id);
  };
  const onTask = (
    code: string,
    options: Options,
    run: (bot: Bot, scene: Scene, by: PersonId, task: Task) => Promise<ActOutcome>,
  ): Promise<void> =>
    acting(options, async (bot, scene, by) => {
      const task = await taskWithCode(bot, scene, by, code);
      const outcome = await run(bot, scene, by, task);
      if (!outcome.ok) throw new BadInput(bot.deps.texts.refusal(outcome.refusal));
      show(out, outcome.answer);
    });
  const asPerson = (command: Command): Command =>
    command.requiredOption('--as <person>', '以谁的名义（姓名；重名时加单位简称，如 市财政局吴倩）');

  asPerson(
    plan
      .command('import')
      .argument('<file>')
      .description('导入工作要点（启用前不产生任务）')
      .option('--year <year>', '不带年份的月份属于哪一年')
      .option('--json'),
  ).action((path, options) =>
    acting(options, async (bot, scene, by) => {
      const year = yearOption(text(options, 'year') || undefined);
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

  const directory = program.command('directory').description('通讯录：导入、移交、请假、可达性');
  directory
    .command('import')
    .argument('<file>', '.csv 或 .xlsx，列：单位全称、单位简称、别名、关系、分组、姓名、角色、岗位、电话、账号')
    .option('--as <person>', '以谁的名义（首次导入可省略）')
    .description('导入单位、人员和角色；同名的更新，不删除')
    .action(async (path, options) => {
      const bot = await open();
      const known = await bot.deps.stores.office();
      const scene = known ? await loadScene(bot.deps) : null;
      const by = scene ? personNamed(scene, text(options, 'as')).id : null;
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
      .requiredOption('--from <person>')
      .requiredOption('--to <person>')
      .requiredOption('--on <day>', '自哪天起'),
  ).action((options) =>
    acting(options, async (bot, scene, by) => {
      const [from, to] = [personNamed(scene, text(options, 'from')), personNamed(scene, text(options, 'to'))];
      const done = await handOver(bot.deps, {
        by,
        via: 'cli',
        from: from.id,
        to: to.id,
        on: dayOption('on', text(options, 'on')),
      });
      if (!done.ok) throw new BadInput(bot.deps.texts.refusal(done.refusal));
      out.line(
        `已移交：${from.name} → ${to.name}，${done.roles} 个角色自 ${text(options, 'on')} 起生效，在办任务随之转交。`,
      );
    }),
  );
  asPerson(
    directory
      .command('absence')
      .description('请假：期间由B岗代办')
      .requiredOption('--person <person>')
      .requiredOption('--from <day>')
      .requiredOption('--to <day>'),
  ).action((options) =>
    acting(options, async (bot, scene, by) => {
      const person = personNamed(scene, text(options, 'person'));
      const done = await recordAbsence(bot.deps, {
        by,
        via: 'cli',
        personId: person.id,
        from: dayOption('from', text(options, 'from')),
        to: dayOption('to', text(options, 'to')),
      });
      if (!done.ok) throw new BadInput(bot.deps.texts.refusal(done.refusal));
      out.line(`已登记：${person.name} ${text(options, 'from')} 至 ${text(options, 'to')} 不在岗。`);
    }),
  );

  const task = program.command('task').description('任务');
  task
    .command('list')
    .option('--unit <name>', '只看一家单位')
    .option('--open', '只看在办的')
    .option('--json')
    .description('列出任务')
    .action(async (options) => {
      const bot = await open();
      const scene = await sceneOf(bot);
      const unit = options.unit
        ? scene.directory.units.find(
            (one) => one.name === options.unit || one.shortName === options.unit || one.aliases.includes(options.unit),
          )
        : undefined;
      if (options.unit && !unit) throw new BadInput(`没有单位“${options.unit}”。可用 duban directory check 查看单位。`);
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
    .option('--json')
    .description('一项任务及其台账')
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

  asPerson(
    program
      .command('report')
      .argument('<code>')
      .argument('<text>')
      .description('以联络员名义报送一项任务')
      .option('--done', '已全部完成'),
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
      .argument('<code>')
      .argument('<text>')
      .description('代录：记下单位电话或书面告知的情况')
      .option('--done', '已全部完成')
      .option('--said-by <person>', '谁说的')
      .option('--on <day>', '哪天说的（缺省今天）')
      .option('--paper', '书面（缺省为电话）'),
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
  asPerson(review.command('close').argument('<code>').description('审核办结')).action((code, options) =>
    onTask(code, options, (bot, _scene, by, one) => closeReported(bot.deps, { by, via: 'cli', taskId: one.id })),
  );
  asPerson(
    review
      .command('return')
      .argument('<code>')
      .description('待补充')
      .requiredOption('--reason <text>')
      .option('--by <day>', '补充期限（缺省 5 个工作日）'),
  ).action((code, options) =>
    onTask(code, options, (bot, _scene, by, one) =>
      returnReported(bot.deps, {
        by,
        via: 'cli',
        taskId: one.id,
        reason: options.reason,
        until: options.by ? dayOption('by', options.by) : null,
      }),
    ),
  );
  asPerson(
    review
      .command('reopen')
      .argument('<code>')
      .description('重新办理')
      .requiredOption('--reason <text>')
      .option('--by <day>'),
  ).action((code, options) =>
    onTask(code, options, (bot, _scene, by, one) =>
      reopenClosed(bot.deps, {
        by,
        via: 'cli',
        taskId: one.id,
        reason: options.reason,
        until: options.by ? dayOption('by', options.by) : null,
      }),
    ),
  );
  asPerson(
    review.command('cancel').argument('<code>').description('不再跟踪').requiredOption('--reason <text>'),
  ).action((code, options) =>
    onTask(code, options, (bot, _scene, by, one) =>
      cancelFollowing(bot.deps, { by, via: 'cli', taskId: one.id, reason: options.reason }),
    ),
  );
  asPerson(review.command('assign').argument('<code>').description('改派').requiredOption('--to <unit>')).action(
    (code, options) =>
      onTask(code, options, (bot, scene, by, one) => {
        const to = scene.directory.units.find(
          (unit) => unit.name === options.to || unit.shortName === options.to || unit.aliases.includes(options.to),
        );
        if (!to) throw new BadInput(`没有单位“${options.to}”。`);
        return reassign(bot.deps, { by, via: 'cli', taskId: one.id, to: to.id, dueOn: null });
      }),
  );
  asPerson(
    program
      .command('extend')
      .argument('<code>')
      .description('单位申请延期；办公室直接核定或调整时限')
      .requiredOption('--to <day>')
      .option('--reason <text>', '理由', ''),
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

  const notice = program.command('notice').description('督办通知单');
  notice
    .command('list')
    .description('列出拟文和已签发的')
    .action(async () => {
      const bot = await open();
      const scene = await sceneOf(bot);
      for (const one of await bot.deps.stores.supervisionNotices({})) {
        const about = await bot.deps.stores.task(one.taskId);
        out.line(
          `${about?.code ?? ''}　${unitOf(scene.directory, one.unitId).shortName}　${one.status === 'drafted' ? '待签发' : one.number ? bot.deps.texts.document.noticeNumber(one.kind, one.number) : '已撤回'}`,
        );
      }
    });
  asPerson(notice.command('sign').argument('<code>', '任务编号').description('签发该任务的拟文，编号随即产生')).action(
    (code, options) =>
      onTask(code, options, async (bot, _scene, by, one) =>
        signNotice(bot.deps, { by, via: 'cli', noticeId: await draftOf(bot, one) }),
      ),
  );
  asPerson(
    notice.command('withdraw').argument('<code>').description('撤回拟文').requiredOption('--reason <text>'),
  ).action((code, options) =>
    onTask(code, options, async (bot, _scene, by, one) =>
      withdrawNotice(bot.deps, { by, via: 'cli', noticeId: await draftOf(bot, one), reason: options.reason }),
    ),
  );

  const bulletin = program.command('bulletin').description('通报');
  bulletin
    .command('list')
    .description('列出通报')
    .action(async () => {
      const bot = await open();
      for (const one of await bot.deps.stores.bulletins())
        out.line(
          `${one.period.name}　${{ draft: '草稿', signed: '已签发', published: '已印发' }[one.status]}　${one.number ? bot.deps.texts.document.bulletinNumber(one.number) : ''}`,
        );
    });
  asPerson(
    bulletin.command('draft').argument('[period]', '2026-Q2、2026-H1 或 2026；缺省为上一季度').description('起草通报'),
  ).action((period, options) =>
    acting(options, async (bot, scene, by) => {
      if (!may(actingAs(scene, by), 'draft-bulletin', { officeUnitId: scene.officeUnit.id }))
        throw new BadInput(bot.deps.texts.refusal('not-permitted'));
      const year = yearOf(scene.today);
      const wanted = period
        ? [...periodsOf(year - 1), ...periodsOf(year)].find((one) => one.name === period)
        : periodEndingBefore(scene.today);
      if (!wanted) throw new BadInput(`没有期间“${period}”，请写成 ${year}-Q1、${year}-H1 或 ${year}。`);
      if ((await bot.deps.stores.bulletins()).some((one) => one.period.name === wanted.name))
        throw new BadInput(`${wanted.name} 的通报已经起草。`);
      const drafted = await draftBulletin(bot.deps, scene, wanted);
      if (!drafted) throw new BadInput('还没有启用的工作要点，无可通报。');
      await bot.deps.stores.commit(drafted.change);
      out.line(drafted.bulletin.text);
    }),
  );
  for (const [name, words, flow] of [
    ['sign', '签发', signBulletin],
    ['publish', '印发', publishBulletin],
  ] as const) {
    asPerson(bulletin.command(name).argument('<period>').description(`${words}通报`)).action((period, options) =>
      acting(options, async (bot, _scene, by) => {
        const found = (await bot.deps.stores.bulletins()).find((one) => one.period.name === period);
        if (!found) throw new BadInput(`没有 ${period} 的通报，请先 duban bulletin draft ${period}。`);
        const done = await flow(bot.deps, { by, via: 'cli', bulletinId: found.id });
        if (!done.ok) throw new BadInput(bot.deps.texts.refusal(done.refusal));
        out.line(
          `${period} 的通报已${words}${done.bulletin.number ? `，${bot.deps.texts.document.bulletinNumber(done.bulletin.number)}` : ''}。`,
        );
      }),
    );
  }

  program
    .command('ledger')
    .description('台账')
    .command('verify')
    .option('--json')
    .description('逐条核对台账的校验链，指出第一处不符')
    .action(async (options) => verifyLedger((await open()).deps, out, options.json === true));
  program
    .command('doctor')
    .option('--json')
    .description('自检：数据库、时钟、台账、人员、节假日表')
    .action(async (options) => doctor(await open(), out, options.json === true));
}

async function sceneOf(bot: Bot): Promise<Scene> {
  if ((await bot.deps.stores.office()) === null)
    throw new BadInput('还没有办公室：请先 duban directory import 通讯录.csv。');
  return loadScene(bot.deps);
}

/** A person by name, by unit short name and name, or by id. Throws BadInput that lists whom it may be. */
function personNamed(scene: Scene, name: string): Person {
  const { persons, roles } = scene.directory;
  const unitsOf = (person: Person) => [
    ...new Set(
      roles.filter((role) => role.personId === person.id).map((role) => unitOf(scene.directory, role.unitId).shortName),
    ),
  ];
  const found = persons.filter(
    (person) =>
      person.id === name || person.name === name || unitsOf(person).some((unit) => `${unit}${person.name}` === name),
  );
  const [only] = found;
  if (only && found.length === 1) return only;
  if (only)
    throw new BadInput(
      `“${name}”有 ${found.length} 人，请加单位简称：${found.map((person) => `${unitsOf(person)[0] ?? ''}${person.name}`).join('、')}`,
    );
  throw new BadInput(`通讯录中没有“${name}”。请用 --as 写明姓名，如 --as ${persons[0]?.name ?? '张三'}。`);
}

async function taskWithCode(bot: Bot, scene: Scene, by: PersonId, code: string): Promise<Task> {
  const found = await bot.deps.stores.taskByCode(code);
  if (!found || !mayAct(scene, by, 'see-task', found))
    throw new BadInput(`没有任务 ${code}。duban task list 列出全部。`);
  return found;
}

async function draftOf(bot: Bot, task: Task) {
  const [draft] = await bot.deps.stores.supervisionNotices({ taskId: task.id, status: 'drafted' });
  if (!draft) throw new BadInput(`任务 ${task.code} 没有待签发的拟文。duban notice list 列出全部。`);
  return draft.id;
}

/** Units that nobody can be written to in: no liaison today, or one without an account. */
function unreachable(scene: Scene): readonly string[] {
  return scene.directory.units.flatMap((unit) => {
    const [liaison] = holdersOf(scene.directory, unit.id, 'liaison', scene.today);
    if (!liaison) return [`${unit.shortName}：没有联络员`];
    return liaison.accounts.length === 0
      ? [`${unit.shortName}：${liaison.name}没有账号，电话 ${liaison.phone ?? '未登记'}`]
      : [];
  });
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

function show(out: Output, message: Message | null): void {
  if (message) out.line(plainText(message));
}
