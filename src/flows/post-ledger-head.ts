import type { Change } from '../ports.ts';
import { address } from './address.ts';
import type { Deps, Scene } from './scene.ts';

/** Every working day: the ledger's head is entered, and posted to the office's channel if it has one, so that a cut tail can be told. */
export async function postLedgerHead(deps: Deps, scene: Scene): Promise<Change> {
  const head = await deps.stores.ledgerHead();
  if (!head) return {};
  const posted = scene.office.rooms.office
    ? address(deps, scene, [
        {
          taskId: null,
          dueOn: null,
          kind: 'ledger-head',
          round: `head:${scene.today}`,
          recipient: { unitId: scene.officeUnit.id, role: 'office-staff' },
          manner: 'now',
          say: (texts) => texts.room.ledgerHead(head, scene.setting),
        },
      ])
    : {};
  return {
    ...posted,
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
