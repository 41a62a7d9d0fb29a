import type { OfficeEvent, Refusal } from '../core/event.ts';
import type { DeliveryId } from '../core/ids.ts';
import type { Delivery } from '../core/notice.ts';
import { may } from '../core/permission.ts';
import type { Change } from '../ports.ts';
import { type ActInput, withAnswer } from './act-on-task.ts';
import { clerksCopies } from './clerks-copy.ts';
import { actingAs, type Deps, loadScene } from './scene.ts';

export type RetryInput = Omit<ActInput, 'taskId'> & {
  readonly deliveryId: DeliveryId;
  /** A person has found out that it did not arrive: the platform is not asked. */
  readonly didNotArrive: boolean;
  /** The queue has given its job up: it is under way by its state, and comes back only with a new job. */
  readonly isDeadLetter?: boolean;
};

export type RetryOutcome =
  | { readonly ok: true; readonly asksFirst: boolean }
  | { readonly ok: false; readonly refusal: Refusal };

/** Whether nobody can tell if it arrived: the answer was ambiguous, and the platform cannot be asked. */
export const isAmbiguous = (delivery: Delivery): boolean => delivery.failure === 'cannot-ask';

/**
 * When the office has a message sent again that its platform did not take: the platform is asked first whether it has it after all.
 * Where that cannot be asked, only a person's word that it did not arrive lets it go out. What the clerk was to phone about is taken
 * off the list; what the clerk has told already is not sent.
 */
export async function retryDelivery(deps: Deps, input: RetryInput): Promise<RetryOutcome> {
  const scene = await loadScene(deps);
  const delivery = await deps.stores.delivery(input.deliveryId);
  if (!delivery || !may(actingAs(scene, input.by), 'record-delivered', { officeUnitId: scene.officeUnit.id }))
    return { ok: false, refusal: 'not-there' };
  const person = scene.directory.persons.find((one) => one.id === delivery.personId);
  const copies = await clerksCopies(deps.stores, delivery);
  if (input.isDeadLetter && ['queued', 'sending', 'unknown'].includes(delivery.state)) {
    await deps.stores.commit({ events: [retriedBy(input, scene.now, delivery)] });
    await deps.stores.revive([delivery.id]);
    await deps.stores.releaseDue(scene.now, 100);
    return { ok: true, asksFirst: true };
  }
  const refusal = refusalOf(delivery, copies, input.didNotArrive, person?.accounts.length !== 0);
  if (refusal) return { ok: false, refusal };

  const name = person?.name ?? delivery.address ?? '';
  const asksFirst = !input.didNotArrive;
  const answer = deps.texts.answer.retried(name, asksFirst, scene.setting);
  const change = withAnswer(deps, scene, {}, input, answer);
  const again: Delivery = {
    ...delivery,
    state: 'queued',
    leaseUntil: null,
    failure: failureOf(delivery, asksFirst),
  };
  const retried: Change = {
    ...change,
    deliveries: [
      ...(change.deliveries ?? []),
      again,
      ...copies
        .filter(({ state }) => state === 'queued')
        .map((copy) => ({ ...copy, state: 'superseded' as const, failure: 'sent again' })),
    ],
    events: [retriedBy(input, scene.now, delivery)],
  };
  await deps.stores.commit(retried);
  await deps.stores.releaseDue(scene.now, 100);
  return { ok: true, asksFirst };
}

const retriedBy = ({ by, via, didNotArrive }: RetryInput, at: Date, { key }: Delivery): OfficeEvent => ({
  taskId: null,
  at,
  actor: { personId: by, via },
  type: 'delivery-retried',
  deliveryKey: key,
  didNotArrive,
});

/** Its tries so far do not count any more; that it surely did not arrive is said as of the last try. */
function failureOf({ attempt }: Delivery, asksFirst: boolean): string {
  const uncounted = ` uncounted=${attempt}`;
  return asksFirst ? `retried${uncounted}` : `not-taken-${attempt}:retried${uncounted}`;
}

function refusalOf(
  delivery: Delivery,
  copies: readonly Delivery[],
  didNotArrive: boolean,
  hasAccount: boolean,
): Refusal | null {
  switch (delivery.state) {
    case 'sent':
      return 'already-delivered';
    case 'superseded':
      return 'already-decided';
    case 'queued':
    case 'sending':
    case 'unknown':
      return 'delivery-under-way';
    case 'failed':
      if (copies.some((copy) => copy.state === 'sent')) return 'already-delivered';
      if (!hasAccount) return 'not-reachable';
      return isAmbiguous(delivery) && !didNotArrive ? 'may-have-arrived' : null;
    default:
      return delivery.state satisfies never;
  }
}
