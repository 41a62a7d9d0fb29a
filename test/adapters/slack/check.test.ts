import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { channelFault, checkToken, deadAccounts } from '../../../src/adapters/slack/check.ts';
import { bulkClient } from '../../../src/adapters/slack/clients.ts';
import { scopes } from '../../../src/adapters/slack/manifest.ts';
import { type FakeSlack, fakeSlack } from '../../support/fake-slack.ts';

let slack: FakeSlack;

beforeEach(async () => {
  slack = await fakeSlack();
});
afterEach(() => slack.stop());

const client = () => bulkClient('xoxb-test', slack.apiUrl);
const now = () => new Date('2026-06-29T04:00:00Z');

describe('checking the token', () => {
  it('names the workspace and the scopes that are missing', async () => {
    slack.granted.push(...Object.keys(scopes).filter((scope) => scope !== 'im:history'), 'reactions:write');

    expect(await checkToken(client(), now)).toMatchObject({ ok: true, team: '市督查室', missing: ['im:history'] });
  });

  it('tells how far our clock is from the platform’s', async () => {
    const checked = await checkToken(client(), () => new Date());

    expect(checked.ok && Math.abs(checked.skewMs ?? 99_999)).toBeLessThan(5_000);
  });

  it('says why it was not taken', async () => {
    slack.next('auth.test', { kind: 'error', code: 'invalid_auth' });

    expect(await checkToken(client(), now)).toEqual({ ok: false, code: 'invalid_auth' });
  });
});

describe('checking a channel', () => {
  it('says nothing while it can be used, and why when it cannot', async () => {
    slack.next('conversations.history', { kind: 'error', code: 'not_in_channel' });

    expect(await channelFault(client(), 'C01')).toBe('not_in_channel');
    expect(await channelFault(client(), 'C01')).toBeNull();
  });
});

describe('checking accounts', () => {
  it('finds those switched off and those that are none, and blames no account for a fault', async () => {
    slack.deleted.add('U02');
    slack.next('users.info', { kind: 'status', status: 500, accepted: false });

    expect(await deadAccounts(client(), ['U01', 'U02', 'U03'])).toEqual(['U02']);
  });
});
