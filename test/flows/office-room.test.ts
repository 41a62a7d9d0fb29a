import { describe, expect, it } from 'vitest';
import type { PersonId, UnitId } from '../../src/core/ids.ts';
import { plainText } from '../../src/core/message/message.ts';
import type { NoticeDraft } from '../../src/core/notice.ts';
import { address } from '../../src/flows/address.ts';
import { refreshCards } from '../../src/flows/refresh-cards.ts';
import { loadScene } from '../../src/flows/scene.ts';
import { fixRoom, setRooms } from '../../src/flows/set-rooms.ts';
import type { Rewriter } from '../../src/ports.ts';
import { aPerson, aRole, aUnit, officeUnitId } from '../support/builders.ts';
import { nobodyThere, nothingBroken, type OpenOffice, openOffice, theDirectory } from '../support/office.ts';

const alarms = async (office: OpenOffice, words: string) =>
  (await office.inbox('clerk')).filter(({ text }) => text.includes(words));

describe('an alarm that a unit has nobody', () => {
  const given = async (office: OpenOffice) => {
    const { id } = await office.task('26-1-1');
    await office.press('clerk', { name: 'assign-task', id }, { unit: nobodyThere, day: '2026-03-31' });
  };

  it('comes once and names every role that is missing, however many rungs run into it', async () => {
    const office = await openOffice();
    await given(office);
    await office.advanceTo('2026-04-24 12:00');

    const said = await alarms(office, '无人接收');
    expect(said).toHaveLength(1);
    expect(said[0]?.text).toContain('市商务局尚无联络员、分管负责人、主要负责人');
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('found for several units at once is one message that names them all', async () => {
    const office = await openOffice({ plan: null });
    const scene = await loadScene(office.deps);
    const to = (unitId: string): NoticeDraft => ({
      taskId: null,
      dueOn: null,
      kind: 'window',
      round: `w:${unitId}`,
      recipient: { unitId: unitId as UnitId, role: 'liaison' },
      manner: 'card',
    });
    const units = [nobodyThere, 'unit-empty' as UnitId];
    const more = aUnit({ id: 'unit-empty' as UnitId, name: '江州市粮食局', shortName: '市粮食局' });
    const wider = { ...scene, directory: { ...scene.directory, units: [...scene.directory.units, more] } };
    await office.stores.commit({ directory: wider.directory });

    for (const drafts of [units.map(to), units.map((unit) => to(`${unit}`)), [to(units[0] ?? '')]]) {
      await office.stores.commit(address(office.deps, wider, drafts));
    }
    await office.deps.queue.drain();

    const said = await alarms(office, '无人接收');
    expect(said.map(({ text }) => text.split('\n')[0])).toEqual(['无人接收 · 2 家']);
    expect(said[0]?.text).toContain('市粮食局尚无');
  });

  it('comes again when somebody was there meanwhile: that is another fault', async () => {
    const office = await openOffice();
    await given(office);
    const directory = await office.stores.directory();
    const found = aRole('newcomer', nobodyThere, 'liaison');
    await office.stores.commit({
      directory: {
        ...directory,
        persons: [...directory.persons, aPerson('newcomer')],
        roles: [...directory.roles, { ...found, to: '2026-03-20' as never }],
      },
    });
    await office.advanceTo('2026-03-31 12:00');

    const said = await alarms(office, '无人接收');
    expect(said).toHaveLength(2);
    expect(said[1]?.text).toContain('联络员');
  });
});

describe('what is for the office', () => {
  /** A second clerk, who works beside the first. */
  function twoClerks() {
    const directory = theDirectory();
    return {
      ...directory,
      persons: [...directory.persons, aPerson('second-clerk')],
      roles: [...directory.roles, aRole('second-clerk', officeUnitId, 'office-staff')],
    };
  }

  it('reaches each of its people where it has no channel', async () => {
    const office = await openOffice({ directory: twoClerks() });
    await office.say('chen', '（一）已完成');

    for (const person of ['clerk', 'second-clerk']) {
      expect((await office.inbox(person)).filter(({ text }) => text.includes('待审核'))).toHaveLength(1);
    }
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('not those who are away, nor those who cannot be written to', async () => {
    const directory = twoClerks();
    const persons = directory.persons.map((person) =>
      person.id === 'second-clerk' ? { ...person, accounts: [] } : person,
    );
    const office = await openOffice({ directory: { ...directory, persons } });
    await office.say('chen', '（一）已完成');

    expect((await office.inbox('clerk')).filter(({ text }) => text.includes('待审核'))).toHaveLength(1);
    const calls = await office.stores.deliveries({
      channel: 'offline',
      state: ['queued'],
      personId: 'second-clerk' as PersonId,
    });
    expect(calls).toEqual([]);
  });
});

describe('the channels of the office', () => {
  const rooms = { office: { platform: 'slack', address: 'C01' }, bulletin: null } as const;

  it('are chosen by the office, entered in the ledger', async () => {
    const office = await openOffice();

    expect(await setRooms(office.deps, { by: 'clerk' as PersonId, via: 'slack', rooms })).toEqual({ ok: true });
    expect((await office.stores.office())?.rooms).toEqual(rooms);
    expect(await office.ledger()).toContain('settings-changed');
  });

  it('are nobody else’s to choose', async () => {
    const office = await openOffice();

    expect(await setRooms(office.deps, { by: 'chen' as PersonId, via: 'slack', rooms })).toEqual({
      ok: false,
      refusal: 'not-there',
    });
    expect((await office.stores.office())?.rooms.office).toBeNull();
  });

  it('named by the installation stand at once, are entered once, and cannot be changed', async () => {
    const office = await openOffice();
    await fixRoom(office.deps, rooms.office);
    await fixRoom(office.deps, rooms.office);

    const other = { office: { platform: 'slack', address: 'C02' } } as const;
    expect(await setRooms(office.deps, { by: 'clerk' as PersonId, via: 'slack', rooms: other })).toEqual({
      ok: false,
      refusal: 'rooms-fixed',
    });
    expect((await office.stores.office())?.rooms.office).toEqual(rooms.office);
    expect((await office.ledger()).filter((type) => type === 'settings-changed')).toHaveLength(1);
  });
});

describe('a card that was sent', () => {
  /** An office whose local chat can write messages anew. */
  async function rewriting() {
    const office = await openOffice();
    const written: string[] = [];
    let refused = 0;
    let longest = Number.POSITIVE_INFINITY;
    const rewriter: Rewriter = {
      async rewrite(_id, message) {
        if (refused > 0) {
          refused -= 1;
          throw new (await import('../../src/errors.ts')).DeliveryError('local', 'busy', 'later');
        }
        if (plainText(message).length > longest) return 'too-long';
        written.push(message.title ?? '');
        return 'written';
      },
    };
    office.deps.rewriters.local = rewriter;
    const look = (seen: Awaited<ReturnType<typeof refreshCards>>) =>
      refreshCards({ ...office.deps, rewriters: { local: rewriter } }, seen);
    return {
      office,
      written,
      look,
      refuse: (times: number) => (refused = times),
      takesOnly: (characters: number) => (longest = characters),
    };
  }

  it('is written anew once when what it is about was decided, and followed no more', async () => {
    const { office, written, look } = await rewriting();
    await office.say('chen', '（一）已完成');
    const before = await look(null);
    expect(written).toEqual([]);

    await office.press('clerk', { name: 'close-task', id: (await office.task('26-1-1')).id });
    const after = await look(before);
    await look(after);
    await look(null);

    expect(written).toEqual(['已处理 · 市教育局 26-1-1（一）开展专项排查']);
    expect(await office.stores.liveCards(10)).toEqual([]);
  });

  it('shows the newest report while it still waits', async () => {
    const { office, written, look } = await rewriting();
    await office.say('chen', '（一）已完成');
    await office.press('chen', { name: 'report-done', id: (await office.task('26-1-1')).id }, { text: '材料已补齐' });
    await look(null);

    expect(written).toHaveLength(1);
    expect(written[0]).toContain('待审核');
    expect(await office.stores.liveCards(10)).toHaveLength(1);
  });

  it('is looked at only where something happened', async () => {
    const { office, written, look } = await rewriting();
    await office.say('chen', '（一）已完成');
    const seen = await look(null);
    const asked: string[] = [];
    const { task } = office.stores;
    const watching: typeof task = async (id) => {
      asked.push(id);
      return task(id);
    };
    const watched = {
      ...office.deps,
      stores: { ...office.stores, task: watching },
    };
    await office.say('wu', '（三）完成30%');

    await refreshCards({ ...watched, rewriters: office.deps.rewriters }, seen);

    expect(asked).toEqual([]);
    expect(written).toEqual([]);
  });

  it('overtaken on its way by what it is about is looked at once in any case', async () => {
    const { office, written, look } = await rewriting();
    await office.say('chen', '（一）已完成');
    await office.press('clerk', { name: 'close-task', id: (await office.task('26-1-1')).id });
    const seen = { seq: (await office.ledger()).length, day: '2026-03-02' as never };
    await office.say('wu', '（三）完成30%');

    await look(seen);

    expect(written).toEqual(['已处理 · 市教育局 26-1-1（一）开展专项排查']);
  });

  it('that has outgrown its place is sent once as a newer message, which follows what it is about; the old one points there', async () => {
    const { office, written, look, takesOnly } = await rewriting();
    await office.say('chen', '（一）已完成');
    const { id } = await office.task('26-1-1');
    const cards = async () => (await office.inbox('clerk')).filter(({ message }) => message.title?.includes('待审核'));
    const [before] = await office.stores.liveCards(10);
    takesOnly(plainText(before?.delivery.sent ?? { lines: [] }).length);
    await office.press('chen', { name: 'report-done', id }, { text: '材料已补齐，数据如下。'.repeat(20) });

    await look(null);
    await look(null);
    await office.deps.queue.drain();

    expect(written).toHaveLength(1);
    expect((await cards()).map(({ text }) => text.includes('数据如下'))).toEqual([false, true]);

    takesOnly(Number.POSITIVE_INFINITY);
    await office.press('clerk', { name: 'close-task', id });
    await look(null);
    expect(written.slice(1)).toEqual(['已处理 · 市教育局 26-1-1（一）开展专项排查']);
    expect(await office.stores.liveCards(10)).toEqual([]);
  });

  it('that is over and has no room for what became of it says so without its words', async () => {
    const { office, written, look, takesOnly } = await rewriting();
    await office.say('chen', '（一）已完成');
    const [card] = await office.stores.liveCards(10);
    takesOnly(plainText(card?.delivery.sent ?? { lines: [] }).length);
    await office.press('clerk', { name: 'close-task', id: (await office.task('26-1-1')).id });

    await look(null);

    expect(written).toEqual(['已处理 · 市教育局 26-1-1（一）开展专项排查']);
    expect(await office.stores.liveCards(10)).toEqual([]);
  });

  it('that could not be written anew is tried again', async () => {
    const { office, written, look, refuse } = await rewriting();
    await office.say('chen', '（一）已完成');
    const seen = await look(null);
    await office.press('clerk', { name: 'close-task', id: (await office.task('26-1-1')).id });
    refuse(1);

    expect(await look(seen)).toBeNull();
    expect(written).toEqual([]);
    await look(null);
    expect(written).toHaveLength(1);
  });
});
