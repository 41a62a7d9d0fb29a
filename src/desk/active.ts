const ACTIVE_MS = 60_000;
let lastSign = Number.NEGATIVE_INFINITY;

for (const sign of ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const) {
  addEventListener(sign, () => (lastSign = performance.now()), { passive: true });
}

/** Whether the person has touched the page within the last minute. */
export const isPersonActive = (): boolean => performance.now() - lastSign < ACTIVE_MS;
