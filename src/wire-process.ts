import type { Server } from 'node:http';
import type { Log } from './ports.ts';

/** Milliseconds that a request's headers, and the whole of it, may take to come in; a waiting connection is closed afterwards. */
const HEADERS_MS = 15_000;
const REQUEST_MS = 120_000;
const KEPT_MS = 10_000;
const CONNECTIONS = 2_000;

/** Bounds what a caller can hold of the server: slow ones are closed. What is sent to them (events) may last. */
export function bound(server: Server): void {
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = REQUEST_MS;
  server.keepAliveTimeout = KEPT_MS;
  server.maxConnections = CONNECTIONS;
  server.maxHeadersCount = 100;
}

/**
 * The last handler of the process. A promise that nobody waited for is a line in the log, and the process goes on; an error that
 * nobody caught leaves it in an unknown state, so that it ends and its supervisor starts another: nothing acknowledged is lost.
 * Call what it returns to take the handlers off.
 */
export function catchAll(log: Log, exit: (code: number) => void = (code) => process.exit(code)): () => void {
  const onRejection = (error: unknown): void => log.error({ err: error }, 'A promise that nobody waited for failed');
  const onException = (error: unknown): void => {
    log.error({ err: error }, 'An error that nobody caught: the process ends');
    exit(1);
  };
  process.on('unhandledRejection', onRejection);
  process.on('uncaughtException', onException);
  return () => {
    process.off('unhandledRejection', onRejection);
    process.off('uncaughtException', onException);
  };
}
