// What the stories of local-slack share: the platform, people who use it, and the bot as it is started. They run in a network of
// their own, as the platform listens on every address.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chatClient } from './chat-client.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export const app = {
  appId: 'A01APP',
  botUserId: 'U0BOT',
  botName: 'duban',
  botToken: 'xoxb-test-token',
  appToken: 'xapp-test-token',
  signingSecret: 'test-signing-secret',
};
export type Mode = 'socket' | 'http';
const BOT = app.botUserId;
const PORT = 3900;
export const platformUrl = `http://localhost:${PORT}`;

export interface User {
  readonly id: string;
  readonly name: string;
  readonly real_name: string;
}

export interface Shown {
  readonly user?: string;
  readonly ts: string;
  readonly thread_ts?: string;
  readonly text: string;
  readonly files?: readonly { readonly name: string }[];
  readonly blocks?: readonly { readonly elements?: readonly { readonly value?: string }[] }[];
}

/** Asks until there is an answer; throws after `seconds`. */
export async function until<T>(what: string, ask: () => Promise<T | undefined>, seconds = 20): Promise<T> {
  const end = performance.now() + seconds * 1_000;
  for (;;) {
    const found = await ask().catch(() => undefined);
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`Waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export type Platform = Awaited<ReturnType<typeof startPlatform>>;

/** The platform with these people; events go to `requestUrl` over HTTP, or to whoever opens a socket. */
export async function startPlatform(
  binary: string,
  folder: string,
  users: readonly User[],
  link: { readonly mode: Mode; readonly requestUrl: string },
) {
  const config = {
    workspace: { name: '市督查室', domain: 'ducha', teamId: 'T01TEST' },
    app: link.mode === 'socket' ? { ...app, mode: 'socket' } : { ...app, mode: 'events', requestUrl: link.requestUrl },
    users: users.map((user) => ({ ...user, email: `${user.name}@example.cn`, tz: 'Asia/Shanghai' })),
    channels: [{ id: 'C01GEN', name: 'general', members: [...users.map((user) => user.id), BOT] }],
  };
  mkdirSync(folder, { recursive: true });
  // JSON is YAML.
  writeFileSync(join(folder, 'config.yaml'), JSON.stringify(config));
  const child = spawn(binary, ['--config', join(folder, 'config.yaml'), '--port', String(PORT)], { stdio: 'ignore' });
  // Also when the story breaks off.
  process.once('exit', () => child.kill());
  await until('the platform', async () => (await fetch(platformUrl)).status);

  const post = (path: string, body: object) =>
    fetch(`${platformUrl}/_control${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const channels = new Map<string, string>();

  /** The direct messages of a person with the bot. */
  async function channelOf(user: string): Promise<string> {
    const known = channels.get(user);
    if (known) return known;
    const response = await fetch(`${platformUrl}/api/conversations.open`, {
      method: 'POST',
      headers: { authorization: `Bearer ${app.botToken}` },
      body: new URLSearchParams({ users: user }),
    });
    const { channel } = (await response.json()) as { channel: { id: string } };
    channels.set(user, channel.id);
    return channel.id;
  }

  /** What stands in a channel, threads left out. */
  async function messagesIn(channel: string): Promise<readonly Shown[]> {
    const response = await fetch(`${platformUrl}/_control/messages/${channel}`);
    const answer = (await response.json()) as readonly Shown[] | { messages: readonly Shown[] };
    return 'messages' in answer ? answer.messages : answer;
  }

  /** What stands in a person's direct messages. */
  const messagesOf = async (user: string): Promise<readonly Shown[]> => messagesIn(await channelOf(user));

  return {
    channelOf,
    messagesOf,
    messagesIn,
    client: () => chatClient(`${platformUrl.replace('http', 'ws')}/ui`),
    say: async (user: string, text: string, thread?: string) =>
      post('/message', { channel: await channelOf(user), user, text, ...(thread ? { thread_ts: thread } : {}) }),
    command: async (user: string, text: string) =>
      post('/command', { command: '/duban', text, user, channel: await channelOf(user) }),
    openHome: (user: string) => post('/open-home', { user }),
    async upload(user: string, name: string, type: string, bytes: string | Uint8Array<ArrayBuffer>, text = '') {
      const form = new FormData();
      for (const [field, value] of Object.entries({ channel: await channelOf(user), user, text }))
        form.append(field, value);
      form.append('file', new Blob([bytes], { type }), name);
      return fetch(`${platformUrl}/_control/upload`, { method: 'POST', body: form });
    },
    /** Presses the button of a message whose value names this. */
    async press(user: string, shown: Shown, name: string, channel?: string) {
      const elements = shown.blocks?.flatMap((block) => block.elements ?? []) ?? [];
      const action = elements.find((one) => one.value?.includes(`"${name}"`));
      if (!action) throw new Error(`No button ${name} in: ${shown.text}`);
      return post('/interact', { channel: channel ?? (await channelOf(user)), messageTs: shown.ts, user, action });
    },
    /** The newest message of the bot in a channel with these words, once it is there. */
    saidIn: (channel: string, words: string, seconds?: number) =>
      until(
        `${channel}: ${words}`,
        async () => (await messagesIn(channel)).findLast((one) => one.user === BOT && one.text.includes(words)),
        seconds,
      ),
    /** The newest message of the bot to this person with these words, once it is there. */
    said: (user: string, words: string, seconds?: number) =>
      until(
        `${user}: ${words}`,
        async () => (await messagesOf(user)).findLast((one) => one.user === BOT && one.text.includes(words)),
        seconds,
      ),
    async stop() {
      const ended = exitOf(child);
      child.kill();
      await ended;
    },
  };
}

export interface BotOptions {
  readonly mode: Mode;
  readonly port: number;
  readonly dataDir: string;
  readonly apiUrl: string;
  readonly databaseUrl?: string;
  /** The office's channel. */
  readonly officeChannel?: string;
}

export type Bot = Awaited<ReturnType<typeof startBot>>;

/** The bot as it is started, with what it wrote on standard error. */
export async function startBot(options: BotOptions) {
  const child = program(options, 'src/main.ts');
  process.once('exit', () => child.kill());
  const said: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => said.push(text));
  let code: number | null = null;
  const ended = exitOf(child).then((found) => {
    code = found;
  });
  const url = `http://127.0.0.1:${options.port}`;
  await until(
    'the bot',
    async () => {
      if (code !== null) throw new Error(said.join(''));
      return (await fetch(`${url}/healthz`)).ok || undefined;
    },
    30,
  );
  return {
    url,
    child,
    said: () => said.join(''),
    /** Null while it runs. */
    code: () => code,
    async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') {
      child.kill(signal);
      await ended;
    },
  };
}

