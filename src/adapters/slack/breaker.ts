import { createHash } from 'node:crypto';
import { DeliveryError } from '../../errors.ts';
import { deliveryError, isAboutAccount, shutOut } from './errors.ts';
import { isRoom, type SlackMessenger } from './messenger.ts';

/** A messenger that stops while Slack shuts the app out. */
export interface Breaker extends SlackMessenger {
  /** Slack said by an event that the app is shut out. */
  trip(code: string): void;
  /** Asks whether the app is let in again, while it is shut out; deliveries ask by themselves too. */
  probe(): Promise<void>;
}

export interface BreakerParts {
  now(): number;
  /** Resolves when Slack knows the token. Rejects as any call. */
  ask(): Promise<unknown>;
  /** Called once as the app is shut out, and once as it is let in again. */
  onShutOut(code: string): void;
  onBack(): void;
}

/** Between two tries while the app is shut out: one message asks for all. */
const PROBE_MS = 5 * 60_000;
/** What waits comes back spread over so long: the turns of the pacer do the rest. */
const SPREAD_MS = 5 * 60_000;

/** Codes of which knowing the token says nothing. */
const NOT_OF_TOKEN: ReadonlySet<string> = new Set(['missing_scope', 'not_allowed_token_type', 'accesslimited']);

/**
 * Stops sending when Slack shuts the app out (token revoked, app removed): no call is made but one in five minutes, every duty waits,
 * and once Slack lets the app in again what waits comes back spread out. Direct messages that are gone are opened anew once before
 * their account counts as lost.
 */
export function breaker(messenger: SlackMessenger, parts: BreakerParts): Breaker {
  let shut: { readonly code: string; readonly probeAt: number } | null = null;
  const reopened = new Set<string>();

  function trip(code: string): void {
    const known = shut;
    shut = { code, probeAt: parts.now() + PROBE_MS };
    if (known === null) parts.onShutOut(code);
  }

  function letIn(): void {
    if (shut === null) return;
    shut = null;
    parts.onBack();
  }

  async function guarded<T>(address: string, key: string, work: () => Promise<T>): Promise<T> {
    if (shut) {
      const waitMs = shut.probeAt - parts.now();
      if (waitMs > 0) {
        const retryAfterMs = waitMs + spread(key);
        throw new DeliveryError('slack', shut.code, 'later', { about: 'connection', retryAfterMs });
      }
      // This one asks for all; meanwhile nobody else does.
      shut = { ...shut, probeAt: parts.now() + PROBE_MS };
    }
    try {
      const result = await work();
      letIn();
      reopened.delete(address);
      return result;
    } catch (error) {
      const failed = deliveryError(error);
      const code = shutOut(failed);
      if (code) {
        trip(code);
        throw failed;
      }
      if (failed.retry !== 'ambiguous') letIn();
      if (GONE.has(failed.code) && !isRoom(address) && !reopened.has(address)) {
        reopened.add(address);
        messenger.forget(address);
        throw new DeliveryError('slack', failed.code, 'later', { retryAfterMs: 1_000, cause: failed });
      }
      throw failed;
    }
  }

  return {
    fault: () => shut?.code ?? messenger.fault(),
    forget: (address) => messenger.forget(address),
    send: (to, message, key) => guarded(to.address, key, () => messenger.send(to, message, key)),
    find: (to, key, since) => guarded(to.address, key, () => messenger.find(to, key, since)),
    met: (address, channel) => messenger.met(address, channel),
    // Shut out nothing is sent: whoever asks for all needs no turn.
    turn: async (address, urgent) => (shut ? 0 : messenger.turn(address, urgent)),
    trip,
    async probe() {
      if (shut === null || NOT_OF_TOKEN.has(shut.code)) return;
      try {
        await parts.ask();
        letIn();
      } catch (error) {
        const code = shutOut(deliveryError(error));
        if (code) trip(code);
      }
    },
  };
}

/** Of the codes about an account those that say only that the conversation as it was known is gone. */
const GONE: ReadonlySet<string> = new Set(
  ['channel_not_found', 'is_archived', 'not_in_channel'].filter(isAboutAccount),
);

const spread = (key: string): number => createHash('sha256').update(key).digest().readUInt32BE(0) % SPREAD_MS;
