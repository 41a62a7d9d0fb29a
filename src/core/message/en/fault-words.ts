/** What the platforms' codes mean to whoever reads them in the office. */
const words: Readonly<Record<string, string>> = {
  is_archived: 'the channel is archived',
  not_in_channel: 'the bot is not in the channel',
  channel_not_found: 'there is no such channel, or the bot is not in it',
  restricted_action: 'the workspace does not allow posts there',
  user_deactivated: 'the account is switched off',
  user_not_found: 'there is no such account',
  account_inactive: 'the app was removed',
  token_revoked: 'the token was revoked',
  token_expired: 'the token has expired',
  invalid_auth: 'the token is not valid',
  not_authed: 'there is no token',
  missing_scope: 'the app lacks a permission',
  messages_tab_disabled: 'direct messages with the app are off',
  'not-connected': 'the platform is not connected',
  broke: 'sending broke off several times',
};

/** A platform's code in words, with the code for whoever maintains the bot. */
export const faultWords = (code: string): string => (words[code] ? `${words[code]}, code ${code}` : `code ${code}`);
