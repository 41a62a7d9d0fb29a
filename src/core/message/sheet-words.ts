import type { Day } from '../calendar.ts';
import type { Rung } from '../policy.ts';
import type { SupervisionNotice } from '../report.ts';
import type { SheetColumn, SheetLight, SheetState } from '../sheet.ts';
import type { Task } from '../task.ts';
import type { Unit } from '../unit.ts';
import type { Message } from './message.ts';
import type { Setting } from './setting.ts';

/** What stands on a sheet of tasks (督办台账表) beside the tasks' own words. */
export interface SheetWords {
  readonly columns: Readonly<Record<SheetColumn, string>>;
  readonly states: Readonly<Record<SheetState, string>>;
  readonly lights: Readonly<Record<SheetLight, string>>;
  title(plan: string): string;
  /** Whose sheet, as of which day, how many tasks. */
  asOf(tasks: number, setting: Setting): string;
  /** Only these units' tasks are on it. */
  onlyOf(units: readonly Unit[]): string;
  /** Discreet tasks are counted and left out. */
  leftOut(tasks: number): string;
  /** A task's code in the rows in which a long text goes on, numbered from 1. */
  continued(code: string, row: number): string;
  /** A report of completion without words. */
  readonly done: string;
  readonly unitsBetween: string;
  extension(task: Task, setting: Setting): string;
  /** How far the ladder has come in this round, and the notices that were signed for the task. */
  supervision(rung: Rung['kind'] | null, signed: readonly SupervisionNotice[], isDrafted: boolean): string;
  fileName(on: Day): string;
  /** It stands in the direct messages of who asked, or it could not be put there. */
  readonly sent: Message;
  readonly notSent: Message;
}
