import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memorySettings } from '../../../src/adapters/memory/settings.ts';
import { checkToken } from '../../../src/adapters/slack/check.ts';
import { bulkClient } from '../../../src/adapters/slack/clients.ts';
import { directsIn } from '../../../src/adapters/slack/directs.ts';
import { keptForms } from '../../../src/adapters/slack/kept-forms.ts';
import { scopes } from '../../../src/adapters/slack/manifest.ts';
import { slackMessenger } from '../../../src/adapters/slack/messenger.ts';
import { threadsIn } from '../../../src/adapters/slack/threads.ts';
import type { Account } from '../../../src/core/unit.ts';
import { emulate, INSTALL } from '../../support/partners.ts';

interface Emulator {
  readonly url: string;
  close(): Promise<void>;
}
let li: Account;
const all = Object.keys(scopes);

describe.skipIf(emulate === null)(`emulate with strict scopes (${INSTALL})`, () => {
  let emulator: Emulator;

  beforeAll(async () => {
    const { createEmulator } = await import(pathToFileURL(emulate ?? '').href);
    const token = (name: string, granted: readonly string[]) => ({ token: name, user: 'duban', scopes: granted });
    emulator = await createEmulator({
      service: 'slack',
      port: 0,
      seed: {
        slack: {
          team: { id: 'T01', name: 'ducha', domain: 'ducha' },
          users: [
            { id: 'U01LI', name: 'lihua', real_name: '李华', email: 'li@example.cn' },
            { id: 'U0BOT', name: 'duban', real_name: 'duban', email: 'duban@example.cn', is_bot: true },
          ],
          channels: [{ id: 'C01', name: 'general' }],
          tokens: [
            token('xoxb-all', all),
            ...all.map((scope) =>
              token(
                `xoxb-without-${scope}`,
                all.filter((one) => one !== scope),
              ),
            ),
          ],
          strict_scopes: true,
        },
      },
    });
  });
  beforeAll(async () => {
    // It gives its own ids to the users of its seed.
    const { members } = await clientOf('xoxb-all').users.list({});
    li = { platform: 'slack', address: members?.find((member) => member.name === 'lihua')?.id ?? '' };
  });
  afterAll(() => emulator?.close());

  const clientOf = (token: string) => bulkClient(token, `${emulator.url}/api/`);
  const messengerOf = (token: string) =>
    slackMessenger({
      client: clientOf(token),
      threads: threadsIn(memorySettings()),
      directs: directsIn(memorySettings()),
      forms: keptForms(memorySettings()),
      log: { info: () => {}, warn: () => {}, error: () => {} },
      now: () => 0,
      sleep: async () => {},
    });

  it('takes every call of ours with the scopes of the manifest, and gives the key back', async () => {
    const messenger = messengerOf('xoxb-all');
    const since = new Date(Date.now() - 60_000);

    const first = await messenger.send(li, { lines: [{ text: '请报送进展' }], thread: '26-1-1' }, 'one');
    const second = await messenger.send(li, { lines: [{ text: '请报送进展' }], thread: '26-1-1' }, 'two');

    expect(await messenger.find(li, 'one', since)).toEqual(first);
    expect(await messenger.find(li, 'two', since)).toEqual(second);
    expect(await messenger.find(li, 'three', since)).toBe('absent');
    expect(await checkToken(clientOf('xoxb-all'), () => new Date())).toMatchObject({ ok: true });
  });

  it.each(['chat:write', 'im:write', 'users:read'])('refuses to send without %s', async (scope) => {
    const sending = messengerOf(`xoxb-without-${scope}`).send(li, { lines: [{ text: 'x' }] }, 'key');

    await expect(sending).rejects.toMatchObject({ code: 'missing_scope', retry: 'later' });
  });

  it('refuses to look for a message without im:history', async () => {
    await expect(messengerOf('xoxb-without-im:history').find(li, 'key', new Date())).rejects.toMatchObject({
      code: 'missing_scope',
    });
  });
});
