import { addDays } from './core/calendar.ts';
import type { PersonId } from './core/ids.ts';
import type { Catalogue } from './core/message/catalogue.ts';
import type { Message } from './core/message/message.ts';
import { type Deps, loadScene } from './flows/scene.ts';
import { tasksOf } from './flows/spoken-for.ts';

/** Everything that is said about people and their files, from a sample: for the page of every message. */
export async function peopleMessages(deps: Deps, liaison: PersonId, texts: Catalogue): Promise<readonly Message[]> {
  const scene = await loadScene(deps);
  const { setting, today } = scene;
  const { persons, units } = scene.directory;
  const [person, colleague] = [persons.find((one) => one.id === liaison), persons.find((one) => one.id !== liaison)];
  const tasks = (await tasksOf(deps, scene, liaison)).filter((task) => task.state.status === 'open');
  const [task, unit] = [tasks[0], units[0]];
  if (!person || !colleague || !task || !unit) return [];
  const { own, file, alarm, chat } = texts;
  const [from, to] = [addDays(today, 7), addDays(today, 11)];
  const names = ['会议纪要.pdf', '现场照片.jpg'];
  return [
    chat.welcome(person.name, setting.officeName),
    chat.welcome(person.name, setting.officeName, 'code'),
    chat.welcome(person.name, setting.officeName, 'account'),
    own.quietSet({ from: '19:30', to: '08:00' }),
    own.quietSet(null),
    own.deputySet(colleague),
    own.absenceSet({ from, to, deputy: colleague }, [], setting),
    own.absenceSet({ from, to, deputy: null }, [unit], setting),
    own.absenceEnded(),
    own.notAway(),
    own.leftAlone(colleague, setting),
    own.leftAlone(null, setting),
    own.writtenAgain(),
    own.unchanged(),
    own.standsIn(person, [unit], from, to, setting),
    own.notOne(person.name, 2),
    own.invited(person, 'ABCD-2345', new Date(scene.now.getTime() + 172_800_000), setting),
    own.codeRefused('wrong', setting.officeName),
    own.codeRefused('too-many', setting.officeName),
    file.ask(names, tasks.slice(0, 4), 'held', setting),
    file.ask(names, tasks, 'held', setting),
    file.noTask(setting),
    file.kept(task, '会议纪要.pdf', setting),
    file.refused('工具.exe', 'unknown-type', setting),
    file.sent(task, names, setting),
    file.notSent(task, names, setting),
    file.none(setting),
    alarm({ kind: 'account-lost', person, platform: 'slack', code: 'user_deactivated', to: colleague }, setting),
    alarm({ kind: 'account-lost', person, platform: 'slack', code: 'user_deactivated', to: null }, setting),
    alarm({ kind: 'left-alone', person, to: colleague }, setting),
    alarm({ kind: 'written-again', person, to: colleague }, setting),
    alarm({ kind: 'away-alone', person, units: [unit], from, to }, setting),
    alarm({ kind: 'platform-shut-out', platform: 'slack', code: 'token_revoked' }, setting),
    alarm({ kind: 'platform-back', platform: 'slack' }, setting),
    alarm({ kind: 'input-unanswered', person, platform: 'slack', on: setting.today }, setting),
  ];
}
