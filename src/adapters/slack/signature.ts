import type { RequestHandler } from 'express';

/** Seconds by which a request's time may differ from ours, in either direction. */
const WINDOW_S = 300;

/**
 * Refuses requests from longer ago or farther ahead than five minutes. The library checks the signature and the past only: a request
 * signed for later would be accepted again and again until then. https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function withinWindow(now: () => Date): RequestHandler {
  return (request, response, next) => {
    const at = Number(request.get('x-slack-request-timestamp') ?? Number.NaN);
    // Not a number fails this as well.
    if (Math.abs(now().getTime() / 1_000 - at) <= WINDOW_S) next();
    else response.status(401).end();
  };
}
