/** Why the database cannot be opened: one line for the operator, in both languages. `from`: where its address was given. */
export class DatabaseProblem extends Error {
  readonly code: ProblemCode;
  private readonly detail: string;

  constructor(code: ProblemCode, detail: string, cause?: unknown, from = 'DATABASE_URL') {
    const { zh, en } = PROBLEMS[code];
    const text = `${zh}${detail ? `（${detail}）` : ''} ${en}${detail ? ` (${detail})` : ''}`;
    super(text.replaceAll('DATABASE_URL', from), { cause });
    this.name = 'DatabaseProblem';
    this.code = code;
    this.detail = detail;
  }

  /** The same problem of an address that was given elsewhere. */
  of(from: string): DatabaseProblem {
    return new DatabaseProblem(this.code, this.detail, this.cause, from);
  }
}

/** Opens what stands at an address that was given elsewhere than in DATABASE_URL: its problems name that place. */
export async function givenIn<Opened>(from: string, opened: Promise<Opened>): Promise<Opened> {
  try {
    return await opened;
  } catch (error) {
    throw error instanceof DatabaseProblem ? error.of(from) : error;
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
  'newer-schema': {
    zh: '数据库已由更新的版本升级，且删改了本版本所需的内容，本版本不能使用；请改用新版本。',
    en: 'The database was brought to a newer release, which took away what this one needs: start the newer release.',
  },
  'queue-owner': {
    zh: '任务队列的表（pgboss）属于另一数据库账户，DATABASE_URL 的账户不能使用。请停止全部进程，以所有者执行 DROP SCHEMA pgboss CASCADE 后再启动；应发的消息不会丢失。',
    en: 'The tables of the job queue (pgboss) belong to another role than that of DATABASE_URL. Stop every process, run DROP SCHEMA pgboss CASCADE as their owner, and start again: nothing that is owed is lost.',
  },
  moved: {
    zh: '该数据目录的数据已移至数据库服务器，请设置 DATABASE_URL 后启动；确需继续使用内置数据库的，先删除目录中的 moved.txt。',
    en: 'The rows of this data directory were moved to a server: set DATABASE_URL. To go on with the embedded database after all, remove moved.txt.',
  },
  'nothing-to-move': {
    zh: '数据目录中没有内置数据库，无可迁移；请核对 DUBAN_DATA_DIR。',
    en: 'There is no embedded database in the data directory: check DUBAN_DATA_DIR.',
  },
  'target-not-empty': {
    zh: '目标数据库中已有数据，没有迁移；请换一个空库。',
    en: 'The target database has rows already: nothing was moved; name an empty one.',
  },
  'move-differs': {
    zh: '迁移后的内容与原数据不一致，已全部撤回，原数据未变；请重试，仍不一致请保留现场并告知系统维护人员。',
    en: 'What arrived differs from what was sent: all of it was taken back, the rows here are unchanged. Try again.',
  },
  'other-mode': {
    zh: '该数据库是以另一种模式（演示或正式）创建的，不能混用；请更换数据目录、DATABASE_URL 或 DUBAN_MODE。',
    en: 'This database was made in the other mode (demo or live) and keeps it: change the data directory, DATABASE_URL or DUBAN_MODE.',
  },
} as const;
