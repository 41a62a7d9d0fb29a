/** Drafts of a talk that stand on one card, from the first to the last of them. */
export interface TalkPage {
  readonly first: string;
  readonly last: string;
}

/** A card's page as its button carries it: page:4~12.2. */
export function pageOf(shown: readonly { readonly id: string }[]): string {
  return `page:${shown.at(0)?.id ?? ''}~${shown.at(-1)?.id ?? ''}`;
}

/** Reads what a button carries; null when it is no page. */
export function pageIn(value: string): TalkPage | null {
  const [, first, last] = /^page:(\d+(?:\.\d+)?)~(\d+(?:\.\d+)?)$/.exec(value) ?? [];
  return first && last ? { first, last } : null;
}

/** Whether a draft stands on the page, before it or after it. Ids are message and part: 4, 4.2. */
export function placeOn(page: TalkPage, id: string): 'before' | 'on' | 'after' {
  if (compared(id, page.first) < 0) return 'before';
  return compared(id, page.last) > 0 ? 'after' : 'on';
}

function compared(a: string, b: string): number {
  const [message = 0, part = 1] = a.split('.').map(Number);
  const [other = 0, otherPart = 1] = b.split('.').map(Number);
  return message - other || part - otherPart;
}
