import type { RequestHandler } from 'express';
import type { DeskEvent } from './api-schema.ts';

/** A proxy or a sleeping laptop drops silent connections; the browser reconnects by itself. */
const HEARTBEAT_MS = 20_000;

/** Server-sent events: each says what to fetch again, none carries content, so that no row leaks to a viewer. */
export function eventStream(subscribe: (listener: (event: DeskEvent) => void) => () => void): RequestHandler {
  return (request, response) => {
    response.set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store' });
    response.flushHeaders();
    response.write('retry: 1000\n\n');

    const unsubscribe = subscribe((event) => response.write(`data: ${JSON.stringify(event)}\n\n`));
    const heartbeat = setInterval(() => response.write(': \n\n'), HEARTBEAT_MS);
    heartbeat.unref();
    request.on('close', () => {
      clearInterval(heartbeat);
      unsubscribe();
    });
  };
}
