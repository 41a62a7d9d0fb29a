import { webApi } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { classOf, deliveryError, postErrors, shutOut } from '../../../src/adapters/slack/errors.ts';

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

const platform = (error: string, retryAfter?: number) =>
  new webApi.WebAPIPlatformError({
    ok: false,
    error,
    response_metadata: retryAfter === undefined ? {} : { retryAfter },
  });

describe('what an error of chat.postMessage means', () => {
  it('is decided for every documented error and for none besides', () => {
    expect(Object.keys(postErrors).toSorted()).toEqual(documented.toSorted());
  });

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
