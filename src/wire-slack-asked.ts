import type { Asked, AskedPeriod } from './adapters/slack/slash-words.ts';
import { type Day, lastDayOfMonth, monthOf, yearOf } from './core/calendar.ts';
import type { PersonId } from './core/ids.ts';
import type { Command, Message } from './core/message/message.ts';
import { settingsOf } from './core/own-settings.ts';
import { may } from './core/permission.ts';
import { dayInForce, isOverdue, light, type Task } from './core/task.ts';
import { type Directory, type Person, rolesOf, unitOf } from './core/unit.ts';
import { handoverForm } from './flows/hand-over.ts';
import { showCommand } from './flows/handle-command.ts';
import { invitePerson, type OneTimeCodes } from './flows/invite-person.ts';
import { bulletinList, bulletinTitleOf } from './flows/publish-bulletin.ts';
import { mayRemind, unreportedBy } from './flows/remind-unreported.ts';
import { actingAs, type Deps, loadScene, type Scene } from './flows/scene.ts';
import { roomsForm } from './flows/set-rooms.ts';
import { tasksOf } from './flows/spoken-for.ts';
import { seesAll } from './flows/visible-tasks.ts';

/** The answer to a slash command. */
export async function askedOf(
  deps: Deps & { readonly codes: OneTimeCodes },
  by: PersonId,
  asked: Exclude<Asked, { kind: 'say' }>,
  ways: {
    /** The address that opens the page once; null where there is none. */
    desk(by: PersonId): Promise<string | null>;
    /** Hands the sheet of tasks to the person; what is answered. */
    sheet(by: PersonId): Promise<Message>;
  },
): Promise<Message> {
  const { texts } = deps;
  const at = deps.clock.now();
  const show = (command: Command) => showCommand(deps, { by, via: 'slack', command, fields: {}, at });
  switch (asked.kind) {
    case 'show':
      return show(asked.command);
    case 'task': {
      const task = await deps.stores.taskByCode(asked.code);
      // Not there and not yours look the same: the flow says so for an id that is none.
      return show({
        name: asked.record ? 'open-record' : 'show-task',
        id: task?.id ?? '00000000-0000-0000-0000-000000000000',
      });
    }
    case 'owed': {
      const scene = await loadScene(deps);
      const own = (await tasksOf(deps, scene, by)).filter((task) => task.state.status === 'open');
      return texts.chat.owed(byDay(own), scene.setting);
    }
    case 'unreported':
      return unreported(deps, by, asked.period);
    case 'import':
      return texts.chat.dropPlan;
    case 'unclear':
      return texts.chat.usage(asked.words);
    case 'bulletins':
      return bulletinList(deps, await loadScene(deps), by);
    case 'handover':
      return handoverForm(deps, await loadScene(deps), by);
    case 'settings': {
      const scene = await loadScene(deps);
      // The office sets its channels; anybody else what concerns themselves.
      return mayDirect(scene, by) ? roomsForm(deps, scene, by) : show({ name: 'show-settings' });
    }
    case 'invite':
      return invited(deps, by, asked.name);
    case 'desk':
      return texts.chat.deskLink(await ways.desk(by));
    case 'sheet':
      return ways.sheet(by);
    default:
      return asked satisfies never;
  }
}

/** A one-time code, seen by whoever asked and stored nowhere. A name that is not there once is refused. */
async function invited(deps: Deps & { readonly codes: OneTimeCodes }, by: PersonId, name: string): Promise<Message> {
  const scene = await loadScene(deps);
  const { answer, own } = deps.texts;
  const found = personsNamed(scene.directory, name.trim());
  const [person] = found;
  if (!mayDirect(scene, by)) return answer.refused('not-permitted', null, scene.setting);
  if (!person || found.length > 1) return own.notOne(name.trim(), found.length);
  const done = await invitePerson(deps, { by, via: 'slack', personId: person.id });
  return done.ok
    ? own.invited(person, done.code, done.expiresAt, scene.setting)
    : answer.refused(done.refusal, null, scene.setting);
}

/** By name; of several with one name those of the unit that is named after it. */
function personsNamed(directory: Directory, words: string): readonly Person[] {
  const whole = directory.persons.filter((person) => person.name === words);
  if (whole.length > 0) return whole;
  const [, name, unitName] = /^(.+)\s(\S+)$/.exec(words) ?? [];
  const unit = directory.units.find((one) => [one.name, one.shortName, ...one.aliases].includes(unitName ?? ''));
  return directory.persons.filter(
    (person) =>
      person.name === name && directory.roles.some((role) => role.personId === person.id && role.unitId === unit?.id),
  );
}

const mayDirect = (scene: Scene, by: PersonId): boolean =>
  may(actingAs(scene, by), 'directory', { officeUnitId: scene.officeUnit.id });

