import { z } from 'zod';

/** What a value must be, for the operator, in both languages. */
const must = (zh: string, en: string): string => `须为${zh}。It must be ${en}.`;

const PORT_FORM = must(' 0 至 65535 的整数，如 3000', 'a whole number from 0 to 65535, such as 3000');
const DATABASE_FORM = must(
  '形如 postgresql://用户:口令@主机:5432/库名 的地址',
  'an address like postgresql://user:password@host:5432/name',
);
const PAGE_FORM = must(' http 或 https 开头的网址', 'an address that begins with http or https');
const port = z.coerce.number(PORT_FORM).int(PORT_FORM).min(0, PORT_FORM).max(65_535, PORT_FORM);

/** The variables that are read; `.env.example` names the same ones (a test compares them). */
const Env = z.object({
  /** Port of the one server; 0 takes a free one. */
  PORT: port.default(3000),
  /** Where the embedded database, files and the control token stand. */
  DUBAN_DATA_DIR: z.string().min(1).default('./data'),
  /** demo: virtual clock, local chat, loopback only. live: real clock. */
  DUBAN_MODE: z.enum(['demo', 'live'], must(' demo（演示）或 live（正式）', 'demo or live')).optional(),
  /** A PostgreSQL server; without it the embedded database is used. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, DATABASE_FORM)
    .optional(),
  /** The owner of the tables, for migrations, where DATABASE_URL is a role without ownership. */
  DUBAN_MIGRATE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, DATABASE_FORM)
    .optional(),
  /** With it /metrics answers whoever brings it as a bearer token; without it only this machine. */
  DUBAN_METRICS_TOKEN: z.string().min(16, must('至少 16 个字符', 'at least 16 characters long')).optional(),
  /** Asked (GET) after each healthy sweep, so that a watcher elsewhere notices when it stops. */
  DUBAN_DEADMAN_URL: z.string().superRefine(checkDeadMan).optional(),
  /** A file, best one of another account's folder, to which the ledger's head is appended each day. */
  DUBAN_LEDGER_HEAD_FILE: z.string().min(1).optional(),
  /** Under which address people open the page of a live office; without it a live office has no page. */
  DUBAN_PUBLIC_URL: z.url({ protocol: /^https?$/, error: PAGE_FORM }).optional(),
  /** The office's language: zh or en. */
  DUBAN_LANGUAGE: z.enum(['zh', 'en'], must(' zh（中文）或 en（英文）', 'zh or en')).default('zh'),
  LOG_LEVEL: z
    .enum(
      ['debug', 'info', 'warn', 'error', 'silent'],
      must(' debug、info、warn、error、silent 之一', 'debug, info, warn, error or silent'),
    )
    .default('warn'),
  /** Slack: the app's bot token. With it one of the next two is needed. */
  SLACK_BOT_TOKEN: z
    .string()
    .startsWith('xoxb-', must('以 xoxb- 开头的机器人令牌', 'a bot token that begins with xoxb-'))
    .optional(),
  /** Slack over Socket Mode: an app-level token with connections:write. Nothing has to be reachable from outside. */
  SLACK_APP_TOKEN: z
    .string()
    .startsWith('xapp-', must('以 xapp- 开头的应用令牌', 'an app token that begins with xapp-'))
    .optional(),
  /** Slack over HTTP: the secret with which Slack signs its requests to /slack/events. */
  SLACK_SIGNING_SECRET: z.string().min(1).optional(),
  /** The office's channel in Slack (C…): cards to review and sign, alarms. Left out, the office chooses it in the chat. */
  DUBAN_SLACK_OFFICE_CHANNEL: z
    .string()
    .regex(/^[CG][A-Z0-9]{2,}$/, must('频道编号，如 C0123456789', 'a channel ID like C0123456789'))
    .optional(),
  /** Slack's API, where it is another one: https://slack-gov.com/api/ */
  SLACK_API_URL: z.url({ protocol: /^https?$/, error: PAGE_FORM }).default('https://slack.com/api/'),
});

/** Addresses of one machine's own link, where clouds keep their credentials. */
const LINK_LOCAL = /^(?:169\.254\.|\[fe[89ab][0-9a-f]:|\[::ffff:a9fe:|metadata\.google\.internal$)/i;

const THIS_MACHINE = /^(?:localhost|127\.0\.0\.1|\[::1\])$/;

/** The address is the operator's own, and yet not every one is asked: no other protocol, no password in it, no metadata service. */
function checkDeadMan(text: string, context: z.RefinementCtx): void {
  const problem = (message: string) => context.addIssue({ code: 'custom', message });
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) problem(PAGE_FORM);
  else if (url.username || url.password) problem('不得含用户或口令。It must not carry a user or a password.');
  else if (LINK_LOCAL.test(url.hostname)) problem('不得为本机链路地址。It must not be a link-local address.');
}

const needs = (other: string): string => `还须设置 ${other}。It needs ${other}.`;

const Checked = Env.superRefine((given, context) => {
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: secret } = given;
  const problem = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  if (given.DUBAN_MIGRATE_URL && !given.DATABASE_URL) problem('DUBAN_MIGRATE_URL', needs('DATABASE_URL'));
  if (bot && !app && !secret)
    problem('SLACK_BOT_TOKEN', needs('SLACK_APP_TOKEN (Socket Mode) / SLACK_SIGNING_SECRET (HTTP)'));
  if (!bot && app) problem('SLACK_APP_TOKEN', needs('SLACK_BOT_TOKEN'));
  if (!bot && secret) problem('SLACK_SIGNING_SECRET', needs('SLACK_BOT_TOKEN'));
  // The token goes there with every call.
  const api = URL.parse(given.SLACK_API_URL);
  if (api?.protocol === 'http:' && !THIS_MACHINE.test(api.hostname))
    problem('SLACK_API_URL', must(' https 开头的网址（本机除外）', 'an https address, but for this machine'));
});

