import type { Client } from './adapters/slack/clients.ts';
import { accountWith, profileOf, type SlackProfile } from './adapters/slack/people.ts';
import type { PersonId } from './core/ids.ts';
import type { Catalogue } from './core/message/catalogue.ts';
import type { Message } from './core/message/message.ts';
import type { Account, Person } from './core/unit.ts';
import { type OneTimeCodes, redeemCode } from './flows/invite-person.ts';
import { greetAccount, isGreetingTime, linkAccount } from './flows/link-account.ts';
import { regainAccount } from './flows/lose-account.ts';
import { noteProfile } from './flows/note-profile.ts';
import { type Deps, loadScene, textsOfOffice } from './flows/scene.ts';
import type { Clock, Settings } from './ports.ts';
import { readCode } from './reading/one-time-code.ts';

/** What meeting people in Slack stands on. */
export interface PeopleParts {
  readonly deps: Deps & { readonly codes: OneTimeCodes };
  readonly settings: Settings;
  readonly interactive: Client;
  readonly bulk: Client;
  readonly machine: Clock;
}

/** Slack answers fifty such questions a minute; this is asked each minute. */
const MET_AT_ONCE = 20;
/** Someone who has no account yet is looked for again the next day. */
const LOOK_AGAIN_MS = 24 * 60 * 60_000;
/** Wrong codes from one account, and in what time. */
const MOST_TRIES = 5;
const TRIES_MS = 60 * 60_000;

