import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/core/ids.ts';
import { makeLink, openLink, personSignedIn, signOut } from '../../src/flows/sign-in.ts';
import { at } from '../support/builders.ts';
import { openOffice } from '../support/office.ts';
import { countedSecrets, memorySignIns } from '../support/sign-ins.ts';

const clerk = 'clerk' as PersonId;

async function open() {
  const office = await openOffice();
  const signIns = memorySignIns();
  const deps = { ...office.deps, signIns, secrets: countedSecrets() };
  return { office, signIns, deps, go: (instant: string) => office.clock.set(at(instant)) };
}

async function signedIn(by = clerk) {
  const opened = await open();
  const session = await openLink(opened.deps, (await makeLink(opened.deps, by)) ?? '');
  return { ...opened, session: session ?? '' };
}

describe('a link to the page', () => {
  it('opens a session for the person who asked', async () => {
    const { deps, session } = await signedIn();

    expect(await personSignedIn(deps, session, true)).toBe(clerk);
  });

  it('opens once', async () => {
    const { deps } = await open();
    const link = (await makeLink(deps, clerk)) ?? '';

    const opened = await Promise.all([openLink(deps, link), openLink(deps, link)]);

    expect(opened.filter((one) => one !== null)).toHaveLength(1);
    expect(await openLink(deps, link)).toBeNull();
  });

  it.each([
    ['2026-03-02 08:39', true],
    ['2026-03-02 08:40', false],
    ['2026-03-02 08:28', false],
  ])('made at 8:30 and opened at %s: %s', async (instant, opens) => {
    const { deps, go } = await open();
    const link = (await makeLink(deps, clerk)) ?? '';
    go(instant);

    expect((await openLink(deps, link)) !== null).toBe(opens);
  });

  it('is refused to somebody without a role, and no session is a link', async () => {
    const { deps, session } = await signedIn();

    expect(await makeLink(deps, 'stranger' as PersonId)).toBeNull();
    expect(await openLink(deps, session)).toBeNull();
  });

  it('leaves nothing in the rows by which one could sign in', async () => {
    const { signIns, session } = await signedIn();

    expect(JSON.stringify([...signIns.rows])).not.toContain('secret-');
    expect([...signIns.rows.keys()]).not.toContain(session);
  });
});

describe('a session', () => {
  it('holds while the person does something, for ten hours', async () => {
    const { deps, session, go } = await signedIn();
    const holds: boolean[] = [];
    for (const instant of ['08:55', '09:20', '09:45']) {
      go(`2026-03-02 ${instant}`);
      holds.push((await personSignedIn(deps, session, true)) !== null);
    }
    expect(holds).toEqual([true, true, true]);

    for (let hour = 10; hour <= 18; hour += 1)
      for (const minute of ['10', '35', '55']) {
        go(`2026-03-02 ${hour}:${minute}`);
        holds.push((await personSignedIn(deps, session, true)) !== null);
      }
    expect(holds.slice(0, -2).every(Boolean)).toBe(true);
    expect(holds.slice(-2)).toEqual([false, false]);
  });

  it('ends after thirty minutes in which only the page asked', async () => {
    const { deps, session, go } = await signedIn();
    go('2026-03-02 08:50');
    expect(await personSignedIn(deps, session, false)).toBe(clerk);
    go('2026-03-02 09:00');

    expect(await personSignedIn(deps, session, false)).toBeNull();
  });

  it('ends at once when the person leaves, or loses the last role', async () => {
    const left = await signedIn();
    await signOut(left.deps, left.session);
    expect(await personSignedIn(left.deps, left.session, true)).toBeNull();

    const { office, deps, session } = await signedIn('chen' as PersonId);
    const directory = await office.stores.directory();
    await office.stores.commit({
      directory: { ...directory, roles: directory.roles.filter((role) => role.personId !== 'chen') },
    });
    expect(await personSignedIn(deps, session, true)).toBeNull();
  });
});
