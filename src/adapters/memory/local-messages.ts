import type { LocalMessage, LocalMessages } from '../../ports.ts';
import { keep } from './keep.ts';

/** The local chat's messages in memory. */
export function memoryLocalMessages(): LocalMessages {
  const messages: (LocalMessage & { readonly seq: number })[] = [];
  const byKey = new Map<string, LocalMessage & { readonly seq: number }>();

  const replace = (known: LocalMessage & { readonly seq: number }, message: LocalMessage['message']): void => {
    const rewritten = keep({ ...known, message });
    byKey.set(known.key, rewritten);
    messages[known.seq - 1] = rewritten;
  };

  return {
    async append(message) {
      const known = byKey.get(message.key);
      if (known) return { seq: known.seq };
      const stored = keep({ ...message, seq: messages.length + 1 });
      messages.push(stored);
      byKey.set(stored.key, stored);
      return { seq: stored.seq };
    },
    async since(personId, seq, limit) {
      return messages.filter((message) => message.seq > seq && message.personId === personId).slice(0, limit);
    },
    async byKey(key) {
      return byKey.get(key) ?? null;
    },
    async erase(key) {
      const known = byKey.get(key);
      if (known) replace(known, { lines: [] });
    },
    async rewrite(seq, message) {
      const known = messages[seq - 1];
      if (known?.direction !== 'out') return false;
      replace(known, message);
      return true;
    },
  };
}
