import type { Catalogue } from '../../core/message/catalogue.ts';
import { EVENTS_PATH, REPORT_SHORTCUT, SLASH, SUBMIT_SHORTCUT } from './names.ts';

/** What each scope is for. A scope that no call or event of ours needs is not asked for. https://docs.slack.dev/reference/scopes */
export const scopes = {
  'app_mentions:read': 'someone names the bot in a channel: answered in direct messages',
  'channels:history': 'finding our own message in a public channel before it would be posted a second time',
  'channels:read': 'hearing that the channel of the office was archived or deleted, or the bot taken out of it',
  'chat:write': 'morning cards, task threads and answers; cards of the office and bulletins in a channel',
  commands: 'the slash command and the shortcuts',
  'files:read': 'a plan, a talk or evidence that someone sends, in the direct messages or with a form',
  'files:write': 'the text of a bulletin, attached to its posting; evidence that the office asks for',
  'groups:history': 'the same in a private channel, as that of the office should be',
  'groups:read': 'the same of a private channel',
  'im:history': 'replies in direct messages; finding a message before it would be sent a second time',
  'im:write': 'opening the direct messages with a person of the directory',
  'users:read.email': 'meeting people by the e-mail address that the office registered',
  'users:read': 'whether an account is still in use before a duty is written to it; its zone and language',
} as const;

/** The scopes that each method we call needs. A test compares the calls in the code with these. */
export const scopesOfMethods: Readonly<Record<string, readonly (keyof typeof scopes)[]>> = {
  'auth.test': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['im:history', 'channels:history', 'groups:history'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['im:history', 'channels:history', 'groups:history'],
  'files.completeUploadExternal': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'users.info': ['users:read'],
  'users.lookupByEmail': ['users:read.email'],
  'views.open': [],
  'views.publish': [],
  'views.update': [],
};

/** The scopes that each event we take needs. */
export const scopesOfEvents: Readonly<Record<string, readonly (keyof typeof scopes)[]>> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  app_uninstalled: [],
  channel_archive: ['channels:read'],
  channel_deleted: ['channels:read'],
  channel_left: ['channels:read'],
  group_archive: ['groups:read'],
  group_deleted: ['groups:read'],
  group_left: ['groups:read'],
  'message.im': ['im:history'],
  tokens_revoked: [],
  user_change: ['users:read'],
};

/** How Slack reaches the bot: a socket that the bot opens, or requests to a public address. */
export type ManifestMode = { readonly mode: 'socket' } | { readonly mode: 'http'; readonly publicUrl: string };

/** An app manifest, to be pasted where a new app is created "from a manifest". https://docs.slack.dev/reference/app-manifest */
export function manifestOf(mode: ManifestMode, texts: Catalogue['chat'], command: string = SLASH) {
  const url = mode.mode === 'http' ? new URL(EVENTS_PATH, mode.publicUrl).href : null;
  const { app } = texts;
  return {
    _metadata: { major_version: 2 },
    display_information: {
      name: texts.botName,
      description: app.description,
      long_description: app.longDescription,
      background_color: '#1f3b63',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: texts.botName, always_online: true },
      shortcuts: [
        {
          name: app.reportShortcut,
          type: 'global',
          callback_id: REPORT_SHORTCUT,
          description: app.reportShortcutDescription,
        },
        {
          name: app.submitShortcut,
          type: 'message',
          callback_id: SUBMIT_SHORTCUT,
          description: app.submitShortcutDescription,
        },
      ],
      slash_commands: [
        { command, description: app.slash, usage_hint: app.usage, should_escape: true, ...(url ? { url } : {}) },
      ],
    },
    oauth_config: { scopes: { bot: Object.keys(scopes) } },
    settings: {
      event_subscriptions: { bot_events: Object.keys(scopesOfEvents), ...(url ? { request_url: url } : {}) },
      interactivity: { is_enabled: true, ...(url ? { request_url: url } : {}) },
      org_deploy_enabled: false,
      socket_mode_enabled: mode.mode === 'socket',
      token_rotation_enabled: false,
    },
  };
}
export type Manifest = ReturnType<typeof manifestOf>;

/** What Slack would refuse of a manifest, in words; nothing when it would be taken. */
export function manifestProblems(manifest: Manifest): readonly string[] {
  const { display_information: shown, features, settings, oauth_config: oauth } = manifest;
  const most = (what: string, text: string, limit: number): string[] =>
    [...text].length > limit || text === '' ? [`${what}: ${[...text].length} of ${limit} characters`] : [];
  const long = [...shown.long_description].length;
  return [
    ...most('name', shown.name, 35),
    ...most('description', shown.description, 140),
    ...(long < 175 || long > 4_000 ? [`long_description: ${long} characters, 175 to 4000 are taken`] : []),
    ...most('display_name', features.bot_user.display_name, 80),
    ...features.shortcuts.flatMap((shortcut) => [
      ...most('shortcut name', shortcut.name, 24),
      ...most('shortcut description', shortcut.description, 150),
      ...most('callback_id', shortcut.callback_id, 255),
    ]),
    ...(features.shortcuts.length > 10 ? [`${features.shortcuts.length} shortcuts, 10 are taken`] : []),
    ...(features.slash_commands.length > 50 ? [`${features.slash_commands.length} commands, 50 are taken`] : []),
    ...features.slash_commands.flatMap((slash) => [
      ...most('command', slash.command, 32),
      ...most('command description', slash.description, 2_000),
      ...most('usage_hint', slash.usage_hint, 1_000),
      ...(settings.socket_mode_enabled && 'url' in slash ? ['a command has a url in socket mode'] : []),
    ]),
    ...(features.app_home.messages_tab_read_only_enabled ? ['nobody could reply in the direct messages'] : []),
    ...(settings.event_subscriptions.bot_events.length > 100 ? ['more than 100 events'] : []),
    ...(new Set(oauth.scopes.bot).size === oauth.scopes.bot.length ? [] : ['a scope stands twice']),
  ];
}
