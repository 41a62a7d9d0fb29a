/** A message was not taken by the platform. `retry` says what to do next; `cause` is kept. */
export class DeliveryError extends Error {
  readonly platform: string;
  readonly code: string;
  readonly retry: 'never' | 'later' | 'ambiguous';
  readonly retryAfterMs: number | undefined;
  /** What the fault lies in, if not in the message: the account it was for, or the bot's own connection to the platform. */
  readonly about: 'account' | 'connection' | undefined;

  constructor(
    platform: string,
    code: string,
    retry: 'never' | 'later' | 'ambiguous',
    options: { retryAfterMs?: number; about?: 'account' | 'connection'; cause?: unknown } = {},
  ) {
    super(`${platform}: ${code}`, { cause: options.cause });
    this.name = 'DeliveryError';
    this.platform = platform;
    this.code = code;
    this.retry = retry;
    this.retryAfterMs = options.retryAfterMs;
    this.about = options.about;
  }
}

/** Someone changed the row meanwhile: the version read is not the version stored. The flow runs again, three times at most. */
export class ConflictError extends Error {
  constructor(what: string) {
    super(`Changed meanwhile: ${what}`);
    this.name = 'ConflictError';
  }
}
