import type { Client } from './clients.ts';
import { deliveryError } from './errors.ts';

/** The e-mail address of an account of this workspace in use, as its administrators know it; null for bots, guests of others and the like. */
export async function emailOf(client: Client, user: string): Promise<string | null> {
  // https://docs.slack.dev/reference/methods/users.info
  const { user: account } = await client.users.info({ user });
  // A stranger is of another workspace, whose administrators vouch for the address.
  if (!account || account.deleted || account.is_bot || account.is_stranger) return null;
  return account.profile?.email ?? null;
}

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
