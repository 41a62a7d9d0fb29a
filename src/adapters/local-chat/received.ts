import type { PersonId } from '../../core/ids.ts';
import type { LocalMessages } from '../../ports.ts';

const PAGE = 500;

/**
 * Counts the messages that each person has received. A person's chat is read once, then only what is new: asking after each
 * change stays cheap.
 */
export function receivedCounter(
  messages: LocalMessages,
): (persons: readonly PersonId[]) => Promise<Record<string, number>> {
  const known = new Map<PersonId, { readonly seq: number; readonly count: number }>();

  async function countOf(personId: PersonId): Promise<number> {
    let { seq, count } = known.get(personId) ?? { seq: 0, count: 0 };
    for (let page = PAGE; page === PAGE; ) {
      const added = await messages.since(personId, seq, PAGE);
      page = added.length;
      seq = added.at(-1)?.seq ?? seq;
      count += added.filter((message) => message.direction === 'out').length;
    }
    known.set(personId, { seq, count });
    return count;
  }

  return async (persons) => {
    const counts: [string, number][] = [];
    for (const personId of persons) counts.push([personId, await countOf(personId)]);
    return Object.fromEntries(counts);
  };
}
