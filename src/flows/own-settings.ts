import type { Day } from '../core/calendar.ts';
import type { OfficeFact, Refusal } from '../core/event.ts';
import type { PersonId } from '../core/ids.ts';
import type { Catalogue } from '../core/message/catalogue.ts';
import type { Message, SettingCommand } from '../core/message/message.ts';
import {
  colleaguesOf,
  settingsOf,
  withAbsence,
  withDeputy,
  withLeftAlone,
  withoutAbsence,
  withQuietHours,
} from '../core/own-settings.ts';
import type { QuietHours } from '../core/profile.ts';
import { paddedTime } from '../core/quiet-hours.ts';
import type { Via } from '../core/report.ts';
import { type Absence, accountOf, holdersOf, type Person, rolesOf } from '../core/unit.ts';
import type { Change } from '../ports.ts';
import type { Wish } from '../reading/wish.ts';
import { withAnswer } from './act-on-task.ts';
import { address } from './address.ts';
import { dayIn } from './form-fields.ts';
import { passedOn, sceneWith, successorCards, successorOf } from './lose-account.ts';
import { type Deps, loadScene, type Scene } from './scene.ts';

/** Who sets something for themselves, and the input that is answered. */
interface Asking {
  readonly by: PersonId;
  readonly via: Via;
  readonly key: { readonly platform: string; readonly key: string };
}

/** A refusal, or null when it was done and answered. */
type Outcome = { readonly refusal: Refusal; readonly task: null } | null;

/** A button or form of one's own settings. */
export interface SettingPressed extends Asking {
  readonly command: { readonly name: SettingCommand };
  readonly fields: Readonly<Record<string, string>>;
}

/** When a person opens or submits a form of their own settings. */
export async function ownSetting(deps: Deps, scene: Scene, pressed: SettingPressed): Promise<Message | Outcome> {
  const person = personIn(scene, pressed.by);
  if (!person) return no('not-there');
  const { own } = deps.texts;
  const set = settingsOf(scene.directory, person, scene.today);
  const { fields } = pressed;
  switch (pressed.command.name) {
    case 'show-settings':
      return own.settings(set, scene.setting);
    case 'open-quiet':
      return own.quietForm(set);
    case 'open-deputy':
      return own.deputyForm(set);
    case 'open-absence':
      return own.absenceForm(set);
    case 'set-quiet': {
      const [from, to] = [fields.from?.trim() ?? '', fields.to?.trim() ?? ''];
      return setQuiet(deps, pressed, from === '' && to === '' ? null : { from: paddedTime(from), to: paddedTime(to) });
    }
    case 'set-deputy':
      return setDeputy(deps, pressed, (fields.deputy as PersonId) || null);
    case 'set-absence': {
      const [from, to] = [dayIn(fields, 'from'), dayIn(fields, 'to')];
      return from && to
        ? setAbsence(deps, pressed, { from, to, deputyId: fields.deputy as PersonId })
        : no('day-required');
    }
    case 'end-absence':
      return endAbsence(deps, pressed);
    case 'leave-alone':
      return leaveAlone(deps, pressed, true);
    case 'write-again':
      return leaveAlone(deps, pressed, false);
    default:
      return pressed.command.name satisfies never;
  }
}

/** When a person says in words what they want of their own messages. */
export async function grantWish(deps: Deps, scene: Scene, asking: Asking, wish: Wish): Promise<Message | Outcome> {
  switch (wish.kind) {
    case 'settings':
      return ownSetting(deps, scene, { ...asking, command: { name: 'show-settings' }, fields: {} });
    case 'leave-alone':
      return leaveAlone(deps, asking, true);
    case 'write-again':
      return leaveAlone(deps, asking, false);
    case 'quiet':
      return setQuiet(deps, asking, { from: wish.from, to: wish.to });
    case 'no-quiet':
      return setQuiet(deps, asking, null);
    case 'away': {
      const named = colleaguesOf(scene.directory, asking.by, scene.today).filter((one) => one.name === wish.deputy);
      const [deputy] = named;
      if (wish.deputy !== null && (!deputy || named.length > 1)) return no('deputy-not-of-unit');
      return setAbsence(deps, asking, { from: wish.from, to: wish.to, ...(deputy ? { deputyId: deputy.id } : {}) });
    }
    case 'back':
      return endAbsence(deps, asking);
    default:
      return wish satisfies never;
  }
}

