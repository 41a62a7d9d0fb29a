import { beforeEach, describe, expect, it } from 'vitest';
import { hear, LocalInput } from '../../../src/adapters/local-chat/inbound.ts';
import { receivedCounter } from '../../../src/adapters/local-chat/received.ts';
import { memoryLocalMessages } from '../../../src/adapters/memory/local-messages.ts';
import { chatMessageOf } from '../../../src/adapters/web/chat-message.ts';
import type { PersonId } from '../../../src/core/ids.ts';
import type { InboundEvent, InboundStore, LocalMessages } from '../../../src/ports.ts';

const chen = 'person-chen' as PersonId;
const noon = new Date('2026-06-29T04:00:00Z');

describe('hearing what a person does in the local chat', () => {
  let messages: LocalMessages;
  let stored: InboundEvent[];
  const partsOver = (local: LocalMessages) => ({
    messages: local,
    clock: { now: () => noon },
    ids: { next: <Id extends string>() => 'id' as Id },
    notify: () => {},
    inbound: {
      receive: async (event) => {
        if (stored.some((each) => each.key === event.key)) return false;
        stored.push(event);
        return true;
      },
      unhandled: async () => stored,
      inbound: async () => null,
    } satisfies InboundStore,
  });
  const shown = async () => (await messages.since(chen, 0, 10)).map(chatMessageOf);

  beforeEach(() => {
    messages = memoryLocalMessages();
    stored = [];
  });

  it('keeps the input as it can be read again, and shows the words as the person wrote them', async () => {
    const input: LocalInput = { kind: 'say', text: '（十二）已完成60%\n<b>预计</b>6月底', threadCode: null };

    expect(await hear({ personId: chen, key: 'key-1', input }, partsOver(messages))).toBe('fresh');

    expect(stored.map((event) => LocalInput.parse(JSON.parse(event.body)))).toEqual([input]);
    expect(await shown()).toEqual([
      {
        from: 'person',
        seq: 1,
        at: noon.toISOString(),
        thread: null,
        text: '（十二）已完成60%\n<b>预计</b>6月底',
        files: [],
      },
    ]);
  });

  it('shows a dropped file by its name, in the thread it was dropped into', async () => {
    const input: LocalInput = { kind: 'file', name: '佐证.pdf', threadCode: '26-12-1' };

    await hear({ personId: chen, key: 'key-1', input }, partsOver(messages));

    expect(await shown()).toMatchObject([{ from: 'person', text: '', files: ['佐证.pdf'], thread: '26-12-1' }]);
  });

  it('leaves the chat alone when a button is pressed: the answer shows it', async () => {
    const input: LocalInput = { kind: 'act', command: { name: 'close-task', id: 'task-1' }, fields: {} };

    expect(await hear({ personId: chen, key: 'key-1', input }, partsOver(messages))).toBe('fresh');
    expect(await shown()).toEqual([]);
  });

  it('takes the same key once', async () => {
    const input: LocalInput = { kind: 'say', text: '已完成', threadCode: null };
    await hear({ personId: chen, key: 'key-1', input }, partsOver(messages));

    expect(await hear({ personId: chen, key: 'key-1', input }, partsOver(messages))).toBe('duplicate');
    expect(await shown()).toHaveLength(1);
  });

  it('shows nothing of what could not be kept', async () => {
    const parts = partsOver(messages);
    parts.inbound.receive = () => Promise.reject(new Error('disk full'));
    const input: LocalInput = { kind: 'say', text: '已完成', threadCode: null };

    await expect(hear({ personId: chen, key: 'key-1', input }, parts)).rejects.toThrow('disk full');
    expect(await shown()).toEqual([]);
  });

  it('counts what a person has received, beyond one page and only once, own words left out', async () => {
    const counter = receivedCounter(messages);
    const append = (number: number, direction: 'in' | 'out') =>
      messages.append({
        id: `m-${number}`,
        personId: chen,
        direction,
        threadCode: null,
        message: { lines: [] },
        key: `k-${number}`,
        at: noon,
      });
    for (let number = 0; number < 1000; number += 1) await append(number, number % 2 === 0 ? 'out' : 'in');

    expect(await counter([chen])).toEqual({ [chen]: 500 });
    await append(1001, 'out');
    expect(await counter([chen, 'person-wang' as PersonId])).toEqual({ [chen]: 501, 'person-wang': 0 });
  });
});
