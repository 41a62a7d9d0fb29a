import type { Command } from 'commander';
import { defaultPolicy, type Policy } from '../core/policy.ts';
import { formOf, isSetting, type SettingName } from '../core/policy-change.ts';
import { paddedTime } from '../core/quiet-hours.ts';
import { addCalendarDay, changePolicy, type SettingsOutcome } from '../flows/change-settings.ts';
import { type CommandKit, sceneOf } from './kit.ts';
import { BadInput } from './output.ts';
import { type PolicyWords, policyWords } from './policy-words.ts';
import { dayGiven } from './reading.ts';

/** `duban policy | calendar`: the office's own defaults and working days. */
export function settingsCommands(program: Command, kit: CommandKit): void {
  const { out, open, acting, asPerson } = kit;
  const policy = program.command('policy').description('默认规则：查看、修改（只影响此后开始的任务）');
  policy
    .command('show')
    .argument('[name]', '只看一项')
    .description('列出规则：名称、当前值、含义')
    .addHelpText('after', '\n例：duban policy show\n例：duban policy show soonWorkdays')
    .action(async (asked: string | undefined) => {
      const bot = await open();
      const { office } = await sceneOf(bot);
      const words = policyWords[bot.config.language];
      const names = asked === undefined ? settingNames() : [settingNamed(asked, words)];
      for (const name of names) out.line(settingLine(name, office.policy, words));
      const [only] = names;
      if (asked !== undefined && only) {
        out.line(words.form(formOf(only)).trim());
        out.line(words.example(only, written(office.policy[only])));
      }
    });
  asPerson(
    policy
      .command('set')
      .argument('<name>', '规则名，policy show 所列')
      .argument('<value>', '值，如 3、09:30、5,1,0')
      .description('修改一项规则')
      .addHelpText('after', '\n例：duban policy set soonWorkdays 5 --as 林晓雯'),
  ).action((asked, given, options) =>
    acting(options, async (bot, scene, by) => {
      const words = policyWords[bot.config.language];
      const name = settingNamed(asked, words);
      const outcome = await changePolicy(bot.deps, { by, via: 'cli', name, value: valueTyped(name, given) });
      if (!outcome.ok) throw new BadInput(refusalWords(outcome, { name, given, policy: scene.office.policy }, words));
      const { office } = await sceneOf(bot);
      out.line(words.changed(name, valueText(name, office.policy, words)));
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
      const works = options.work === true;
      const outcome = await addCalendarDay(bot.deps, { by, via: 'cli', on: dayGiven('<day>', on), works });
      if (!outcome.ok) throw new BadInput('工作日由办公室补录，请以办公室人员的名义执行（--as）。');
      out.line(`已补录：${on} ${options.work ? '上班' : '休息'}。`);
    }),
  );
}

const settingNames = () => Object.keys(defaultPolicy).filter(isSetting);

/** A setting by its name, in any case. Throws BadInput with the ones that look like it. */
function settingNamed(asked: string, words: PolicyWords): SettingName {
  const wanted = asked.toLowerCase();
  const names = settingNames();
  const found = names.find((name) => name.toLowerCase() === wanted || words.settings[name].name === asked);
  if (found) return found;
  const near = names.filter((name) => name.toLowerCase().includes(wanted) || words.settings[name].name.includes(asked));
  throw new BadInput(words.unknown(asked, near.slice(0, 5)));
}

/** One setting on one line; the ladder one line a relation. */
function settingLine(name: SettingName, policy: Policy, words: PolicyWords): string {
  const { name: called, about } = words.settings[name];
  const isDefault = written(policy[name]) === written(defaultPolicy[name]);
  const changed = isDefault ? '' : words.default(written(defaultPolicy[name]));
  const head = `${name}　${called}　`;
  if (name !== 'ladders') return `${head}${valueText(name, policy, words)}${changed}　${about}`;
  const ladders = Object.entries(policy.ladders).flatMap(([relation, ladder]) => [
    `  ${words.relation(relation)}`,
    ...ladder.map((rung) => `    ${words.rung(rung)}`),
  ]);
  return [`${head}${about}`, ...ladders].join('\n');
}

const valueText = (name: SettingName, policy: Policy, words: PolicyWords): string =>
  [written(policy[name]), words.settings[name].unit].filter(Boolean).join(' ');

/** A value as `policy set` takes it. */
function written(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((one) => typeof one === 'number')) return value.join(',');
  return typeof value === 'object' ? `'${JSON.stringify(value)}'` : String(value);
}

/** What was typed: a list needs no brackets, a time no quotation marks. */
function valueTyped(name: SettingName, text: string): unknown {
  const { kind } = formOf(name);
  if (kind === 'time') return paddedTime(text.trim());
  const json = jsonOf(text);
  if (kind !== 'numbers' || Array.isArray(json)) return json;
  return text
    .split(/[,，、\s]+/u)
    .filter(Boolean)
    .map(jsonOf);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function refusalWords(
  outcome: Extract<SettingsOutcome, { ok: false }>,
  { name, given, policy }: { name: SettingName; given: string; policy: Policy },
  words: PolicyWords,
): string {
  if (outcome.why === 'not-permitted') return words.notPermitted;
  const { fault } = outcome;
  if (fault.why === 'order') {
    const value = (one: SettingName) => (one === name ? given : written(policy[one]));
    return words.order(fault, [value(fault.first), value(fault.second)]);
  }
  const said = words.wrong(name, words.form(formOf(name)), given, words.where(fault.path));
  // A whole ladder is shown where it has lines of its own.
  return `${said}${name === 'ladders' ? words.more(name) : words.example(name, written(defaultPolicy[name]))}`;
}
