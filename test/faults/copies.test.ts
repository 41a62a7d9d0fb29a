import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/core/ids.ts';
import { handleCommand } from '../../src/flows/handle-command.ts';
import { handleReply } from '../../src/flows/handle-reply.ts';
import { openOffice } from '../support/office.ts';
import { note } from '../support/results.ts';

const COPIES = 50;
const by = 'chen' as PersonId;

describe('the same input fifty times at once', () => {
  it('has one effect and one answer when it is a report', async () => {
    const office = await openOffice();
    await office.inbox('chen', { fresh: true });
    const task = await office.task('26-1-1');
    const key = { platform: 'local', key: 'copied' };
    await office.stores.receive({ ...key, receivedAt: office.clock.now(), personId: by, body: '{}' });

    const said = { by, via: 'local', text: '已完成60%', key, taskId: task.id, madeAt: office.clock.now() } as const;
    await Promise.all(Array.from({ length: COPIES }, () => handleReply(office.deps, said)));
    await office.queue.drain();

    expect(await office.stores.reportsOf(task.id)).toHaveLength(1);
    expect(await office.inbox('chen', { fresh: true })).toHaveLength(1);
    note(6, { copies: COPIES, effects: 1 });
  });

  it('has one effect and one answer when it is a button', async () => {
    const office = await openOffice();
    await office.say('chen', '（一）已完成');
    const task = await office.task('26-1-1');
    await office.inbox('clerk', { fresh: true });

    const command = { name: 'close-task', id: task.id } as const;
    const press = {
      by: 'clerk' as PersonId,
      via: 'local',
      command,
      fields: {},
      at: office.clock.now(),
      held: null,
    } as const;
    const key = { platform: 'local', key: 'pressed' };
    await Promise.all(Array.from({ length: COPIES }, () => handleCommand(office.deps, { ...press, key })));
    await office.queue.drain();

    expect((await office.ledger('26-1-1')).filter((type) => type === 'task-closed')).toHaveLength(1);
    expect(await office.inbox('clerk', { fresh: true })).toHaveLength(1);
    note(6, { copies: COPIES, effects: 1 });
  });
});
