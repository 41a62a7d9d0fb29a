/**
 * What Slack takes, in characters as Slack counts them: code points after `& < >` have been escaped.
 * https://docs.slack.dev/reference/block-kit/blocks
 */
export const limits = {
  blocksInMessage: 50,
  blocksInView: 100,
  /** Blocks of text that we make; the documented limit of a section's text. */
  textInBlock: 3_000,
  /** All text of one post. Slack refuses at about 13,200 (msg_blocks_too_long). */
  textInPost: 9_000,
  elementsInActions: 25,
  buttonText: 75,
  buttonValue: 2_000,
  optionText: 75,
  optionValue: 75,
  overflowOptions: 5,
  selectOptions: 100,
  inputText: 3_000,
  label: 2_000,
  viewTitle: 24,
  privateMetadata: 3_000,
  blockId: 255,
  tableRows: 100,
  tableColumns: 20,
} as const;
