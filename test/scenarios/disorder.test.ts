import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/core/ids.ts';
import type { CommandName } from '../../src/core/message/message.ts';
import { actOfCommand } from '../../src/core/permission.ts';
import { handOver, recordAbsence } from '../../src/flows/hand-over.ts';
import { type Chance, chanceOf } from '../../src/flows/simulation/chance.ts';
import { day } from '../support/builders.ts';
import { nothingBroken, type OpenOffice, openOffice } from '../support/office.ts';

const people = [
  'clerk',
  'director',
  'leader',
  'chen',
  'deng',
  'wu',
  'yun',
  'finance-reviewer',
  'education-head',
  'court-head',
];
const units = ['unit-education', 'unit-finance', 'unit-court', 'unit-west', 'unit-nobody', 'unit-unknown'];
const texts = [
  '已完成',
  '（一）已完成',
  '（二）、（三）均已完成',
  '（一）已完成60%',
  '（一）申请延期至5月20日，需会商',
  '（三）申请延期',
  '（二）不属于我局职责',
  '（五）因系统故障无法推进',
  '（四）已完成，材料另送',
  '基本完成',
  '任务',
  '帮助',
  '收到',
  '',
  '今天天气不错',
];
const commands = Object.keys(actOfCommand) as CommandName[];

/** Whatever an id may be of: a task, a petition, a notice, a delivery, a bulletin, a report, or nothing. */
async function someId(office: OpenOffice, chance: Chance): Promise<string> {
  const tasks = await office.stores.tasks({});
  const ids: string[] = [
    ...tasks.map((task) => task.id),
    ...tasks.flatMap((task) => (task.petition ? [task.petition.id] : [])),
    ...(await office.stores.supervisionNotices({})).map((notice) => notice.id),
    ...(await office.stores.deliveries({ channel: 'offline' })).map((delivery) => delivery.id),
    ...(await office.stores.bulletins()).map((bulletin) => bulletin.id),
    'no-such-thing',
  ];
  return chance.pick(ids);
}

async function somethingHappens(office: OpenOffice, chance: Chance): Promise<void> {
  const person = chance.pick(people);
  const soon = day(
    new Date(office.clock.now().getTime() + chance.between(-5, 40) * 86_400_000).toISOString().slice(0, 10),
  );
  switch (chance.between(0, 5)) {
    case 0:
    case 1: {
      const given = chance.next() < 0.5 ? {} : { thread: `26-${chance.between(1, 7)}-1` };
      expect(await office.say(person, chance.pick(texts), given)).not.toBe('');
      return;
    }
    case 2:
    case 3: {
      const fields = {
        reason: chance.pick(['', '理由']),
        day: chance.pick(['', soon, '四月底']),
        text: chance.pick(['', '情况说明']),
        unit: chance.pick(units),
        done: chance.pick(['true', 'false']),
      };
      const sent = Object.fromEntries(Object.entries(fields).filter(() => chance.next() < 0.7));
      const name = chance.pick(commands);
      const answer = await office.press(person, [name, await someId(office, chance), 'input-1'], sent);
      expect(`${name}: ${answer}`).not.toBe(`${name}: `);
      return;
    }
    case 4: {
      const given = { by: 'clerk' as PersonId, via: 'local' as const };
      const somebody = chance.pick(people) as PersonId;
      if (chance.next() < 0.3)
        await handOver(office.deps, { ...given, from: somebody, to: chance.pick(people) as PersonId, on: soon });
      else await recordAbsence(office.deps, { ...given, personId: somebody, from: soon, to: soon });
      return;
    }
    default: {
      const to = new Date(office.clock.now().getTime() + chance.between(1, 72) * 3_600_000);
      const local = new Date(to.getTime() + 8 * 3_600_000).toISOString();
      const instant = `${local.slice(0, 10)} ${local.slice(11, 16)}`;
      if (chance.next() < 0.7) await office.advanceTo(instant);
      else await office.wakeAt(instant);
    }
  }
}

describe('an office in disorder', () => {
  it.each(Array.from({ length: 12 }, (_, index) => index + 1))(
    '(%i): anybody presses and says anything, everybody is answered and no promise is broken',
    async (seed) => {
      const office = await openOffice();
      const chance = chanceOf(seed);

      for (let step = 0; step < 120; step += 1) await somethingHappens(office, chance);
      const local = new Date(office.clock.now().getTime() + 8 * 3_600_000 + 4 * 86_400_000).toISOString();
      await office.advanceTo(`${local.slice(0, 10)} 12:00`);

      expect(await office.invariants()).toEqual(nothingBroken);
      expect((await office.ledger()).filter((type) => type === 'audit-alarmed')).toEqual([]);
      const words = (await office.transcript()).map(({ text }) => text).join('\n');
      expect(words).not.toMatch(/undefined|null|NaN|\[object|\$\{|信访积案/u);
    },
  );
});
