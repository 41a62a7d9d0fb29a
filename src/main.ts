import { existsSync } from 'node:fs';

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  process.stderr.write(`Duban needs Node 24 or newer; this is ${process.versions.node}. Start it with npm start.\n`);
  process.exit(1);
}

// Quietly absent: without the file everything has a default.
if (existsSync('.env')) process.loadEnvFile('.env');

const { readConfig } = await import('./config.ts');
const { serve } = await import('./wire.ts');

try {
  const server = await serve(readConfig(process.env));
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
    (error.name === 'DatabaseProblem' || error.message.startsWith('The environment') || 'code' in error);
  process.stderr.write(`${known ? (error as Error).message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
