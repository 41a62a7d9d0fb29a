import type { PersonId } from '../core/ids.ts';
import { may } from '../core/permission.ts';
import { defaultPolicy } from '../core/policy.ts';
import type { Actor, Via } from '../core/report.ts';
import { pseudonymCode, retentionEdge } from '../core/retention.ts';
import type { Person, Role } from '../core/unit.ts';
import type { Change } from '../ports.ts';
import type { Erased, EvidenceRemover, RetentionStore } from '../ports-upkeep.ts';
import { actingAs, type Deps, loadScene, type Scene } from './scene.ts';

export type EraseDeps = Deps & { readonly retention: RetentionStore; readonly files: EvidenceRemover };

export type EraseOutcome =
  | { readonly ok: true; readonly erased: Erased; readonly persons: number; readonly before: Date }
  | { readonly ok: false; readonly refusal: 'retention-too-short' | 'not-there' };

/** Tasks whose words are erased in one transaction. */
const AT_ONCE = 50;

/**
 * Every night, and when the office asks: words of people (reports, petitions, messages, inputs), evidence and the names of those who
 * left are erased once they are older than the office keeps them. Entries of the ledger, tasks, plans, signed notices and bulletins stay.
 * `by` null is the bot itself.
 */
export async function eraseOld(
  deps: EraseDeps,
  input: { readonly by: PersonId | null; readonly via: Via; readonly dryRun?: boolean },
): Promise<EraseOutcome> {
  const scene = await loadScene(deps);
  if (input.by !== null && !mayErase(scene, input.by)) return { ok: false, refusal: 'not-there' };
  const days = scene.office.policy.retentionDays ?? defaultPolicy.retentionDays;
  const before = retentionEdge(scene.now, days);
  if (before === null) return { ok: false, refusal: 'retention-too-short' };

  const actor: Actor = { personId: input.by, via: input.via };
  const total = { ...nothing };
  for (let last: Erased | null = null; last === null || (!input.dryRun && !isNothing(last)); ) {
    last = await deps.retention.erase(
      { before },
      {
        limit: AT_ONCE,
        dryRun: input.dryRun ?? false,
        removeFiles: (ids) => deps.files.remove(ids),
        change: (erased) => ({ events: [erasedEvent(scene, actor, before, erased)] }),
      },
    );
    for (const name of counted) total[name] += last[name];
    total.files = [...total.files, ...last.files];
  }
  const gone = scene.directory.persons.filter((person) => leftBefore(scene, person, before));
  if (!input.dryRun) for (const person of gone) await erase(deps, actor, person.id);
  return { ok: true, erased: total, persons: gone.length, before };
}

/**
 * When a person asks to be removed, having handed over: name, ways to reach them, and what was written to and by them in chat are
 * erased. What they did stays in the ledger under an id that leads to nobody.
 */
export async function erasePerson(
  deps: EraseDeps,
  input: { readonly by: PersonId; readonly via: Via; readonly personId: PersonId },
): Promise<{ ok: true; name: string } | { ok: false; refusal: 'not-there' | 'still-holds-roles' }> {
  const scene = await loadScene(deps);
  const person = scene.directory.persons.find((one) => one.id === input.personId);
  if (!person || !mayErase(scene, input.by)) return { ok: false, refusal: 'not-there' };
  const holds = scene.directory.roles.some((role) => role.personId === person.id && !hasEnded(role, scene));
  if (holds) return { ok: false, refusal: 'still-holds-roles' };
  return { ok: true, name: await erase(deps, { personId: input.by, via: input.via }, person.id) };
}

const mayErase = (scene: Scene, by: PersonId): boolean =>
  may(actingAs(scene, by), 'directory', { officeUnitId: scene.officeUnit.id });

const hasEnded = (role: Role, scene: Scene): boolean => role.to !== null && role.to < scene.today;

/** A person who had roles, the last of which ended long ago, and who is not a pseudonym already. */
function leftBefore(scene: Scene, person: Person, before: Date): boolean {
  const edge = before.toISOString().slice(0, 10);
  const roles = scene.directory.roles.filter((role) => role.personId === person.id);
  const isNamed = person.phone !== null || person.email !== null || person.accounts.length > 0 || !isPseudonym(person);
  return isNamed && roles.length > 0 && roles.every((role) => role.to !== null && role.to < edge);
}

/** The mark of a name that stands for nobody. */
const isPseudonym = ({ name }: Person): boolean => /#[0-9a-f]{6}$/.test(name);

/** Returns the name that stands in the directory from now on. */
async function erase(deps: EraseDeps, actor: Actor, personId: PersonId): Promise<string> {
  const scene = await loadScene(deps);
  const name = deps.texts.desk.erasedPerson(pseudonymCode(personId, deps.ids.next()));
  const directory = {
    ...scene.directory,
    persons: scene.directory.persons.map((one) =>
      one.id === personId ? { id: one.id, name, phone: null, email: null, accounts: [] } : one,
    ),
    absences: scene.directory.absences.filter((absence) => absence.personId !== personId),
  };
  const change: Change = {
    directory,
    events: [{ taskId: null, at: scene.now, actor, type: 'person-erased', personId }],
  };
  await deps.stores.commit(change);
  await deps.retention.erase(
    { personId },
    { limit: AT_ONCE, dryRun: false, removeFiles: (ids) => deps.files.remove(ids), change: () => ({}) },
  );
  return name;
}

function erasedEvent(scene: Scene, actor: Actor, before: Date, erased: Erased) {
  const { tasks, reports, petitions, messages, inputs, files } = erased;
  return {
    taskId: null,
    at: scene.now,
    actor,
    type: 'words-erased',
    before,
    tasks,
    reports,
    petitions,
    messages,
    inputs,
    files: files.length,
  } as const;
}

const counted = ['tasks', 'reports', 'petitions', 'messages', 'inputs'] as const;
type Totals = { -readonly [Name in keyof Erased]: Erased[Name] };
const nothing: Totals = { tasks: 0, reports: 0, petitions: 0, messages: 0, inputs: 0, files: [] };
const isNothing = (erased: Erased): boolean => counted.every((name) => erased[name] === 0);
