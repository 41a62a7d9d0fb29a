import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';

/** A PostgreSQL server for tests. */
export interface TestServer {
  readonly url: string;
  /** The folder of its socket: it also serves processes in a network of their own. Null for a named server. */
  readonly socketFolder: string | null;
  /** A new, empty database on it. */
  freshDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/** True when tests can have a server: DUBAN_TEST_DATABASE_URL, or the programs of PostgreSQL on this machine. */
export const hasServer = process.env.DUBAN_TEST_DATABASE_URL !== undefined || programs() !== null;

/** The named server, or a throw-away one in a temporary folder. Throws when neither can be had. */
export async function startServer(): Promise<TestServer> {
  const named = process.env.DUBAN_TEST_DATABASE_URL;
  if (named) return serverAt(named, null, async () => {});
  const { folder, port, run, commandWith } = await freshRows(tmpdir());
  const command = commandWith([`unix_socket_directories=${folder}`, 'shared_buffers=64MB', 'max_wal_size=1GB']);
  // The shell ends the server when its input is closed: also when this process is killed.
  const script = '"$@" & read -r _; kill -INT $!; wait';
  const server = spawn('/bin/sh', ['-c', script, 'sh', ...command], {
    ...run,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const url = `postgresql://duban@127.0.0.1:${port}/postgres`;
  try {
    await answering(url);
  } catch (error) {
    server.stdin.end();
    throw error;
  }
  return serverAt(url, folder, async () => {
    server.stdin.end();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });
}

function serverAt(url: string, socketFolder: string | null, stop: () => Promise<void>): TestServer {
  let count = 0;
  const created: string[] = [];
  const within = async (work: (client: pg.Client) => Promise<unknown>) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await work(client).finally(() => client.end());
  };
  return {
    url,
    socketFolder,
    async freshDatabase() {
      const name = `duban_test_${process.pid}_${++count}`;
      await within((client) => client.query(`CREATE DATABASE ${name}`));
      created.push(name);
      const fresh = new URL(url);
      fresh.pathname = `/${name}`;
      return fresh.href;
    },
    async stop() {
      await within(async (client) => {
        for (const name of created) await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      });
      await stop();
    },
  };
}

/** Rows of a new server in a folder of their own, a port for it, and how its programs are run. */
export interface FreshRows {
  readonly folder: string;
  readonly port: number;
  readonly run: {
    readonly uid?: number;
    readonly gid?: number;
    readonly env: NodeJS.ProcessEnv;
    readonly stdio: 'pipe';
  };
  /** The server's program with its arguments: it listens on this machine only, with these settings. */
  commandWith(settings: readonly string[]): readonly string[];
}

/** Makes them in a new folder of `within`. Throws where there are no programs of PostgreSQL. */
export async function freshRows(within: string): Promise<FreshRows> {
  const found = programs();
  if (!found) throw new Error('No PostgreSQL programs here');
  const folder = mkdtempSync(join(within, 'duban-pg-'));
  const account = unprivileged();
  if (account) chownSync(folder, account.uid, account.gid);
  const run = { ...(account ?? {}), env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }, stdio: 'pipe' as const };
  const rows = join(folder, 'rows');
  execFileSync(found.initdb, ['-D', rows, '-U', 'duban', '--auth=trust', '--encoding=UTF8', '--no-sync'], run);
  const port = await freePort();
  return {
    folder,
    port,
    run,
    commandWith(settings) {
      const given = ['listen_addresses=127.0.0.1', ...settings].flatMap((setting) => ['-c', setting]);
      return [found.postgres, '-D', rows, '-p', String(port), ...given];
    },
  };
}

/** The programs on PATH, or where Debian keeps them. */
export function programs(): { initdb: string; postgres: string } | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  for (const folder of folders) {
    const found = { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') };
    if (existsSync(found.initdb) && existsSync(found.postgres)) return found;
  }
  return null;
}

/** PostgreSQL refuses to run as root: then it runs as another account of this machine. */
function unprivileged(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // Not an account here: the next name is tried.
    }
  }
  throw new Error('PostgreSQL cannot run as root, and there is neither a postgres nor a nobody account');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

export async function answering(url: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const client = new pg.Client({ connectionString: url });
    // One that is let in and shut out again tries once more.
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => {});
      if (tries > 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
