import type { Change } from '../ports.ts';
import type { Deps, Scene } from './scene.ts';

/** Every day: the ledger's head is entered and shown on the office's card, so that a cut tail can be told. */
export async function postLedgerHead(deps: Deps, scene: Scene): Promise<Change> {
  const head = await deps.stores.ledgerHead();
  if (!head) return {};
  return {
    events: [
      {
        taskId: null,
        at: scene.now,
        actor: { personId: null, via: 'clock' },
        type: 'ledger-head-posted',
        head: head.hash,
      },
    ],
  };
}
