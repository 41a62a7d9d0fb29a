import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memorySettings } from '../../../src/adapters/memory/settings.ts';
import { bulkClient } from '../../../src/adapters/slack/clients.ts';
import { directsIn } from '../../../src/adapters/slack/directs.ts';
import { keptForms } from '../../../src/adapters/slack/kept-forms.ts';
import { keyHash, slackMessenger } from '../../../src/adapters/slack/messenger.ts';
import { threadsIn } from '../../../src/adapters/slack/threads.ts';
import type { PersonId } from '../../../src/core/ids.ts';
import { adoptPlan } from '../../../src/flows/adopt-plan.ts';
import { importPlan } from '../../../src/flows/import-plan.ts';
import { chanceOf } from '../../../src/flows/simulation/chance.ts';
import { type FakeSlack, type Fault, fakeSlack } from '../../support/fake-slack.ts';
import { openOffice, theDirectory, thePlan } from '../../support/office.ts';
import { accountOf } from '../../support/slack-office.ts';

const faults: readonly Fault[] = [
  { kind: 'status', status: 500, accepted: true },
  { kind: 'status', status: 503, accepted: false },
  { kind: 'reset', accepted: true },
  { kind: 'reset', accepted: false },
  { kind: 'html' },
  { kind: 'rate', seconds: 2 },
  { kind: 'error', code: 'internal_error' },
  { kind: 'error', code: 'ratelimited' },
  { kind: 'error', code: 'account_inactive' },
];

describe('two months over a Slack that fails in every fourth call', () => {
  let slack: FakeSlack;
  beforeEach(async () => {
    slack = await fakeSlack();
  });
  afterEach(() => slack.stop());

  it.each([1, 2, 3])('loses nothing and sends nothing twice (seed %d)', async (seed) => {
    const chance = chanceOf(seed);
    const directory = theDirectory();
    const settings = memorySettings();
    let now = 0;
    const messengerAfterRestart = () =>
      slackMessenger({
        client: bulkClient('xoxb-test', slack.apiUrl),
        threads: threadsIn(settings),
        directs: directsIn(settings),
        forms: keptForms(settings),
        log: { info: () => {}, warn: () => {}, error: () => {} },
        now: () => now,
        sleep: async (ms) => {
          now += ms;
        },
      });
    const failing = () => {
      // A few seconds between any two deliveries; a process now and then forgets what it knew.
      now += 4_000;
      if (chance.next() < 0.25) {
        const method = chance.next() < 0.7 ? 'chat.postMessage' : 'conversations.history';
        slack.next(method, chance.pick(faults));
      }
      return messengerAfterRestart();
    };
    const office = await openOffice({
      plan: null,
      directory: {
        ...directory,
        persons: directory.persons.map((person) => ({
          ...person,
          accounts: person.accounts.length > 0 ? [{ platform: 'slack', address: accountOf(person.id) }] : [],
        })),
      },
    });
    office.deps.messengers.slack = {
      send: (...args) => failing().send(...args),
      find: (...args) => failing().find(...args),
    };
    const clerk = { by: 'clerk' as PersonId, via: 'slack' } as const;
    const imported = await importPlan(office.deps, { ...clerk, bytes: Buffer.from(thePlan), fileName: 'plan.txt' });
    if (imported.ok) await adoptPlan(office.deps, { ...clerk, planId: imported.plan.id });
    await office.advanceTo('2026-05-08 18:00');

    const deliveries = (await office.deps.stores.deliveries({})).filter((one) => one.channel === 'slack');
    const arrived = Map.groupBy(slack.posted, (one) => {
      const { event_payload: payload } = one.metadata as { event_payload: { key: string; part: number } };
      return `${payload.key}:${payload.part}`;
    });
    const sent = deliveries.filter((one) => one.state === 'sent');
    expect(sent.length).toBeGreaterThan(60);
    expect([...arrived.values()].filter((posts) => posts.length > 1)).toEqual([]);
    expect(sent.filter((one) => !arrived.has(`${keyHash(one.key)}:1`))).toEqual([]);
    expect(deliveries.filter((one) => one.state !== 'sent' && one.state !== 'superseded')).toEqual([]);
    expect(slack.callsOf('chat.postMessage').length).toBeGreaterThan(slack.posted.length);
  });
});
