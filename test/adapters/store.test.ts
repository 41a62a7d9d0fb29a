import { describe } from 'vitest';
import { places } from '../support/stores.ts';
import { storeContract } from './store-contract.ts';

for (const place of places) {
  describe.skipIf(!place.isHere)(`the stores in ${place.name}`, () => storeContract(place));
}
