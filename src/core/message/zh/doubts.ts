/** What is doubtful about the words that a doubt quotes. */
export const doubtTexts: Readonly<Record<string, string>> = {
  'deadline-unclear': '时限不明确',
  'deadline-in-sentence': '时限写在句中',
  'year-unclear': '年份不明确',
  'table-missing': '缺少该年放假安排',
  'event-unknown': '起算事件的日期未知',
  'units-unclear': '责任单位不在通讯录中',
  'unit-inherited': '责任单位沿用上一格',
  'number-missing': '没有序号',
  'number-out-of-order': '序号不连续',
  'bracket-unclosed': '括号不完整',
  'inner-deadline': '内含其他日期，未作时限',
};
