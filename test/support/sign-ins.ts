import type { SignIn } from '../../src/core/sign-in.ts';
import type { Secrets, SignIns } from '../../src/ports-sign-in.ts';

/** Links and sessions in memory. */
export function memorySignIns(): SignIns & { readonly rows: ReadonlyMap<string, SignIn> } {
  const rows = new Map<string, SignIn>();
  return {
    rows,
    keep: async (hash, signIn) => void rows.set(hash, signIn),
    async take(hash) {
      const found = rows.get(hash) ?? null;
      rows.delete(hash);
      return found;
    },
    find: async (hash) => rows.get(hash) ?? null,
    async seen(hash, at) {
      const found = rows.get(hash);
      if (found) rows.set(hash, { ...found, seenAt: at });
    },
    async dropOlder(than) {
      for (const [hash, { openedAt }] of rows) if (openedAt < than) rows.delete(hash);
    },
  };
}

/** secret-1-…, secret-2-…, each as long as a real one. */
export function countedSecrets(): Secrets {
  let count = 0;
  return { next: () => `secret-${++count}-${'x'.repeat(30)}` };
}
