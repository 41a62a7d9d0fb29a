import type { Delivery } from '../core/notice.ts';
import type { Platform } from '../core/unit.ts';
import type { JobQueue, Messenger } from '../ports.ts';
import type { Deps, Scene } from './scene.ts';

/** The platforms that are connected. */
export type Messengers = Partial<Record<Platform, Messenger>>;

/** How a try ends that brought nothing. */
export const nothing = { platformId: null, sentAt: null, failure: null, sent: null } as const;

/** Before the failure of a try that the platform surely did not take: the number of that try. */
export const notTaken = (attempt: number): string => `not-taken-${attempt}:`;

/**
 * Whether an earlier try may have reached the platform: always after the first, unless the last one was surely not taken. The number
 * of that try stands with the failure, so that a try that died without a word in between is not passed over.
 */
export function mayHaveArrived({ attempt, failure }: Pick<Delivery, 'attempt' | 'failure'>): boolean {
  return attempt > 1 && !(failure ?? '').startsWith(notTaken(attempt - 1));
}

/** Tries while the platform shut the bot out do not count: how many they were stands behind the failure. */
const UNCOUNTED = / uncounted=(\d+)$/;

/** How many of the tries so far do not count. */
export const uncountedIn = (failure: string | null): number => Number(UNCOUNTED.exec(failure ?? '')?.[1] ?? 0);

/** The tries that count. */
export const triesOf = ({ attempt, failure }: Pick<Delivery, 'attempt' | 'failure'>): number =>
  attempt - uncountedIn(failure);

/** A card that was due on another day, or is on a day off. */
export function hasMissedItsMorning(scene: Scene, delivery: Delivery): boolean {
  if (delivery.kind !== 'card' || isBeforeItsHour(scene, delivery)) return false;
  return delivery.day !== scene.today || !scene.calendar.isWorkday(scene.today);
}

const isBeforeItsHour = (scene: Scene, delivery: Delivery): boolean =>
  delivery.kind === 'card' && scene.now < delivery.dueAt;

/** A card that may not leave now, whatever an earlier try came to: it is before its hour, or its morning has gone. */
export function isOutOfHours(scene: Scene, delivery: Delivery): boolean {
  return isBeforeItsHour(scene, delivery) || hasMissedItsMorning(scene, delivery);
}

/** When what the platform has was handed over. What cannot have left now left with an earlier try: when it was due, at the earliest. */
export function sentAt(scene: Scene, delivery: Delivery): Date {
  return isOutOfHours(scene, delivery) ? delivery.dueAt : scene.now;
}

/** Whether the platform took an earlier try. */
export async function findAgain(deps: { messengers: Messengers }, { channel, address: to, key, dueAt }: Delivery) {
  const messenger = channel === 'offline' ? undefined : deps.messengers[channel];
  if (!messenger || channel === 'offline' || to === null) return 'absent';
  return messenger.find({ platform: channel, address: to }, key, dueAt);
}

/** Nobody tries again before the wait is over, by the machine clock. */
export async function putOff(
  deps: Deps & { queue: JobQueue },
  delivery: Delivery,
  failure: string,
  startAfterMs: number,
  state: 'queued' | 'unknown' = 'queued',
): Promise<void> {
  if (!(await deps.stores.settle(delivery, { ...nothing, state, failure }, {}, startAfterMs))) return;
  await deps.queue.enqueue(
    [
      {
        deliveryId: delivery.id,
        attempt: delivery.attempt,
        channelKey: `${delivery.channel}:${delivery.address}`,
        startAfterMs,
        urgent: delivery.kind === 'notice',
      },
    ],
    null,
  );
}