/** Whose accounts are whose: by the registered address, or by a one-time code. */
export function slackPeople({ deps, settings, interactive, bulk, machine }: PeopleParts) {
  /** When each address was last looked for in vain. */
  const lookedFor = new Map<string, number>();
  /** Accounts whose profile was read by this process. */
  const read = new Set<string>();
  /** Accounts that were told who registered them, as far as this process knows. */
  const greeted = new Set<string>();
  /** In which language accounts read, as Slack said; null: as the office does. */
  const languages = new Map<string, SlackProfile['language']>();
  let trying: Promise<unknown> = Promise.resolve();

  /** The words for an account, without asking anybody: in its language as far as that is known here. */
  function textsOf(user: string): Catalogue {
    const language = languages.get(user);
    return (language && deps.languages?.[language]) ?? textsOfOffice(deps);
  }

  /** What an account is told before it is anybody's, in its language. */
  const toAccount = (user: string): typeof deps => ({
    ...deps,
    texts: textsOf(user),
    officeTexts: textsOfOffice(deps),
  });

  function knownIn(persons: readonly Person[], user: string): Person | undefined {
    const found = persons.find((person) => accountIn(person, user));
    if (found?.profile?.language) languages.set(user, found.profile.language);
    return found;
  }

  /** The profile, or null where Slack does not tell it. */
  async function asked(user: string): Promise<SlackProfile | null> {
    const profile = await profileOf(interactive, user).catch((error: unknown) => {
      deps.log.warn({ err: error }, 'The profile of an account in Slack could not be read');
      return null;
    });
    if (profile) languages.set(user, profile.language);
    return profile;
  }

  async function personOf(user: string): Promise<PersonId | null> {
    const found = knownIn((await deps.stores.directory()).persons, user);
    if (!found) return null;
    // Whoever writes from an account has it.
    if (accountIn(found, user)?.fault) await regainAccount(deps, { platform: 'slack', address: user });
    if (!read.has(user) && found.profile?.zone === undefined) void readProfile(user);
    return found.id;
  }

  /** Zone and language, beside everything else: a failure is tried again with the next process. */
  async function readProfile(user: string): Promise<void> {
    read.add(user);
    await noted(user, await asked(user));
  }

  async function noted(user: string, profile: SlackProfile | null): Promise<void> {
    try {
      if (profile) await noteProfile(deps, { platform: 'slack', address: user, ...profile });
    } catch (error) {
      deps.log.warn({ err: error }, 'The profile of an account in Slack could not be kept');
    }
  }

  async function link(email: string, address: string, profile: SlackProfile | null): Promise<PersonId | null> {
    const id = await linkAccount(toAccount(address), { email, account: { platform: 'slack', address } });
    if (id !== null) await noted(address, profile);
    return id;
  }

  /** Accounts that the office entered itself are told so before anything else comes, a few at a time. */
  async function greet(persons: readonly Person[]): Promise<void> {
    const accounts = persons.flatMap(({ id, accounts: held }) => held.map((account) => ({ id, account })));
    const due = accounts.filter(
      ({ account }) => account.platform === 'slack' && account.fault === undefined && !greeted.has(account.address),
    );
    for (const { id, account } of due.slice(0, MET_AT_ONCE)) {
      greeted.add(account.address);
      const isKnown = (await deps.stores.inbound('slack', `linked:${account.address}`)) !== null;
      if (isKnown) continue;
      if (!read.has(account.address)) await readProfile(account.address);
      await greetAccount(deps, id, account);
    }
  }

  /** One at a time, so that the count of tries holds. */
  function redeemed(user: string, code: string): Promise<'linked' | 'wrong' | 'too-many'> {
    const next = trying.then(async () => {
      const row = `slack:code-tries:${user}`;
      const now = machine.now().getTime();
      const known = (await settings.get(row)) as { since: number; count: number } | null;
      const tries = known && now - known.since < TRIES_MS ? known : { since: now, count: 0 };
      if (tries.count >= MOST_TRIES) return 'too-many';
      await settings.set(row, { ...tries, count: tries.count + 1 });
      const profile = await asked(user);
      const id = await redeemCode(toAccount(user), { code, account: { platform: 'slack', address: user } });
      if (id !== null) await noted(user, profile);
      return id === null ? 'wrong' : 'linked';
    });
    trying = next.catch(() => undefined);
    return next;
  }

  return {
    personOf,
    readProfile,
    textsOf,

    /** Reads in which language everybody reads, so that the first form that somebody opens is in theirs. */
    async learnLanguages(): Promise<void> {
      const { persons } = await deps.stores.directory();
      for (const { accounts } of persons) for (const { address } of accounts) knownIn(persons, address);
    },

    /** Whose account this is. Nothing is asked or written: on the way to an acknowledgement there is no time for it. */
    async knownAs(user: string): Promise<PersonId | null> {
      return knownIn((await deps.stores.directory()).persons, user)?.id ?? null;
    },

    /** The person of an account; one that is not known is met by the address that the office registered. */
    async meet(user: string): Promise<PersonId | null> {
      const known = await personOf(user);
      if (known !== null || user === '') return known;
      const profile = await asked(user);
      return profile?.email ? link(profile.email, user, profile) : null;
    },

    /** Looks for the accounts of people whom the office registered by e-mail, a few at a time. */
    async meetRegistered(): Promise<void> {
      const now = machine.now().getTime();
      if ((await deps.stores.office()) === null || !isGreetingTime(await loadScene(deps))) return;
      const { persons } = await deps.stores.directory();
      await greet(persons);
      const unmet = persons.flatMap(({ email, accounts }) =>
        email && accounts.every((account) => account.platform !== 'slack') ? [email] : [],
      );
      const due = unmet.filter((email) => now - (lookedFor.get(email) ?? 0) > LOOK_AGAIN_MS).slice(0, MET_AT_ONCE);
      for (const email of due) {
        lookedFor.set(email, now);
        const address = await accountWith(bulk, email).catch(() => null);
        if (address) await link(email, address, await asked(address));
      }
    },

    /** What someone who is not known is answered: their code is taken, or how they are registered. Null when the code was right. */
    async stranger(user: string, text: string | null): Promise<Message | null> {
      const office = await deps.stores.office();
      const name = office?.shortName ?? null;
      const code = text === null ? null : readCode(text);
      const { chat, own } = toAccount(user).texts;
      if (code === null) return chat.notRegistered(name);
      const done = await redeemed(user, code);
      return done === 'linked' ? null : own.codeRefused(done, name);
    },
  };
}

const accountIn = (person: Person, user: string): Account | undefined =>
  person.accounts.find((account) => account.platform === 'slack' && account.address === user);
