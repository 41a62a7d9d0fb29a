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
  /** The office's language: zh or en. */
  DUBAN_LANGUAGE: z.enum(['zh', 'en']).default('zh'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
});

export interface Config {
  readonly port: number;
  readonly dataDir: string;
  readonly mode: 'demo' | 'live';
  readonly databaseUrl: string | null;
  readonly language: 'zh' | 'en';
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** Names of the variables, for the test that compares them with `.env.example`. */
export const variables = Object.keys(Env.shape);

/** The only place that reads the environment. An empty variable counts as unset. Throws with every problem at once. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([name, value]) => name in Env.shape && value !== ''));
  const result = Env.safeParse(given);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment is not complete (see .env.example):\n${problems.join('\n')}`);
  }
  const { PORT, DUBAN_DATA_DIR, DUBAN_MODE, DATABASE_URL, DUBAN_LANGUAGE, LOG_LEVEL } = result.data;
  return Object.freeze({
    port: PORT,
    dataDir: DUBAN_DATA_DIR,
    // Demo is only ever a default where nothing real is connected.
    mode: DUBAN_MODE ?? (DATABASE_URL ? 'live' : 'demo'),
    databaseUrl: DATABASE_URL ?? null,
    language: DUBAN_LANGUAGE,
    logLevel: LOG_LEVEL,
  });
}
