import type { Client } from './clients.ts';
import { deliveryError } from './errors.ts';

/** What Slack knows of an account of this workspace in use. */
export interface SlackProfile {
  /** As its administrators know it; null where it is not told. */
  readonly email: string | null;
  readonly zone: string | null;
  readonly language: 'zh' | 'en' | null;
}

/** The profile of an account of this workspace in use; null for bots, guests of others and the like. */
export async function profileOf(client: Client, user: string): Promise<SlackProfile | null> {
  // https://docs.slack.dev/reference/methods/users.info
  const { user: account } = await client.users.info({ user, include_locale: true });
  // A stranger is of another workspace, whose administrators vouch for the address.
  if (!account || account.deleted || account.is_bot || account.is_stranger) return null;
  const locale = (account as { locale?: unknown }).locale;
  return {
    email: account.profile?.email ?? null,
    zone: account.tz ?? null,
    language: typeof locale === 'string' ? languageOf(locale) : null,
  };
}

/** zh-CN, zh-TW, en-US, en-GB; any other language reads what the office reads. */
const languageOf = (locale: string): 'zh' | 'en' | null =>
  locale.startsWith('zh') ? 'zh' : locale.startsWith('en') ? 'en' : null;

/** The account with an e-mail address, or null. Rejects when Slack could not say. */
export async function accountWith(client: Client, email: string): Promise<string | null> {
  try {
    // https://docs.slack.dev/reference/methods/users.lookupByEmail
    const { user } = await client.users.lookupByEmail({ email });
    return user?.id && !user.deleted && !user.is_bot ? user.id : null;
  } catch (error) {
    if (deliveryError(error).code === 'users_not_found') return null;
    throw error;
  }
}

/** Resolves when Slack knows the token. */
export async function whoWeAre(client: Client): Promise<void> {
  // https://docs.slack.dev/reference/methods/auth.test
  await client.auth.test();
}
