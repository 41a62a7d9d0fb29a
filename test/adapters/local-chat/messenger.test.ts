import { beforeEach, describe, expect, it } from 'vitest';
import { localMessenger } from '../../../src/adapters/local-chat/messenger.ts';
import { memoryLocalMessages } from '../../../src/adapters/memory/local-messages.ts';
import type { PersonId } from '../../../src/core/ids.ts';
import { DeliveryError } from '../../../src/errors.ts';
import type { LocalMessages } from '../../../src/ports.ts';

const chen = 'person-chen' as PersonId;
const account = { platform: 'local', address: chen } as const;
const noon = new Date('2026-06-29T04:00:00Z');
const card = { title: '本周事项', lines: [{ text: '还有 1 个工作日　26-17-1', code: '26-17-1' }], thread: '26-17-1' };

describe('sending in the local chat', () => {
  let messages: LocalMessages;
  let notified: PersonId[];
  const messengerOver = (store: LocalMessages) => {
    return localMessenger({
      messages: store,
      clock: { now: () => noon },
      ids: { next: <Id extends string>() => 'id-1' as Id },
      notify: (personId) => notified.push(personId),
    });
  };

  beforeEach(() => {
    messages = memoryLocalMessages();
    notified = [];
  });

  it('writes the message into the thread of its task and tells the page', async () => {
    const sent = await messengerOver(messages).send(account, card, 'card:1');

    expect(await messages.since(chen, 0, 10)).toEqual([
      {
        id: 'id-1',
        seq: 1,
        personId: chen,
        direction: 'out',
        threadCode: '26-17-1',
        message: card,
        key: 'card:1',
        at: noon,
      },
    ]);
    expect(sent).toEqual({ platformId: '1' });
    expect(notified).toEqual([chen]);
  });

  it('stores a message once however often its key is sent, and gives the first number again', async () => {
    const messenger = messengerOver(messages);
    const first = await messenger.send(account, card, 'card:1');
    const again = await messenger.send(account, card, 'card:1');

    expect(again).toEqual(first);
    expect(await messages.since(chen, 0, 10)).toHaveLength(1);
  });

  it('asks for another try when the store fails', async () => {
    const broken: LocalMessages = { ...messages, append: () => Promise.reject(new Error('disk full')) };

    const sending = messengerOver(broken).send(account, card, 'card:1');

    await expect(sending).rejects.toBeInstanceOf(DeliveryError);
    await expect(sending).rejects.toMatchObject({ platform: 'local', code: 'store-failed', retry: 'later' });
    expect(notified).toEqual([]);
  });

  it('finds what was sent by its key, in the chat of that person only', async () => {
    const messenger = messengerOver(messages);
    const sent = await messenger.send(account, card, 'card:1');

    expect(await messenger.find(account, 'card:1', noon)).toEqual(sent);
    expect(await messenger.find(account, 'card:2', noon)).toBe('absent');
    expect(await messenger.find({ platform: 'local', address: 'person-wang' }, 'card:1', noon)).toBe('absent');
  });
});
