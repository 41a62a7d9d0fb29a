const STORED = 'duban-read';

function read(): Record<string, number> {
  try {
    return JSON.parse(sessionStorage.getItem(STORED) ?? '{}') as Record<string, number>;
  } catch {
    return {};
  }
}

/** Remembers, in this tab, that a persona's messages up to this count were on the screen. */
export function markRead(personId: string, received: number): void {
  sessionStorage.setItem(STORED, JSON.stringify({ ...read(), [personId]: received }));
}

/** How many messages of a persona were not on the screen of this tab. */
export function unreadOf(personId: string, received: Readonly<Record<string, number>>): number {
  return Math.max(0, (received[personId] ?? 0) - (read()[personId] ?? 0));
}
