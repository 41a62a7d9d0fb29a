import type { InboundLimit } from './core/inbound-limit.ts';
import { say } from './flows/handle-reply.ts';
import { inputFailed } from './flows/input-failed.ts';
import { type Deps, loadScene, textsFor } from './flows/scene.ts';
import type { Clock, InboundEvent } from './ports.ts';

/**
 * Stores what comes in from a chat, within the limit of each person. What is beyond it is not stored, which the person is told once a
 * minute; to the platform it is as taken, so that it does not send it again.
 */
export function limitedReceive(
  deps: Deps,
  limit: InboundLimit,
  machine: Clock,
): (event: InboundEvent, sender: string) => Promise<boolean> {
  return async (event, sender) => {
    const admission = limit.admit(`${event.platform}:${event.personId ?? sender}`, machine.now());
    if (admission === 'admitted') return deps.stores.receive(event);
    if (admission === 'first-too-many' && event.personId !== null && event.platform === 'slack') {
      const key = { platform: event.platform, key: `too-often:${event.personId}:${event.key}` };
      const scene = await loadScene(deps);
      const { chat } = textsFor(
        deps,
        scene.directory.persons.find(({ id }) => id === event.personId),
      );
      await say(deps, scene, { by: event.personId, via: 'slack', key }, chat.tooOften);
    }
    deps.log.warn({ platform: event.platform, admission }, 'A person sends more than is taken in a minute');
    return false;
  };
}

/** Inputs that are looked at in one round. */
const AT_ONCE = 100;

/**
 * Answers what was stored and not answered: after a crash, and what failed. One that fails keeps no other waiting; the office is told of
 * it in time.
 */
export async function answerLeft(
  deps: Deps,
  platform: InboundEvent['platform'],
  answer: (event: InboundEvent) => Promise<unknown>,
  isTurn: (event: InboundEvent) => boolean = () => true,
): Promise<void> {
  for (const event of await deps.stores.unhandled(AT_ONCE, platform)) {
    if (!isTurn(event)) continue;
    try {
      await answer(event);
    } catch (error) {
      deps.log.error({ err: error, platform, key: event.key }, 'A stored input was not answered');
      await inputFailed(deps, event);
    }
  }
}

/** Whether an input came so long ago: what came just now is being answered where it came in. */
export const isOlder = (clock: Clock, { receivedAt }: InboundEvent, ms: number): boolean =>
  clock.now().getTime() - receivedAt.getTime() >= ms;
