import type { LocalMessage } from '../../ports.ts';
import type { ChatMessage } from './api-schema.ts';

/** A stored message of the local chat as the desk shows it: the bot's card, or the person's own words and files. */
export function chatMessageOf(stored: LocalMessage & { readonly seq: number }): ChatMessage {
  const common = { seq: stored.seq, at: stored.at.toISOString(), thread: stored.threadCode };
  if (stored.direction === 'out') return { from: 'bot', ...common, message: stored.message };
  return {
    from: 'person',
    ...common,
    text: stored.message.lines.map((line) => line.text).join('\n'),
    files: (stored.message.facts ?? []).map((fact) => fact.value),
  };
}
