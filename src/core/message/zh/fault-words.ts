/** What the platforms' codes mean to whoever reads them in the office. */
const words: Readonly<Record<string, string>> = {
  is_archived: '频道已归档',
  not_in_channel: '机器人不在频道中',
  channel_not_found: '找不到频道，或机器人不在其中',
  restricted_action: '工作区不允许在此发言',
  user_deactivated: '账号已停用',
  user_not_found: '找不到账号',
  account_inactive: '应用已被移除',
  token_revoked: '令牌已吊销',
  token_expired: '令牌已过期',
  invalid_auth: '令牌无效',
  not_authed: '没有令牌',
  missing_scope: '应用缺少权限',
  messages_tab_disabled: '与应用的私信未开启',
  'not-connected': '平台没有连接',
  broke: '发送时多次中断',
};

/** A platform's code in words, with the code for whoever maintains the bot. */
export const faultWords = (code: string): string => (words[code] ? `${words[code]}，代码 ${code}` : `代码 ${code}`);
