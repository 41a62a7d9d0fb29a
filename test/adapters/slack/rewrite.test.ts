import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memorySettings } from '../../../src/adapters/memory/settings.ts';
import { bulkClient } from '../../../src/adapters/slack/clients.ts';
import { keptForms } from '../../../src/adapters/slack/kept-forms.ts';
import { postedId } from '../../../src/adapters/slack/posted.ts';
import { rewriterOver } from '../../../src/adapters/slack/rewrite.ts';
import type { Message } from '../../../src/core/message/message.ts';
import type { Rewriter } from '../../../src/ports.ts';
import { type FakeSlack, fakeSlack } from '../../support/fake-slack.ts';

let slack: FakeSlack;
let rewriter: Rewriter;
let now = 0;
let card = '';
const waited: number[] = [];

beforeEach(async () => {
  slack = await fakeSlack();
  now = 0;
  waited.length = 0;
  const sleep = async (ms: number) => {
    waited.push(ms);
    now += ms;
  };
  const client = bulkClient('xoxb-test', slack.apiUrl);
  rewriter = rewriterOver(client, keptForms(memorySettings()), { now: () => now, sleep });
  const { ts } = await client.chat.postMessage({ channel: 'C01', text: '待审核' });
  card = `C01:${ts}`;
});
afterEach(() => slack.stop());

const ABOVE = '（本条内容已并入上方消息。）';
const rewrite = (number: number) => rewriter.rewrite(card, { lines: [{ text: `第${number}次改写` }] }, ABOVE);

describe('cards that are written anew', () => {
  it('are written one by one as fast as Slack takes them, after the few that it takes at once', async () => {
    for (let number = 0; number < 8; number += 1) await rewrite(number);

    expect(waited).toEqual([1_200, 1_200, 1_200]);
  });

  it('are not waited for where none was written lately', async () => {
    for (let number = 0; number < 5; number += 1) await rewrite(number);
    now += 60_000;
    await rewrite(5);

    expect(waited).toEqual([]);
  });
});

describe('a card of several posts', () => {
  /** Words of so many posts, and a button under the last. */
  const words = (posts: number, said: string): Message => ({
    lines: Array.from({ length: posts }, (_, part) => ({ text: `${said}${part + 1}`.padEnd(8_000, '，') })),
    actions: [{ label: '查看', command: { name: 'show-task', id: 'a' } }],
  });
  const shown = () => slack.posted.slice(1).map(({ text, blocks }) => [text.slice(0, 4), blocks.at(-1)?.type]);
  let platformId = '';

  beforeEach(async () => {
    const times: string[] = [];
    for (const part of [1, 2]) {
      const { ts } = await bulkClient('xoxb-test', slack.apiUrl).chat.postMessage({ channel: 'C01', text: `${part}` });
      times.push(ts ?? '');
    }
    platformId = postedId({ channel: 'C01', times });
  });

  it('is written anew in each of them', async () => {
    expect(await rewriter.rewrite(platformId, words(2, '新的'), ABOVE)).toBe('written');

    expect(shown()).toEqual([
      ['新的1，', 'context'],
      ['新的2，', 'context'],
    ]);
    expect(JSON.stringify(slack.posted[1]?.blocks)).not.toContain('show-task');
    expect(JSON.stringify(slack.posted[2]?.blocks)).toContain('show-task');
  });

  it('that became shorter says in what is left that its words stand above, and can grow into it again', async () => {
    await rewriter.rewrite(platformId, words(1, '短了'), ABOVE);
    expect(shown()).toEqual([
      ['短了1，', 'actions'],
      [ABOVE.slice(0, 4), 'rich_text'],
    ]);

    await rewriter.rewrite(platformId, words(2, '又长'), ABOVE);
    expect(shown().map(([text]) => text)).toEqual(['又长1，', '又长2，']);
  });

  it('that became longer than its place is left as it is', async () => {
    expect(await rewriter.rewrite(platformId, words(3, '太长'), ABOVE)).toBe('too-long');

    expect(slack.callsOf('chat.update')).toEqual([]);
  });
});
