import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Place } from '../support/stores.ts';
import { committing } from './store/committing.ts';
import { delivery } from './store/delivery.ts';
import { figures } from './store/figures.ts';
import { finding } from './store/finding.ts';
import type { Given } from './store/given.ts';
import { inputs } from './store/inputs.ts';
import { ledger } from './store/ledger.ts';
import { localChat } from './store/local-chat.ts';
import { notices } from './store/notices.ts';
import { sweeping } from './store/sweeping.ts';

/** What every store does, wherever it stands. */
export function storeContract(place: Place): void {
  let open: Awaited<ReturnType<Place['open']>>;
  const given = {} as Given;

  beforeAll(async () => {
    open = await place.open();
  });
  afterAll(() => open?.close());
  beforeEach(async () => {
    given.on = await open.fresh();
  });

  for (const subject of [committing, notices, ledger, sweeping, finding, figures, delivery, inputs, localChat])
    subject(given);
}
