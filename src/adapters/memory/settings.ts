import type { Settings } from '../../ports.ts';
import { keep } from './keep.ts';

/** Settings in memory. */
export function memorySettings(): Settings {
  const values = new Map<string, unknown>();
  return {
    async get(key) {
      return values.get(key) ?? null;
    },
    async set(key, value) {
      values.set(key, keep(value));
    },
  };
}
