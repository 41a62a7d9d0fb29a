import type { PersonId } from '../core/ids.ts';
import { hashOfText } from '../core/ledger.ts';
import { type SignIn, signInMinutes, stands } from '../core/sign-in.ts';
import { rolesOf } from '../core/unit.ts';
import type { Secrets, SignIns } from '../ports-sign-in.ts';
import { type Deps, loadScene } from './scene.ts';

/** What signing in needs beside the stores. */
export type SignInDeps = Deps & {
  readonly signIns: SignIns;
  readonly secrets: Secrets;
};

/**
 * When a person asks for the page: a link that opens it once, within minutes, for them. Null for somebody without a role today. Who
 * they are rests on the platform on which they asked; only the hash of the secret is kept.
 */
export async function makeLink(deps: SignInDeps, by: PersonId): Promise<string | null> {
  if (!(await hasRole(deps, by))) return null;
  const now = deps.clock.now();
  await deps.signIns.dropOlder(new Date(now.getTime() - signInMinutes.longest * 60_000));
  return keep(deps, 'link', by, now);
}

/** When a link is opened: the secret of the session it begins; null when it was opened before, is too old, or was never made. */
export async function openLink(deps: SignInDeps, link: string): Promise<string | null> {
  const found = await deps.signIns.take(hashOfText(link));
  const now = deps.clock.now();
  if (found?.kind !== 'link' || !stands(found, now) || !(await hasRole(deps, found.personId))) return null;
  return keep(deps, 'session', found.personId, now);
}

/**
 * Whose session it is; null when it has ended. A person who has lost their last role is out at once. `active` says that the person
 * did something, and not that their page asked by itself.
 */
export async function personSignedIn(deps: SignInDeps, secret: string, active: boolean): Promise<PersonId | null> {
  const hash = hashOfText(secret);
  const found = await deps.signIns.find(hash);
  const now = deps.clock.now();
  if (found?.kind !== 'session' || !stands(found, now) || !(await hasRole(deps, found.personId))) return null;
  // Written once a minute at most.
  if (active && now.getTime() - found.seenAt.getTime() >= 60_000) await deps.signIns.seen(hash, now);
  return found.personId;
}

/** When a person leaves the page, or the session is of no use any more. */
export async function signOut(deps: SignInDeps, secret: string): Promise<void> {
  await deps.signIns.take(hashOfText(secret));
}

async function keep(deps: SignInDeps, kind: SignIn['kind'], personId: PersonId, now: Date): Promise<string> {
  const secret = deps.secrets.next();
  await deps.signIns.keep(hashOfText(secret), { kind, personId, openedAt: now, seenAt: now });
  return secret;
}

async function hasRole(deps: SignInDeps, by: PersonId): Promise<boolean> {
  const { directory, today } = await loadScene(deps);
  return rolesOf(directory, by, today).length > 0;
}
