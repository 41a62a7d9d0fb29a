import { timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { notThere } from './api-error.ts';
import { isLoopbackName } from './guard.ts';

/** The page for Prometheus, and the token that opens it to other machines (null: this machine alone). */
export interface MetricsPage {
  readonly token: string | null;
  page(): Promise<{ readonly type: string; readonly text: string }>;
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/**
 * Serves the metrics to whoever brings the token; without a token to this machine itself. What a proxy passes on comes from
 * somewhere else, however near the proxy stands, and so does a page whose name was made to point here. Anybody else finds nothing there.
 */
export function metricsRoute({ token, page }: MetricsPage): RequestHandler {
  return async (request, response, next) => {
    const { headers, socket } = request;
    const isPassedOn = ['x-forwarded-for', 'forwarded', 'via'].some((name) => headers[name] !== undefined);
    const mayRead =
      token === null
        ? LOOPBACK.has(socket.remoteAddress ?? '') && isLoopbackName(headers.host ?? '') && !isPassedOn
        : isSame(headers.authorization ?? '', `Bearer ${token}`);
    if (!mayRead) {
      notThere(request, response, next);
      return;
    }
    const { type, text } = await page();
    response.set({ 'Content-Type': type, 'Cache-Control': 'no-store' }).send(text);
  };
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
