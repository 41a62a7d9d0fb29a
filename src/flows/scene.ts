import { type Calendar, type Day, dayAt, instantAt, makeCalendar } from '../core/calendar.ts';
import type { PersonId } from '../core/ids.ts';
import type { Catalogue, Setting } from '../core/message/catalogue.ts';
import { type Directory, officeUnit, type Person, type Role, rolesOf, type Unit } from '../core/unit.ts';
import type { Clock, Ids, Log, Office, Stores } from '../ports.ts';

/** What every flow is given. */
export interface Deps {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly texts: Catalogue;
  readonly log: Log;
  /** Every language, for those whose account names one; without it everybody reads `texts`. */
  readonly languages?: Readonly<Record<'zh' | 'en', Catalogue>>;
  /** While `texts` are those of one person: what the office reads. */
  readonly officeTexts?: Catalogue;
}

/** The words for a person: in the language of their account, else the office's. */
export function textsFor(deps: Deps, person: Person | null | undefined): Catalogue {
  const language = person?.profile?.language;
  return (language && deps.languages?.[language]) ?? textsOfOffice(deps);
}

/** The office's own words, whoever acts: its channel, its documents, what is stored. */
export const textsOfOffice = (deps: Deps): Catalogue => deps.officeTexts ?? deps.texts;

/** The same, speaking to one person: answers and forms are in their language, what others are told in theirs. */
export function speakingTo<D extends Deps>(deps: D, person: Person | null | undefined): D {
  return { ...deps, texts: textsFor(deps, person), officeTexts: textsOfOffice(deps) };
}

/** The moment in which a flow decides: one office, its people, its calendar, now. */
export interface Scene {
  readonly office: Office;
  readonly directory: Directory;
  readonly officeUnit: Unit;
  readonly calendar: Calendar;
  readonly now: Date;
  readonly today: Day;
  readonly setting: Setting;
  /** Today's morning cards have left: what is said from now on stands on the next working day's. */
  readonly cardsHaveLeft: boolean;
}

/** A person with the roles held today: what core/permission asks about. */
export interface Acting {
  readonly personId: PersonId;
  readonly roles: readonly Role[];
}

/** Loads the moment. Throws when no office has been set up, which `directory import` does. */
export async function loadScene(deps: Deps): Promise<Scene> {
  const office = await deps.stores.office();
  if (!office) throw new Error('No office has been set up: import a directory first');
  const directory = await deps.stores.directory();
  const now = deps.clock.now();
  const today = dayAt(now);
  const calendar = makeCalendar(office.dayAdditions);
  return {
    office,
    directory,
    officeUnit: officeUnit(directory),
    calendar,
    now,
    today,
    setting: { today, calendar, officeName: office.shortName, officeFullName: officeUnit(directory).name },
    cardsHaveLeft: now > instantAt(today, office.policy.sendTo),
  };
}

/** The person with today's roles. */
export function actingAs(scene: Scene, personId: PersonId): Acting {
  return { personId, roles: rolesOf(scene.directory, personId, scene.today) };
}
