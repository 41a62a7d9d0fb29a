import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { enableCompileCache } from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  process.stderr.write(`Duban needs Node 24 or newer; this is ${process.versions.node}. Start it with npm start.\n`);
  process.exit(1);
}

// What was once stripped of its types and compiled is kept beside the packages, where they can be written: the next start takes half the
// time and less memory. The variable hands it on to the embedded database's thread.
const compiled = fileURLToPath(new URL('../node_modules/.cache/duban', import.meta.url));
if (enableCompileCache(compiled).directory) process.env.NODE_COMPILE_CACHE ??= compiled;

// Where its words go may be full or closed: the work goes on.
process.stdout.on('error', () => {});

// Quietly absent: without the file everything has a default.
if (existsSync('.env')) process.loadEnvFile('.env');

const { readConfig } = await import('./config.ts');
const { serve } = await import('./wire.ts');
const { day, isDay } = await import('./core/calendar.ts');
const { NotPlayable } = await import('./flows/simulate.ts');

try {
  const server = await serve(readConfig(process.env), await ownPlan(process.argv.slice(2)));
  process.stdout.write(`督办已启动，请打开 ${server.url} （按 Ctrl+C 停止）\n`);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void server.stop().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
} catch (error) {
  // One line for what an operator can mend, the stack for a bug.
  const known =
    error instanceof Error &&
    (error.name === 'DatabaseProblem' ||
      error instanceof NotPlayable ||
      error.name === 'DocumentRefused' ||
      error.name === 'ConfigProblem' ||
      'code' in error);
  process.stderr.write(
    `${known ? (portProblem(error as Error) ?? (error as Error).message) : error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exit(1);
}

/** What to do where the port cannot be had. */
function portProblem(error: Error): string | null {
  const { code, port } = error as Error & { readonly code?: unknown; readonly port?: unknown };
  if (code === 'EADDRINUSE')
    return `端口 ${port} 已被占用：请先停止占用它的程序，或另设 PORT，如 PORT=3001 npm start。`;
  return code === 'EACCES' && port ? `没有权限使用端口 ${port}：请另设 PORT，如 PORT=3001 npm start。` : null;
}

/** `npm start -- --plan FILE --from DAY`: the demo with a plan of one's own. */
async function ownPlan(argv: readonly string[]) {
  const { values } = parseArgs({ args: [...argv], options: { plan: { type: 'string' }, from: { type: 'string' } } });
  if (values.plan === undefined) return null;
  if (values.from === undefined || !isDay(values.from))
    throw new NotPlayable('请用 --from 写明启用日，如 --from 2026-03-02');
  const bytes = await readFile(values.plan).catch(() => {
    throw new NotPlayable(`${values.plan}：找不到该文件，请检查路径。`);
  });
  return { bytes, fileName: basename(values.plan), from: day(values.from) };
}
