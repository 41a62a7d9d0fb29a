import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import pg from 'pg';
import { answering, freshRows } from '../../support/postgres.ts';

/** A PostgreSQL server of one's own that can be struck down and started again on the same rows. */
export interface CrashableServer {
  readonly port: number;
  readonly url: string;
  /** An address of the same database through another port (a proxy). */
  through(port: number): string;
  /** As `pg_ctl -m immediate` does it: no checkpoint, no goodbye. Resolves when it has ended. */
  crash(): Promise<void>;
  /** Starts it again. Resolves when it answers, with the milliseconds that took. */
  start(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts a server in a new folder, or on a volume of its own. Everything is really written (fsync). */
export async function crashableServer(volume: string | null = null): Promise<CrashableServer> {
  const { folder, port, run, commandWith } = await freshRows(volume ?? tmpdir());
  const command = commandWith([
    'unix_socket_directories=',
    'shared_buffers=32MB',
    volume ? 'max_wal_size=48MB' : 'max_wal_size=1GB',
  ]);
  const admin = `postgresql://duban@127.0.0.1:${port}/postgres`;
  const through = (at: number): string => `postgresql://duban@127.0.0.1:${at}/office`;
  let shell: ChildProcess | null = null;
  let pid = 0;

  async function start(): Promise<number> {
    const began = performance.now();
    // The shell ends the server when its input is closed: also when this process is killed.
    const script = '"$@" >/dev/null 2>&1 & echo $!; read -r _; kill -INT $! 2>/dev/null; wait';
    shell = spawn('/bin/sh', ['-c', script, 'sh', ...command], {
      ...run,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    pid = await new Promise<number>((resolve) => shell?.stdout?.once('data', (text) => resolve(Number(text))));
    await answering(admin);
    return performance.now() - began;
  }

  async function ended(): Promise<void> {
    const old = shell;
    const gone = new Promise<void>((resolve) => old?.once('exit', () => resolve()));
    old?.stdin?.end();
    await gone;
  }

  await start();
  const client = new pg.Client({ connectionString: admin });
  client.on('error', () => {});
  await client.connect();
  await client.query('CREATE DATABASE office');
  await client.end();
  return {
    port,
    url: through(port),
    through,
    start,
    async crash() {
      process.kill(pid, 'SIGQUIT');
      await ended();
    },
    async stop() {
      await ended();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
