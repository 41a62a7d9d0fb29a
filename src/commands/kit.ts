import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { PersonId } from '../core/ids.ts';
import type { Message } from '../core/message/message.ts';
import { plainText } from '../core/message/message.ts';
import type { Task } from '../core/task.ts';
import { type Person, type Unit, unitOf } from '../core/unit.ts';
import { type ActOutcome, mayAct } from '../flows/act-on-task.ts';
import { loadScene, type Scene } from '../flows/scene.ts';
import type { Bot } from '../wire.ts';
import { BadInput, type Output } from './output.ts';

/** Where acting commands run: the terminal, or the running server on their behalf. */
export interface CommandSetting {
  readonly out: Output;
  readonly cwd: string;
  open(): Promise<Bot>;
}

export type Options = Readonly<Record<string, string | boolean | undefined>>;

/** What commands share: opening the office, finding who acts and on what, saying what came of it. */
export interface CommandKit extends CommandSetting {
  /** The option --as, which every command that changes something has. */
  asPerson(command: Command): Command;
  /** A file of the caller's folder. Throws BadInput. */
  file(path: string): Promise<Uint8Array>;
  acting(options: Options, run: (bot: Bot, scene: Scene, by: PersonId) => Promise<void>): Promise<void>;
  onTask(
    code: string,
    options: Options,
    run: (bot: Bot, scene: Scene, by: PersonId, task: Task) => Promise<ActOutcome>,
  ): Promise<void>;
}

export function commandKit(setting: CommandSetting): CommandKit {
  const acting: CommandKit['acting'] = async (options, run) => {
    const bot = await setting.open();
    const scene = await sceneOf(bot);
    await run(bot, scene, personNamed(scene, textOf(options, 'as')).id);
  };
  return {
    ...setting,
    acting,
    asPerson: (command) =>
      command.requiredOption('--as <person>', '以谁的名义（姓名；重名时加单位简称，如 市财政局吴倩）'),
    file: (path) =>
      readFile(resolve(setting.cwd, path)).catch(() => {
        throw new BadInput(`${path}：找不到该文件，请检查路径。`);
      }),
    onTask: (code, options, run) =>
      acting(options, async (bot, scene, by) => {
        const task = await taskWithCode(bot, scene, by, code);
        const outcome = await run(bot, scene, by, task);
        if (!outcome.ok) throw new BadInput(bot.deps.texts.refusal(outcome.refusal));
        show(setting.out, outcome.answer);
      }),
  };
}

/** An option as text; '' when it was not given. */
export function textOf(options: Options, name: string): string {
  const value = options[name];
  return typeof value === 'string' ? value : '';
}

/** The office's moment. Throws BadInput before the first directory. */
export async function sceneOf(bot: Bot): Promise<Scene> {
  if ((await bot.deps.stores.office()) === null)
    throw new BadInput('还没有办公室：请先 duban directory import 通讯录.csv。');
  return loadScene(bot.deps);
}

/** A unit by its full or short name or another of its names. Throws BadInput with the names there are. */
export function unitNamed(scene: Scene, name: string): Unit {
  const { units } = scene.directory;
  const found = units.find((one) => one.name === name || one.shortName === name || one.aliases.includes(name));
  if (!found) throw noUnit(scene, name);
  return found;
}

/** What is said when no unit has a name. */
export const noUnit = (scene: Scene, name: string): BadInput =>
  new BadInput(`没有单位“${name}”，可用的有：${scene.directory.units.map((unit) => unit.shortName).join('、')}。`);

/** A person by name, by unit short name and name, or by id. Throws BadInput that lists whom it may be. */
export function personNamed(scene: Scene, name: string): Person {
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
  throw new BadInput(`通讯录中没有“${name}”，请写通讯录中的姓名，如 ${persons[0]?.name ?? '张三'}。`);
}

async function taskWithCode(bot: Bot, scene: Scene, by: PersonId, code: string): Promise<Task> {
  const found = await bot.deps.stores.taskByCode(code);
  if (!found || !mayAct(scene, by, 'see-task', found))
    throw new BadInput(`没有任务 ${code}。duban task list 列出全部。`);
  return found;
}

/** A message as plain text. */
export function show(out: Output, message: Message | null): void {
  if (message) out.line(plainText(message));
}
