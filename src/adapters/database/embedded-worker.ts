// The embedded database, in a thread of its own: in the main thread each statement would stall everything else.
import { existsSync, rmSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { DurableNodeFS } from './durable-fs.ts';
import { copyWhole, renameWhole } from './durable-move.ts';

/** What the thread is started with. */
export interface EmbeddedStart {
  /** The folder of the rows. */
  readonly rows: string;
  /** Where to listen: a socket's path, or a free port of the loopback where there are no such sockets. */
  readonly socket: string | null;
}

/** What the thread is asked: to end, or to copy all its rows into a new folder. */
export type EmbeddedAsked = 'close' | { readonly dumpTo: string };

/** What the thread says: it listens, or why it cannot. */
export type EmbeddedReport =
  | { readonly kind: 'listening'; readonly port: number | null }
  | { readonly kind: 'no-fsync' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'dumped' }
  | { readonly kind: 'closed' };

// -F switches fsync off; fdatasync, the default method, does nothing here.
const startParams = PGlite.defaultStartParams
  .filter((param) => param !== '-F')
  .concat(
    ...['fsync=on', 'wal_sync_method=fsync', 'max_wal_size=128MB', 'shared_buffers=16MB'].flatMap((setting) => [
      '-c',
      setting,
    ]),
  );

async function open(rows: string): Promise<{ database: PGlite; files: DurableNodeFS }> {
  const files = new DurableNodeFS(rows);
  return { database: await PGlite.create({ fs: files, startParams }), files };
}

/** The first start makes the rows aside and renames them: a start that was broken off leaves nothing half made. */
async function createAside(rows: string): Promise<void> {
  const aside = `${rows}.new`;
  rmSync(aside, { recursive: true, force: true });
  const { database } = await open(aside);
  await database.close();
  // What makes the database writes without syncing.
  renameWhole(aside, rows);
}

async function start({ rows, socket }: EmbeddedStart): Promise<void> {
  if (!existsSync(rows)) await createAside(rows);
  const { database, files } = await open(rows);
  const before = files.synced;
  await database.query("SELECT pg_logical_emit_message(true, 'duban', 'is a commit synced?')");
  if (files.synced === before) {
    await database.close();
    return report({ kind: 'no-fsync' });
  }
  const address = socket === null ? { host: '127.0.0.1', port: 0 } : { path: socket };
  const server = new PGLiteSocketServer({ db: database, maxConnections: 2, ...address });
  await server.start();
  parentPort?.on('message', async (asked: EmbeddedAsked) => {
    if (asked === 'close') {
      await server.stop();
      await database.close();
      return report({ kind: 'closed' });
    }
    try {
      // Without a pause: no statement runs in between, so the copy is as a crash would leave it, and opens like one.
      copyWhole(rows, asked.dumpTo);
      report({ kind: 'dumped' });
    } catch (error) {
      report({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  });
  report({ kind: 'listening', port: socket === null ? Number(server.getServerConn().split(':').at(-1)) : null });
}

function report(message: EmbeddedReport): void {
  parentPort?.postMessage(message);
}

start(workerData as EmbeddedStart).catch((error: unknown) => {
  report({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
});