async function setQuiet(deps: Deps, asking: Asking, quiet: QuietHours | null): Promise<Outcome> {
  const scene = await loadScene(deps);
  const person = personIn(scene, asking.by);
  const decided = person ? withQuietHours(person, quiet) : missing;
  if (!decided.ok) return no(decided.refusal);
  return done(deps, scene, asking, 'quiet-hours', { persons: [decided.person] }, deps.texts.own.quietSet(quiet));
}

async function setDeputy(deps: Deps, asking: Asking, deputyId: PersonId | null): Promise<Outcome> {
  const scene = await loadScene(deps);
  const person = personIn(scene, asking.by);
  const decided = person ? withDeputy(scene.directory, person, deputyId, scene.today) : missing;
  if (!decided.ok) return no(decided.refusal);
  const deputy = deputyId && personIn(scene, deputyId);
  return done(deps, scene, asking, 'deputy', { persons: [decided.person] }, deps.texts.own.deputySet(deputy ?? null));
}

async function setAbsence(
  deps: Deps,
  asking: Asking,
  days: { readonly from: Day; readonly to: Day; readonly deputyId?: PersonId },
): Promise<Outcome> {
  const scene = await loadScene(deps);
  const { from, to, deputyId } = days;
  const absence: Absence = { personId: asking.by, from, to, ...(deputyId ? { deputyId } : {}) };
  const made = absenceChange(deps, scene, absence, asking);
  if (!made.ok) return no(made.refusal);
  const answer = deps.texts.own.absenceSet({ from, to, deputy: made.deputy }, made.alone, scene.setting);
  await deps.stores.commit(withAnswer(deps, scene, made.change, asking, answer));
  return null;
}

/**
 * What is written when a person will be away: the days, word to whoever stands in, and one alarm where nobody does. Refused as
 * core/own-settings says.
 */
export function absenceChange(
  deps: Deps,
  scene: Scene,
  absence: Absence,
  actor: { readonly by: PersonId; readonly via: Via },
) {
  const { personId, from, to, deputyId } = absence;
  const person = personIn(scene, personId);
  const decided = person ? withAbsence(scene.directory, absence, scene.today) : missing;
  if (!person || !decided.ok)
    return { ok: false as const, refusal: decided.ok ? ('not-there' as const) : decided.refusal };
  const deputy = personIn(scene, deputyId ?? person.profile?.deputyId) ?? null;
  const round = `away:${personId}:${from}:${to}`;
  const units = scene.directory.units.filter((unit) =>
    holdersOf(scene.directory, unit.id, 'liaison', from).some((one) => one.id === personId),
  );
  const { alone } = decided;
  const told = address(deps, scene, [
    ...(alone.length > 0
      ? [
          {
            taskId: null,
            dueOn: null,
            kind: 'alarm' as const,
            round,
            recipient: { unitId: scene.officeUnit.id, role: 'office-staff' as const },
            manner: 'now' as const,
            say: (texts: Catalogue) =>
              texts.alarm({ kind: 'away-alone', person, units: alone, from, to }, scene.setting),
          },
        ]
      : []),
    ...(deputy && units.length > 0
      ? [
          {
            taskId: null,
            dueOn: to,
            kind: 'handed-over' as const,
            round,
            recipient: { personId: deputy.id },
            manner: 'now' as const,
            say: (texts: Catalogue) => texts.own.standsIn(person, units, from, to, scene.setting),
          },
        ]
      : []),
  ]);
  const change: Change = {
    absences: [{ personId, days: decided.days }],
    ...told,
    events: [
      {
        taskId: null,
        at: scene.now,
        actor: { personId: actor.by, via: actor.via },
        type: 'absence-recorded',
        ...absence,
      },
    ],
  };
  return { ok: true as const, change, deputy, alone };
}

