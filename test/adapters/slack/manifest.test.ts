import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  manifestOf,
  manifestProblems,
  scopes,
  scopesOfEvents,
  scopesOfMethods,
} from '../../../src/adapters/slack/manifest.ts';
import { en } from '../../../src/core/message/en.ts';
import { zh } from '../../../src/core/message/zh.ts';

const source = readdirSync('src/adapters/slack')
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(`src/adapters/slack/${name}`, 'utf8'))
  .join('\n');

describe('the manifests', () => {
  it.each([
    ['socket', 'zh', manifestOf({ mode: 'socket' }, zh.chat)],
    ['socket', 'en', manifestOf({ mode: 'socket' }, en.chat)],
    ['http', 'zh', manifestOf({ mode: 'http', publicUrl: 'https://duban.example.cn' }, zh.chat)],
    ['http', 'en', manifestOf({ mode: 'http', publicUrl: 'https://duban.example.cn' }, en.chat)],
  ] as const)('for %s in %s keeps every limit of Slack', (_mode, _language, manifest) => {
    expect(manifestProblems(manifest)).toEqual([]);
  });

  it('differ only in how Slack reaches the bot', () => {
    const socket = manifestOf({ mode: 'socket' }, zh.chat);
    const http = manifestOf({ mode: 'http', publicUrl: 'https://duban.example.cn/' }, zh.chat);
    const url = 'https://duban.example.cn/slack/events';

    expect(JSON.stringify(socket)).not.toContain('http');
    expect(http.settings.interactivity).toEqual({ is_enabled: true, request_url: url });
    expect(http.settings.event_subscriptions.request_url).toBe(url);
    expect(http.features.slash_commands[0]).toMatchObject({ url });
    expect(http.oauth_config).toEqual(socket.oauth_config);
    expect([socket.settings.socket_mode_enabled, http.settings.socket_mode_enabled]).toEqual([true, false]);
  });

  it('name what Slack would refuse', () => {
    const manifest = manifestOf({ mode: 'socket' }, { ...zh.chat, botName: '督'.repeat(36) });

    expect(manifestProblems(manifest)).toEqual(['name: 36 of 35 characters']);
  });
});

describe('the scopes', () => {
  it('are those that the calls and events need, and no more', () => {
    const needed = [...Object.values(scopesOfMethods), ...Object.values(scopesOfEvents)].flat();

    expect(Object.keys(scopes).toSorted()).toEqual([...new Set([...needed, 'commands', 'files:read'])].toSorted());
  });

  it('cover every method that the code calls, and no other', () => {
    const called = [...source.matchAll(/\bclient\.((?:chat|conversations|files|users|views|auth)\.\w+)\(/g)].map(
      (match) => match[1],
    );

    expect([...new Set(called)].toSorted()).toEqual(Object.keys(scopesOfMethods).toSorted());
  });

  it('cover every event that the code takes', () => {
    const taken = [...source.matchAll(/app\.event\('(\w+)'/g)].map((match) => match[1]);

    expect(['app_mention', 'message.im', ...taken].toSorted()).toEqual(Object.keys(scopesOfEvents).toSorted());
  });
});
