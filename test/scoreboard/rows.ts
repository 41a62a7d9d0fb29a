import { faultsOfKeeping } from './faults-of-keeping.ts';
import { faultsOfMachines } from './faults-of-machines.ts';
import { faultsOfPeople } from './faults-of-people.ts';
import type { Row } from './row.ts';

/** Every fault of the table. */
export const rows: readonly Row[] = [...faultsOfMachines, ...faultsOfPeople, ...faultsOfKeeping];

/** Pieces of the paths of all files that show something: what the runner is asked to run. */
export const files: readonly string[] = [...new Set(rows.flatMap((row) => row.tests.map(([file]) => file)))];
