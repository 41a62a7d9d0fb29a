import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { webApi } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { classOf, deliveryError, otherErrors, postErrors, shutOut } from '../../../src/adapters/slack/errors.ts';
import { scopesOfMethods } from '../../../src/adapters/slack/manifest.ts';

/** As the page of chat.postMessage lists them, copied by hand: a new one must be given a class. */
const documented = `
access_denied accesslimited account_inactive agent_prompt_display_not_allowed app_access_restricted as_user_not_supported
attachment_payload_limit_exceeded cannot_reply_to_message channel_not_found deprecated_endpoint draft_already_deleted draft_already_sent
draft_has_conflict draft_not_found duplicate_channel_not_found duplicate_message_not_found ekm_access_denied enterprise_is_restricted
fatal_error internal_error invalid_arg_name invalid_arguments invalid_array_arg invalid_auth invalid_blocks invalid_blocks_format
invalid_charset invalid_form_data invalid_metadata_format invalid_metadata_schema invalid_post_type is_archived markdown_text_conflict
message_limit_exceeded messages_tab_disabled metadata_must_be_sent_from_app metadata_too_large method_deprecated missing_file_data
missing_post_type missing_scope msg_blocks_too_long no_permission no_text not_allowed_token_type not_authed not_in_channel
org_login_required rate_limited ratelimited request_timeout restricted_action restricted_action_non_threadable_channel
restricted_action_read_only_channel restricted_action_thread_locked restricted_action_thread_only_channel send_on_behalf_not_allowed
service_unavailable slack_connect_canvas_sharing_blocked slack_connect_file_link_sharing_blocked slack_connect_lists_sharing_blocked
team_access_not_granted team_added_to_org team_not_found token_expired token_revoked too_many_attachments too_many_contact_cards
two_factor_setup_required msg_too_long`
  .trim()
  .split(/\s+/);

/** As the page of each other method lists them beside what any method may answer, copied by hand. */
const documentedFor: Readonly<Record<string, string>> = {
  'apps.connections.open': 'forbidden_team insecure_request internal_error invalid_auth missing_args',
  'auth.test': 'internal_error invalid_auth',
  'chat.postEphemeral': `cannot_reply_to_message channel_not_found invalid_attachments invalid_blocks invalid_blocks_format is_archived
    markdown_text_conflict message_limit_exceeded messages_tab_disabled msg_too_long no_text not_in_channel restricted_action
    too_many_attachments user_not_in_channel`,
  'chat.update': `as_user_not_supported block_mismatch blocked_file_type cant_broadcast_message cant_update_message channel_not_found
    edit_window_closed external_channel_migrating file_deleted file_is_deleted file_not_found file_share_limit_reached
    invalid_attachments invalid_blocks invalid_blocks_format invalid_metadata_format invalid_metadata_schema is_inactive
    markdown_text_conflict max_file_sharing_exceeded message_limit_exceeded message_not_found metadata_must_be_sent_from_app
    metadata_too_large msg_too_long no_dual_broadcast_content_update no_text posting_to_channel_denied slack_connect_blocked_file_type
    slack_connect_canvas_sharing_blocked slack_connect_clip_sharing_blocked slack_connect_file_link_sharing_blocked
    slack_connect_file_upload_sharing_blocked streaming_state_conflict team_not_found too_many_attachments unable_to_share_files
    update_failed`,
  'conversations.history': `channel_is_limited_access channel_not_found invalid_cursor invalid_metadata_filter_keys invalid_ts_latest
    invalid_ts_oldest not_in_channel`,
  'conversations.open': `channel_not_found invalid_user_combination method_not_supported_for_channel_type missing_scope not_enough_users
    too_many_users user_disabled user_not_found user_not_visible users_list_not_supplied`,
  'conversations.replies': `channel_not_found invalid_cursor invalid_metadata_filter_keys invalid_ts_latest invalid_ts_oldest
    list_record_comment_fetch_failed method_not_supported_for_channel_type missing_scope thread_not_found`,
  'files.completeUploadExternal': `access_denied channel_not_found channels_limit_exceeded file_not_found file_type_not_allowed
    file_update_failed file_uploads_except_images_disabled invalid_blocks invalid_channel not_in_channel posting_to_channel_denied`,
  'files.getUploadURLExternal': `alt_txt_too_large file_type_not_allowed file_upload_size_restricted file_uploads_disabled
    file_uploads_except_images_disabled missing_argument snippet_too_large storage_limit_reached unknown_snippet_type unknown_subtype`,
  'users.info': 'too_many_users user_not_found user_not_visible',
  'users.lookupByEmail': 'enterprise_is_restricted users_not_found',
  'views.open': 'duplicate_external_id exchanged_trigger_id expired_trigger_id invalid_trigger_id view_too_large',
  'views.publish': `duplicate_external_id hash_conflict missing_profile_id not_allowed_token_type not_enabled not_implemented
    view_too_large`,
  'views.update': 'duplicate_external_id hash_conflict not_found view_too_large',
};
const codesOf = (method: string): readonly string[] => (documentedFor[method] ?? '').trim().split(/\s+/);

