import { day, makeCalendar } from '../../src/core/calendar.ts';
import { type CardInput, type MorningCard, morningCard } from '../../src/core/digest.ts';
import type { Task, TaskState } from '../../src/core/task.ts';
import { at, education, id, personNamed, roleOf, taskWith, units } from './message-facts.ts';

export const calendar = makeCalendar();
export const wang = personNamed('王芳');

/** The card of the bureau's liaison on Tuesday 30 June 2026; change what a test is about. */
export const cardFor = (change: Partial<CardInput>) =>
  morningCard({
    person: wang,
    roles: [roleOf(wang, education, 'liaison')],
    units,
    tasks: [],
    notices: [],
    today: day('2026-06-30'),
    calendar,
    weekly: false,
    ...change,
  });

/** Section by section, the codes on a card. */
export const codesOn = (card: MorningCard | null) =>
  card?.sections.map((section) => [
    section.kind,
    'entries' in section ? section.entries.map(({ task }) => task.code).join(' ') : '',
  ]);

/** A task of the bureau, due on that day. */
export const due = (code: string, on: string, change: Partial<Task> = {}) =>
  taskWith({ code, dueOn: day(on), ...change });

/** With the office for review since the Thursday before. */
export const waiting: Extract<TaskState, { readonly status: 'reported-done' }> = {
  status: 'reported-done',
  reportId: id('report'),
  madeAt: at('2026-06-25 10:00'),
  waitingSince: at('2026-06-25 10:00'),
};
