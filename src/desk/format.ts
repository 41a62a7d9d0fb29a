import { type Day, dayAt, weekdayOf } from '../core/calendar.ts';
import type { Language, Texts } from './texts.ts';

/** 6月30日（周二）; in English Tue 30 June. With the year where it is not this year's. */
export function dayText(day: string, texts: Texts, language: Language, today?: string): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const weekday = texts.weekdays[weekdayOf(day as Day) - 1] ?? '';
  const otherYear = today !== undefined && today.slice(0, 4) !== day.slice(0, 4);
  if (language === 'en') {
    const name = new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' }).format(
      new Date(`${day}T00:00:00Z`),
    );
    return `${weekday} ${date} ${name}${otherYear ? ` ${year}` : ''}`;
  }
  return `${otherYear ? `${year}年` : ''}${month}月${date}日（${weekday}）`;
}

/** 2026年6月30日（周二）; in English Tue 30 Jun 2026. */
export const fullDayText = (day: string, texts: Texts, language: Language): string =>
  dayText(day, texts, language, '0000');

/** The day in Beijing of an instant as the API writes it. */
export const dayOfInstant = (at: string): Day => dayAt(new Date(at));

const TIME = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' });

/** HH:MM in Beijing. */
export const timeText = (at: string): string => TIME.format(new Date(at));
