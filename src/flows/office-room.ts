import type { NoticeDraft, Recipient } from '../core/notice.ts';
import { type Account, accountOf, holdersOf, type RoleName } from '../core/unit.ts';
import type { Scene } from './scene.ts';

/** Roles in which people of the office act for it: what is for one of them is for all who work there. */
const OFFICE_ROLES: ReadonlySet<RoleName> = new Set(['office-staff', 'office-director', 'signer']);

/** What is for the office as such, and not a line of one person's morning card. */
const isForOffice = (
  scene: Scene,
  draft: Pick<NoticeDraft, 'recipient' | 'manner'>,
): draft is typeof draft & { recipient: Extract<Recipient, { unitId: unknown }> } =>
  draft.manner === 'now' &&
  'unitId' in draft.recipient &&
  draft.recipient.unitId === scene.officeUnit.id &&
  OFFICE_ROLES.has(draft.recipient.role);

/** The channel that takes a draft in place of a person's direct messages: the office's own, or null. */
export function roomFor(scene: Scene, draft: Pick<NoticeDraft, 'recipient' | 'manner'>): Account | null {
  return isForOffice(scene, draft) ? scene.office.rooms.office : null;
}

/** Without a channel of the office each of its people in that role who can be written to gets it; one of them as before. */
export function toEachOfOffice<Draft extends NoticeDraft>(scene: Scene, drafts: readonly Draft[]): readonly Draft[] {
  if (scene.office.rooms.office) return drafts;
  return drafts.flatMap((draft): readonly Draft[] => {
    if (!isForOffice(scene, draft)) return [draft];
    const holders = holdersOf(scene.directory, scene.officeUnit.id, draft.recipient.role, scene.today);
    const away = new Set(
      scene.directory.absences.filter((a) => a.from <= scene.today && scene.today <= a.to).map((a) => a.personId),
    );
    const reached = holders.filter((person) => accountOf(person) !== null && !away.has(person.id));
    if (holders.length < 2 || reached.length === 0) return [draft];
    const ids = [...new Set(reached.map((person) => person.id))];
    return ids.map((personId) => ({ ...draft, recipient: { personId } }));
  });
}

/** The scene of an office whose channel takes nothing: what was for it goes to its people. */
export const withoutRoom = (scene: Scene): Scene => ({
  ...scene,
  office: { ...scene.office, rooms: { ...scene.office.rooms, office: null } },
});

/**
 * Roles of a unit that nobody holds and that its reminders and its ladder need, with what tells this vacancy from a later one: it is
 * one fault, however many notices run into it.
 */
export function vacanciesOf(
  scene: Scene,
  recipient: Extract<Recipient, { unitId: unknown }>,
  relation: keyof Scene['office']['policy']['ladders'],
): { readonly roles: readonly RoleName[]; readonly fault: string } {
  const needed = new Set<RoleName>([
    'liaison',
    ...scene.office.policy.ladders[relation].map((rung) => rung.recipient),
    recipient.role,
  ]);
  const roles = [...needed].filter(
    (role) => holdersOf(scene.directory, recipient.unitId, role, scene.today).length === 0,
  );
  const ended = scene.directory.roles
    .filter((role) => role.unitId === recipient.unitId && roles.includes(role.role))
    .flatMap((role) => (role.to !== null && role.to < scene.today ? [role.to] : []));
  return { roles, fault: `${recipient.unitId}:${roles.join('+')}:${ended.toSorted().at(-1) ?? 'never'}` };
}
