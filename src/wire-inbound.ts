import type { InboundLimit } from './core/inbound-limit.ts';
import { say } from './flows/handle-reply.ts';
import { type Deps, loadScene } from './flows/scene.ts';
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
      await say(deps, await loadScene(deps), { by: event.personId, via: 'slack', key }, deps.texts.chat.tooOften);
    }
    deps.log.warn({ platform: event.platform, admission }, 'A person sends more than is taken in a minute');
    return false;
  };
}