/** On no page of a method, and yet answered: by any method, or by our own check of an account. */
const elsewhere = ['unknown_method', 'user_deactivated', 'cannot_dm_bot', 'invalid_limit'];

/** The pages as one JSON file a method, as slack-ruby/slack-api-ref keeps them under docs.slack.dev/methods. */
const pages = process.env.DUBAN_SLACK_METHODS;

const platform = (error: string, retryAfter?: number) =>
  new webApi.WebAPIPlatformError({
    ok: false,
    error,
    response_metadata: retryAfter === undefined ? {} : { retryAfter },
  });

describe('what an error means', () => {
  it('is decided for every documented error of chat.postMessage and for none besides', () => {
    expect(Object.keys(postErrors).toSorted()).toEqual(documented.toSorted());
  });

  it.each(Object.keys(documentedFor))('is decided for every documented error of %s', (method) => {
    const classes: Readonly<Record<string, string>> = { ...postErrors, ...otherErrors };

    expect(codesOf(method).filter((code) => !Object.hasOwn(classes, code))).toEqual([]);
  });

  it('is decided for no error that is on none of the pages', () => {
    const known = new Set([...documented, ...Object.keys(documentedFor).flatMap(codesOf), ...elsewhere]);

    expect(Object.keys(otherErrors).filter((code) => !known.has(code))).toEqual([]);
  });

  it('is decided for every method that we call', () => {
    const decided = [...Object.keys(documentedFor), 'chat.postMessage'];

    expect(Object.keys(scopesOfMethods).filter((method) => !decided.includes(method))).toEqual([]);
  });

  it.skipIf(pages === undefined).each([...Object.keys(documentedFor), 'chat.postMessage'])(
    'is decided for what the page of %s says today (needs DUBAN_SLACK_METHODS)',
    (method) => {
      const page = JSON.parse(readFileSync(join(pages ?? '', `${method}.json`), 'utf8')) as { errors: object };
      const classes: Readonly<Record<string, string>> = { ...postErrors, ...otherErrors };

      expect(Object.keys(page.errors).filter((code) => !Object.hasOwn(classes, code))).toEqual([]);
    },
  );

  it.each([
    ['channel_not_found', 'never', undefined],
    ['is_archived', 'never', undefined],
    ['msg_blocks_too_long', 'never', undefined],
    ['rate_limited', 'later', undefined],
    ['fatal_error', 'ambiguous', undefined],
    ['internal_error', 'ambiguous', undefined],
    ['token_revoked', 'later', 300_000],
    ['missing_scope', 'later', 300_000],
  ])('%s is %s', (code, retry, retryAfterMs) => {
    expect(deliveryError(platform(code))).toMatchObject({ platform: 'slack', code, retry, retryAfterMs });
  });

  it.each([
    ['user_deactivated', 'account'],
    ['user_not_found', 'account'],
    ['channel_not_found', 'account'],
    ['is_archived', 'account'],
    ['token_revoked', 'connection'],
    ['account_inactive', 'connection'],
    ['missing_scope', 'connection'],
    ['msg_too_long', undefined],
    ['ratelimited', undefined],
    ['fatal_error', undefined],
  ])('%s is about %s', (code, about) => {
    expect(deliveryError(platform(code)).about).toBe(about);
  });

  it('is never retried and told to the office when Slack invents a new one', () => {
    expect(classOf('brand_new_error')).toBe('never');
    expect(deliveryError(platform('brand_new_error'))).toMatchObject({ code: 'brand_new_error', retry: 'never' });
  });

  it.each([
    ['a 429', new webApi.WebAPIRateLimitedError(7), { code: 'ratelimited', retry: 'later', retryAfterMs: 7_000 }],
    ['a 500', new webApi.WebAPIHTTPError(500, 'x', {}), { code: 'http_500', retry: 'ambiguous' }],
    ['a 403', new webApi.WebAPIHTTPError(403, 'x', {}), { code: 'http_403', retry: 'later' }],
    [
      'a cut connection',
      new webApi.WebAPIRequestError(new Error('reset')),
      { code: 'request_failed', retry: 'ambiguous' },
    ],
    ['a page in place of JSON', platform('<!DOCTYPE html>'), { code: 'not_json', retry: 'ambiguous' }],
    ['a fault of our own', new TypeError('x'), { code: 'unexpected', retry: 'ambiguous' }],
  ])('%s', (_name, error, expected) => {
    expect(deliveryError(error)).toMatchObject(expected);
  });

  it('says when the app itself is shut out', () => {
    expect(shutOut(deliveryError(platform('account_inactive')))).toBe('account_inactive');
    expect(shutOut(deliveryError(platform('channel_not_found')))).toBeNull();
  });
});
