import { describe, expect, it } from 'vitest';
import { inOneMoment } from '../../src/flows/one-moment.ts';
import { loadScene } from '../../src/flows/scene.ts';
import type { Stores } from '../../src/ports.ts';
import { openOffice } from '../support/office.ts';

async function countedOffice() {
  const office = await openOffice();
  const reads = { office: 0, directory: 0 };
  const stores = {
    ...office.stores,
    async office() {
      reads.office += 1;
      return office.stores.office();
    },
    async directory() {
      reads.directory += 1;
      return office.stores.directory();
    },
  };
  return { ...office, reads, deps: { ...office.deps, stores } };
}

describe('the answer to one input', () => {
  it('reads office and people once, however often they are asked for', async () => {
    const { deps, reads } = await countedOffice();
    const mine = inOneMoment(deps);

    const [first, second] = [await loadScene(mine), await loadScene(mine)];

    expect(reads).toEqual({ office: 1, directory: 1 });
    expect(second.directory).toBe(first.directory);
  });

  it('reads them anew after it has changed them itself', async () => {
    const { deps } = await countedOffice();
    const mine = inOneMoment(deps);
    const { directory } = await loadScene(mine);
    const [person] = directory.persons;
    if (!person) throw new Error('An office without people');

    await mine.stores.commit({ persons: [{ ...person, name: '新名字' }] });

    const { persons } = await mine.stores.directory();
    expect(persons.find(({ id }) => id === person.id)?.name).toBe('新名字');
  });

  it('reads them anew after a commit that failed: what it stood on may have changed', async () => {
    const { deps, reads } = await countedOffice();
    const commit: Stores['commit'] = () => Promise.reject(new Error('Changed meanwhile'));
    const mine = inOneMoment({ ...deps, stores: { ...deps.stores, commit } });
    await loadScene(mine);

    await expect(mine.stores.commit({})).rejects.toThrow('Changed meanwhile');
    await loadScene(mine);

    expect(reads).toEqual({ office: 2, directory: 2 });
  });

  it('leaves what else is written and read alone, and the next input to itself', async () => {
    const { deps, reads } = await countedOffice();
    const mine = inOneMoment(deps);
    await loadScene(mine);
    await mine.stores.commit({ handled: { platform: 'local', key: 'one' } });
    await loadScene(mine);
    expect(reads).toEqual({ office: 1, directory: 1 });

    await loadScene(inOneMoment(deps));
    expect(reads).toEqual({ office: 2, directory: 2 });
  });
});
