import { instantAt } from '../core/calendar.ts';
import type { PersonId } from '../core/ids.ts';
import { type Account, rolesOf } from '../core/unit.ts';
import { withAnswer } from './act-on-task.ts';
import { type Deps, loadScene, type Scene, textsFor } from './scene.ts';

/**
 * When a platform shows that an account belongs to a person whom the office registered by e-mail: keep it, write to it from now on, and
 * say who registered them and how to be left alone. False when the address names nobody, or not one person alone, or when the person
 * has an account there already: the office's own entry stands.
 */
export async function linkAccount(deps: Deps, found: { email: string; account: Account }): Promise<PersonId | null> {
  if ((await deps.stores.office()) === null) return null;
  const scene = await loadScene(deps);
  const { account } = found;
  const email = found.email.trim().toLowerCase();
  const { persons } = scene.directory;
  const [person, another] = persons.filter((one) => email !== '' && one.email?.trim().toLowerCase() === email);
  const isTaken = persons.some((one) =>
    one.accounts.some((held) => held.platform === account.platform && held.address === account.address),
  );
  if (!person || another || isTaken || person.accounts.some((held) => held.platform === account.platform)) return null;

  const linked = { ...person, accounts: [account, ...person.accounts] };
  const directory = { ...scene.directory, persons: persons.map((one) => (one === person ? linked : one)) };
  const key = { platform: account.platform, key: `linked:${account.address}` };
  const change = {
    persons: [linked],
    events: [
      {
        taskId: null,
        at: scene.now,
        actor: { personId: null, via: 'clock' as const },
        type: 'account-linked' as const,
        personId: person.id,
        platform: account.platform,
      },
    ],
  };
  const welcome = deps.texts.chat.welcome(person.name, scene.setting.officeName);
  const input = { by: person.id, via: account.platform, key };
  await deps.stores.commit(withAnswer(deps, { ...scene, directory }, change, input, welcome));
  return person.id;
}

/**
 * When the office's own entry names an account to which nothing was written yet: who registered it, and how to be left alone. Once an
 * account, in working hours only, and only to people who hold a role. True when it was said now.
 */
export async function greetAccount(deps: Deps, personId: PersonId, account: Account): Promise<boolean> {
  if ((await deps.stores.office()) === null) return false;
  const scene = await loadScene(deps);
  const person = scene.directory.persons.find((one) => one.id === personId);
  if (!person || !isGreetingTime(scene) || rolesOf(scene.directory, personId, scene.today).length === 0) return false;
  const key = { platform: account.platform, key: `linked:${account.address}` };
  const welcome = textsFor(deps, person).chat.welcome(person.name, scene.setting.officeName, 'account');
  const via = account.platform;
  return (await deps.stores.commit(withAnswer(deps, scene, {}, { by: personId, via, key }, welcome))) === 'committed';
}

/** Nobody is met at night or on a day off. */
export const isGreetingTime = ({ now, today, calendar }: Scene): boolean =>
  calendar.isWorkday(today) && now >= instantAt(today, '08:00') && now < instantAt(today, '20:00');
