import { SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../../ports.ts';
import { deliveryError, shutOut } from './errors.ts';
import { loggerOver } from './logger.ts';

/** A link that has been down for so long does not come back by itself; health says so. */
const MAY_BE_DOWN_MS = 60_000;

/** Milliseconds before the first try after a link has ended (Slack renews each every few hours), and at most before a later one. */
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 30_000;

/** Milliseconds from the call for an address until Slack has said hello. */
const HELLO_MS = 15_000;
const CALL_MS = 10_000;

/** Socket Mode: a link that we open and open again. */
export interface SocketLink {
  readonly receiver: SocketModeReceiver;
  start(): void;
  stop(): Promise<void>;
  /** Slack's code when it refuses the app's token, `socket_closed` when nothing has come in for a minute, else null. */
  fault(): string | null;
}

/** What the link is told of the machine it runs on. */
export interface SocketParts {
  now(): Date;
  readonly log: Log;
  /** Shorter in tests. */
  readonly firstWaitMs?: number;
}

/**
 * A link over the library's client, which is opened again here and not by the library: its own reconnecting rejects where nobody
 * listens when Slack refuses the token meanwhile, and that ends Node (3.1.0).
 */
export function socketLink(appToken: string, slackApiUrl: string, parts: SocketParts): SocketLink {
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    logger: loggerOver(parts.log),
    installerOptions: { clientOptions: { slackApiUrl, retryConfig: { retries: 0 }, timeout: CALL_MS } },
  });
  const { client } = receiver;
  let downSince: Date | null = parts.now();
  let refused: string | null = null;
  let stopped = false;
  let tries = 0;
  let next: NodeJS.Timeout | undefined;

  client.on('connected', () => {
    downSince = null;
    refused = null;
    tries = 0;
  });
  client.on('disconnected', () => {
    downSince ??= parts.now();
    openLater();
  });

  function openLater(): void {
    if (stopped || next) return;
    const waitMs = Math.min(LONGEST_WAIT_MS, (parts.firstWaitMs ?? FIRST_WAIT_MS) * 2 ** tries);
    tries += 1;
    next = setTimeout(() => {
      next = undefined;
      void open();
    }, waitMs);
  }

  async function open(): Promise<void> {
    // A link over which nothing is ever said would be waited for without end.
    const silent = setTimeout(() => void client.disconnect(), HELLO_MS);
    try {
      await client.start();
    } catch (error) {
      // Without a reason the link has ended before its hello.
      refused = error ? shutOut(deliveryError(error)) : null;
      if (!stopped) parts.log.error({ err: error }, 'The socket to Slack could not be opened');
      openLater();
    } finally {
      clearTimeout(silent);
    }
  }

  return {
    receiver,
    start: () => void open(),
    async stop() {
      stopped = true;
      clearTimeout(next);
      await receiver.stop();
    },
    fault() {
      if (downSince === null) return null;
      if (refused !== null) return refused;
      return parts.now().getTime() - downSince.getTime() > MAY_BE_DOWN_MS ? 'socket_closed' : null;
    },
  };
}
