import type { Command, CommandName } from '../../src/core/message/message.ts';
import type { OpenOffice } from './office.ts';

/** What a form hands in, by the names of its fields. */
export type Fields = Readonly<Record<string, string>>;
type Pressed = readonly [Command, (Fields | undefined)?];

/** A command, who may give it, and who may not. */
export interface Row {
  /** What must have happened before, and what is pressed. */
  readonly press: (office: OpenOffice) => Promise<Pressed>;
  readonly by: string;
  /** What the person is answered. */
  readonly answer: string;
  /** Who may not, and is told that there is no such thing. Nobody where the command shows and changes nothing. */
  readonly notBy: readonly string[];
}

/** Pressed on the task with this code. */
export const onTask =
  (name: CommandName, code: string, fields?: Fields): Row['press'] =>
  async (office) => [{ name, id: (await office.task(code)).id }, fields];

/** The first task was reported done. */
export const reported =
  (name: CommandName, fields?: Fields): Row['press'] =>
  async (office) => {
    await office.say('chen', '（一）已完成');
    return onTask(name, '26-1-1', fields)(office);
  };

/** The first task was closed. */
export const closed =
  (name: CommandName, fields?: Fields): Row['press'] =>
  async (office) => {
    await reported('close-task')(office);
    await office.pressButton('clerk', '办结');
    return onTask(name, '26-1-1', fields)(office);
  };

/** The liaison asked the office for something about the first task. */
export const petitioned =
  (name: CommandName, text: string, fields?: Fields): Row['press'] =>
  async (office) => {
    await office.say('chen', text);
    const id = (await office.task('26-1-1')).petition?.id ?? '';
    return [{ name, id }, fields];
  };

/** The seventh working day beyond 31 March: a notice has been drafted. */
export const drafted =
  (name: CommandName, fields?: Fields): Row['press'] =>
  async (office) => {
    await office.advanceTo('2026-04-14 10:00');
    return [{ name, id: (await office.task('26-1-1')).supervisionNoticeId ?? '' }, fields];
  };

/** The quarter’s bulletin was drafted, and these steps were done. */
export const bulletin =
  (name: CommandName, before: readonly CommandName[], fields?: Fields): Row['press'] =>
  async (office) => {
    await office.advanceTo('2026-04-08 12:00');
    const id = (await office.stores.bulletins())[0]?.id ?? '';
    for (const step of before) await office.press('director', { name: step, id });
    return [{ name, id }, fields];
  };

/** Liaisons of other units. */
export const others = ['wu', 'yun'];
/** Units, and the leader who only sees. */
export const allUnits = ['chen', 'education-head', 'wu', 'leader'];
