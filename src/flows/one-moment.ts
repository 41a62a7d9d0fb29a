import type { Change, Stores } from '../ports.ts';
import type { Deps } from './scene.ts';

/**
 * The same, for the answer to one input: office and people are read once, however often its flows ask, so that one input is judged by
 * one moment. After a commit that changed them, or that failed, they are read anew.
 */
export function inOneMoment<D extends Deps>(deps: D): D {
  const { stores } = deps;
  let office: ReturnType<Stores['office']> | null = null;
  let directory: ReturnType<Stores['directory']> | null = null;
  const readAnew = () => {
    office = null;
    directory = null;
  };
  return {
    ...deps,
    stores: {
      ...stores,
      office() {
        office ??= stores.office();
        return office;
      },
      directory() {
        directory ??= stores.directory();
        return directory;
      },
      async commit(change) {
        try {
          const outcome = await stores.commit(change);
          if (changesThem(change)) readAnew();
          return outcome;
        } catch (error) {
          readAnew();
          throw error;
        }
      },
    },
  };
}

const changesThem = ({ office, directory, persons, absences }: Change): boolean =>
  [office, directory, persons, absences].some((part) => part !== undefined);
