import { hash } from 'node:crypto';
import { canonical, instantText, isPlain } from './canonical.ts';
import type { DubanEvent } from './event.ts';
import type { OfficeId, TaskId } from './ids.ts';
import type { Actor } from './report.ts';

/** An event as it stands in the ledger (台账): numbered, chained by the hash of the one before. Texts never stand here. */
export interface LedgerEntry {
  readonly seq: number;
  readonly officeId: OfficeId;
  readonly at: Date;
  readonly actor: Actor;
  readonly taskId: TaskId | null;
  readonly type: DubanEvent['type'];
  /** The event without taskId, at, actor and type, as plain JSON: instants as ISO texts. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Names the algorithm, so that it can change: 'sha256'. */
  readonly algorithm: 'sha256';
  readonly previous: string;
  readonly hash: string;
}

/** The last entry of a chain: all that is needed to go on, and what is published. */
export interface LedgerHead {
  readonly seq: number;
  readonly hash: string;
}

/** What is wrong with a chain, at its first bad entry. */
export type ChainFault = 'changed' | 'cut' | 'reordered' | 'wrong-genesis' | 'other-office' | 'not-as-published';

export type ChainCheck =
  | { readonly ok: true; readonly head: LedgerHead | null }
  | { readonly ok: false; readonly seq: number; readonly why: ChainFault };

/** SHA-256 of a text in UTF-8, in hexadecimal. */
export function hashOfText(text: string): string {
  return hash('sha256', text, 'hex');
}

/** What the first entry of an office is chained to. */
export function genesis(officeId: string): string {
  return hashOfText(`duban ledger of ${officeId}`);
}

/** The events as ledger entries that follow `head` (null: an empty ledger), in order. */
export function chain(
  head: LedgerHead | null,
  events: readonly DubanEvent[],
  officeId: OfficeId,
): readonly LedgerEntry[] {
  let { seq, hash: previous } = head ?? { seq: 0, hash: genesis(officeId) };
  return events.map((event) => {
    const { taskId, at, actor, type, ...rest } = event;
    seq += 1;
    const row = { seq, officeId, at, actor, taskId, type, facts: plain(rest), algorithm: 'sha256' as const, previous };
    const entry = { ...row, hash: hashOf(row) };
    previous = entry.hash;
    return entry;
  });
}

/**
 * Checks entries in their order against each other, from an empty ledger or from the head before them, and against a head that was
 * published: only that one shows a tail cut off. Names the first bad entry.
 */
export function verifyChain(
  entries: readonly LedgerEntry[],
  from: LedgerHead | null = null,
  published: LedgerHead | null = null,
): ChainCheck {
  const officeId = entries[0]?.officeId ?? ('' as OfficeId);
  let head = from;
  let expected = from?.hash ?? genesis(officeId);

  for (const entry of entries) {
    const seq = (head?.seq ?? 0) + 1;
    if (entry.officeId !== officeId) return { ok: false, seq: entry.seq, why: 'other-office' };
    if (entry.seq !== seq) {
      return { ok: false, seq, why: entries.some((other) => other.seq === seq) ? 'reordered' : 'cut' };
    }
    if (hashOf(entry) !== entry.hash) return { ok: false, seq, why: 'changed' };
    if (entry.previous !== expected) {
      // The entry agrees with itself, so it is the one before that was rewritten.
      return head ? { ok: false, seq: head.seq, why: 'changed' } : { ok: false, seq, why: 'wrong-genesis' };
    }
    if (published?.seq === seq && published.hash !== entry.hash) return { ok: false, seq, why: 'not-as-published' };
    head = { seq, hash: entry.hash };
    expected = entry.hash;
  }

  const last = head?.seq ?? 0;
  return published && published.seq > last ? { ok: false, seq: last + 1, why: 'cut' } : { ok: true, head };
}

/** What `canonical` gives of the row without its hashes. Few pieces are joined, as each costs: quotes stand with what is between. */
function canonicalRow({ actor, algorithm, at, facts, officeId, seq, taskId, type }: Omit<LedgerEntry, 'hash'>): string {
  const { personId, via } = actor;
  const texts = [via, type, personId ?? '', taskId ?? ''];
  if (algorithm !== 'sha256' || !texts.every(isPlain)) {
    return canonical({ actor: { personId, via }, algorithm, at, facts, officeId, seq, taskId, type });
  }
  const person = personId === null ? '{"actor":{"personId":null,"via":"' : `{"actor":{"personId":"${personId}","via":"`;
  const task = taskId === null ? ',"taskId":null,"type":"' : `,"taskId":"${taskId}","type":"`;
  return `${person}${via}"},"algorithm":"sha256","at":"${instantText(at)}","facts":${canonical(facts)}${officeText(officeId)}${seq}${task}${type}"}`;
}

let spelledOffice = '';
let officeSpelled = ',"officeId":"","seq":';

/** A chain is of one office: it is spelled out once. */
function officeText(officeId: string): string {
  if (officeId !== spelledOffice) {
    officeSpelled = `,"officeId":${canonical(officeId)},"seq":`;
    spelledOffice = officeId;
  }
  return officeSpelled;
}

/** SHA-256 of the previous hash and the canonical row: JSON with sorted keys, instants as ISO texts, nothing undefined. */
function hashOf(row: Omit<LedgerEntry, 'hash'>): string {
  return hash('sha256', `${row.previous}${canonicalRow(row)}`, 'hex');
}

/**
 * Facts that are people's words. Only their hash is entered (that of a report's or note's whole text stands beside already), so that
 * words can be erased and the chain stays whole.
 */
const WORDS: Readonly<Record<string, string | null>> = { summary: null, note: null, reason: 'reasonHash' };

/** Facts as they are entered and as a store gives them back: no words, instants as ISO texts, nothing undefined. */
function plain(facts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const out: Record<string, unknown> = {};
  for (const key of Object.keys(facts)) {
    const value = facts[key];
    const hashed = WORDS[key];
    if (hashed !== undefined) {
      if (hashed !== null && typeof value === 'string') out[hashed] = hashOfText(value);
    } else if (value !== undefined) out[key] = value instanceof Date ? value.toISOString() : value;
  }
  return out;
}
