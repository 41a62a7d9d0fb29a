import type { Delivery, Notice } from '../../src/core/notice.ts';
import { checkInvariants, type InvariantCounts, wholeLedger } from '../../src/flows/check-invariants.ts';
import type { Deps } from '../../src/flows/scene.ts';
import type { InboundEvent } from '../../src/ports.ts';
import type { Shared } from './replica.ts';

/** What was found at the end; everything broken is a line. */
export interface Verdict {
  readonly invariants: InvariantCounts;
  readonly faults: readonly string[];
  readonly deliveries: number;
  readonly taken: number;
  readonly handed: number;
  readonly inputs: number;
  readonly asked: number;
  /** Every kind of entry in the ledger. */
  readonly acts: readonly string[];
}

/** Milliseconds by which a message may be late once nothing goes wrong any more. */
const GRACE_MS = 60_000;

/** Judges a run from outside: what the platforms took against what the bot wrote down, and that nothing owed lies anywhere. */
export async function judge(deps: Deps, shared: Shared, made: readonly InboundEvent[]): Promise<Verdict> {
  const { stores, clock } = deps;
  const now = clock.now().getTime();
  const invariants = await checkInvariants(deps);
  const deliveries = await stores.deliveries({});
  const faults: string[] = Object.entries(invariants)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name}: ${count}`);
  const byKey = new Map(deliveries.map((delivery) => [delivery.key, delivery]));

  let taken = 0;
  for (const platform of shared.platforms) {
    for (const delivery of deliveries) {
      if (delivery.channel === platform.name && delivery.state === 'sent' && !platform.taken.has(delivery.key))
        faults.push(`false receipt: ${delivery.key}`);
    }
    for (const [key, message] of platform.taken) {
      taken += 1;
      const delivery = byKey.get(key);
      if (message.times > 1) faults.push(`doubled: ${platform.name} took ${key} ${message.times} times`);
      if (!delivery) faults.push(`unknown to the bot: ${key}`);
      else if (delivery.state === 'sent' && delivery.platformId !== message.platformId)
        faults.push(`wrong id: ${key} has ${delivery.platformId}, not ${message.platformId}`);
      else if (!['sent', 'failed'].includes(delivery.state)) faults.push(`taken but ${delivery.state}: ${key}`);
    }
  }

  const carriers = new Map<string, Delivery[]>();
  for (const delivery of deliveries)
    for (const id of delivery.noticeIds) carriers.set(id, [...(carriers.get(id) ?? []), delivery]);
  for (const delivery of deliveries) {
    const isPast = delivery.dueAt.getTime() <= now - GRACE_MS;
    if (delivery.channel !== 'offline' && ['queued', 'sending', 'unknown'].includes(delivery.state) && isPast)
      faults.push(`never left: ${delivery.key} is ${delivery.state} since ${delivery.dueAt.toISOString()}`);
    if (delivery.state === 'failed' && !byKey.has(`offline|${delivery.key}`))
      faults.push(`failed and on nobody's list: ${delivery.key}`);
  }
  for (const notice of await stores.notices([...carriers.keys()] as Notice['id'][])) {
    if (notice.status !== 'due') continue;
    const all = carriers.get(notice.id) ?? [];
    const isWaiting = all.some((one) => one.state === 'queued' && one.dueAt.getTime() > now - GRACE_MS);
    if (!isWaiting && !all.some((one) => one.channel === 'offline'))
      faults.push(
        `lost: ${notice.key}: ${all.map((one) => `${one.key} ${one.state} ${one.failure ?? ''}`).join(', ')}`,
      );
  }
  for (const event of await stores.unhandled(1_000)) faults.push(`not answered: ${event.key}`);
  for (const event of made) {
    if ((await stores.inbound(event.platform, event.key)) === null) faults.push(`never heard: ${event.key}`);
  }
  for (const [bug, times] of shared.tally.bugs) faults.push(`broke ${times} times: ${bug}`);
  return {
    invariants,
    faults,
    deliveries: deliveries.length,
    taken,
    handed: deliveries.filter((delivery) => delivery.channel === 'offline').length,
    inputs: made.length,
    acts: [...new Set((await wholeLedger(deps)).map((entry) => entry.type as string))],
    asked: shared.platforms.reduce((sum, platform) => sum + platform.asked, 0),
  };
}