/** A command of the bot's; rejects when it fails. */
export async function command(options: BotOptions, ...args: readonly string[]): Promise<void> {
  const child = program(options, 'src/cli.ts', ...args);
  const said: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const code = await exitOf(child);
  if (code !== 0) throw new Error(`duban ${args.join(' ')} ended with ${code}: ${said.join('')}`);
}

function program(options: BotOptions, ...args: readonly string[]): ChildProcess {
  const { mode, databaseUrl, officeChannel } = options;
  return spawn(process.execPath, args, {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      DUBAN_DATA_DIR: options.dataDir,
      DUBAN_MODE: 'live',
      PORT: String(options.port),
      SLACK_BOT_TOKEN: app.botToken,
      SLACK_API_URL: options.apiUrl,
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
      ...(officeChannel ? { DUBAN_SLACK_OFFICE_CHANNEL: officeChannel } : {}),
      ...(mode === 'socket' ? { SLACK_APP_TOKEN: app.appToken } : { SLACK_SIGNING_SECRET: app.signingSecret }),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

const exitOf = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once('exit', resolve));

/** The header of a directory file and its rows: office first. */
export const directoryOf = (rows: readonly string[]): string =>
  `单位全称,单位简称,关系,姓名,角色,账号\n${rows.join('\n')}\n`;
