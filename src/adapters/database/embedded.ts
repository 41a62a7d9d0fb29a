import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { outliveConnections } from './broken-connections.ts';
import { lockDirectory } from './directory-lock.ts';
import type { EmbeddedReport, EmbeddedStart } from './embedded-worker.ts';
import { DatabaseProblem } from './problems.ts';

/** Says that the rows were moved to a server. */
export const movedMark = (directory: string): string => join(directory, 'moved.txt');

/** Rows that were moved to a server are not gone on with here: both would send. */
export function refuseMoved(directory: string): void {
  const mark = movedMark(directory);
  if (existsSync(mark)) throw new DatabaseProblem('moved', readFileSync(mark, 'utf8').trim());
}

/** The major version of PostgreSQL inside the pinned PGlite. */
const MAJOR = '18';

/** The embedded database: a pool of exactly one connection, and how to end it. */
export interface Embedded {
  readonly pool: pg.Pool;
  /** Copies all rows into a new folder, as they stand between two statements. */
  dump(folder: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts the embedded database on a directory that no other process may use. Refuses a directory of another major version, and to
 * start at all when a commit does not reach the disk.
 */
export async function openEmbedded(directory: string, connectionTimeoutMillis: number): Promise<Embedded> {
  const lock = lockDirectory(directory);
  const rows = join(directory, 'rows');
  const socketFolder = process.platform === 'win32' ? null : mkdtempSync(join(tmpdir(), 'duban-'));
  const release = () => {
    if (socketFolder) rmSync(socketFolder, { recursive: true, force: true });
    lock.release();
  };
  try {
    checkMajor(rows);
    const started: EmbeddedStart = { rows, socket: socketFolder && join(socketFolder, '.s.PGSQL.5432') };
    const worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), { workerData: started });
    const port = await listening(worker, directory);
    // More than one connection gives errors and wrong results through the socket.
    const pool = new pg.Pool({
      ...(socketFolder ? { host: socketFolder } : { host: '127.0.0.1', port: port ?? 0 }),
      user: 'postgres',
      database: 'postgres',
      max: 1,
      idleTimeoutMillis: 0,
      connectionTimeoutMillis,
      options: '-c timezone=UTC',
    });
    outliveConnections(pool);
    return {
      pool,
      async dump(folder) {
        const dumped = next(worker);
        worker.postMessage({ dumpTo: folder });
        const report = await dumped;
        if (report.kind !== 'dumped') throw new Error(report.kind === 'failed' ? report.message : report.kind);
      },
      async close() {
        await pool.end();
        const closed = next(worker);
        worker.postMessage('close');
        await closed;
        await worker.terminate();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

function checkMajor(rows: string): void {
  const file = join(rows, 'PG_VERSION');
  if (!existsSync(file)) return;
  const found = readFileSync(file, 'utf8').trim();
  if (found !== MAJOR) throw new DatabaseProblem('other-version', `${rows}: ${found}, ${MAJOR}`);
}

async function listening(worker: Worker, directory: string): Promise<number | null> {
  const report = await next(worker);
  if (report.kind === 'listening') return report.port;
  await worker.terminate();
  if (report.kind === 'no-fsync') throw new DatabaseProblem('no-fsync', directory);
  throw new DatabaseProblem('embedded-failed', report.kind === 'failed' ? report.message : directory);
}

/** The worker's next word; its death is one too. */
function next(worker: Worker): Promise<EmbeddedReport> {
  return new Promise((resolve) => {
    const said = (report: EmbeddedReport) => settle(report);
    const failed = (error: unknown) => settle({ kind: 'failed', message: String(error) });
    const ended = (code: number) => settle({ kind: 'failed', message: `exit ${code}` });
    function settle(report: EmbeddedReport): void {
      worker.off('message', said).off('error', failed).off('exit', ended);
      resolve(report);
    }
    worker.on('message', said).on('error', failed).on('exit', ended);
  });
}
