import type { OfficeFact } from '../core/event.ts';
import type { Delivery } from '../core/notice.ts';
import type { Platform } from '../core/unit.ts';
import { address } from './address.ts';
import { type Deps, loadScene, type Scene } from './scene.ts';

/**
 * When a platform shuts the bot out: one alarm to the office on another way (another account, else the clerk's list), and an entry in
 * the ledger. Duties stay where they are. However many processes notice it within the hour, it is said once.
 */
export async function platformShutOut(deps: Deps, fault: { platform: Platform; code: string }): Promise<void> {
  await tell(deps, fault.platform, fault.code);
}

/** When the platform lets the bot in again: the office is told, there. */
export async function platformBack(deps: Deps, platform: Platform): Promise<void> {
  await tell(deps, platform, null);
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
