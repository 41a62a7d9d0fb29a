import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memorySettings } from '../../../src/adapters/memory/settings.ts';
import { bulkClient } from '../../../src/adapters/slack/clients.ts';
import { keptForms } from '../../../src/adapters/slack/kept-forms.ts';
import { rewriterOver } from '../../../src/adapters/slack/rewrite.ts';
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

const rewrite = (number: number) => rewriter.rewrite(card, { lines: [{ text: `第${number}次改写` }] });

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
