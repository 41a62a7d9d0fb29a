import { webApi } from '@slack/bolt';
import { DeliveryError } from '../../errors.ts';

/**
 * What an error means for a message. `never`: it will not be taken, the duty moves to the office with an alarm. `later`: it was surely
 * not taken. `ambiguous`: part of it may have been done, so Slack is asked before a second try. `connection`: the app itself is shut
 * out; the duty waits and health says so, so that a token changed at nine does not empty the morning onto the clerk's list.
 */
export type ErrorClass = 'never' | 'later' | 'ambiguous' | 'connection';

/** Every error documented for chat.postMessage. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
export const postErrors = {
  // Where it goes cannot take it.
  channel_not_found: 'never',
  duplicate_channel_not_found: 'never',
  is_archived: 'never',
  not_in_channel: 'never',
  team_not_found: 'never',
  messages_tab_disabled: 'never',
  restricted_action: 'never',
  restricted_action_non_threadable_channel: 'never',
  restricted_action_read_only_channel: 'never',
  restricted_action_thread_locked: 'never',
  restricted_action_thread_only_channel: 'never',
  cannot_reply_to_message: 'never',
  ekm_access_denied: 'never',
  no_permission: 'never',
  slack_connect_canvas_sharing_blocked: 'never',
  slack_connect_file_link_sharing_blocked: 'never',
  slack_connect_lists_sharing_blocked: 'never',
  send_on_behalf_not_allowed: 'never',
  agent_prompt_display_not_allowed: 'never',
  // What is sent is wrong: a fault of ours, told to the office rather than lost.
  as_user_not_supported: 'never',
  attachment_payload_limit_exceeded: 'never',
  deprecated_endpoint: 'never',
  draft_already_deleted: 'never',
  draft_already_sent: 'never',
  draft_has_conflict: 'never',
  draft_not_found: 'never',
  duplicate_message_not_found: 'never',
  invalid_arg_name: 'never',
  invalid_arguments: 'never',
  invalid_array_arg: 'never',
  invalid_blocks: 'never',
  invalid_blocks_format: 'never',
  invalid_charset: 'never',
  invalid_form_data: 'never',
  invalid_metadata_format: 'never',
  invalid_metadata_schema: 'never',
  invalid_post_type: 'never',
  markdown_text_conflict: 'never',
  metadata_must_be_sent_from_app: 'never',
  metadata_too_large: 'never',
  method_deprecated: 'never',
  missing_file_data: 'never',
  missing_post_type: 'never',
  msg_blocks_too_long: 'never',
  msg_too_long: 'never',
  no_text: 'never',
  too_many_attachments: 'never',
  too_many_contact_cards: 'never',
  // The app or its token.
  access_denied: 'connection',
  accesslimited: 'connection',
  account_inactive: 'connection',
  app_access_restricted: 'connection',
  enterprise_is_restricted: 'connection',
  invalid_auth: 'connection',
  missing_scope: 'connection',
  not_allowed_token_type: 'connection',
  not_authed: 'connection',
  org_login_required: 'connection',
  team_access_not_granted: 'connection',
  team_added_to_org: 'connection',
  token_expired: 'connection',
  token_revoked: 'connection',
  two_factor_setup_required: 'connection',
  // Surely not taken, and may be taken later.
  message_limit_exceeded: 'later',
  rate_limited: 'later',
  ratelimited: 'later',
  request_timeout: 'later',
  // "It's possible some aspect of the operation succeeded."
  fatal_error: 'ambiguous',
  internal_error: 'ambiguous',
  service_unavailable: 'ambiguous',
} as const satisfies Readonly<Record<string, ErrorClass>>;

/** Every error documented for the other methods that we call, beside those above: the page of each method names them. */
export const otherErrors: Readonly<Record<string, ErrorClass>> = {
  // Any method.
  unknown_method: 'never',
  missing_args: 'never',
  missing_argument: 'never',
  // users.info, users.lookupByEmail, conversations.open
  user_not_found: 'never',
  users_not_found: 'never',
  user_not_visible: 'never',
  user_disabled: 'never',
  user_deactivated: 'never',
  cannot_dm_bot: 'never',
  invalid_user_combination: 'never',
  method_not_supported_for_channel_type: 'never',
  not_enough_users: 'never',
  too_many_users: 'never',
  users_list_not_supplied: 'never',
  // conversations.history, conversations.replies
  channel_is_limited_access: 'never',
  thread_not_found: 'never',
  invalid_cursor: 'later',
  invalid_limit: 'never',
  invalid_ts_latest: 'never',
  invalid_ts_oldest: 'never',
  invalid_metadata_filter_keys: 'never',
  list_record_comment_fetch_failed: 'later',
  // chat.postEphemeral, chat.update
  user_not_in_channel: 'never',
  invalid_attachments: 'never',
  block_mismatch: 'never',
  blocked_file_type: 'never',
  cant_broadcast_message: 'never',
  cant_update_message: 'never',
  edit_window_closed: 'never',
  is_inactive: 'never',
  max_file_sharing_exceeded: 'never',
  message_not_found: 'never',
  no_dual_broadcast_content_update: 'never',
  posting_to_channel_denied: 'never',
  slack_connect_blocked_file_type: 'never',
  slack_connect_clip_sharing_blocked: 'never',
  slack_connect_file_upload_sharing_blocked: 'never',
  unable_to_share_files: 'never',
  external_channel_migrating: 'later',
  streaming_state_conflict: 'later',
  update_failed: 'ambiguous',
  // files.getUploadURLExternal, files.completeUploadExternal
  alt_txt_too_large: 'never',
  channels_limit_exceeded: 'never',
  file_deleted: 'never',
  file_is_deleted: 'never',
  file_not_found: 'never',
  file_share_limit_reached: 'never',
  file_type_not_allowed: 'never',
  file_upload_size_restricted: 'never',
  file_uploads_disabled: 'never',
  file_uploads_except_images_disabled: 'never',
  invalid_channel: 'never',
  snippet_too_large: 'never',
  storage_limit_reached: 'never',
  unknown_snippet_type: 'never',
  unknown_subtype: 'never',
  file_update_failed: 'ambiguous',
  // views.open, views.publish, views.update
  duplicate_external_id: 'never',
  exchanged_trigger_id: 'never',
  expired_trigger_id: 'never',
  hash_conflict: 'never',
  invalid_trigger_id: 'never',
  missing_profile_id: 'never',
  not_enabled: 'never',
  not_found: 'never',
  not_implemented: 'never',
  view_too_large: 'never',
  // apps.connections.open
  forbidden_team: 'connection',
  insecure_request: 'connection',
};

