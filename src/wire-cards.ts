import { type Rewriters, refreshCards, type Seen } from './flows/refresh-cards.ts';
import { type OwnSeen, refreshOwnCards } from './flows/refresh-own-cards.ts';
import type { Deps } from './flows/scene.ts';

/** Between two looks at the cards, however much happens. */
const LOOK_MS = 250;

/**
 * Looks at the cards that were sent and writes anew what somebody has dealt with, by whatever way. One look at a time: what happened
 * meanwhile is seen by one more. Never rejects.
 */
export function cardFollower(deps: Deps, rewriters: Rewriters): () => Promise<void> {
  let seen: Seen | null = null;
  let ownSeen: OwnSeen | null = null;
  let looking: Promise<void> | null = null;
  let again = false;

  async function look(): Promise<void> {
    while (again) {
      again = false;
      try {
        seen = await refreshCards({ ...deps, rewriters }, seen);
        ownSeen = await refreshOwnCards({ ...deps, rewriters }, ownSeen);
      } catch (error) {
        seen = null;
        deps.log.error({ err: error }, 'Cards that were sent could not be looked at');
      }
      if (again) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    looking = null;
  }

  return () => {
    again = true;
    looking ??= look();
    return looking;
  };
}
