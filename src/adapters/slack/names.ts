// What the manifest and the way in must name alike.

/** Where Slack's requests arrive. */
export const EVENTS_PATH = '/slack/events';

/** Callback ids of the shortcuts. */
export const REPORT_SHORTCUT = 'report';
export const SUBMIT_SHORTCUT = 'submit-as-progress';

export const SLASH = '/duban';
