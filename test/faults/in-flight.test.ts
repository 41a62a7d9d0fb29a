import { describe, expect, it } from 'vitest';
import type { PersonId, UnitId } from '../../src/core/ids.ts';
import type { Task } from '../../src/core/task.ts';
import { deliver } from '../../src/flows/deliver.ts';
import { day } from '../support/builders.ts';
import { finance, nothingBroken, type OpenOffice, openOffice } from '../support/office.ts';
import { note } from '../support/results.ts';
import { Staleness } from './staleness.ts';
import { World } from './world.ts';

/** What happens to a task while the card with its reminder waits to leave. */
const acts: Readonly<Record<string, (office: OpenOffice, task: Task) => Promise<unknown>>> = {
  'its day was put off': (office, task) =>
    office.press('clerk', ['set-day', task.id], { day: '2026-05-29', reason: '合并安排' }),
  'an extension was granted': async (office, task) => {
    await office.say('chen', '（一）申请延期至5月29日，需会商');
    const petitionId = (await office.task(task.code)).petition?.id ?? 'none';
    await office.press('clerk', ['grant-petition', petitionId], { day: '2026-05-29', note: '' });
  },
  'it was reported done': (office) => office.say('chen', '（一）已完成，材料已报送'),
  'it was closed': async (office, task) => {
    await office.say('chen', '（一）已完成，材料已报送');
    await office.press('clerk', ['close-task', task.id]);
  },
  'it was cancelled': (office, task) => office.press('clerk', ['cancel-task', task.id], { reason: '并入（二）' }),
  'it was given to another unit': (office, task) =>
    office.press('clerk', ['assign-task', task.id], { unit: finance as UnitId }),
};

/** The morning of a reminder: the card is written down and has not left. */
async function aWaitingCard() {
  const office = await openOffice();
  await office.advanceTo('2026-03-30 18:00');
  office.clock.set(new Date('2026-03-31T09:00:30+08:00'));
  await office.sweepOnce();
  const [card] = await office.stores.deliveries({ personId: 'chen' as PersonId, state: ['queued'] });
  if (!card) throw new Error('No card waits');
  return { office, card, task: await office.task('26-1-1') };
}

describe('a reminder that is under way', () => {
  it.each(Object.entries(acts))('is not said when %s meanwhile: dropped with its reason', async (_, act) => {
    const { office, card, task } = await aWaitingCard();
    const world = new World(1);
    const staleness = new Staleness(world, office.stores);
    staleness.wrote([task]);

    await act(office, task);
    staleness.wrote([await office.task('26-1-1')]);
    await world.run(60_000);
    office.clock.set(new Date('2026-03-31T09:26:00+08:00'));
    await staleness.taken('local', card.key);
    await deliver(card.id, office.deps);
    await office.sweepOnce();

    const said = (await office.inbox('chen')).filter(({ at, text }) => at >= card.dueAt && text.startsWith('今日'));
    expect(said.map(({ text }) => text).join('\n')).not.toContain('26-1-1');
    const about = (await office.stores.notices(card.noticeIds)).filter((notice) => notice.taskId === task.id);
    expect(about.map((notice) => notice.status)).toEqual(about.map(() => 'dropped'));
    expect(about.every((notice) => notice.statusReason)).toBe(true);
    expect(await staleness.faults()).toEqual([]);
    expect(await office.invariants()).toEqual(nothingBroken);
    note(28, { acts: 1 });
  });

  it('is found to be stale by the judge when it is said all the same', async () => {
    const { office, card, task } = await aWaitingCard();
    const world = new World(1);
    const staleness = new Staleness(world, office.stores);
    staleness.wrote([task]);

    staleness.wrote([{ ...task, dueOn: day('2026-05-29') }]);
    await world.run(60_000);
    await staleness.taken('local', card.key);
    await office.stores.commit({ settledNotices: [{ ids: card.noticeIds, status: 'said', reason: null }] });

    expect((await staleness.faults()).length).toBeGreaterThan(0);
  });
});
