import type { PersonId } from '../core/ids.ts';
import type { Account } from '../core/unit.ts';
import { withAnswer } from './act-on-task.ts';
import { type Deps, loadScene } from './scene.ts';

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
  const input = { by: person.id, via: 'slack' as const, key };
  await deps.stores.commit(withAnswer(deps, { ...scene, directory }, change, input, welcome));
  return person.id;
}
