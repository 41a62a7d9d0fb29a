import { createHash } from 'node:crypto';
import type { Policy } from '../../core/policy.ts';
import type { SqlRunner } from '../../ports.ts';

/**
 * Policies as frozen on tasks. A policy is stored once, under the hash of its text, and held in memory once read: a task costs its
 * hash only.
 */
export class Policies {
  readonly #byHash = new Map<string, Policy>();
  readonly #hashes = new WeakMap<Policy, string>();

  hashOf(policy: Policy): string {
    const known = this.#hashes.get(policy);
    if (known !== undefined) return known;
    return createHash('sha256').update(JSON.stringify(policy)).digest('hex');
  }

  /** The rows to store for these tasks: policies that this process has not seen stored. */
  unseen(officeId: string, policies: Iterable<Policy>): readonly { officeId: string; hash: string; policy: Policy }[] {
    const rows = new Map<string, { officeId: string; hash: string; policy: Policy }>();
    for (const policy of policies) {
      if (this.#hashes.has(policy)) continue;
      const hash = this.hashOf(policy);
      if (!this.#byHash.has(hash)) rows.set(hash, { officeId, hash, policy });
    }
    return [...rows.values()];
  }

  /** Reads the policies of these tasks that are not in memory yet. */
  async load(sql: SqlRunner, tasks: readonly { policyHash: string }[]): Promise<void> {
    const missing = new Set(tasks.map((task) => task.policyHash).filter((hash) => !this.#byHash.has(hash)));
    if (missing.size === 0) return;
    const rows = await sql('SELECT hash, policy FROM task_policies WHERE hash = ANY($1)', [[...missing]]);
    for (const { hash, policy } of rows as readonly { hash: string; policy: Policy }[]) {
      this.#byHash.set(hash, frozen(policy));
      this.#hashes.set(policy, hash);
    }
  }

  /** A policy that `load` has read. */
  of(hash: string): Policy {
    const policy = this.#byHash.get(hash);
    if (!policy) throw new Error(`No policy ${hash}`);
    return policy;
  }
}

// Tasks share it: nobody may change it in place.
function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
