import type { Delivery, Notice } from '../core/notice.ts';
import { type Account, accountOf, holdersOf, type Person, type Platform } from '../core/unit.ts';
import type { Change } from '../ports.ts';
import { address, addressAgain, cardDelivery, recipientOf } from './address.ts';
import { type Deps, loadScene, type Scene } from './scene.ts';

/** An account of which a platform said that nothing can be written to it, with the platform's code. */
export interface LostAccount {
  readonly platform: Platform;
  readonly address: string;
  readonly code: string;
}

/**
 * When a platform says that a person's account is gone: mark it, and pass on what waits to be sent there (deputy, the unit's lead, the
 * clerk's list) in the same commit. It stands in the ledger, and the office is told once. False when it is nobody's, or known.
 */
export async function loseAccount(deps: Deps, lost: LostAccount): Promise<boolean> {
  if ((await deps.stores.office()) === null) return false;
  const scene = await loadScene(deps);
  const change = await lossOf(deps, scene, lost, null);
  if (change === null) return false;
  await deps.stores.commit(change);
  return true;
}

/**
 * What is written when an account is lost, or null when it is nobody's or known already. `held` is a delivery that is in hand: its
 * notices are passed on, its own row is settled by whoever holds it.
 */
export async function lossOf(
  deps: Deps,
  before: Scene,
  lost: LostAccount,
  held: { readonly delivery: Delivery; readonly notices: readonly Notice[] } | null,
): Promise<Change | null> {
  const person = before.directory.persons.find((one) => one.accounts.some((account) => isSame(account, lost)));
  if (!person || person.accounts.some((account) => isSame(account, lost) && account.fault !== undefined)) return null;
  const accounts = person.accounts.map((one) => (isSame(one, lost) ? { ...one, fault: lost.code } : one));
  const scene = sceneWith(before, { ...person, accounts });
  const waiting = (
    await deps.stores.deliveries({ personId: person.id, channel: lost.platform, state: ['queued'] })
  ).filter((delivery) => delivery.id !== held?.delivery.id);
  const notices = [
    ...(held?.notices ?? []),
    ...(await deps.stores.notices(waiting.flatMap((delivery) => delivery.noticeIds))),
  ];
  const passed = passedOn(deps, scene, notices);
  const cards = [...waiting, ...(held ? [held.delivery] : [])].some((delivery) => delivery.kind === 'card')
    ? successorCards(deps, before, scene, person)
    : [];
  const to = successorOf(before, scene, person);
  const told = address(deps, scene, [
    {
      taskId: null,
      dueOn: null,
      kind: 'alarm',
      round: `account-lost:${person.id}:${lost.platform}:${scene.today}`,
      recipient: { unitId: scene.officeUnit.id, role: 'office-staff' },
      manner: 'now',
      say: (texts) => texts.alarm({ kind: 'account-lost', person, to, ...lost }, scene.setting),
    },
  ]);
  return {
    persons: [{ ...person, accounts }],
    ...passed.change,
    notices: [...passed.notices, ...told.notices],
    deliveries: [
      ...waiting.map((delivery) => ({ ...delivery, state: 'superseded' as const, failure: lost.code })),
      ...passed.deliveries,
      ...cards,
      ...told.deliveries,
    ],
    events: [
      {
        taskId: null,
        at: scene.now,
        actor: { personId: null, via: 'clock' },
        type: 'account-lost',
        personId: person.id,
        platform: lost.platform,
        code: lost.code,
        passedTo: to?.id ?? null,
      },
    ],
  };
}

/** When an account is in use again: it is written to again, and the ledger says so. */
export async function regainAccount(deps: Deps, account: Omit<LostAccount, 'code'>): Promise<void> {
  if ((await deps.stores.office()) === null) return;
  const scene = await loadScene(deps);
  const person = scene.directory.persons.find((one) =>
    one.accounts.some((held) => isSame(held, account) && held.fault !== undefined),
  );
  if (!person) return;
  const accounts = person.accounts.map(({ fault, ...held }) =>
    isSame(held, account) || fault === undefined ? held : { ...held, fault },
  );
  await deps.stores.commit({
    persons: [{ ...person, accounts }],
    events: [
      {
        taskId: null,
        at: scene.now,
        actor: { personId: null, via: 'clock' },
        type: 'account-regained',
        personId: person.id,
        platform: account.platform,
      },
    ],
  });
}

/** The moment with one person as they are now. */
export function sceneWith(scene: Scene, person: Person): Scene {
  const persons = scene.directory.persons.map((one) => (one.id === person.id ? person : one));
  return { ...scene, directory: { ...scene.directory, persons } };
}

/** Notices addressed to whoever stands in now. What answered the person's own act is for nobody else. */
export function passedOn(deps: Deps, scene: Scene, notices: readonly Notice[]) {
  const due = notices.filter((notice) => notice.status === 'due');
  const forNobody = due.filter((notice) => notice.kind === 'answer').map((notice) => notice.id);
  const settled = { ids: forNobody, status: 'dropped' as const, reason: 'the account is gone' };
  return {
    ...addressAgain(
      deps,
      scene,
      due.filter((notice) => notice.kind !== 'answer'),
    ),
    change: { settledNotices: forNobody.length > 0 ? [settled] : [] } satisfies Change,
  };
}

/** The units that a person speaks for as the first of their liaisons. */
function unitsOf(scene: Scene, person: Person) {
  return scene.directory.units.filter(
    (unit) => holdersOf(scene.directory, unit.id, 'liaison', scene.today)[0]?.id === person.id,
  );
}

/** Who gets what the person would have got: for the units they speak for, else in any role of theirs. */
export function successorOf(before: Scene, after: Scene, person: Person): Person | null {
  const spoken = unitsOf(before, person).map((unit) => ({ unitId: unit.id, role: 'liaison' as const }));
  const held = before.directory.roles.filter((role) => role.personId === person.id);
  for (const role of [...spoken, ...held]) {
    const next = recipientOf(after, { unitId: role.unitId, role: role.role });
    if (next && next.id !== person.id && accountOf(next)) return next;
  }
  return null;
}

/** Today's cards for those who speak for the person's units now: what stood on the person's own card stands there. */
export function successorCards(deps: Deps, before: Scene, after: Scene, person: Person): readonly Delivery[] {
  return unitsOf(before, person).flatMap((unit) => {
    const next = recipientOf(after, { unitId: unit.id, role: 'liaison' });
    return next && next.id !== person.id && accountOf(next) ? [cardDelivery(deps, after, next, null)] : [];
  });
}

const isSame = (account: Account, other: { platform: Platform; address: string }): boolean =>
  account.platform === other.platform && account.address === other.address;
