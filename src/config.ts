import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

/** The variables that are read; `.env.example` names the same ones (a test compares them). */
const Env = z.object({
  /** Port of the one server; 0 takes a free one. */
  PORT: port.default(3000),
  /** Where the embedded database, files and the control token stand. */
  DUBAN_DATA_DIR: z.string().min(1).default('./data'),
  /** demo: virtual clock, local chat, loopback only. live: real clock. */
  DUBAN_MODE: z.enum(['demo', 'live']).optional(),
  /** A PostgreSQL server; without it the embedded database is used. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
    .optional(),
  /** The owner of the tables, for migrations, where DATABASE_URL is a role without ownership. */
  DUBAN_MIGRATE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
    .optional(),
  /** With it /metrics answers whoever brings it as a bearer token; without it only this machine. */
  DUBAN_METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  /** Asked (GET) after each healthy sweep, so that a watcher elsewhere notices when it stops. */
  DUBAN_DEADMAN_URL: z.string().superRefine(checkDeadMan).optional(),
  /** A file, best one of another account's folder, to which the ledger's head is appended each day. */
  DUBAN_LEDGER_HEAD_FILE: z.string().min(1).optional(),
  /** Under which address people open the page of a live office; without it a live office has no page. */
  DUBAN_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** The office's language: zh or en. */
  DUBAN_LANGUAGE: z.enum(['zh', 'en']).default('zh'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  /** Slack: the app's bot token. With it one of the next two is needed. */
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', 'must start with xoxb-').optional(),
  /** Slack over Socket Mode: an app-level token with connections:write. Nothing has to be reachable from outside. */
  SLACK_APP_TOKEN: z.string().startsWith('xapp-', 'must start with xapp-').optional(),
  /** Slack over HTTP: the secret with which Slack signs its requests to /slack/events. */
  SLACK_SIGNING_SECRET: z.string().min(1).optional(),
  /** The office's channel in Slack (C…): cards to review and sign, alarms. Left out, the office chooses it in the chat. */
  DUBAN_SLACK_OFFICE_CHANNEL: z
    .string()
    .regex(/^[CG][A-Z0-9]{2,}$/, 'must be a channel ID like C0123456789')
    .optional(),
  /** Slack's API, where it is another one: https://slack-gov.com/api/ */
  SLACK_API_URL: z.url({ protocol: /^https?$/ }).default('https://slack.com/api/'),
});

/** Addresses of one machine's own link, where clouds keep their credentials. */
const LINK_LOCAL = /^(?:169\.254\.|\[fe[89ab][0-9a-f]:|\[::ffff:a9fe:|metadata\.google\.internal$)/i;

/** The address is the operator's own, and yet not every one is asked: no other protocol, no password in it, no metadata service. */
function checkDeadMan(text: string, context: z.RefinementCtx): void {
  const problem = (message: string) => context.addIssue({ code: 'custom', message });
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) problem('must be an http or https address');
  else if (url.username || url.password) problem('must not carry a user or a password');
  else if (LINK_LOCAL.test(url.hostname)) problem('must not be a link-local address');
}

const Checked = Env.superRefine((given, context) => {
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: secret } = given;
  const problem = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  if (given.DUBAN_MIGRATE_URL && !given.DATABASE_URL) problem('DUBAN_MIGRATE_URL', 'needs DATABASE_URL');
  if (bot && !app && !secret)
    problem('SLACK_BOT_TOKEN', 'needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)');
  if (!bot && app) problem('SLACK_APP_TOKEN', 'needs SLACK_BOT_TOKEN');
  if (!bot && secret) problem('SLACK_SIGNING_SECRET', 'needs SLACK_BOT_TOKEN');
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

/** Names of the variables, for the test that compares them with `.env.example`. */
export const variables = Object.keys(Env.shape);

/** The only place that reads the environment. An empty variable counts as unset. Throws with every problem at once. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([name, value]) => name in Env.shape && value !== ''));
  const result = Checked.safeParse(given);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment is not complete (see .env.example):\n${problems.join('\n')}`);
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
