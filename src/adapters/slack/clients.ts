import { webApi } from '@slack/bolt';

/** The part of Slack's client that we call; its calls reject with its own errors. */
export type Client = InstanceType<typeof webApi.WebClient>;

/** Milliseconds that a call may take; shorter than a delivery's lease. */
const TIMEOUT_MS = 10_000;

/** A trigger lives 3 seconds: a call that takes longer has lost it. */
const INTERACTIVE_TIMEOUT_MS = 3_000;

/** What every client is told. The library's own retries are off: a post answered by 500 would be sent three times. */
const options = (apiUrl: string, timeout: number): webApi.WebClientOptions => ({
  slackApiUrl: apiUrl,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout,
  logLevel: 'error' as webApi.WebClientOptions['logLevel'] & string,
});

/** Sends what is due: waits for nothing, tries nothing again by itself. */
export const bulkClient = (token: string, apiUrl: string): Client =>
  new webApi.WebClient(token, options(apiUrl, TIMEOUT_MS));

/** Opens and changes views and answers presses; never waits behind a refused bulk. */
export const interactiveClient = (token: string, apiUrl: string): Client =>
  new webApi.WebClient(token, options(apiUrl, INTERACTIVE_TIMEOUT_MS));
