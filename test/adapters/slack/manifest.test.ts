import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
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

const publicUrl = 'https://duban.example.cn';
const manifests = [
  ['socket', 'zh', manifestOf({ mode: 'socket' }, zh.chat)],
  ['socket', 'en', manifestOf({ mode: 'socket' }, en.chat)],
  ['http', 'zh', manifestOf({ mode: 'http', publicUrl }, zh.chat)],
  ['http', 'en', manifestOf({ mode: 'http', publicUrl }, en.chat)],
] as const;

const socket = manifestOf({ mode: 'socket' }, zh.chat);
const texts = (over: Partial<typeof zh.chat.app>) =>
  manifestOf({ mode: 'socket' }, { ...zh.chat, app: { ...zh.chat.app, ...over } });
const long = (length: number) => '督'.repeat(length);
const withFeatures = (over: object) => ({ ...socket, features: { ...socket.features, ...over } });
const withSettings = (over: object) => ({ ...socket, settings: { ...socket.settings, ...over } });
const [shortcut] = socket.features.shortcuts;
const [slash] = socket.features.slash_commands;

/** A manifest beyond each limit of Slack's, with what is said of it. */
const tooLong = [
  [
    'the name',
    { ...socket, display_information: { ...socket.display_information, name: long(36) } },
    'name: 36 of 35 characters',
  ],
  ['the description', texts({ description: long(141) }), 'description: 141 of 140 characters'],
  [
    'a short long description',
    texts({ longDescription: long(174) }),
    'long_description: 174 characters, 175 to 4000 are taken',
  ],
  [
    'the long description',
    texts({ longDescription: long(4_001) }),
    'long_description: 4001 characters, 175 to 4000 are taken',
  ],
  [
    "the bot's name",
    withFeatures({ bot_user: { display_name: long(81), always_online: true } }),
    'display_name: 81 of 80 characters',
  ],
  ['the name of a shortcut', texts({ reportShortcut: long(25) }), 'shortcut name: 25 of 24 characters'],
  [
    'the description of a shortcut',
    texts({ submitShortcutDescription: long(151) }),
    'shortcut description: 151 of 150 characters',
  ],
  [
    'the id of a shortcut',
    withFeatures({ shortcuts: [{ ...shortcut, callback_id: 'x'.repeat(256) }] }),
    'callback_id: 256 of 255 characters',
  ],
  [
    'eleven shortcuts',
    withFeatures({ shortcuts: Array.from({ length: 11 }, () => shortcut) }),
    '11 shortcuts, 10 are taken',
  ],
  [
    'the command',
    withFeatures({ slash_commands: [{ ...slash, command: `/${'x'.repeat(32)}` }] }),
    'command: 33 of 32 characters',
  ],
  ['the description of the command', texts({ slash: long(2_001) }), 'command description: 2001 of 2000 characters'],
  ['the hint of the command', texts({ usage: long(1_001) }), 'usage_hint: 1001 of 1000 characters'],
  [
    'fifty-one commands',
    withFeatures({ slash_commands: Array.from({ length: 51 }, () => slash) }),
    '51 commands, 50 are taken',
  ],
  [
    'an address of a command in Socket Mode',
    withFeatures({ slash_commands: [{ ...slash, url: publicUrl }] }),
    'a command has a url in socket mode',
  ],
  [
    'direct messages that can only be read',
    withFeatures({ app_home: { ...socket.features.app_home, messages_tab_read_only_enabled: true } }),
    'nobody could reply in the direct messages',
  ],
  [
    'more than a hundred events',
    withSettings({ event_subscriptions: { bot_events: Array.from({ length: 101 }, (_, i) => `event_${i}`) } }),
    'more than 100 events',
  ],
  [
    'a scope that stands twice',
    { ...socket, oauth_config: { scopes: { bot: ['commands', 'commands'] } } },
    'a scope stands twice',
  ],
] as unknown as readonly (readonly [string, typeof socket, string])[];

describe('the manifests', () => {
  it.each(manifests)('for %s in %s keeps every limit of Slack', (_mode, _language, manifest) => {
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

  it.each(tooLong)('name what Slack would refuse: %s', (_name, manifest, problem) => {
    expect(manifestProblems(manifest)).toEqual([problem]);
  });

  it('let people reply in the direct messages', () => {
    expect(socket.features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
  });

  it('are of the second version, for one workspace, with presses and without rotated tokens', () => {
    expect(socket._metadata).toEqual({ major_version: 2 });
    expect(socket.settings).toMatchObject({
      interactivity: { is_enabled: true },
      org_deploy_enabled: false,
      token_rotation_enabled: false,
    });
  });

  it('have no address for the command in Socket Mode', () => {
    expect(socket.features.slash_commands[0]).not.toHaveProperty('url');
  });
});

/** The file schemas/manifest.schema.2.0.0.json of slackapi/manifest-schema. */
const schemaFile = process.env.DUBAN_SLACK_MANIFEST_SCHEMA;

describe.skipIf(schemaFile === undefined)("Slack's own schema (needs DUBAN_SLACK_MANIFEST_SCHEMA)", () => {
  const taken = () =>
    new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(
      JSON.parse(readFileSync(schemaFile ?? '', 'utf8')),
    );

  it.each(manifests)('takes the manifest for %s in %s', (_mode, _language, manifest) => {
    const takes = taken();

    expect([takes(manifest), takes.errors]).toEqual([true, null]);
  });

  it('takes no property that it does not know', () => {
    expect(taken()({ ...socket, duban: true })).toBe(false);
  });

  it.each(tooLong)('takes what we take and refuses what we refuse: %s', (_name, manifest) => {
    // Slack's schema says nothing of some limits that its pages name; what it refuses, we refuse.
    const takes = taken();
    if (!takes(manifest)) expect(manifestProblems(manifest)).not.toEqual([]);
    expect(takes(socket)).toBe(true);
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
