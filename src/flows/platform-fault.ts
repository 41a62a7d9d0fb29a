import type { OfficeFact } from '../core/event.ts';
import type { Delivery } from '../core/notice.ts';
import type { Platform } from '../core/unit.ts';
import { address } from './address.ts';
import { type Deps, loadScene, type Scene } from './scene.ts';

/**
 * When a platform shuts the bot out: one alarm to the office on another way (another account, else the clerk's list), and an entry in
 * the ledger. Duties stay where they are. However many processes notice it, and however often one starts meanwhile, it is said
 * once, and after a day again.
 */
export async function platformShutOut(deps: Deps, fault: { platform: Platform; code: string }): Promise<void> {
  if (!(await isTold(deps, fault))) await tell(deps, fault.platform, fault.code);
}

/** When the platform lets the bot in again: the office is told, there. */
export async function platformBack(deps: Deps, platform: Platform): Promise<void> {
  await tell(deps, platform, null);
}

/** Entries of the ledger in which the last word on a platform is looked for; while it is shut out hardly anything happens. */
const ENTRIES = 500;

const TELLS: ReadonlySet<string> = new Set<OfficeFact['type']>(['platform-shut-out', 'platform-back']);

/** That it was mended may have been noticed by nobody who was running: then the next fault must not go unsaid for long. */
const AGAIN_MS = 24 * 3_600_000;

/** Whether the office was told of this fault lately, and nothing is known to have mended it since. */
async function isTold(
  { stores, clock }: Deps,
  { platform, code }: { platform: Platform; code: string },
): Promise<boolean> {
  const head = (await stores.ledgerHead())?.seq ?? 0;
  const entries = await stores.ledger({ afterSeq: Math.max(0, head - ENTRIES), limit: ENTRIES });
  const last = entries.findLast(({ type, facts }) => TELLS.has(type) && facts.platform === platform);
  const isLate = last !== undefined && clock.now().getTime() - last.at.getTime() > AGAIN_MS;
  return last?.type === 'platform-shut-out' && last.facts.code === code && !isLate;
}

async function tell(deps: Deps, platform: Platform, code: string | null): Promise<void> {
  if ((await deps.stores.office()) === null) return;
  const scene = await loadScene(deps);
  const round = `${platform}:${code ?? 'back'}:${scene.now.toISOString().slice(0, 13)}`;
  const what =
    code === null
      ? ({ kind: 'platform-back', platform } as const)
      : ({ kind: 'platform-shut-out', platform, code } as const);
  const told = address(deps, scene, [
    {
      taskId: null,
      dueOn: null,
      kind: 'alarm',
      round,
      recipient: { unitId: scene.officeUnit.id, role: 'office-staff' },
      manner: 'now',
      say: (texts) => texts.alarm(what, scene.setting),
    },
  ]);
  const fact: OfficeFact =
    code === null ? { type: 'platform-back', platform } : { type: 'platform-shut-out', platform, code };
  await deps.stores.commit({
    notices: told.notices,
    deliveries: code === null ? told.deliveries : told.deliveries.map((one) => elsewhere(scene, one, platform)),
    events: [{ ...fact, taskId: null, at: scene.now, actor: { personId: null, via: 'clock' } }],
    handled: { platform, key: round },
  });
}

/** The same message on another of the person's platforms, or on the clerk's list. */
function elsewhere(scene: Scene, delivery: Delivery, platform: Platform): Delivery {
  if (delivery.channel !== platform) return delivery;
  const person = scene.directory.persons.find((one) => one.id === delivery.personId);
  const other = person?.accounts.find((one) => one.platform !== platform && one.fault === undefined);
  const channel = other?.platform ?? 'offline';
  return { ...delivery, channel, address: other?.address ?? null, key: `${delivery.key}|${channel}` };
}
