/** A message as it stands in a channel: the times of its posts, in their order. A time is Slack's name of a post. */
export interface PostedMessage {
  readonly channel: string;
  readonly times: readonly string[];
}

/** The one text by which a sent message is known: `C01:1.1,2.1`. */
export const postedId = ({ channel, times }: PostedMessage): string => `${channel}:${times.join(',')}`;

/** The posts behind such a text. */
export function postedIn(platformId: string): PostedMessage {
  const [channel = '', times = ''] = platformId.split(':');
  return { channel, times: times.split(',') };
}
