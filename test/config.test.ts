import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };

describe('the office’s channel in the environment', () => {
  it('is taken with Slack, and stands for nothing without it', () => {
    const named = { DUBAN_SLACK_OFFICE_CHANNEL: 'C0123456789' };

    expect(readConfig({ ...slack, ...named }).slack?.officeChannel).toBe('C0123456789');
    expect(readConfig({ ...slack, DUBAN_SLACK_OFFICE_CHANNEL: '' }).slack).not.toHaveProperty('officeChannel');
    expect(readConfig(named).slack).toBeNull();
  });

  it.each(['#office', 'office', 'U0123456789', 'c0123'])('%s is no channel ID, and the line says so', (channel) => {
    expect(() => readConfig({ ...slack, DUBAN_SLACK_OFFICE_CHANNEL: channel })).toThrow(/DUBAN_SLACK_OFFICE_CHANNEL/);
  });
});

describe('an environment that is wrong', () => {
  const problems = (env: Readonly<Record<string, string>>): readonly string[] => {
    try {
      readConfig(env);
    } catch (error) {
      expect(error).toMatchObject({ name: 'ConfigProblem' });
      return (error as Error).message.split('\n').slice(1);
    }
    return [];
  };

  it.each([
    [
      'PORT',
      'abc',
      'PORT=abc：须为 0 至 65535 的整数，如 3000。It must be a whole number from 0 to 65535, such as 3000.',
    ],
    ['PORT', '70000', 'PORT=70000：须为 0 至 65535 的整数'],
    ['DUBAN_MODE', 'test', 'DUBAN_MODE=test：须为 demo（演示）或 live（正式）。It must be demo or live.'],
    ['DUBAN_PUBLIC_URL', 'duban.example', '须为 http 或 https 开头的网址'],
    ['DUBAN_MIGRATE_URL', 'postgres://u@h/d', '还须设置 DATABASE_URL'],
    ['SLACK_API_URL', 'http://slack.example/api/', '须为 https 开头的网址（本机除外）'],
  ])('%s=%s is told in both languages', (name, value, wanted) => {
    const lines = problems({ [name]: value });

    expect(lines).toHaveLength(1);
    expect(lines[0]?.trim()).toContain(wanted);
  });

  it.each(['https://slack-gov.com/api/', 'http://127.0.0.1:4010/api/', 'http://localhost:4010/api/'])(
    'SLACK_API_URL=%s is none: tokens go over TLS, or stay on this machine',
    (value) => {
      expect(problems({ SLACK_API_URL: value })).toEqual([]);
    },
  );

  it('is told all at once, one line a variable, without repeating a secret', () => {
    const lines = problems({
      PORT: '1.5',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://u:geheim@h/d',
      SLACK_BOT_TOKEN: 'geheim',
    });

    expect(lines.map((line) => line.trim().split(/[=：]/u)[0])).toEqual(
      expect.arrayContaining(['PORT', 'LOG_LEVEL', 'DATABASE_URL', 'SLACK_BOT_TOKEN']),
    );
    expect(lines.join()).not.toContain('geheim');
  });
});
