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
