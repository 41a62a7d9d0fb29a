import { describe, expect, it } from 'vitest';
import { openLog } from '../../src/adapters/log.ts';
import { readConfig, secretsOf } from '../../src/config.ts';
import { errorOf, logLines } from '../support/log-lines.ts';

const secrets = {
  SLACK_BOT_TOKEN: 'xoxb-1111-2222-abcdefgh',
  SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef',
  DATABASE_URL: 'postgresql://duban:p%40ss-w0rd@db.example/duban',
  DUBAN_MIGRATE_URL: 'postgresql://owner:another-w0rd@db.example/duban',
  DUBAN_METRICS_TOKEN: 'metrics-token-0123456789',
  DUBAN_DEADMAN_URL: 'https://watcher.example/ping/6f1c-secret-path',
};
const config = readConfig(secrets);

describe('a line of the log', () => {
  it('holds no secret of the configuration, wherever it came in: tokens, signing secret, passwords, addresses', () => {
    const lines = logLines();
    const log = openLog('debug', secretsOf(config), lines);
    const all = Object.values(secrets).join(' ');

    log.info(
      { url: secrets.DATABASE_URL, nested: { headers: { authorization: `Bearer ${secrets.SLACK_BOT_TOKEN}` } } },
      'one',
    );
    log.warn({ said: [all, 'p@ss-w0rd'] }, 'two');
    log.error({ err: Object.assign(new Error(all), { code: secrets.SLACK_SIGNING_SECRET }) }, 'three');

    const written = lines.text();
    expect(lines.all()).toHaveLength(3);
    for (const secret of [
      'xoxb-',
      secrets.SLACK_SIGNING_SECRET,
      'p%40ss',
      'p@ss',
      'another-w0rd',
      'metrics-token',
      'watcher.example',
    ])
      expect(written).not.toContain(secret);
  });

  it.each([
    ['a token of another app', 'xoxp-99-88-zyxwvu'],
    ['an app-level token', 'xapp-1-A0-123-abcdef'],
    ['a bearer token', 'Bearer abcdefgh12345678'],
    ['an incoming webhook', 'https://hooks.slack.com/services/T0/B0/XYZ123'],
    ['a password in an address', 'postgres://duban:hunter2@10.0.0.1/x'],
  ])('does not hold %s either, though it is in no configuration', (_, secret) => {
    const lines = logLines();

    openLog('debug', [], lines).warn({ said: `before ${secret} after` }, 'one');

    const kept = secret.replace(/^Bearer |^postgres:\/\/duban:|@10.*$/g, '');
    expect(lines.text()).toContain('before ');
    expect(lines.text()).not.toContain(kept);
  });

  it.each([
    ['a parser quotes it', () => errorOf(() => JSON.parse('{"text": 基本完成，余款待付'))],
    [
      'the database quotes it in a detail',
      () => Object.assign(new Error('duplicate key value'), { detail: 'Key (text)=(基本完成，余款待付)' }),
    ],
    [
      'a statement carries it',
      () =>
        Object.assign(new Error('syntax error'), {
          query: "INSERT '基本完成，余款待付'",
          parameters: ['基本完成，余款待付'],
        }),
    ],
    ['it is the message itself', () => new Error('基本完成，余款待付')],
    ['it stands in the cause', () => new Error('failed', { cause: new Error('“基本完成，余款待付” is not a day') })],
    [
      'a whole request hangs on the error',
      () => Object.assign(new Error('failed'), { config: { data: '基本完成，余款待付' }, response: { data: '余款' } }),
    ],
  ])('never holds what a person wrote when %s', (_, make) => {
    const lines = logLines();

    openLog('debug', [], lines).error({ err: make(), key: 'C1:2' }, 'An input was not answered');

    expect(lines.text()).not.toMatch(/完成|余款/);
    expect(lines.all()[0]).toMatchObject({
      msg: 'An input was not answered',
      key: 'C1:2',
      err: { type: expect.any(String) },
    });
  });

  it('keeps what an operator needs: kind, code, constraint, where, and the cause', () => {
    const lines = logLines();
    const cause = Object.assign(new TypeError('fetch failed'), { code: 'ECONNREFUSED' });
    const error = Object.assign(new Error('Migration 20260101_x failed', { cause }), {
      code: '23505',
      constraint: 'tasks_pkey',
    });

    openLog('info', [], lines).error({ err: error }, 'A wake of the timetable failed');

    expect(lines.all()[0]).toMatchObject({
      err: {
        message: 'Migration 20260101_x failed',
        code: '23505',
        constraint: 'tasks_pkey',
        stack: expect.stringContaining('log.test.ts'),
        cause: { type: 'TypeError', code: 'ECONNREFUSED' },
      },
    });
  });
});
