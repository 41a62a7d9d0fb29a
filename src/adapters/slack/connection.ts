import { ExpressReceiver, type Receiver } from '@slack/bolt';
import type { Application } from 'express';
import express from 'express';
import type { Log } from '../../ports.ts';
import { loggerOver } from './logger.ts';
import { EVENTS_PATH } from './names.ts';
import { withinWindow } from './signature.ts';
import { type SocketLink, socketLink } from './socket.ts';

/** How Slack reaches us: over a socket that we open, or by signed requests to our server. */
export type Link =
  | { readonly mode: 'socket'; readonly appToken: string }
  | { readonly mode: 'http'; readonly signingSecret: string };

/** The way in that is configured. */
export interface Connection {
  readonly receiver: Receiver;
  /** Puts Slack's route on the server; before any body parser, as the signature is over the raw body. */
  mount(app: Application): void;
  /** Resolves at once: a socket that cannot be opened is tried again until it can. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Why nothing comes in, or null; a socket is given a minute to come back by itself. */
  fault(): string | null;
}

/** Opens nothing before `start`. */
export function connection(
  slack: { readonly link: Link; readonly apiUrl: string },
  parts: { now(): Date; readonly log: Log },
): Connection {
  const { link } = slack;
  const logger = loggerOver(parts.log);
  if (link.mode === 'socket') return overSocket(socketLink(link.appToken, slack.apiUrl, parts));
  const router = express.Router();
  router.use(EVENTS_PATH, withinWindow(parts.now));
  const receiver = new ExpressReceiver({
    signingSecret: link.signingSecret,
    endpoints: EVENTS_PATH,
    router,
    app: express(),
    logger,
  });
  return {
    receiver,
    mount: (app) => void app.use(router),
    start: async () => {},
    stop: async () => {},
    fault: () => null,
  };
}

const overSocket = (link: SocketLink): Connection => ({
  receiver: link.receiver,
  mount: () => {},
  start: async () => link.start(),
  stop: () => link.stop(),
  fault: () => link.fault(),
});
