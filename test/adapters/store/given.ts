import type { Subject } from '../../support/stores.ts';

/** Fresh stores, made anew before each test. */
export interface Given {
  on: Subject;
}
