import { withProfile } from '../core/own-settings.ts';
import type { Profile } from '../core/profile.ts';
import { isZone } from '../core/quiet-hours.ts';
import type { Platform } from '../core/unit.ts';
import { type Deps, loadScene } from './scene.ts';

/**
 * When a platform shows an account's zone and language: they are kept with the person. The zone moves the hour of the morning card,
 * never a deadline. Nothing is written when nothing changed.
 */
export async function noteProfile(
  deps: Deps,
  seen: {
    readonly platform: Platform;
    readonly address: string;
    readonly zone: string | null;
    readonly language: Profile['language'] | null;
  },
): Promise<void> {
  if ((await deps.stores.office()) === null) return;
  const scene = await loadScene(deps);
  const person = scene.directory.persons.find((one) =>
    one.accounts.some((account) => account.platform === seen.platform && account.address === seen.address),
  );
  if (!person) return;
  const zone = seen.zone !== null && isZone(seen.zone) ? seen.zone : person.profile?.zone;
  const language = seen.language ?? person.profile?.language;
  if (zone === person.profile?.zone && language === person.profile?.language) return;
  await deps.stores.commit({
    persons: [withProfile(person, { zone, language })],
    events: [
      {
        taskId: null,
        at: scene.now,
        actor: { personId: null, via: 'clock' },
        type: 'own-setting-changed',
        personId: person.id,
        what: 'profile',
      },
    ],
  });
}
