import type { Client } from './clients.ts';
import { deliveryError } from './errors.ts';
import { scopes } from './manifest.ts';

/** What Slack says of the token: whose it is, which scopes are missing, how far its clock is from ours. */
export type Checked =
  | {
      readonly ok: true;
      readonly team: string;
      readonly bot: string;
      readonly missing: readonly string[];
      readonly skewMs: number | null;
    }
  | { readonly ok: false; readonly code: string };

/** Asks Slack about our token. Never rejects. https://docs.slack.dev/reference/methods/auth.test */
export async function checkToken(client: Client, now: () => Date): Promise<Checked> {
  try {
    const answer = await client.auth.test();
    const granted = answer.response_metadata?.scopes;
    const missing = granted ? Object.keys(scopes).filter((scope) => !granted.includes(scope)) : [];
    return { ok: true, team: answer.team ?? '', bot: answer.user ?? '', missing, skewMs: await skew(client, now) };
  } catch (error) {
    return { ok: false, code: deliveryError(error).code };
  }
}

/** How far our clock is from Slack's, by the date of an answer; null where none is given. Signatures allow five minutes. */
async function skew(client: Client, now: () => Date): Promise<number | null> {
  if (!client.slackApiUrl) return null;
  const response = await fetch(client.slackApiUrl, { method: 'HEAD', signal: AbortSignal.timeout(10_000) }).catch(
    () => null,
  );
  const date = response?.headers.get('date');
  return date ? now().getTime() - new Date(date).getTime() : null;
}

/** Accounts that Slack does not know or has switched off: nobody reads what is sent there. Never rejects for one of them. */
export async function deadAccounts(client: Client, addresses: readonly string[]): Promise<readonly string[]> {
  const dead: string[] = [];
  for (const address of addresses) {
    try {
      const { user } = await client.users.info({ user: address });
      if (user?.deleted) dead.push(address);
    } catch (error) {
      // Only what Slack says of the account counts against it.
      if (deliveryError(error).code === 'user_not_found') dead.push(address);
    }
  }
  return dead;
}

/** Why a channel cannot be used: Slack's code, or null while it can. Never rejects. */
export async function channelFault(client: Client, channel: string): Promise<string | null> {
  try {
    // Needs no scope beside those that sending needs. https://docs.slack.dev/reference/methods/conversations.history
    await client.conversations.history({ channel, limit: 1 });
    return null;
  } catch (error) {
    return deliveryError(error).code;
  }
}
