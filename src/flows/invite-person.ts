import type { Refusal } from '../core/event.ts';
import type { PersonId } from '../core/ids.ts';
import { withProfile } from '../core/own-settings.ts';
import { may } from '../core/permission.ts';
import type { Via } from '../core/report.ts';
import type { Account, Person } from '../core/unit.ts';
import { withAnswer } from './act-on-task.ts';
import { actingAs, type Deps, loadScene } from './scene.ts';

/** Codes that are told once and kept as their hash. */
export interface OneTimeCodes {
  draw(): string;
  hashOf(code: string): Promise<string>;
}

/** Hours in which a code can be used. */
const VALID_HOURS = 48;

export type InviteOutcome =
  | { readonly ok: true; readonly person: Person; readonly code: string; readonly expiresAt: Date }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * When the office wants a person to show that an account is theirs: a one-time code, given back once and kept as its hash. A newer one
 * takes the place of the one before.
 */
export async function invitePerson(
  deps: Deps & { readonly codes: OneTimeCodes },
  input: { readonly by: PersonId; readonly via: Via; readonly personId: PersonId },
): Promise<InviteOutcome> {
  const code = deps.codes.draw();
  const hash = await deps.codes.hashOf(code);
  const scene = await loadScene(deps);
  if (!may(actingAs(scene, input.by), 'directory', { officeUnitId: scene.officeUnit.id }))
    return { ok: false, refusal: 'not-permitted' };
  const person = scene.directory.persons.find((one) => one.id === input.personId);
  if (!person) return { ok: false, refusal: 'not-there' };
  const expiresAt = new Date(scene.now.getTime() + VALID_HOURS * 3_600_000);
  await deps.stores.commit({
    persons: [withProfile(person, { invitation: { hash, expiresAt } })],
    events: [
      {
        taskId: null,
        at: scene.now,
        actor: { personId: input.by, via: input.via },
        type: 'person-invited',
        personId: person.id,
        expiresAt,
      },
    ],
  });
  return { ok: true, person, code, expiresAt };
}

/**
 * When an account that nobody knows sends a code: it becomes the account of the person for whom the code was made, in place of one that
 * they had on that platform. Null when the code is wrong, used or too old.
 */
export async function redeemCode(
  deps: Deps & { readonly codes: OneTimeCodes },
  input: { readonly code: string; readonly account: Account },
): Promise<PersonId | null> {
  const hash = await deps.codes.hashOf(input.code);
  if ((await deps.stores.office()) === null) return null;
  const scene = await loadScene(deps);
  const { account } = input;
  const { persons } = scene.directory;
  const isTaken = persons.some((one) =>
    one.accounts.some((held) => held.platform === account.platform && held.address === account.address),
  );
  const person = persons.find((one) => one.profile?.invitation?.hash === hash);
  const invitation = person?.profile?.invitation;
  if (!person || !invitation || isTaken || invitation.expiresAt <= scene.now) return null;
  const others = person.accounts.filter((one) => one.platform !== account.platform);
  const linked = { ...withProfile(person, { invitation: undefined }), accounts: [account, ...others] };
  const directory = { ...scene.directory, persons: persons.map((one) => (one.id === linked.id ? linked : one)) };
  const change = {
    persons: [linked],
    events: [
      {
        taskId: null,
        at: scene.now,
        actor: { personId: person.id, via: account.platform },
        type: 'account-linked' as const,
        personId: person.id,
        platform: account.platform,
        shownBy: 'code' as const,
      },
    ],
  };
  const welcome = deps.texts.chat.welcome(person.name, scene.setting.officeName, 'code');
  // The code itself is what is answered: a second use of it, at the same instant, writes nothing.
  const key = { platform: account.platform, key: `code:${hash}` };
  const done = await deps.stores.commit(
    withAnswer(deps, { ...scene, directory }, change, { by: person.id, via: account.platform, key }, welcome),
  );
  return done === 'duplicate' ? null : person.id;
}