/** How Slack is reached, and how it reaches us. With both secrets the socket is taken. */
export interface SlackConfig {
  readonly botToken: string;
  readonly apiUrl: string;
  /** The office's channel, where the installation names it. */
  readonly officeChannel?: string;
  readonly link:
    | { readonly mode: 'socket'; readonly appToken: string }
    | { readonly mode: 'http'; readonly signingSecret: string };
}

export interface Config {
  readonly port: number;
  readonly dataDir: string;
  readonly mode: 'demo' | 'live';
  readonly databaseUrl: string | null;
  readonly migrateUrl: string | null;
  readonly metricsToken: string | null;
  readonly deadManUrl: string | null;
  readonly ledgerHeadFile: string | null;
  readonly publicUrl: string | null;
  readonly language: 'zh' | 'en';
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Null when Slack is not connected. */
  readonly slack: SlackConfig | null;
}

/** What is wrong with the environment: every problem at once, each on its line, in both languages. */
export class ConfigProblem extends Error {
  constructor(problems: readonly string[]) {
    super(
      `环境变量设置有误（说明见 .env.example）。The environment is wrong (see .env.example):\n${problems.join('\n')}`,
    );
    this.name = 'ConfigProblem';
  }
}

/** Values that are no secret and may be repeated. */
const SHOWN: ReadonlySet<string> = new Set([
  'PORT',
  'DUBAN_MODE',
  'DUBAN_LANGUAGE',
  'LOG_LEVEL',
  'DUBAN_SLACK_OFFICE_CHANNEL',
]);

const problemLine = (name: string, message: string, given: string | undefined): string =>
  `  ${name}${SHOWN.has(name) && given !== undefined ? `=${given}` : ''}：${message}`;

/** Names of the variables, for the test that compares them with `.env.example`. */
export const variables = Object.keys(Env.shape);

/** The only place that reads the environment. An empty variable counts as unset. Throws with every problem at once. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([name, value]) => name in Env.shape && value !== ''));
  const result = Checked.safeParse(given);
  if (!result.success) {
    const lines = new Map<string, string>();
    for (const { path, message } of result.error.issues) {
      const name = path.join('.');
      // The first thing that is wrong with a variable.
      if (!lines.has(name)) lines.set(name, problemLine(name, message, given[name]));
    }
    throw new ConfigProblem([...lines.values()]);
  }
  const { PORT, DUBAN_DATA_DIR, DUBAN_MODE, DATABASE_URL, DUBAN_LANGUAGE, LOG_LEVEL } = result.data;
  const { DUBAN_MIGRATE_URL, DUBAN_METRICS_TOKEN, DUBAN_DEADMAN_URL, DUBAN_LEDGER_HEAD_FILE } = result.data;
  const slack = slackOf(result.data);
  return Object.freeze({
    port: PORT,
    dataDir: DUBAN_DATA_DIR,
    // Demo is only ever a default where nothing real is connected.
    mode: DUBAN_MODE ?? (DATABASE_URL || slack ? 'live' : 'demo'),
    databaseUrl: DATABASE_URL ?? null,
    migrateUrl: DUBAN_MIGRATE_URL ?? null,
    metricsToken: DUBAN_METRICS_TOKEN ?? null,
    deadManUrl: DUBAN_DEADMAN_URL ?? null,
    ledgerHeadFile: DUBAN_LEDGER_HEAD_FILE ?? null,
    publicUrl: result.data.DUBAN_PUBLIC_URL ?? null,
    language: DUBAN_LANGUAGE,
    logLevel: LOG_LEVEL,
    slack,
  });
}

function slackOf(given: z.infer<typeof Env>): SlackConfig | null {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = given;
  const link = appToken
    ? ({ mode: 'socket', appToken } as const)
    : signingSecret
      ? ({ mode: 'http', signingSecret } as const)
      : null;
  const officeChannel = given.DUBAN_SLACK_OFFICE_CHANNEL;
  return botToken && link
    ? { botToken, apiUrl: given.SLACK_API_URL, ...(officeChannel ? { officeChannel } : {}), link }
    : null;
}

/** What must never stand in a log: every secret of the configuration. */
export function secretsOf(config: Config): readonly string[] {
  const passwordIn = (url: string | null): readonly string[] => {
    const password = (url && URL.parse(url)?.password) || '';
    // As it is written in the address, and as the driver's messages may name it.
    return [password, new URLSearchParams(`p=${password.replaceAll('+', '%2B')}`).get('p') ?? ''];
  };
  const { slack } = config;
  const ofLink = slack?.link.mode === 'socket' ? slack.link.appToken : slack?.link.signingSecret;
  const all = [slack?.botToken, ofLink, config.metricsToken, config.deadManUrl];
  return [...all, ...passwordIn(config.databaseUrl), ...passwordIn(config.migrateUrl)].filter(
    (secret): secret is string => typeof secret === 'string' && secret !== '',
  );
}