async function endAbsence(deps: Deps, asking: Asking): Promise<Message | Outcome> {
  const scene = await loadScene(deps);
  const days = withoutAbsence(scene.directory, asking.by, scene.today);
  if (days === null) return deps.texts.own.notAway();
  const fact: OfficeFact = { type: 'absence-ended', personId: asking.by, on: scene.today };
  const change = { absences: [{ personId: asking.by, days }], events: [eventOf(scene, asking, fact)] };
  await deps.stores.commit(withAnswer(deps, scene, change, asking, deps.texts.own.absenceEnded()));
  return null;
}

/** Whoever works for the office cannot be left alone: alarms go to them. */
async function leaveAlone(deps: Deps, asking: Asking, leftAlone: boolean): Promise<Message | Outcome> {
  const before = await loadScene(deps);
  const person = personIn(before, asking.by);
  const { own } = deps.texts;
  if (!person) return no('not-there');
  const isOffice = rolesOf(before.directory, person.id, before.today).some(
    (role) => role.unitId === before.officeUnit.id,
  );
  const after = isOffice ? null : withLeftAlone(person, leftAlone);
  if (after === null) return own.unchanged();
  const scene = sceneWith(before, after);
  const what = leftAlone ? 'left-alone' : 'written-again';
  // Who stands in while the person is left alone.
  const to = leftAlone ? successorOf(before, scene, person) : successorOf(scene, before, person);
  const moved = leftAlone ? await movedFrom(deps, before, scene, person) : {};
  const told = address(deps, scene, [
    {
      taskId: null,
      dueOn: null,
      kind: 'alarm',
      round: `${what}:${person.id}:${asking.key.key}`,
      recipient: { unitId: scene.officeUnit.id, role: 'office-staff' },
      manner: 'now',
      say: (texts) => texts.alarm({ kind: what, person, to }, scene.setting),
    },
  ]);
  const change: Change = {
    persons: [after],
    notices: [...(moved.notices ?? []), ...told.notices],
    deliveries: [...(moved.deliveries ?? []), ...told.deliveries],
  };
  const answer = leftAlone ? own.leftAlone(to, scene.setting) : own.writtenAgain();
  return done(deps, scene, asking, what, change, answer);
}

/** What waits to be sent to the person, addressed to whoever stands in. Answers to the person's own words stay. */
async function movedFrom(deps: Deps, before: Scene, scene: Scene, person: Person): Promise<Change> {
  const account = accountOf(person);
  if (!account) return {};
  const queued = await deps.stores.deliveries({ personId: person.id, channel: account.platform, state: ['queued'] });
  const notices = await deps.stores.notices(queued.flatMap((delivery) => delivery.noticeIds));
  const answers = new Set(notices.filter((notice) => notice.kind === 'answer').map((notice) => notice.id));
  const waiting = queued.filter((delivery) => !delivery.noticeIds.some((id) => answers.has(id)));
  const passed = passedOn(
    deps,
    scene,
    notices.filter((notice) => !answers.has(notice.id)),
  );
  const cards = waiting.some((delivery) => delivery.kind === 'card') ? successorCards(deps, before, scene, person) : [];
  return {
    notices: passed.notices,
    deliveries: [
      ...waiting.map((delivery) => ({ ...delivery, state: 'superseded' as const, failure: 'left alone' })),
      ...passed.deliveries,
      ...cards,
    ],
  };
}

async function done(
  deps: Deps,
  scene: Scene,
  asking: Asking,
  what: Extract<OfficeFact, { type: 'own-setting-changed' }>['what'],
  change: Change,
  answer: Message,
): Promise<null> {
  const events = [eventOf(scene, asking, { type: 'own-setting-changed', personId: asking.by, what })];
  await deps.stores.commit(withAnswer(deps, scene, { ...change, events }, asking, answer));
  return null;
}

const eventOf = (scene: Scene, { by, via }: Asking, fact: OfficeFact) => ({
  ...fact,
  taskId: null,
  at: scene.now,
  actor: { personId: by, via },
});

const personIn = (scene: Scene, id: PersonId | undefined): Person | undefined =>
  scene.directory.persons.find((one) => one.id === id);

const no = (refusal: Refusal): Outcome => ({ refusal, task: null });
const missing = { ok: false, refusal: 'not-there' } as const;
