import { describe, expect, it } from 'vitest';
import type { Command, CommandName } from '../../src/core/message/message.ts';
import { actOfCommand } from '../../src/core/permission.ts';
import { court, education, finance, type OpenOffice, openOffice, westDistrict } from '../support/office.ts';
import { note } from '../support/results.ts';

/** One cell in so many is played in the default run; FOREIGN_STEP=1 plays them all. */
const step = Number(process.env.FOREIGN_STEP ?? 61);

const commands = Object.keys(actOfCommand) as readonly CommandName[];
const people: Readonly<Record<string, string>> = {
  chen: education,
  deng: education,
  'education-deputy': education,
  'education-head': education,
  wu: finance,
  'finance-reviewer': finance,
  'finance-deputy': finance,
  'finance-head': finance,
  yun: court,
  'court-head': court,
};

/** Words that only who works on a task may read. What a discreet item is about nobody of a unit may. */
const words: readonly (readonly [code: string, word: string, units: readonly string[]])[] = [
  ['26-1-1', '专项排查', [education]],
  ['26-2-1', '联合检查', [education, finance]],
  ['26-3-1', '资金监管', [finance]],
  ['26-4-1', '信访积案', []],
  ['26-5-1', '审判情况', [court]],
  ['26-6-1', '推进会', [westDistrict]],
  ['26-7-1', '长效制度', [education]],
];

interface Thing {
  readonly kind: string;
  readonly id: string;
  /** Units that may know of it. Empty: the office alone. */
  readonly of: readonly string[];
}

/** Filled in as a form would be, whatever the command. */
const fields = {
  text: '已完成60%',
  reason: '需会商',
  day: '2026-06-30',
  unit: finance,
  done: 'true',
  channel: 'phone',
  from: 'wu',
  to: 'chen',
} as const;

/** An office in which there is something of everything. */
async function aBusyOffice(): Promise<{ office: OpenOffice; things: readonly Thing[] }> {
  const office = await openOffice();
  await office.say('chen', '（一）已完成，材料已报送');
  await office.say('wu', '（三）已完成');
  await office.say('yun', '（五）申请延期至6月30日，需会商');
  await office.say('chen', '（二）申请延期至6月30日，需会商');
  await office.advanceTo('2026-04-16 18:00');
  const { stores } = office;
  const things: Thing[] = [];
  for (const task of await stores.tasks({})) {
    const of = [task.unitId, ...task.supportingUnitIds];
    things.push({ kind: 'task', id: task.id, of });
    for (const report of await stores.reportsOf(task.id)) things.push({ kind: 'report', id: report.id, of });
    for (const petition of await stores.petitionsOf(task.id)) things.push({ kind: 'petition', id: petition.id, of });
    for (const notice of await stores.noticesOf(task.id)) things.push({ kind: 'notice', id: notice.id, of });
  }
  for (const notice of await stores.supervisionNotices({}))
    things.push({ kind: 'supervision notice', id: notice.id, of: [notice.unitId] });
  for (const bulletin of await stores.bulletins()) things.push({ kind: 'bulletin', id: bulletin.id, of: [] });
  for (const plan of await stores.plans()) things.push({ kind: 'plan', id: plan.id, of: [] });
  for (const delivery of await stores.deliveries({ channel: 'offline' }))
    things.push({ kind: 'call', id: delivery.id, of: [westDistrict] });
  // One of each kind and unit is enough.
  const byKind = new Map(things.map((thing) => [`${thing.kind} ${thing.of.join()}`, thing]));
  return { office, things: [...byKind.values()] };
}

const forgedId = '0190ffff-0000-7000-8000-00000000dead';

describe('what belongs to another unit', () => {
  it(`looks to everybody as if it were not there, whatever is pressed (every ${step}. cell)`, {
    timeout: 900_000,
  }, async () => {
    const { office, things } = await aBusyOffice();
    const kinds = new Set(things.map((thing) => thing.kind));
    expect(kinds).toEqual(
      new Set(['task', 'report', 'petition', 'notice', 'supervision notice', 'bulletin', 'plan', 'call']),
    );
    const leaks: string[] = [];
    let cells = 0;
    let next = 0;
    for (const [person, unit] of Object.entries(people)) {
      const own = (await office.stores.tasks({})).find((task) => task.unitId === unit);
      const hidden = words.filter(([, , units]) => !units.includes(unit));
      for (const name of commands) {
        for (const thing of things) {
          if (thing.of.includes(unit)) continue;
          // As the object itself, and smuggled in with an object of one's own.
          for (const isValue of [false, true]) {
            next += 1;
            if (next % step !== 0) continue;
            cells += 1;
            const command = (id: string): Command =>
              isValue ? { name, ...(own ? { id: own.id } : {}), value: id } : { name, id, value: id };
            const isOwnAct = isValue || actOfCommand[name] === null;
            const before = await office.stores.ledgerHead();
            const foreign = await office.press(person, command(thing.id), fields);
            const after = await office.stores.ledgerHead();
            const cell = `${person} ${name} ${thing.kind}${isValue ? ' as a value' : ''}`;
            for (const [code, word] of hidden) if (foreign.includes(word)) leaks.push(`${cell}: read of ${code}`);
            if (isOwnAct) continue;
            const absent = await office.press(person, command(forgedId), fields);
            if (foreign !== absent) leaks.push(`${cell}: "${foreign}" is not "${absent}"`);
            if (before?.hash !== after?.hash) leaks.push(`${cell}: changed something`);
          }
        }
      }
    }

    expect(leaks).toEqual([]);
    expect(cells).toBeGreaterThan(200);
    note(24, { cells, of: next, leaks: leaks.length, commands: commands.length, people: 10, kinds: kinds.size });
  });

  it('looks as if it were not there when it is named by its number, too', async () => {
    const { office } = await aBusyOffice();
    const numbers = { 一: education, 三: finance, 五: court, 六: westDistrict } as const;
    let cells = 0;
    for (const [person, unit] of Object.entries(people)) {
      for (const [number, of] of Object.entries(numbers)) {
        if (of === unit) continue;
        for (const said of ['已完成', '申请延期至6月30日，需会商', '现在什么情况？']) {
          cells += 1;
          const before = await office.stores.ledgerHead();
          const foreign = await office.say(person, `（${number}）${said}`);
          const after = await office.stores.ledgerHead();
          const absent = await office.say(person, `（九十九）${said}`);

          expect(foreign.replaceAll(`（${number}）`, '（九十九）'), `${person} （${number}）${said}`).toBe(absent);
          expect(after?.hash, `${person} （${number}）${said}`).toBe(before?.hash);
        }
      }
    }
    note(24, { cells, of: cells, leaks: 0 });
  });
});
