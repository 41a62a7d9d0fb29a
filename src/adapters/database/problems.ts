/** Why the database cannot be opened: one line for the operator, in both languages. */
export class DatabaseProblem extends Error {
  readonly code: ProblemCode;

  constructor(code: ProblemCode, detail: string, cause?: unknown) {
    super(`${PROBLEMS[code].zh}${detail ? `（${detail}）` : ''} ${PROBLEMS[code].en}${detail ? ` (${detail})` : ''}`, {
      cause,
    });
    this.name = 'DatabaseProblem';
    this.code = code;
  }
}

export type ProblemCode = keyof typeof PROBLEMS;

const PROBLEMS = {
  locked: {
    zh: '数据目录正被另一个督办进程使用，请先停止该进程。',
    en: 'The data directory is in use by another process of Duban: stop that one first.',
  },
  'other-version': {
    zh: '数据目录由其他大版本的数据库创建，请先用旧版本导出再升级。',
    en: 'The data directory was made by another major version of the database: dump it with the old release first.',
  },
  'no-fsync': {
    zh: '内置数据库无法确认数据已写入磁盘，拒绝启动；请改用 DATABASE_URL。',
    en: 'The embedded database cannot make sure that rows reach the disk and does not start: use DATABASE_URL.',
  },
  'embedded-failed': {
    zh: '内置数据库未能启动。',
    en: 'The embedded database did not start.',
  },
  'bad-url': {
    zh: 'DATABASE_URL 不是 PostgreSQL 地址，应形如 postgresql://用户:口令@主机:5432/库名。',
    en: 'DATABASE_URL is not the address of a PostgreSQL database: postgresql://user:password@host:5432/name.',
  },
  'no-answer': {
    zh: '连接不上 DATABASE_URL 所指的数据库服务器。',
    en: 'The database server in DATABASE_URL does not answer.',
  },
  'not-let-in': {
    zh: '数据库服务器拒绝登录，请核对 DATABASE_URL 中的用户、口令和库名。',
    en: 'The database server refused the sign-in: check user, password and database in DATABASE_URL.',
  },
  'server-too-old': {
    zh: '数据库服务器版本过低，需要 PostgreSQL 15 或以上。',
    en: 'The database server is too old: PostgreSQL 15 or later is needed.',
  },
  'wrong-zone': {
    zh: '数据库连接的时区不是 UTC，拒绝启动。',
    en: 'The time zone of the database connection is not UTC: not started.',
  },
  'other-mode': {
    zh: '该数据库是以另一种模式（演示或正式）创建的，不能混用；请更换数据目录、DATABASE_URL 或 DUBAN_MODE。',
    en: 'This database was made in the other mode (demo or live) and keeps it: change the data directory, DATABASE_URL or DUBAN_MODE.',
  },
} as const;