/** Codes that say of the account or its direct messages that nothing can be written there. */
const accountCodes: ReadonlySet<string> = new Set([
  'user_not_found',
  'users_not_found',
  'user_not_visible',
  'user_disabled',
  'user_deactivated',
  'cannot_dm_bot',
  'channel_not_found',
  'is_archived',
  'not_in_channel',
]);

/** True for a code that takes an account out of use: the duty moves to whoever stands in. */
export const isAboutAccount = (code: string): boolean => accountCodes.has(code);

/** Before a message is tried again while the app is shut out. */
const SHUT_OUT_MS = 5 * 60_000;

/** The class of an error code; an unknown one is `never`, which raises an alarm with the code. */
export function classOf(code: string): ErrorClass {
  return (postErrors as Readonly<Record<string, ErrorClass>>)[code] ?? otherErrors[code] ?? 'never';
}

/**
 * Any failure of a call as what to do next. A time limit, a cut connection, a 5xx or an answer that is no JSON may all have come after
 * the message was taken.
 */
export function deliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return new DeliveryError('slack', 'ratelimited', 'later', { retryAfterMs: error.retryAfter * 1_000, cause: error });
  }
  if (error instanceof webApi.WebAPIPlatformError) return fromCode(error);
  if (error instanceof webApi.WebAPIHTTPError) {
    const ours = error.statusCode >= 400 && error.statusCode < 500;
    return new DeliveryError('slack', `http_${error.statusCode}`, ours ? 'later' : 'ambiguous', { cause: error });
  }
  if (error instanceof webApi.WebAPIRequestError) {
    return new DeliveryError('slack', 'request_failed', 'ambiguous', { cause: error });
  }
  return new DeliveryError('slack', 'unexpected', 'ambiguous', { cause: error });
}

function fromCode(error: webApi.WebAPIPlatformError): DeliveryError {
  const code = error.data.error;
  // The client gives the body of an answer that is no JSON in place of the code.
  if (!/^[a-z0-9_]{1,80}$/.test(code)) return new DeliveryError('slack', 'not_json', 'ambiguous', { cause: error });
  const kind = classOf(code);
  if (kind === 'connection') {
    return new DeliveryError('slack', code, 'later', { retryAfterMs: SHUT_OUT_MS, about: 'connection', cause: error });
  }
  const wait = error.data.response_metadata?.retryAfter;
  return new DeliveryError('slack', code, kind, {
    ...(isAboutAccount(code) ? { about: 'account' } : {}),
    ...(wait === undefined ? {} : { retryAfterMs: wait * 1_000 }),
    cause: error,
  });
}

/** The code when the app itself is shut out, else null: health says it at once, on another way than Slack. */
export const shutOut = (error: DeliveryError): string | null =>
  classOf(error.code) === 'connection' ? error.code : null;
