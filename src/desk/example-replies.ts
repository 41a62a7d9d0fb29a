import { addMonths, type Day, monthOf, yearOf } from '../core/calendar.ts';

/**
 * Sentences for a person to start from. They are examples of what is written to the bot, so they stay Chinese in either language.
 * `items` are the words before each (（十二）, or nothing inside a thread); the days in them lie ahead of `today`, within its year.
 */
export function exampleReplies(items: readonly string[], today: Day): readonly string[] {
  const item = (index: number) => items[index % items.length] ?? '';
  const ahead = (months: number) => {
    const later = addMonths(today, months);
    return yearOf(later) === yearOf(today) ? monthOf(later) : null;
  };
  const extended = ahead(2);
  return [
    `${item(0)}已完成60%，预计${ahead(1) ?? 12}月底完成`,
    `${item(1)}申请延期至${extended === null ? '12月31日' : `${extended}月15日`}，因场地尚未落实`,
    `${item(2)}该项职责不在我单位`,
    '全部任务',
  ];
}
