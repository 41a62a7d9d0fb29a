import type { LedgerEntry, LedgerHead } from './ledger.ts';

/** A head of the ledger as it was published: in a bulletin, in the office's channel, in a file of another account. */
export interface PublishedHead extends LedgerHead {
  readonly officeId: string;
  readonly at: Date;
}

/** What the ledger says of heads that were published. `replaced`: another entry stands there; `missing`: the tail is gone. */
export type PublishedCheck =
  | { readonly ok: true; readonly checked: number }
  | { readonly ok: false; readonly seq: number | null; readonly why: 'missing' | 'replaced' };

/** A head as one line of a file: instant, number, hash, office. */
export function headLine({ at, seq, hash, officeId }: PublishedHead): string {
  return `${at.toISOString()} ${seq} ${hash} ${officeId}`;
}

const LINE = /^(\d{4}-\d{2}-\d{2}T[\d:.]+Z) (\d{1,9}) ([0-9a-f]{64}) (\S+)$/;

/** The heads of a file, in order; a line that is none gives its number. */
export function readHeadLines(
  text: string,
): { readonly ok: true; readonly heads: readonly PublishedHead[] } | { readonly ok: false; readonly line: number } {
  const heads: PublishedHead[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const [, at = '', seq = '', hash = '', officeId = ''] = LINE.exec(line.trim()) ?? [];
    if (at === '') return { ok: false, line: index + 1 };
    heads.push({ at: new Date(at), seq: Number(seq), hash, officeId });
  }
  return { ok: true, heads };
}

/**
 * Holds a chain that verifies in itself against heads that were published: each must stand where it stood. That shows what the chain
 * alone cannot: a tail cut off, an old copy put back, a chain written anew.
 */
export function checkPublished(
  entries: readonly LedgerEntry[],
  heads: readonly Pick<PublishedHead, 'seq' | 'hash'>[],
): PublishedCheck {
  const first = entries[0]?.seq ?? 1;
  for (const { seq, hash } of heads.toSorted((a, b) => a.seq - b.seq)) {
    const entry = entries[seq - first];
    if (!entry) return { ok: false, seq, why: 'missing' };
    if (entry.hash !== hash) return { ok: false, seq, why: 'replaced' };
  }
  return { ok: true, checked: heads.length };
}

/** As `checkPublished`, for a hash alone, as it is read off a bulletin: whole, or its first sixteen digits or more. */
export function checkPublishedHash(entries: readonly LedgerEntry[], hash: string): PublishedCheck {
  return entries.some((entry) => entry.hash.startsWith(hash))
    ? { ok: true, checked: 1 }
    : { ok: false, seq: null, why: 'missing' };
}
