import { addDays, addMonths, type Calendar, type Day } from './calendar.ts';
import type { PlanItem } from './plan.ts';

/** The day a relative limit falls on once its event has come: 收到通知后10个工作日内 and the day of the notice. */
export function dayAfterEvent(relative: NonNullable<PlanItem['relative']>, on: Day, calendar: Calendar): Day {
  const { amount, unit } = relative;
  switch (unit) {
    case 'workday':
      return amount === 0 ? on : calendar.addWorkdays(on, amount);
    case 'week':
      return addDays(on, amount * 7);
    case 'month':
      return addMonths(on, amount);
    case 'year':
      return addMonths(on, amount * 12);
    default:
      return addDays(on, amount);
  }
}

/** One key for the ways of printing one event: 收到本通知后, 接到通知之日起. */
export function eventKey(event: string): string {
  return event
    .normalize('NFKC')
    .replace(/[\s“”"'，,。]/gu, '')
    .replace(/^(?:自|从|在|于)/u, '')
    .replace(/[本该此]/gu, '')
    .replace(/^接到/u, '收到')
    .replace(/(?:之日|当日|当天)?(?:起|后|之后|以后)?$/u, '');
}

/** True for an event that each document has anew (its own notice, its printing): a day recorded for another plan says nothing. */
export function isOwnEvent(event: string): boolean {
  return /通知|文件|印发|下发|方案|要点|任务/u.test(event);
}
