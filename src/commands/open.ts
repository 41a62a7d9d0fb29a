import { readConfig } from '../config.ts';
import type { Bot } from '../wire.ts';
import { Answered } from './control.ts';
import { BadInput, terminal } from './output.ts';

/** The running server holds the database and has done the command; this carries its exit code out of the command. */
class DoneByServer extends Error {
  readonly code: number;
  constructor(code: number) {
    super('done by the server');
    this.code = code;
  }
}

/**
 * How acting commands get at the rows: on the server's database at once, on the embedded one by its lock; when a running server
 * holds that, it is asked over loopback with the token that it left beside the data.
 */
export function openForCommand(env: NodeJS.ProcessEnv, argv: readonly string[], cwd: string) {
  let bot: Bot | null = null;
  return {
    async open(): Promise<Bot> {
      const { openBot, logOf, readControl } = await import('../wire.ts');
      const config = readConfig(env);
      try {
        bot = await openBot(config, logOf(config, config.logLevel === 'info' ? 'warn' : config.logLevel));
        return bot;
      } catch (error) {
        const control = isLocked(error) ? await readControl(config) : null;
        if (!control) throw error;
        throw new DoneByServer(await askServer(control, argv, cwd));
      }
    },
    /** The exit code when the server has answered, else null. */
    answered: (error: unknown): number | null => (error instanceof DoneByServer ? error.code : null),
    close: async (): Promise<void> => bot?.close(),
  };
}

const isLocked = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'locked';

async function askServer(
  control: { port: number; token: string },
  argv: readonly string[],
  cwd: string,
): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${control.port}/control`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${control.token}` },
    body: JSON.stringify({ argv, cwd }),
  }).catch(() => {
    throw new BadInput('数据目录正被占用，但其服务没有应答；请稍后再试，或停止该服务后重试。');
  });
  if (!response.ok) throw new BadInput(`运行中的服务没有接受该命令（${response.status}），请核对数据目录。`);
  const answered = Answered.parse(await response.json());
  if (answered.out) terminal.line(answered.out.trimEnd());
  if (answered.error) terminal.error(answered.error.trimEnd());
  return answered.code;
}
