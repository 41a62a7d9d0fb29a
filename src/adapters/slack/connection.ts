import { ExpressReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Application } from 'express';
import express from 'express';
import type { Log } from '../../ports.ts';
import { EVENTS_PATH } from './names.ts';
import { loggerOver } from './receive.ts';
import { withinWindow } from './signature.ts';

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

const RETRY_MS = 30_000;
const MAY_BE_DOWN_MS = 60_000;

/** Opens nothing before `start`. */
export function connection(
  slack: { readonly link: Link; readonly apiUrl: string },
  parts: { now(): Date; readonly log: Log },
): Connection {
  const { link } = slack;
  const logger = loggerOver(parts.log);
  if (link.mode === 'socket') return socketConnection(link.appToken, slack.apiUrl, parts);
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

function socketConnection(
  appToken: string,
  slackApiUrl: string,
  parts: { now(): Date; readonly log: Log },
): Connection {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: loggerOver(parts.log),
    installerOptions: { clientOptions: { slackApiUrl } },
  });
  let downSince: Date | null = parts.now();
  let stopped = false;
  let again: NodeJS.Timeout | undefined;
  receiver.client.on('connected', () => {
    downSince = null;
  });
  for (const state of ['reconnecting', 'disconnected'] as const) {
    receiver.client.on(state, () => {
      downSince ??= parts.now();
    });
  }
  async function open(): Promise<void> {
    try {
      await receiver.start();
    } catch (error) {
      parts.log.error({ err: error }, 'The socket to Slack could not be opened');
      if (!stopped) again = setTimeout(() => void open(), RETRY_MS);
    }
  }
  return {
    receiver,
    mount: () => {},
    start: async () => void open(),
    async stop() {
      stopped = true;
      clearTimeout(again);
      await receiver.stop();
    },
    fault: () => (downSince && parts.now().getTime() - downSince.getTime() > MAY_BE_DOWN_MS ? 'socket_closed' : null),
  };
}