/** Units with open tasks due by the end of the period. Who does not see every unit is told that it is the office's. */
async function unreported(deps: Deps, by: PersonId, period: AskedPeriod | null): Promise<Message> {
  const scene = await loadScene(deps);
  if (!seesAll(scene, by)) return deps.texts.answer.refused('not-permitted', null, scene.setting);
  const until = lastDayOf(period, scene.today);
  const groups = await unreportedBy(deps, scene, until);
  return deps.texts.chat.unreported(groups, until, scene.setting, mayRemind(scene, by));
}

/** The last day of the period that was asked for, seen from today. */
export function lastDayOf(period: AskedPeriod | null, today: Day): Day {
  const now = monthOf(today);
  const { year: asked = null, month = 'this-month' } = period ?? {};
  const year = asked ?? yearOf(today);
  const quarter = Math.ceil(now / 3);
  switch (month) {
    case 'this-month':
      return lastDayOfMonth(year, now);
    case 'last-month':
      return now === 1 ? lastDayOfMonth(year - 1, 12) : lastDayOfMonth(year, now - 1);
    case 'this-quarter':
      return lastDayOfMonth(year, quarter * 3);
    case 'last-quarter':
      return quarter === 1 ? lastDayOfMonth(year - 1, 12) : lastDayOfMonth(year, (quarter - 1) * 3);
    default:
      return lastDayOfMonth(year, month);
  }
}

const byDay = (tasks: readonly Task[]): readonly Task[] =>
  tasks.toSorted((a, b) => ((dayInForce(a) ?? '9999') < (dayInForce(b) ?? '9999') ? -1 : 1));

/** The home page: the office's queues, a leader's figures, a liaison's own tasks. */
export async function homeOf(deps: Deps, by: PersonId): Promise<readonly Message[]> {
  const scene = await loadScene(deps);
  const { home } = deps.texts.chat;
  const { setting } = scene;
  const roles = rolesOf(scene.directory, by, scene.today);
  const own = byDay((await tasksOf(deps, scene, by)).filter((task) => task.state.status === 'open'));
  const liaison = roles.some(
    (role) => role.role !== 'leader-in-charge' && role.role !== 'signer' && role.unitId !== scene.officeUnit.id,
  );
  if (!seesAll(scene, by)) {
    const person = scene.directory.persons.find((one) => one.id === by);
    const settings = person ? [deps.texts.own.settings(settingsOf(scene.directory, person, scene.today), setting)] : [];
    return liaison ? [home.liaison(own, setting), ...settings, home.more] : [home.nothing(setting.officeName)];
  }
  const all = await deps.stores.tasks({ status: ['open', 'reported-done', 'closed'] });
  const office = may(actingAs(scene, by), 'review', { officeUnitId: scene.officeUnit.id });
  if (all.length === 0) return [home.start(office), home.office];
  const open = all.filter((task) => task.state.status === 'open');
  const waiting = all.filter((task) => task.state.status === 'reported-done');
  const overdue = byDay(open.filter((task) => isOverdue(task, scene.today, scene.calendar)));
  const soon = open.filter((task) => task.dueOn !== null && light(task, scene.today, scene.calendar) === 'amber');
  const figures = home.figures({
    open: open.length,
    overdue: overdue.length,
    soon: soon.length,
    waiting: waiting.length,
    closed: all.length - open.length - waiting.length,
  });
  const unitName = (task: Task): string => unitOf(scene.directory, task.unitId).shortName;
  const drafts = await draftsOf(deps, scene, by, all);
  if (!office) return [figures, ...drafts, home.overdue(overdue, unitName, setting), home.office];
  return [
    figures,
    home.reviews(byDay(waiting), unitName, setting),
    home.decide(byDay(open.filter((task) => task.petition !== null)), unitName, setting),
    ...drafts,
    home.overdue(overdue, unitName, setting),
    ...(own.length > 0 ? [home.liaison(own, setting)] : []),
    home.office,
  ];
}

/** What waits for a signature, for who works in the office or signs; nothing for anybody else. */
async function draftsOf(deps: Deps, scene: Scene, by: PersonId, tasks: readonly Task[]): Promise<readonly Message[]> {
  const object = { officeUnitId: scene.officeUnit.id };
  const acting = actingAs(scene, by);
  const maySign = may(acting, 'sign-notice', object);
  if (!maySign && !may(acting, 'edit-bulletin', object)) return [];
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const notices = (await deps.stores.supervisionNotices({ status: 'drafted' })).flatMap((notice) => {
    const task = byId.get(notice.taskId);
    return task ? [{ notice, task, unit: unitOf(scene.directory, notice.unitId) }] : [];
  });
  const bulletins = (await deps.stores.bulletins()).map((bulletin) => ({
    bulletin,
    title: bulletinTitleOf(deps, scene, bulletin),
  }));
  return [deps.texts.room.drafts(notices, bulletins, maySign, scene.setting)];
}
